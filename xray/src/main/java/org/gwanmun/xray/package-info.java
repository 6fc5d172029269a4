/**
 * X-ray scanning, from physics to the officer's picture. A parcel's way through the code, in one direction:
 *
 * <p>{@link org.gwanmun.xray.matter} (what things are made of) → {@link org.gwanmun.xray.scene} (a parcel and its
 * contents) → {@link org.gwanmun.xray.machine} (a scanner as data, and the raw scan it hands over) → {@code twin} (the
 * digital twin, which stands where a real machine would) → {@link org.gwanmun.xray.imaging} (counts to maps to pictures)
 * → {@code lane} (arrival, reading, verdict). A package uses only those before it; nothing after the twin knows that it
 * exists.
 */
@NullMarked
package org.gwanmun.xray;

import org.jspecify.annotations.NullMarked;
