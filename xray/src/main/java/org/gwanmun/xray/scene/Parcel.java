package org.gwanmun.xray.scene;

import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.matter.Material;

/**
 * A parcel and its contents. Origin at the centre of the underside; later objects overwrite earlier ones; gaps are air.
 *
 * @param length_mm outer size along x
 * @param width_mm outer size along y
 * @param height_mm outer size along z
 * @param wall material and thickness of the box, if it has walls
 */
public record Parcel(
        String id,
        double length_mm,
        double width_mm,
        double height_mm,
        Optional<Wall> wall,
        Optional<Declaration> declaration,
        List<ParcelObject> objects) {
    public Parcel {
        objects = List.copyOf(objects);
    }

    /** The box itself. */
    public record Wall(Material material, double thickness_mm) {}
}
