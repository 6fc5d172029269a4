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

    /** The same parcel laid on its side: a quarter turn about the belt's direction, so that what was its width is its height. */
    public Parcel onItsSide() {
        List<ParcelObject> turned = objects.stream()
                .map(object -> new ParcelObject(
                        object.name(),
                        onItsSide(object.outside()),
                        object.inside().map(this::onItsSide),
                        object.material(),
                        object.fill(),
                        object.threat()))
                .toList();
        return new Parcel(
                id, length_mm, /* width_mm= */ height_mm, /* height_mm= */ width_mm, wall, declaration, turned);
    }

    /** (x, y, z) comes to (x, −z, y), and the box to where a box stands. */
    private Shape onItsSide(Shape shape) {
        return Placed.at(shape, new double[] {90, 0, 0}, 0, height_mm / 2, width_mm / 2);
    }

    /** The box itself. */
    public record Wall(Material material, double thickness_mm) {}
}
