package org.gwanmun.xray.twin.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.matter.AtomicShell;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;

/**
 * What some materials do to photons, in tables that a kernel can read without a call: mean free path, the shares of Compton
 * and Rayleigh scattering and of absorptions that emit, each a straight line in energy over a piece of 1/128 octave, and the
 * quantiles of {@link AngleTables}. Materials are numbered as they are given. Immutable.
 */
final class InteractionTables {
    static final EnergyGrid GRID = new EnergyGrid(7);

    /** Numbers of a piece in {@link #branches}: offset and slope of each of four quantities. */
    static final int STRIDE = 8;

    /** Mean free path in mm. */
    static final int MEAN_FREE_PATH = 0;

    /** σ_C/µ. */
    static final int COMPTON = 2;

    /** (σ_C + σ_R)/µ. */
    static final int SCATTERING = 4;

    /** Probability that a photoelectric absorption ends in fluorescence of at least 1 keV. */
    static final int EMISSION = 6;

    static final int BRANCHES = GRID.pieces * STRIDE;
    static final int COMPTON_TABLE = AngleTables.ENERGIES * AngleTables.COMPTON_ROW;
    static final int RAYLEIGH_TABLE = AngleTables.ENERGIES * AngleTables.RAYLEIGH_ROW;

    private static final int ELECTRONS = 2 * ElectronTable.SIZE;

    private static final float ELECTRON_KEV = 510.999f;

    /** Below this t the photon keeps its energy. */
    private static final float NO_TRANSFER = 1e-6f;

    /** Electrons tried before one is taken at rest: those of inner shells cannot take little energy. */
    private static final int TRIES = 16;

    /** Longest mean free path, for what is hardly there. */
    private static final double LONGEST_MM = 1e9;

    /** Compositions kept: each is some 300 kB. */
    private static final int KEPT = 256;

    private static final ConcurrentHashMap<Composition, OfComposition> MADE = new ConcurrentHashMap<>();

    /** [material × BRANCHES + piece × STRIDE + quantity]. */
    final float[] branches;

    /** [material × COMPTON_TABLE + row × COMPTON_ROW + step]. */
    final float[] compton;

    /** [material × RAYLEIGH_TABLE + row × RAYLEIGH_ROW + step]. */
    final float[] rayleigh;

    /** [material × 2 SIZE + 2 electron]: momentum, binding. */
    final float[] electrons;

    private final List<Emitters> emitters = new ArrayList<>();

    /** What does not depend on the density. */
    private record OfComposition(
            float[] branches, float[] compton, float[] rayleigh, float[] electrons, Emitters emitters) {}

    /**
     * Who emits after an absorption: [piece × channels + channel] holds cumulative probabilities, given that somebody does.
     */
    private record Emitters(List<Relaxation> element, List<AtomicShell> shell, float[] cumulative) {}

    InteractionTables(List<Material> materials) {
        branches = new float[materials.size() * BRANCHES];
        compton = new float[materials.size() * COMPTON_TABLE];
        rayleigh = new float[materials.size() * RAYLEIGH_TABLE];
        electrons = new float[materials.size() * ELECTRONS];
        for (int m = 0; m < materials.size(); m++) {
            OfComposition made = of(materials.get(m).composition());
            float perDensity = (float) (1 / materials.get(m).density_g_cm3());
            for (int i = 0; i < BRANCHES; i++) {
                boolean length = i % STRIDE <= MEAN_FREE_PATH + 1;
                branches[m * BRANCHES + i] = made.branches[i] * (length ? perDensity : 1);
            }
            System.arraycopy(made.compton, 0, compton, m * COMPTON_TABLE, COMPTON_TABLE);
            System.arraycopy(made.rayleigh, 0, rayleigh, m * RAYLEIGH_TABLE, RAYLEIGH_TABLE);
            System.arraycopy(made.electrons, 0, electrons, m * ELECTRONS, ELECTRONS);
            emitters.add(made.emitters);
        }
    }

    private static OfComposition of(Composition composition) {
        if (MADE.size() >= KEPT) {
            MADE.clear();
        }
        return MADE.computeIfAbsent(composition, it -> {
            Emitters emitters = emitters(it);
            return new OfComposition(
                    branches(it, emitters),
                    AngleTables.compton(it),
                    AngleTables.rayleigh(it),
                    ElectronTable.of(it),
                    emitters);
        });
    }

    private static float[] branches(Composition composition, Emitters emitters) {
        AttenuationTable table = AttenuationTable.of(composition);
        float[] branches = new float[BRANCHES];
        double[][] ends = new double[2][STRIDE / 2];
        for (int piece = 0; piece < GRID.pieces; piece++) {
            double from = GRID.start_keV(piece);
            double to = Math.min(Math.nextDown(GRID.start_keV(piece + 1)), CrossSections.HIGHEST_KEV);
            at(table, composition, emitters, from, ends[0]);
            at(table, composition, emitters, to, ends[1]);
            for (int quantity = 0; quantity < ends[0].length; quantity++) {
                double slope = to > from ? (ends[1][quantity] - ends[0][quantity]) / (to - from) : 0;
                int i = piece * STRIDE + 2 * quantity;
                branches[i] = (float) (ends[0][quantity] - slope * from);
                branches[i + 1] = (float) slope;
            }
        }
        return branches;
    }

    private static void at(
            AttenuationTable table, Composition composition, Emitters emitters, double energy_keV, double[] values) {
        double mu = table.total_cm2_g(energy_keV);
        values[MEAN_FREE_PATH / 2] = Math.min(LONGEST_MM, 10 / mu);
        values[COMPTON / 2] = table.compton_cm2_g(energy_keV) / mu;
        values[SCATTERING / 2] = (table.compton_cm2_g(energy_keV) + table.rayleigh_cm2_g(energy_keV)) / mu;
        double emission = 0;
        for (int channel = 0; channel < emitters.shell.size(); channel++) {
            emission += emission(composition, table, emitters, channel, energy_keV);
        }
        values[EMISSION / 2] = Math.min(1, emission);
    }

    /** The probability that an absorption at this energy makes a vacancy of this element and shell that ends in a photon. */
    private static double emission(
            Composition composition, AttenuationTable table, Emitters emitters, int channel, double energy_keV) {
        Relaxation element = emitters.element.get(channel);
        AtomicShell shell = emitters.shell.get(channel);
        int z = element.z();
        double share = composition.massFractions().getOrDefault(z, 0.0)
                * AttenuationTable.of(Composition.ofElement(z)).photoelectric_cm2_g(energy_keV)
                / table.photoelectric_cm2_g(energy_keV);
        return share * element.element().shellProbability(shell, energy_keV) * element.emits(shell);
    }

    private static Emitters emitters(Composition composition) {
        List<Relaxation> elements = new ArrayList<>();
        List<AtomicShell> shells = new ArrayList<>();
        for (int z : composition.massFractions().keySet()) {
            Relaxation relaxation = new Relaxation(z);
            for (AtomicShell shell : relaxation.emitters()) {
                elements.add(relaxation);
                shells.add(shell);
            }
        }
        AttenuationTable table = AttenuationTable.of(composition);
        int channels = shells.size();
        float[] cumulative = new float[GRID.pieces * channels];
        Emitters emitters = new Emitters(elements, shells, cumulative);
        for (int piece = 0; piece < GRID.pieces; piece++) {
            double middle =
                    Math.min((GRID.start_keV(piece) + GRID.start_keV(piece + 1)) / 2.0, CrossSections.HIGHEST_KEV);
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += emission(composition, table, emitters, channel, middle);
                cumulative[piece * channels + channel] = (float) sum;
            }
            for (int channel = 0; channel < channels; channel++) {
                cumulative[piece * channels + channel] /= (float) Math.max(sum, 1e-30);
            }
        }
        return emitters;
    }

    /** The value of a quantity at an energy. */
    float value(int material, int quantity, float energy_keV) {
        int i = material * BRANCHES + GRID.piece(energy_keV) * STRIDE + quantity;
        return branches[i] + branches[i + 1] * energy_keV;
    }

    /** t = 1 − cos θ of a Compton scattering, from 64 random bits. */
    float comptonT(int material, float energy_keV, long bits) {
        int row = AngleTables.GRID.piece(energy_keV);
        int within = AngleTables.GRID.within(energy_keV);
        int up = ((int) bits >>> (32 - AngleTables.GRID.shift)) < within ? 1 : 0;
        int high = (int) (bits >>> 32);
        int i = material * COMPTON_TABLE + (row + up) * AngleTables.COMPTON_ROW + (high >>> 24);
        float low = compton[i];
        return low + (compton[i + 1] - low) * ((high & 0xFFFFFF) * 0x1p-24f);
    }

    /**
     * The energy after Compton scattering by t, from an electron that moves (impulse approximation, R. Ribberfors, Phys. Rev. B
     * 12 (1975) 2067; D. Brusa et al., Nucl. Instrum. Methods A 379 (1996) 167), with τ = 1/(1 + E t/m_e c²), c = 1 − t, Q = √(1 +
     * τ² − 2 τ c), p the electron's momentum in m_e c, to second order in p:
     *
     * <pre>  E′ = E τ (1 + p Q + p² τ (τ − c)),   P(p > 0) = ½ (1 + |p| (Q + τ (τ − c)/Q))</pre>
     *
     * Electrons that would have to be freed with less than their binding energy are drawn again.
     *
     * @param electron {@link ElectronTable#BITS} random bits, {@code sign} 16 more
     */
    float comptonEnergy_keV(int material, float energy_keV, float t, int electron, int sign, RandomGenerator random) {
        float tau = 1 / (1 + energy_keV * t * (1 / ELECTRON_KEV));
        float atRest = energy_keV * tau;
        if (t < NO_TRANSFER) {
            return atRest;
        }
        float c = 1 - t;
        float qq = 1 + tau * (tau - 2 * c);
        float q = (float) Math.sqrt(qq);
        float asymmetry = qq + tau * (tau - c);
        int number = electron;
        float s = sign * 0x1p-15f - 1; // even in [−1, 1)
        for (int tried = 0; tried < TRIES; tried++) {
            int i = material * ELECTRONS + 2 * number;
            float p = electrons[i];
            p = Math.copySign(p, p * asymmetry - s * q); // a branch would be guessed wrongly
            float after = atRest * (1 + p * (q + p * tau * (tau - c)));
            if (after < energy_keV - electrons[i + 1]) {
                return after;
            }
            long more = random.nextLong();
            number = (int) (more >>> (64 - ElectronTable.BITS));
            s = (int) more * 0x1p-31f;
        }
        return atRest;
    }

    /** t = 1 − cos θ of a Rayleigh scattering, from 64 random bits. */
    float rayleighT(int material, float energy_keV, long bits) {
        int row = AngleTables.GRID.piece(energy_keV);
        int within = AngleTables.GRID.within(energy_keV);
        int up = ((int) bits >>> (32 - AngleTables.GRID.shift)) < within ? 1 : 0;
        float v = ((bits >>> 40) + 0.5f) * 0x1p-24f; // the probability of a larger angle
        int step = Float.floatToRawIntBits(v);
        int i = material * RAYLEIGH_TABLE
                + (row + up) * AngleTables.RAYLEIGH_ROW
                + Math.max(0, (step >>> AngleTables.RAYLEIGH_SHIFT) - AngleTables.RAYLEIGH_BASE);
        float low = rayleigh[i];
        float part = (step & ((1 << AngleTables.RAYLEIGH_SHIFT) - 1)) * (1f / (1 << AngleTables.RAYLEIGH_SHIFT));
        return low + (rayleigh[i + 1] - low) * part;
    }

    /**
     * The photons of an absorption of which it is known that it ends in at least one.
     *
     * @return how many were written to {@code energies_keV}; all lie below {@code energy_keV}
     */
    int emit(int material, float energy_keV, RandomGenerator random, float[] energies_keV) {
        Emitters who = emitters.get(material);
        int channels = who.shell.size();
        int offset = GRID.piece(energy_keV) * channels;
        float u = random.nextFloat();
        int channel = 0;
        while (channel + 1 < channels && u >= who.cumulative[offset + channel]) {
            channel++;
        }
        int count = who.element.get(channel).emit(who.shell.get(channel), random, energies_keV);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (energies_keV[i] < energy_keV) { // else a piece that holds an edge has been blurred
                energies_keV[kept++] = energies_keV[i];
            }
        }
        return kept;
    }
}
