package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import com.github.tschoonj.xraylib.compoundData;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a material consists of: mass fractions w(Z) of the elements Z = 1–92, Σ w = 1. Immutable.
 *
 * @param massFractions by atomic number, in increasing order
 */
public record Composition(SortedMap<Integer, Double> massFractions) {
    /** Exponent of the effective atomic number throughout the suite (Mayneord 1937). */
    public static final double ZEFF_EXPONENT = 2.94;

    private static final Pattern FORMULA =
            Pattern.compile("([A-Z][a-z]?(\\d{1,4}(\\.\\d{1,6})?)?|[()]|(?<=\\))\\d{1,4}){1,60}");

    public Composition {
        double sum = massFractions.values().stream().mapToDouble(w -> w).sum();
        boolean legal = massFractions.entrySet().stream()
                .allMatch(e -> e.getKey() >= 1 && e.getKey() <= 92 && e.getValue() > 0);
        if (massFractions.isEmpty() || !legal || Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException(
                    "mass fractions " + massFractions + " must be positive, sum to 1, Z 1–92");
        }
        massFractions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(massFractions));
    }

    /** Of mass fractions that sum to 1 within rounding; they are normalised. */
    public static Composition ofMassFractions(Map<Integer, Double> massFractions) {
        double sum = massFractions.values().stream().mapToDouble(w -> w).sum();
        SortedMap<Integer, Double> normalised = new TreeMap<>();
        massFractions.forEach((z, w) -> {
            if (w > 0) {
                normalised.put(z, w / sum);
            }
        });
        return new Composition(normalised);
    }

    /** One element, Z = 1–92. */
    public static Composition ofElement(int z) {
        return new Composition(new TreeMap<>(Map.of(z, 1.0)));
    }

    /** Of a chemical formula such as {@code C10H16NCl} or {@code Ca(OH)2}; empty if it is none. */
    public static Optional<Composition> ofFormula(String formula) {
        if (!FORMULA.matcher(formula).matches()) {
            return Optional.empty();
        }
        try {
            compoundData parsed = Xraylib.CompoundParser(formula);
            Map<Integer, Double> fractions = new TreeMap<>();
            for (int i = 0; i < parsed.nElements; i++) {
                fractions.put(parsed.Elements[i], parsed.massFractions[i]);
            }
            return fractions.keySet().stream().allMatch(z -> z <= 92)
                    ? Optional.of(ofMassFractions(fractions))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // how xraylib says "no formula"
            return Optional.empty();
        }
    }

    /** A mixture by mass: {@code w(Z) = Σⱼ pⱼ wⱼ(Z)}. Parts are normalised to sum to 1. */
    public static Composition ofMixture(Map<Composition, Double> parts) {
        Map<Integer, Double> fractions = new TreeMap<>();
        parts.forEach(
                (part, share) -> part.massFractions.forEach((z, w) -> fractions.merge(z, share * w, Double::sum)));
        return ofMassFractions(fractions);
    }

    /** Electrons per gram, in mol: {@code Σ w(Z) Z / A(Z)}. */
    public double electrons_mol_per_g() {
        double electrons = 0;
        for (Map.Entry<Integer, Double> e : massFractions.entrySet()) {
            electrons += e.getValue() * e.getKey() / Xraylib.AtomicWeight(e.getKey());
        }
        return electrons;
    }

    /**
     * Electrons per gram weighted with Z^2.94, in mol: {@code Σ w(Z) Z/A(Z) · Z^2.94}. Together with {@link
     * #electrons_mol_per_g()} it adds up along a ray, so that the Zeff of a mixed path follows by division.
     */
    public double weightedElectrons_mol_per_g() {
        double weighted = 0;
        for (Map.Entry<Integer, Double> e : massFractions.entrySet()) {
            double electrons = e.getValue() * e.getKey() / Xraylib.AtomicWeight(e.getKey());
            weighted += electrons * Math.pow(e.getKey(), ZEFF_EXPONENT);
        }
        return weighted;
    }

    /** Effective atomic number {@code (Σ fᵢ Zᵢ^2.94)^(1/2.94)}, fᵢ the electron fractions. */
    public double zeff() {
        return Math.pow(weightedElectrons_mol_per_g() / electrons_mol_per_g(), 1 / ZEFF_EXPONENT);
    }
}
