package org.gwanmun.xray.twin;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.ScannerProfile;

/**
 * What is peculiar to this one machine's view: gains, dead pixels, and crosstalk and afterglow a little off the profile's,
 * so that corrections by the profile are as imperfect as a real machine's. It belongs to the machine, not to a scan: it
 * follows from the names alone.
 */
final class Individual {
    /** By layer (0 low, 1 high) and pixel. */
    final double[][] gain;

    final boolean[] dead;

    /** By layer. */
    final double[] crosstalk = new double[2];

    final double[] afterglowShare = new double[2];

    Individual(ScannerProfile profile, ScannerProfile.View view) {
        ScannerProfile.Detector detector = view.detector();
        RandomGenerator random = RandomStreams.stream(
                (profile.name() + "/" + view.name()).toLowerCase(Locale.ROOT).hashCode());
        gain = new double[2][detector.pixels()];
        for (double[] layer : gain) {
            for (int pixel = 0; pixel < layer.length; pixel++) {
                layer[pixel] = Math.max(0.5, 1 + detector.gainSpread() * random.nextGaussian());
            }
        }
        dead = new boolean[detector.pixels()];
        for (int pixel = 0; pixel < dead.length; pixel++) {
            dead[pixel] = random.nextDouble() < detector.deadPixels();
        }
        for (int layer = 0; layer < 2; layer++) {
            ScannerProfile.Scintillator nominal = detector.scintillator(layer);
            crosstalk[layer] = nominal.crosstalk() * Math.max(0, 1 + detector.tolerance() * random.nextGaussian());
            afterglowShare[layer] =
                    nominal.afterglowShare() * Math.max(0, 1 + detector.tolerance() * random.nextGaussian());
        }
    }
}
