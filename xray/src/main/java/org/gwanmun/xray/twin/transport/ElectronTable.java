package org.gwanmun.xray.twin.transport;

import java.util.ArrayList;
import java.util.List;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.ComptonProfile;

/**
 * The electrons of a material as {@link #SIZE} equally probable ones, each with its momentum along the momentum transfer
 * and its binding: which electron a Compton photon meets is then one look-up.
 */
final class ElectronTable {
    static final int BITS = 10;
    static final int SIZE = 1 << BITS;

    private ElectronTable() {}

    /** Pairs of |p|/m_e c and binding energy in keV. */
    static float[] of(Composition composition) {
        List<ComptonProfile.Shell> shells = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double[] all = {0};
        composition.massFractions().forEach((z, w) -> {
            double atoms = w * Composition.ofElement(z).electrons_mol_per_g() / z;
            for (ComptonProfile.Shell shell : ComptonProfile.of(z)) {
                shells.add(shell);
                weights.add(atoms * shell.electrons());
                all[0] += atoms * shell.electrons();
            }
        });
        float[] table = new float[2 * SIZE];
        int shell = 0;
        double before = 0;
        for (int i = 0; i < SIZE; i++) {
            double at = (i + 0.5) / SIZE * all[0];
            while (shell + 1 < shells.size() && at >= before + weights.get(shell)) {
                before += weights.get(shell);
                shell++;
            }
            double part = Math.clamp((at - before) / weights.get(shell), 0, 1);
            table[2 * i] = (float) shells.get(shell).quantile(part);
            table[2 * i + 1] = (float) shells.get(shell).binding_keV();
        }
        return table;
    }
}
