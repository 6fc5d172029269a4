package org.gwanmun.xray.twin.transport;

/** How a photon turns. */
final class Directions {
    private static final float PI = (float) Math.PI;

    private Directions() {}

    /**
     * cos φ of an azimuth uniform over half a turn, which has the same distribution as over a whole one, from 32 random bits:
     * sin π s, s uniform in [−½, ½), by its series. Error below 4 · 10⁻⁶.
     */
    static float cosAzimuth(int bits) {
        float s = bits * 0x1p-32f;
        float q = s * s;
        return s * (PI + q * (-5.1677127f + q * (2.550164f + q * (-0.5992645f + q * 0.08214589f))));
    }

    /**
     * The new cosine to an axis: w cos θ + √((1 − w²)(1 − cos²θ)) cos φ with t = 1 − cos θ; rounding may make it 10⁻⁷ larger than 1.
     */
    static float turned(float w, float t, float cosAzimuth) {
        float across = (1 - w * w) * t * (2 - t);
        return w - w * t + (across > 0 ? (float) Math.sqrt(across) * cosAzimuth : 0);
    }
}
