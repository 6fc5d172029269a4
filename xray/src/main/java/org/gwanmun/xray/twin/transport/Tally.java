package org.gwanmun.xray.twin.transport;

/**
 * Photons that came out, by direction and by what happened to them. A photon counts where it leaves: <em>forward</em> if its
 * direction cosine along the beam is positive, <em>back</em> otherwise. Sums are made per block of histories and added in
 * the blocks' order, so that they do not depend on the number of threads.
 */
public final class Tally {
    /** Nothing happened to it. */
    public static final int PRIMARY = 0;

    /** One Compton scattering and nothing else. */
    public static final int SINGLE_COMPTON = 1;

    /** One Rayleigh scattering and nothing else. */
    public static final int SINGLE_RAYLEIGH = 2;

    /** Two or more scatterings, or a fluorescence photon. */
    public static final int MULTIPLE_OTHER = 3;

    static final int KINDS = 4;

    /** Added to a kind for photons that leave backwards. */
    static final int BACK = KINDS;

    /** [direction and kind]. */
    final long[] photons = new long[2 * KINDS];

    final double[] energy_keV = new double[2 * KINDS];
    final double[] energySquared_keV2 = new double[2 * KINDS];
    private long histories;

    /** An empty one. */
    public Tally() {}

    void leaves(float cosine, int kind, float energy) {
        int i = cosine > 0 ? kind : kind + BACK;
        photons[i]++;
        energy_keV[i] += energy;
        energySquared_keV2[i] += (double) energy * energy;
    }

    void histories(long more) {
        histories += more;
    }

    void add(Tally other) {
        histories += other.histories;
        for (int i = 0; i < photons.length; i++) {
            photons[i] += other.photons[i];
            energy_keV[i] += other.energy_keV[i];
            energySquared_keV2[i] += other.energySquared_keV2[i];
        }
    }

    /** How many photons were sent. */
    public long histories() {
        return histories;
    }

    /** How many came out of this kind. */
    public long photons(boolean forward, int kind) {
        return photons[forward ? kind : kind + BACK];
    }

    /** Those over all histories. */
    public double fraction(boolean forward, int kind) {
        return (double) photons(forward, kind) / histories;
    }

    /** Their mean energy in keV; NaN if there are none. */
    public double mean_keV(boolean forward, int kind) {
        int i = forward ? kind : kind + BACK;
        return photons[i] == 0 ? Double.NaN : energy_keV[i] / photons[i];
    }

    /** One standard deviation of {@link #mean_keV}. */
    public double meanUncertainty_keV(boolean forward, int kind) {
        int i = forward ? kind : kind + BACK;
        double mean = energy_keV[i] / photons[i];
        return Math.sqrt(Math.max(0, energySquared_keV2[i] / photons[i] - mean * mean) / photons[i]);
    }
}
