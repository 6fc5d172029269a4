package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.document.Words;
import org.gwanmun.core.message.Said;
import org.jspecify.annotations.Nullable;

/**
 * The named materials, from the resource {@code materials.yaml}: English and Korean names and aliases, composition,
 * density, source. Letter case, spaces, hyphens and underscores in names do not count, and HCl reads as hydrochloride.
 */
public final class MaterialCatalogue {
    private static final MaterialCatalogue STANDARD = load();

    private final Map<String, Material> byKey = new HashMap<>();
    private final Map<String, Material> byName = new LinkedHashMap<>();

    private MaterialCatalogue() {}

    /** The catalogue that ships with the suite. */
    public static MaterialCatalogue standard() {
        return STANDARD;
    }

    /** All materials, in the order of the file. */
    public Collection<Material> all() {
        return java.util.Collections.unmodifiableCollection(byName.values());
    }

    /** The material of an English or Korean name, or the chemical element of a symbol such as {@code fe}. */
    public Optional<Material> find(String name) {
        return Optional.ofNullable(byKey.get(key(name)));
    }

    /** What to say when {@link #find} finds none and the name is no formula: names the nearest material. */
    public Said unknown(String name) {
        return Words.nearest(name, byName.keySet())
                .or(() -> Words.nearest(key(name), byKey.keySet()).map(key -> named(byKey.get(key))))
                .map(near -> Said.of(MatterMessage.UNKNOWN_MATERIAL_NEAR, name, near))
                .orElseGet(() -> Said.of(MatterMessage.UNKNOWN_MATERIAL, name));
    }

    private static String named(@Nullable Material material) {
        return material == null ? "" : material.name();
    }

    /** The form of a name under which it is looked up. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-‐-―]", "").replace("hcl", "hydrochloride");
    }

    private static MaterialCatalogue load() {
        Entry file;
        try (InputStream in = MaterialCatalogue.class.getResourceAsStream("materials.yaml")) {
            if (in == null) {
                throw new IllegalStateException("resource materials.yaml is missing");
            }
            file = DocumentReader.parse("materials.yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MaterialCatalogue catalogue = new MaterialCatalogue();
        file.schema("materials/1");
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry :
                file.required("materials").map(list -> list.list(2000)).orElse(List.of())) {
            entry.required("name").ifPresent(name -> entries.put(key(name.text()), entry));
        }
        entries.values().forEach(entry -> catalogue.add(entry, entries));
        catalogue.addElements();
        file.problems().refuseIfAny();
        return catalogue;
    }

    private void add(Entry entry, Map<String, Entry> entries) {
        String name = entry.required("name").map(Entry::text).orElse("");
        String ko = entry.required("ko").map(Entry::text).orElse(name);
        double density = entry.required("density_g_cm3")
                .map(field -> field.number(1e-4, Material.LIMIT_DENSITY_G_CM3))
                .orElse(1.0);
        Optional<String> formula = entry.find("formula").map(Entry::text);
        Optional<Material.DensityRange> range = entry.find("density_range_g_cm3")
                .map(list -> list.list(2))
                .map(pair -> new Material.DensityRange(
                        pair.getFirst().number(1e-4, density),
                        pair.getLast().number(density, Material.LIMIT_DENSITY_G_CM3)));
        Material material = new Material(
                name,
                ko,
                formula,
                composition(entry, entries, 0),
                density,
                range,
                entry.find("group").map(Entry::text).orElse(""),
                entry.required("source").map(Entry::text).orElse(""));
        byName.put(name, material);
        register(name, material, entry);
        if (!key(ko).equals(key(name))) {
            register(ko, material, entry);
        }
        for (Entry alias : entry.find("aliases").map(list -> list.list(30)).orElse(List.of())) {
            register(alias.text(), material, alias);
        }
        entry.refuseUnknown();
    }

    private void register(String name, Material material, Entry entry) {
        Material other = byKey.putIfAbsent(key(name), material);
        if (other != null) {
            throw new IllegalStateException(
                    "materials.yaml:" + entry.line() + ": " + name + " names " + other.name() + " already");
        }
    }

    private static Composition composition(Entry entry, Map<String, Entry> entries, int depth) {
        Optional<Entry> formula = entry.find("formula");
        Optional<Entry> elements = entry.find("elements");
        Optional<Entry> mixture = entry.find("mixture");
        if (formula.isPresent()) {
            return Composition.ofFormula(formula.get().text()).orElseThrow(() -> broken(formula.get()));
        }
        if (elements.isPresent()) {
            Map<Integer, Double> fractions = new TreeMap<>();
            for (String symbol : elements.get().names()) {
                elements.get().find(symbol).ifPresent(share -> fractions.put(atomicNumber(symbol), share.number(0, 1)));
            }
            return Composition.ofMassFractions(fractions);
        }
        if (mixture.isEmpty() || depth > 5) {
            throw broken(entry);
        }
        Map<Composition, Double> parts = new HashMap<>();
        for (String part : mixture.get().names()) {
            Entry share = mixture.get().find(part).orElseThrow();
            Entry partEntry = entries.get(key(part));
            if (partEntry == null) {
                throw broken(share);
            }
            parts.merge(composition(partEntry, entries, depth + 1), share.number(0, 1), Double::sum);
        }
        return Composition.ofMixture(parts);
    }

    private static IllegalStateException broken(Entry entry) {
        return new IllegalStateException("materials.yaml:" + entry.line() + ": " + entry.path() + " is not understood");
    }

    /** Element symbols name the elements, unless a material of the file has taken the name. */
    private void addElements() {
        for (int z = 1; z <= 92; z++) {
            String symbol = Xraylib.AtomicNumberToSymbol(z);
            double density;
            try {
                density = Xraylib.ElementDensity(z);
            } catch (IllegalArgumentException e) {
                continue; // astatine and francium have no measured density
            }
            Composition pure = Composition.ofMassFractions(Map.of(z, 1.0));
            byKey.putIfAbsent(
                    key(symbol),
                    new Material(
                            symbol,
                            symbol,
                            Optional.of(symbol),
                            pure,
                            density,
                            Optional.empty(),
                            "element",
                            "xraylib"));
        }
    }

    private static int atomicNumber(String symbol) {
        return Xraylib.SymbolToAtomicNumber(symbol);
    }
}
