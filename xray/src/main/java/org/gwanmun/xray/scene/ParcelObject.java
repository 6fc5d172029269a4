package org.gwanmun.xray.scene;

import java.util.Optional;
import org.gwanmun.xray.matter.Material;

/**
 * A thing in a parcel.
 *
 * @param name for people and labels
 * @param outside the whole body, in the parcel's frame
 * @param inside the room within its walls, if it is a shell
 * @param material what the body, or the shell's wall, is made of
 * @param fill what fills the shell; empty leaves whatever was there before
 * @param threat one of {@link Threats#WORDS}
 */
public record ParcelObject(
        String name,
        Shape outside,
        Optional<Shape> inside,
        Material material,
        Optional<Material> fill,
        Optional<String> threat) {}
