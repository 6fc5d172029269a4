package org.gwanmun.xray.imaging;

import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;

/** Channels of an imaginary detector with Gaussian noise of known size. */
final class Channels {
    static final double AIR = 20_000;
    static final double DARK = 600;
    static final double SIGMA_DARK = 30;

    /** Photons of a full signal: variance grows with the signal to (AIR − DARK)²/PHOTONS. */
    static final double PHOTONS = 5_000;

    private Channels() {}

    /** Transmission at a line and pixel. */
    interface Scene {
        double transmission(int line, int pixel);
    }

    static RawScan.Channel of(String name, int lines, int pixels, long seed, Scene scene) {
        RandomGenerator random = RandomStreams.stream(seed, name.hashCode());
        GreyImage air = image(256, pixels, random, (line, pixel) -> 1);
        GreyImage dark = image(256, pixels, random, (line, pixel) -> 0);
        return of(name, image(lines, pixels, random, scene), air, dark);
    }

    static RawScan.Channel of(String name, GreyImage scan, GreyImage air, GreyImage dark) {
        return new RawScan.Channel(name, 1, 0, 0, 1, 65_535, scan, air, dark);
    }

    static GreyImage image(int lines, int pixels, RandomGenerator random, Scene scene) {
        short[] grey = new short[lines * pixels];
        for (int i = 0; i < grey.length; i++) {
            double t = scene.transmission(i / pixels, i % pixels);
            double variance = SIGMA_DARK * SIGMA_DARK + Math.max(0, t) * (AIR - DARK) * (AIR - DARK) / PHOTONS;
            double value = DARK + t * (AIR - DARK) + Math.sqrt(variance) * random.nextGaussian();
            grey[i] = (short) Math.clamp(Math.round(value), 0, 65_535);
        }
        return new GreyImage(pixels, lines, 16, grey);
    }
}
