package org.gwanmun.xray.matter;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Said;

/** How our files name a material: by a name of the catalogue, or by a formula with a density beside it. */
public final class MaterialField {
    private MaterialField() {}

    /**
     * The material a field names, with another density if one is given. What is wrong with it is noted at the field: an
     * unknown name with the nearest known, a formula without density.
     */
    public static Optional<Material> read(Entry field, OptionalDouble density_g_cm3) {
        String name = field.text();
        Optional<Material> named = MaterialCatalogue.standard().find(name);
        if (named.isPresent()) {
            return density_g_cm3.isPresent() ? named.map(m -> m.withDensity_g_cm3(density_g_cm3.getAsDouble())) : named;
        }
        Optional<Composition> formula = Composition.ofFormula(name);
        if (formula.isPresent() && density_g_cm3.isEmpty()) {
            field.wrong(MatterMessage.DENSITY_NEEDED, name);
            return Optional.empty();
        }
        if (formula.isEmpty() && field.isScalar()) {
            Said unknown = MaterialCatalogue.standard().unknown(name);
            field.wrong(unknown.key(), unknown.arguments().toArray());
        }
        return formula.map(c -> new Material(name, name, Optional.of(name), c, density_g_cm3.getAsDouble()));
    }
}
