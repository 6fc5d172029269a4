package org.gwanmun.xray.matter;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Electrons in a thick tungsten target, followed one collision at a time: elastic scattering by the screened nucleus
 * (Wentzel's form with Molière's screening angle, Z(Z + 1) for the electrons' share), continuous slowing down by the
 * Bethe formula. Makes the table behind {@link TungstenTarget}.
 *
 * <pre>  dσ/dµ ∝ 1/(1 − µ + 2A)²,   A = (ħ/(2 p a))² (1.13 + 3.76 (αZ/β)²),   a = 0.885 a₀ Z^(−1/3)</pre>
 *
 * Source: G. Molière, Z. Naturforsch. 2a (1947) 133.
 */
final class ElectronsInTungsten {
    /** Starting energies of the table. */
    static final double[] STARTS_KEV = {40, 60, 80, 100, 125, 160, 200};

    /** The electrons' angle to the normal of the target, which is the anode angle of the tube. */
    private static final double INCIDENCE_RAD = Math.toRadians(20);

    private static final int CELLS = 2000;

    private ElectronsInTungsten() {}

    static TungstenTarget.Electrons run(double start_keV, int histories, long seed) {
        int levels = TungstenTarget.LEVELS;
        double[] path = new double[CELLS + 1];
        double[] screening = new double[CELLS + 1];
        double[] stopping = new double[CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            double energy = Math.max(1, start_keV * i / CELLS);
            screening[i] = screening(energy);
            path[i] = 1 / (TungstenTarget.ATOMS_PER_G * elastic_cm2(energy, screening[i]));
            stopping[i] = TungstenTarget.stopping(energy);
        }
        double range = TungstenTarget.range_g_cm2(start_keV);
        double[][] depths = new double[levels + 1][histories];
        int[] arrived = new int[levels + 1];
        double[] across = new double[levels + 1];
        double[] along = new double[levels + 1];
        SplittableRandom random = new SplittableRandom(seed);
        double windowX = Math.cos(INCIDENCE_RAD); // the window is across the incident beam, above the surface
        double windowZ = -Math.sin(INCIDENCE_RAD);
        for (int k = 0; k < histories; k++) {
            double energy = start_keV;
            double z = 0;
            double x1 = Math.sin(INCIDENCE_RAD);
            double y1 = 0;
            double z1 = Math.cos(INCIDENCE_RAD);
            int level = levels - 1;
            while (true) {
                int cell = (int) (energy / start_keV * CELLS);
                double step = -path[cell] * Math.log(1 - random.nextDouble());
                double loss = stopping[cell] * step;
                while (level >= 1 && energy - loss < level * start_keV / levels) {
                    double there = z + (energy - level * start_keV / levels) / stopping[cell] * z1;
                    if (there < 0) {
                        break;
                    }
                    depths[level][arrived[level]++] = there / range;
                    double cosine = x1 * windowX + z1 * windowZ;
                    double beta = Math.sqrt(TungstenTarget.beta2(level * start_keV / levels));
                    across[level] += across(beta, cosine);
                    along[level] += along(beta, cosine);
                    level--;
                }
                z += step * z1;
                energy -= loss;
                if (z < 0 || level < 1) {
                    break;
                }
                double a = screening[(int) (energy / start_keV * CELLS)];
                double xi = random.nextDouble();
                double mu = 1 - 2 * a * xi / (1 + a - xi);
                double sine = Math.sqrt(Math.max(0, 1 - mu * mu));
                double azimuth = 2 * Math.PI * random.nextDouble();
                double u = sine * Math.cos(azimuth);
                double v = sine * Math.sin(azimuth);
                double flat = Math.sqrt(Math.max(0, 1 - z1 * z1));
                double x2;
                double y2;
                double z2;
                if (flat < 1e-8) {
                    x2 = u;
                    y2 = v;
                    z2 = mu * Math.signum(z1);
                } else {
                    x2 = mu * x1 + (x1 * z1 * u - y1 * v) / flat;
                    y2 = mu * y1 + (y1 * z1 * u + x1 * v) / flat;
                    z2 = mu * z1 - flat * u;
                }
                double norm = Math.sqrt(x2 * x2 + y2 * y2 + z2 * z2);
                x1 = x2 / norm;
                y1 = y2 / norm;
                z1 = z2 / norm;
            }
        }
        return averaged(start_keV, histories, depths, arrived, across, along);
    }

    private static TungstenTarget.Electrons averaged(
            double start_keV, int histories, double[][] depths, int[] arrived, double[] across, double[] along) {
        int levels = TungstenTarget.LEVELS;
        double[] inside = new double[levels + 1];
        double[][] depth = new double[levels + 1][TungstenTarget.DEPTHS];
        for (int level = 1; level < levels; level++) {
            int n = arrived[level];
            inside[level] = n / (double) histories;
            across[level] /= n;
            along[level] /= n;
            Arrays.sort(depths[level], 0, n);
            for (int group = 0; group < TungstenTarget.DEPTHS; group++) {
                int from = (int) ((long) n * group / TungstenTarget.DEPTHS);
                int to = (int) ((long) n * (group + 1) / TungstenTarget.DEPTHS);
                depth[level][group] =
                        Arrays.stream(depths[level], from, to).average().orElse(0);
            }
        }
        double beta = Math.sqrt(TungstenTarget.beta2(start_keV));
        inside[levels] = 1;
        across[levels] = across(beta, 0);
        along[levels] = along(beta, 0);
        return new TungstenTarget.Electrons(start_keV, inside, across, along, depth);
    }

    /** Emission of an oscillator across the path, isotropic = 1: (3/4)(1 + c'²) seen from the moving electron. */
    private static double across(double beta, double cosine) {
        double seen = (cosine - beta) / (1 - beta * cosine);
        return 0.75 * (1 + seen * seen) * boost(beta, cosine);
    }

    /** The same along the path: (3/2)(1 − c'²). */
    private static double along(double beta, double cosine) {
        double seen = (cosine - beta) / (1 - beta * cosine);
        return 1.5 * (1 - seen * seen) * boost(beta, cosine);
    }

    private static double boost(double beta, double cosine) {
        return (1 - beta * beta) / ((1 - beta * cosine) * (1 - beta * cosine));
    }

    private static double screening(double energy_keV) {
        double momentum_keV = Math.sqrt(energy_keV * (energy_keV + 2 * TungstenTarget.ELECTRON_KEV));
        double radius_nm = 0.88534 * 0.0529177211 / Math.cbrt(TungstenTarget.Z);
        double x = 0.1973269804 / (2 * momentum_keV * radius_nm);
        double alphaZ2 = Math.pow(TungstenTarget.Z / 137.035999, 2) / TungstenTarget.beta2(energy_keV);
        return x * x * (1.13 + 3.76 * alphaZ2);
    }

    private static double elastic_cm2(double energy_keV, double a) {
        double momentumTimesV = energy_keV
                * (energy_keV + 2 * TungstenTarget.ELECTRON_KEV)
                / (energy_keV + TungstenTarget.ELECTRON_KEV);
        double k = 2.8179403e-13 * TungstenTarget.ELECTRON_KEV / momentumTimesV;
        return Math.PI * k * k * TungstenTarget.Z * (TungstenTarget.Z + 1) / (a * (1 + a));
    }
}
