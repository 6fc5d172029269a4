package org.gwanmun.xray.twin.transport;

import java.util.List;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AttenuationTable;

/**
 * A pencil beam at normal incidence on flat layers that reach to infinity. Only depth and cosine of a photon are followed: what
 * comes out is the same for every azimuth. A stack of finite width w differs where a photon can travel w/2 sideways, which in
 * anything but gas it cannot.
 */
public final class StackTransport implements Transport {
    private static final float LOWEST_KEV = 1;

    private final InteractionTables tables;
    private final List<ScannerProfile.Layer> layers;
    private final float[] boundary_mm;

    /**
     * Layers in the order in which the beam meets them.
     *
     * @throws IllegalArgumentException without layers
     */
    public StackTransport(List<ScannerProfile.Layer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a stack needs layers");
        }
        this.layers = List.copyOf(layers);
        tables = new InteractionTables(
                layers.stream().map(ScannerProfile.Layer::material).toList());
        boundary_mm = new float[layers.size() + 1];
        double depth = 0;
        for (int i = 0; i < layers.size(); i++) {
            depth += layers.get(i).thickness_mm();
            boundary_mm[i + 1] = (float) depth;
        }
    }

    @Override
    public void follow(float energy_keV, int histories, RandomGenerator random, Tally tally) {
        double[] depths = opticalDepths(energy_keV);
        double whole = depths[layers.size()];
        float[] emitted = new float[Relaxation.MOST_PHOTONS];
        for (int i = 0; i < histories; i++) {
            double depth = Exponential.next(random);
            if (depth >= whole) {
                tally.leaves(1, Tally.PRIMARY, energy_keV);
                continue;
            }
            int layer = 0;
            while (depth >= depths[layer + 1]) {
                layer++;
            }
            double part = (depth - depths[layer]) / (depths[layer + 1] - depths[layer]);
            float z = (float) (boundary_mm[layer] + part * layers.get(layer).thickness_mm());
            walk(layer, z, 1, energy_keV, Tally.PRIMARY, random, tally, emitted);
        }
        tally.histories(histories);
    }

    /** Optical depth of the beam at every boundary, without the tables' straight lines. */
    private double[] opticalDepths(float energy_keV) {
        double[] depths = new double[layers.size() + 1];
        for (int i = 0; i < layers.size(); i++) {
            ScannerProfile.Layer layer = layers.get(i);
            double muRho = AttenuationTable.of(layer.material().composition()).total_cm2_g(energy_keV);
            depths[i + 1] = depths[i] + muRho * layer.areal_g_cm2();
        }
        return depths;
    }

    /** From an interaction onwards. */
    private void walk(
            int startLayer,
            float startZ,
            float startW,
            float startEnergy,
            int startKind,
            RandomGenerator random,
            Tally tally,
            float[] emitted) {
        float[] branches = tables.branches;
        float[] boundaries = boundary_mm;
        int last = boundaries.length - 2;
        int layer = startLayer;
        float z = startZ;
        float w = startW;
        float energy = startEnergy;
        int kind = startKind;
        while (true) {
            int i = layer * InteractionTables.BRANCHES
                    + InteractionTables.GRID.piece(energy) * InteractionTables.STRIDE;
            long bits = random.nextLong();
            float u = (bits >>> 40) * 0x1p-24f;
            float t;
            if (u < branches[i + InteractionTables.COMPTON] + branches[i + InteractionTables.COMPTON + 1] * energy) {
                long more = random.nextLong();
                t = tables.comptonT(layer, energy, more);
                int sign = ((int) (bits >>> 24) & 0xFF00) | ((int) bits & 0xFF);
                energy =
                        tables.comptonEnergy_keV(layer, energy, t, (int) more & (ElectronTable.SIZE - 1), sign, random);
                kind = kind == Tally.PRIMARY ? Tally.SINGLE_COMPTON : Tally.MULTIPLE_OTHER;
                if (energy < LOWEST_KEV) {
                    return;
                }
                i = layer * InteractionTables.BRANCHES
                        + InteractionTables.GRID.piece(energy) * InteractionTables.STRIDE;
            } else if (u
                    < branches[i + InteractionTables.SCATTERING]
                            + branches[i + InteractionTables.SCATTERING + 1] * energy) {
                t = tables.rayleighT(layer, energy, random.nextLong());
                kind = kind == Tally.PRIMARY ? Tally.SINGLE_RAYLEIGH : Tally.MULTIPLE_OTHER;
            } else {
                absorbed(layer, z, energy, i, random, tally, emitted);
                return;
            }
            w = Directions.turned(w, t, Directions.cosAzimuth((int) bits));
            float free = branches[i] + branches[i + 1] * energy;
            float depth = Exponential.next(random);
            int back = Float.floatToRawIntBits(w) >>> 31;
            while (true) {
                float run = depth * free * w;
                float room = boundaries[layer + 1 - back] - z;
                if (Math.abs(run) < Math.abs(room)) {
                    z += run;
                    break;
                }
                int next = layer + 1 - 2 * back;
                if (next < 0 || next > last) {
                    tally.leaves(w, kind, energy);
                    return;
                }
                z += room;
                depth -= w == 0 ? 0 : room / (free * w);
                layer = next;
                i = layer * InteractionTables.BRANCHES
                        + InteractionTables.GRID.piece(energy) * InteractionTables.STRIDE;
                free = branches[i] + branches[i + 1] * energy;
            }
        }
    }

    private void absorbed(
            int layer, float z, float energy, int i, RandomGenerator random, Tally tally, float[] emitted) {
        float emission = tables.branches[i + InteractionTables.EMISSION]
                + tables.branches[i + InteractionTables.EMISSION + 1] * energy;
        if (emission <= 0 || random.nextFloat() >= emission) {
            return;
        }
        int count = tables.emit(layer, energy, random, emitted);
        float second = emitted[1];
        for (int photon = 0; photon < count; photon++) {
            fly(layer, z, photon == 0 ? emitted[0] : second, random, tally, emitted);
        }
    }

    /** A fluorescence photon: any direction, then as every other. */
    private void fly(int startLayer, float startZ, float energy, RandomGenerator random, Tally tally, float[] emitted) {
        int layer = startLayer;
        float z = startZ;
        float w = 2 * random.nextFloat() - 1;
        float depth = Exponential.next(random);
        while (true) {
            float free = tables.value(layer, InteractionTables.MEAN_FREE_PATH, energy);
            float run = depth * free * w;
            float room = (w > 0 ? boundary_mm[layer + 1] : boundary_mm[layer]) - z;
            if (w > 0 ? run < room : run > room) {
                walk(layer, z + run, w, energy, Tally.MULTIPLE_OTHER, random, tally, emitted);
                return;
            }
            if (layer == (w > 0 ? boundary_mm.length - 2 : 0)) {
                tally.leaves(w, Tally.MULTIPLE_OTHER, energy);
                return;
            }
            z += room;
            depth -= w == 0 ? 0 : room / (free * w);
            layer += w > 0 ? 1 : -1;
        }
    }
}
