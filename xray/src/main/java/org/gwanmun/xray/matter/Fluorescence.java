package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleSupplier;

/**
 * What an element gives back after a photoelectric absorption: in which shell the vacancy is, whether it emits a photon,
 * and which line.
 *
 * <pre>  P(shell | absorbed at E) = τ_shell(E) / τ(E),   P(photon | vacancy) = ω,   P(line | photon) = its radiative rate</pre>
 *
 * Shells K, L1, L2, L3 as far as their edge lies above 1 keV, for Z = 1–92; energies 1–200 keV. Partial photoelectric cross
 * sections after Kissel, yields after Krause, both from xraylib (T. Schoonjans et al., Spectrochim. Acta B 66 (2011) 776,
 * doi:10.1016/j.sab.2011.09.011). Immutable, thread-safe; {@link #shellProbability} is tabulated.
 */
public final class Fluorescence {
    private static final AtomicReferenceArray<Fluorescence> ELEMENTS = new AtomicReferenceArray<>(93);
    private static final AtomicShell[] SHELLS = AtomicShell.values();

    /** Kissel's partial cross sections end at 200 keV; their ratio hardly changes there. */
    private static final double KISSEL_HIGHEST_KEV = 199.9;

    private final int z;
    private final Map<AtomicShell, Shell> shells = new EnumMap<>(AtomicShell.class);
    private final PiecewiseTable probability;

    /**
     * A line of the spectrum of a shell.
     *
     * @param energy_keV photon energy
     * @param probability share among the photons of the shell; the shares sum to 1
     * @param vacancy where the electron came from, if from the L shell: it may emit in turn
     */
    public record Line(double energy_keV, double probability, Optional<AtomicShell> vacancy) {}

    /**
     * A shell.
     *
     * @param shell which one
     * @param edge_keV binding energy
     * @param yield ω, photons per vacancy
     * @param jump photoelectric cross section just above the edge over that just below; NaN where it is not tabulated
     * @param lines strongest first; empty if no photon above 1 keV comes from here
     */
    public record Shell(AtomicShell shell, double edge_keV, double yield, double jump, List<Line> lines) {
        /** Mean energy of its photons, 0 without lines. */
        public double meanLine_keV() {
            double mean = 0;
            for (Line line : lines) {
                mean += line.probability() * line.energy_keV();
            }
            return mean;
        }
    }

    private Fluorescence(int z) {
        this.z = z;
        TreeSet<Double> cuts = new TreeSet<>();
        for (AtomicShell shell : SHELLS) {
            double edge_keV = orZero(() -> Xraylib.EdgeEnergy(z, shell.index()));
            if (edge_keV >= CrossSections.LOWEST_KEV && edge_keV < CrossSections.HIGHEST_KEV) {
                double yield = orZero(() -> Xraylib.FluorYield(z, shell.index()));
                double jump = orZero(() -> Xraylib.JumpFactor(z, shell.index()));
                shells.put(shell, new Shell(shell, edge_keV, yield, jump > 0 ? jump : Double.NaN, lines(z, shell)));
                double cut = PiecewiseTable.jump(
                        energy -> photoelectric_cm2_g(shell, energy),
                        Math.max(CrossSections.LOWEST_KEV, edge_keV * 0.99),
                        edge_keV * 1.01);
                if (!Double.isNaN(cut)) {
                    cuts.add(cut);
                }
            }
        }
        cuts.addAll(AttenuationTable.edges(Composition.ofMassFractions(Map.of(z, 1.0))));
        probability = new PiecewiseTable(
                6, CrossSections.LOWEST_KEV, CrossSections.HIGHEST_KEV, SHELLS.length, cuts, (above, values) -> {
                    double energy = Math.min(above, KISSEL_HIGHEST_KEV);
                    double total = shells.isEmpty() ? 1 : Xraylib.CS_Photo_Total(z, energy);
                    for (AtomicShell shell : SHELLS) {
                        values[shell.index()] =
                                shells.containsKey(shell) ? Math.min(1, photoelectric_cm2_g(shell, energy) / total) : 0;
                    }
                });
    }

    /**
     * The element of atomic number {@code z}, 1–92; made once and kept.
     *
     * @throws IllegalArgumentException for another number
     */
    public static Fluorescence of(int z) {
        if (z < 1 || z > 92) {
            throw new IllegalArgumentException("atomic number (" + z + ") must be 1–92");
        }
        Fluorescence known = ELEMENTS.get(z);
        if (known == null) {
            known = new Fluorescence(z);
            ELEMENTS.set(z, known);
        }
        return known;
    }

    /** The shells with an edge of at least 1 keV, innermost first. */
    public List<Shell> shells() {
        return List.copyOf(shells.values());
    }

    /** A shell, if its edge is at least 1 keV. */
    public Optional<Shell> shell(AtomicShell shell) {
        return Optional.ofNullable(shells.get(shell));
    }

    /** Probability that a photoelectric absorption leaves its vacancy in the shell: 0 below its edge. Tabulated. */
    public double shellProbability(AtomicShell shell, double energy_keV) {
        return probability.value(shell.index(), probability.piece(energy_keV), energy_keV);
    }

    /** Partial photoelectric cross section of a shell in cm²/g, 0 below its edge. Asks the library: not for hot loops. */
    public double photoelectric_cm2_g(AtomicShell shell, double energy_keV) {
        return orZero(() -> Xraylib.CS_Photo_Partial(z, shell.index(), energy_keV));
    }

    /** Probability that a vacancy of an L subshell moves to a higher one before it is filled (Coster–Kronig). */
    public double costerKronig(AtomicShell from, AtomicShell to) {
        return orZero(() -> switch (from) {
            case L1 ->
                switch (to) {
                    case L2 -> Xraylib.CosKronTransProb(z, Xraylib.FL12_TRANS);
                    case L3 -> Xraylib.CosKronTransProb(z, Xraylib.FL13_TRANS);
                    default -> 0;
                };
            case L2 -> to == AtomicShell.L3 ? Xraylib.CosKronTransProb(z, Xraylib.FL23_TRANS) : 0;
            default -> 0;
        });
    }

    /**
     * Mean energy that leaves the atom as K and L photons after a photoelectric absorption at E: the shells' yields times
     * mean lines, and L photons that follow K lines. Coster–Kronig and Auger cascades are left out.
     */
    public double meanEmitted_keV(double energy_keV) {
        double emitted = 0;
        for (Shell shell : shells.values()) {
            double perVacancy = shell.yield() * shell.meanLine_keV();
            for (Line line : shell.lines()) {
                Shell next = line.vacancy().map(shells::get).orElse(null);
                if (next != null) {
                    perVacancy += shell.yield() * line.probability() * next.yield() * next.meanLine_keV();
                }
            }
            emitted += shellProbability(shell.shell(), energy_keV) * perVacancy;
        }
        return emitted;
    }

    private static List<Line> lines(int z, AtomicShell shell) {
        int first =
                switch (shell) {
                    case K -> Xraylib.KL1_LINE;
                    case L1 -> Xraylib.L1L2_LINE;
                    case L2 -> Xraylib.L2L3_LINE;
                    case L3 -> Xraylib.L3M1_LINE;
                };
        int last =
                switch (shell) {
                    case K -> Xraylib.L1L2_LINE;
                    case L1 -> Xraylib.L2L3_LINE;
                    case L2 -> Xraylib.L3M1_LINE;
                    case L3 -> Xraylib.M1M2_LINE;
                };
        List<Line> found = new ArrayList<>();
        double sum = 0;
        for (int line = first; line > last; line--) { // xraylib numbers lines downwards from −1
            int number = line;
            double energy_keV = orZero(() -> Xraylib.LineEnergy(z, number));
            double rate = orZero(() -> Xraylib.RadRate(z, number));
            if (energy_keV >= CrossSections.LOWEST_KEV && rate > 0) {
                found.add(new Line(energy_keV, rate, vacancy(line)));
                sum += rate;
            }
        }
        double all = sum;
        return found.stream()
                .map(line -> new Line(line.energy_keV, line.probability / all, line.vacancy))
                .sorted(java.util.Comparator.comparingDouble(line -> -line.probability))
                .toList();
    }

    private static Optional<AtomicShell> vacancy(int line) {
        if (line == Xraylib.KL1_LINE) {
            return Optional.of(AtomicShell.L1);
        }
        if (line == Xraylib.KL2_LINE) {
            return Optional.of(AtomicShell.L2);
        }
        return line == Xraylib.KL3_LINE ? Optional.of(AtomicShell.L3) : Optional.empty();
    }

    private static double orZero(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (IllegalArgumentException e) { // how xraylib says "none"
            return 0;
        }
    }
}
