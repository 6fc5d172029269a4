/**
 * Parcels and what is in them: {@link org.gwanmun.xray.scene.ParcelFile} reads one, {@link
 * org.gwanmun.xray.scene.Shape} is its geometry (rays meet the true shapes, no voxels), {@link
 * org.gwanmun.xray.scene.Scene} says how many grams of what a ray passes.
 *
 * <p>Right-handed millimetres: x along the belt in the direction of travel, y across, z up; the origin is the centre of
 * the parcel's underside.
 */
@NullMarked
package org.gwanmun.xray.scene;

import org.jspecify.annotations.NullMarked;
