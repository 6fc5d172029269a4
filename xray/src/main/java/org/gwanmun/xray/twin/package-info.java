/**
 * The digital twin: stands where a real machine would. {@link org.gwanmun.xray.twin.TwinScanner} sends a tungsten
 * spectrum through the true shapes of a parcel (Beer–Lambert along the true ray), absorbs it in a sandwich detector, adds
 * the noise of photons and electronics, and writes what a machine writes. Nothing after the twin reads its internals.
 *
 * <p>Left out so far, and therefore too good in its pictures: focal-spot and detector blur, afterglow, crosstalk, belt
 * jitter, drift, and scatter.
 */
@NullMarked
package org.gwanmun.xray.twin;

import org.jspecify.annotations.NullMarked;
