package org.gwanmun.xray.twin.scatter;

import java.util.List;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Scene;

/**
 * What single scatter needs of a scene's materials and a pencil's heads, for groups of energies in a row, so that loops over the
 * groups become vector instructions. What depends on the angle, too, is held at {@value ScatterTable#COSINES} places of it
 * ({@link ScatterTable#place}), at [place · stride + group]. Immutable.
 */
final class GroupTables {
    /** Groups are filled up with empty ones to a multiple of this. */
    private static final int LANES = 8;

    final Scene scene;
    final List<HeadOptics> heads;

    /** Groups with the empty ones. */
    final int stride;

    /** Of a group, by material: µ/ρ in cm²/g. */
    final float[][] muRho;

    /** The same after Compton scattering by an angle. */
    final float[][] muRhoAfter;

    /** By material: the group's part of the photons × dσ/dΩ in cm²/g/sr. */
    final float[][] compton;

    final float[][] rayleigh;

    /** By head: what is kept of a photon of a group, and of one after Compton scattering. */
    final Kept[] kept;

    final Kept[] keptAfter;

    /** Photons stopped, kept energy in keV, and its square. */
    record Kept(float[] photons, float[] energy, float[] square) {
        private Kept(int length) {
            this(new float[length], new float[length], new float[length]);
        }

        private void set(int at, HeadOptics head, int bin) {
            photons[at] = (float) head.stopped[bin];
            energy[at] = (float) head.mean_keV[bin];
            square[at] = (float) head.square_keV2[bin];
        }
    }

    GroupTables(Scene scene, List<HeadOptics> heads, PencilPath.Groups groups) {
        this.scene = scene;
        this.heads = heads;
        stride = (groups.count() + LANES - 1) / LANES * LANES;
        List<Material> materials = scene.materials();
        int size = stride * ScatterTable.COSINES;
        muRho = new float[materials.size()][stride];
        muRhoAfter = new float[materials.size()][size];
        compton = new float[materials.size()][size];
        rayleigh = new float[materials.size()][size];
        kept = new Kept[heads.size()];
        keptAfter = new Kept[heads.size()];
        for (int h = 0; h < heads.size(); h++) {
            kept[h] = new Kept(stride);
            keptAfter[h] = new Kept(size);
        }
        for (int g = 0; g < groups.count(); g++) {
            int bin = groups.bin(g);
            for (int h = 0; h < heads.size(); h++) {
                kept[h].set(g, heads.get(h), bin);
            }
            for (int m = 0; m < materials.size(); m++) {
                muRho[m][g] = (float) CrossSections.table(materials.get(m).composition())[bin];
            }
            for (int place = 0; place < ScatterTable.COSINES; place++) {
                after(groups, g, place, materials);
            }
        }
    }

    private void after(PencilPath.Groups groups, int g, int place, List<Material> materials) {
        int bin = groups.bin(g);
        double energy = Spectrum.energy_keV(bin);
        int after = ScatterTable.bin(energy * ScatteringFactors.scatteredPart(energy, ScatterTable.cosine(place)));
        int at = place * stride + g;
        for (int h = 0; h < heads.size(); h++) {
            keptAfter[h].set(at, heads.get(h), after);
        }
        for (int m = 0; m < materials.size(); m++) {
            ScatterTable table = ScatterTable.of(materials.get(m).composition());
            muRhoAfter[m][at] = (float) CrossSections.table(materials.get(m).composition())[after];
            compton[m][at] = (float) groups.share(g) * table.compton(bin, place);
            rayleigh[m][at] = (float) groups.share(g) * table.rayleigh(bin, place);
        }
    }
}
