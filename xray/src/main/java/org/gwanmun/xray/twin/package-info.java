/**
 * The digital twin: stands where a real machine would. {@link org.gwanmun.xray.twin.TwinScanner} scans a parcel, one {@code
 * ViewTwin} for each view: rays from the focal spot through the true shapes of the moving parcel to each pixel, the tube's
 * spectrum as it wanders, what the scintillators keep of each photon ({@code FanBeam}, {@code Deposit}), compound-Poisson
 * noise, and the readout with its crosstalk and afterglow ({@code Readout}, {@code Individual}). {@code StepWedge} scans what
 * a machine is calibrated with. Nothing after the twin reads its internals.
 *
 * <p>Scatter pictures are made in {@link org.gwanmun.xray.twin.scatter}, and measured by the Monte Carlo of {@link
 * org.gwanmun.xray.twin.transport}. Left out so far: scatter in the transmission picture.
 */
@NullMarked
package org.gwanmun.xray.twin;

import org.jspecify.annotations.NullMarked;
