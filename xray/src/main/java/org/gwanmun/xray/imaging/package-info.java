/**
 * From counts to what an officer looks at, in one direction: {@link org.gwanmun.xray.imaging.Normalisation} (counts →
 * transmission with its variance; what the machine did is undone) → {@link org.gwanmun.xray.imaging.NoiseFilter} → {@link
 * org.gwanmun.xray.imaging.Decomposition} (two attenuations → areal density and Zeff, by the machine's wedge) → {@link
 * org.gwanmun.xray.imaging.ViewMaps} → {@link org.gwanmun.xray.imaging.PictureFunctions}. {@link
 * org.gwanmun.xray.imaging.ImagingPipeline} runs the whole way and lets {@link org.gwanmun.xray.imaging.ParcelMass} weigh; {@link
 * org.gwanmun.xray.imaging.LayerSeparation} takes maps apart; {@link org.gwanmun.xray.imaging.WedgeScan} makes a calibration of
 * a real wedge; {@link org.gwanmun.xray.imaging.SingleEnergyPictures} is the short way for a picture of one energy, which
 * never speaks of Zeff.
 */
@NullMarked
package org.gwanmun.xray.imaging;

import org.jspecify.annotations.NullMarked;
