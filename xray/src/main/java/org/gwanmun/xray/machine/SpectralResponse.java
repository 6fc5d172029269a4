package org.gwanmun.xray.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.VirtualElement;

/**
 * What a step wedge tells of a view's two effective spectra: how much each photon energy counts for the low and for the
 * high channel behind the belt, source and detector together. With it any stuff's attenuation follows,
 *
 * <pre>  T_c(a) = Σ_k s_ck e^{−a µ/ρ(E_k)},   Σ_k s_ck = 1,   c = low, high</pre>
 *
 * although the wedge held but a few materials.
 *
 * <p>The spectra are fitted by expectation maximisation, each step weighted by 1/T so that thick steps count as much as
 * thin ones: s_k ← s_k Σ_i (A_ik/T̂_i)/Σ_i (A_ik/T_i), A_ik = e^{−a_i µ_i(E_k)}. Positive by construction; the start is a broad hump
 * that assumes nothing of a tube. Leaps along the last two steps save iterations. Sources: E. Y. Sidky, L. Yu, X. Pan, Y.
 * Zou, M. Vannier, J. Appl. Phys. 97 (2005) 124701, doi:10.1063/1.1928312; leaps: R. Varadhan, C. Roland, Scand. J. Stat. 35
 * (2008) 335, doi:10.1111/j.1467-9469.2007.00585.x.
 *
 * @param energy_keV the energies E_k
 * @param low s for the low channel
 * @param high s for the high channel
 */
public record SpectralResponse(double[] energy_keV, double[] low, double[] high) {
    private static final double FIRST_KEV = 14;
    private static final double STEP_KEV = 2;
    private static final int ENERGIES = 93; // to 198 keV
    private static final int CYCLES = 3000;
    private static final double LONGEST_LEAP = 300;
    private static final double LEAST_WEIGHT = 1e-12;

    /** Below this attenuation a step's error counts as if it were this deep: its own relative error is photon noise. */
    private static final double LEAST_ATTENUATION = 0.3;

    /** A wedge's relative root-mean-square misfit beyond which it is not the wedge it says. */
    public static final double LARGEST_MISFIT = 0.02;

    public SpectralResponse {
        if (energy_keV.length < 2 || low.length != energy_keV.length || high.length != energy_keV.length) {
            throw new IllegalArgumentException("a response needs as many weights as energies");
        }
    }

    /** The response that explains a wedge best. */
    static SpectralResponse fit(List<Calibration.Steps> materials) {
        double[] energy = new double[ENERGIES];
        for (int k = 0; k < ENERGIES; k++) {
            energy[k] = FIRST_KEV + STEP_KEV * k;
        }
        List<double[]> passed = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (Calibration.Steps steps : materials) {
            double[] muRho = muRho(steps, energy);
            for (int i = 0; i < steps.arealDensity_g_cm2().length; i++) {
                double[] row = new double[ENERGIES];
                for (int k = 0; k < ENERGIES; k++) {
                    row[k] = Math.exp(-steps.arealDensity_g_cm2()[i] * muRho[k]);
                }
                passed.add(row);
                low.add(Math.exp(-steps.attenuationLow()[i]));
                high.add(Math.exp(-steps.attenuationHigh()[i]));
            }
        }
        double[][] rows = passed.toArray(double[][]::new);
        return new SpectralResponse(energy, maximised(rows, low), maximised(rows, high));
    }

    private static double[] maximised(double[][] rows, List<Double> transmission) {
        int n = rows.length;
        double[][] a = new double[n + 1][ENERGIES]; // the last row says that the whole is 1
        double[] column = new double[ENERGIES];
        for (int i = 0; i <= n; i++) {
            double weight = i < n ? 1 / transmission.get(i) : n;
            for (int k = 0; k < ENERGIES; k++) {
                a[i][k] = (i < n ? rows[i][k] : 1) * weight;
                column[k] += a[i][k];
            }
        }
        double[] s = new double[ENERGIES];
        double sum = 0;
        for (int k = 0; k < ENERGIES; k++) {
            double energy = FIRST_KEV + STEP_KEV * k;
            s[k] = energy * energy * Math.exp(-energy / 30);
            sum += s[k];
        }
        for (int k = 0; k < ENERGIES; k++) {
            s[k] /= sum;
        }
        double[] first = new double[ENERGIES];
        double[] second = new double[ENERGIES];
        double[] leap = new double[ENERGIES];
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            double misfit = step(a, column, s, first);
            step(a, column, first, second);
            double r2 = 0;
            double v2 = 0;
            for (int k = 0; k < ENERGIES; k++) {
                double r = Math.log(first[k] / s[k]);
                double v = Math.log(second[k] / first[k]) - r;
                r2 += r * r;
                v2 += v * v;
            }
            double alpha = -Math.max(1, Math.min(LONGEST_LEAP, Math.sqrt(r2 / Math.max(v2, 1e-300))));
            for (int k = 0; k < ENERGIES; k++) {
                double r = Math.log(first[k] / s[k]);
                double v = Math.log(second[k] / first[k]) - r;
                leap[k] = s[k] * Math.exp(Math.clamp(-2 * alpha * r + alpha * alpha * v, -5, 5));
            }
            // A leap that explains the wedge worse than the plain steps did is not taken.
            boolean better = step(a, column, leap, s) <= misfit;
            if (!better) {
                System.arraycopy(second, 0, s, 0, ENERGIES);
            }
        }
        double whole = Arrays.stream(s).sum();
        return Arrays.stream(s).map(v -> v / whole).toArray();
    }

    /** One step of expectation maximisation from {@code s} to {@code next}; returns how badly {@code s} explains the rows. */
    private static double step(double[][] a, double[] column, double[] s, double[] next) {
        int n = a.length - 1;
        double misfit = 0;
        double[] back = new double[ENERGIES];
        for (int i = 0; i <= n; i++) {
            double[] row = a[i];
            double expected = 0;
            for (int k = 0; k < ENERGIES; k++) {
                expected += row[k] * s[k];
            }
            double measured = i < n ? 1 : n;
            double ratio = measured / expected;
            misfit += measured * Math.log(ratio) - measured + expected;
            for (int k = 0; k < ENERGIES; k++) {
                back[k] += row[k] * ratio;
            }
        }
        for (int k = 0; k < ENERGIES; k++) {
            next[k] = Math.max(LEAST_WEIGHT, s[k] * back[k] / column[k]);
        }
        return misfit;
    }

    /** µ/ρ of a wedge's material: of the catalogue or a formula; of an unknown name that of the element of its Zeff. */
    private static double[] muRho(Calibration.Steps steps, double[] energy_keV) {
        Optional<Composition> known = MaterialCatalogue.standard()
                .find(steps.material())
                .map(m -> m.composition())
                .or(() -> Composition.ofFormula(steps.material()));
        if (known.isEmpty()) {
            double[] muRho = VirtualElement.muPerElectron(steps.zeff(), energy_keV);
            return Arrays.stream(muRho)
                    .map(mu -> mu * steps.electrons_mol_per_g())
                    .toArray();
        }
        return Arrays.stream(energy_keV)
                .map(e -> CrossSections.at(known.get(), e).muRho_cm2_g())
                .toArray();
    }

    /**
     * −ln T of both channels behind so much of something.
     *
     * @param muPerAmount attenuation coefficient at each of {@link #energy_keV}, per unit of {@code amount}
     */
    public double attenuation(double[] weights, double[] muPerAmount, double amount) {
        double passed = 0;
        for (int k = 0; k < weights.length; k++) {
            passed += weights[k] * Math.exp(-amount * muPerAmount[k]);
        }
        return -Math.log(passed);
    }

    /** What one step of a wedge differs from this response: measured − explained attenuation, at low and high energy. */
    public double[][] residuals(Calibration.Steps steps) {
        double[] muRho = muRho(steps, energy_keV);
        int n = steps.arealDensity_g_cm2().length;
        double[][] residuals = new double[2][n];
        for (int i = 0; i < n; i++) {
            double areal = steps.arealDensity_g_cm2()[i];
            residuals[0][i] = steps.attenuationLow()[i] - attenuation(low, muRho, areal);
            residuals[1][i] = steps.attenuationHigh()[i] - attenuation(high, muRho, areal);
        }
        return residuals;
    }

    /** Relative root-mean-square of the residuals of a whole wedge: how badly the wedge is explained. */
    public double misfit(List<Calibration.Steps> materials) {
        double squares = 0;
        int count = 0;
        for (Calibration.Steps steps : materials) {
            double[][] residuals = residuals(steps);
            for (int i = 0; i < residuals[0].length; i++) {
                double l = residuals[0][i] / Math.max(LEAST_ATTENUATION, steps.attenuationLow()[i]);
                double h = residuals[1][i] / Math.max(LEAST_ATTENUATION, steps.attenuationHigh()[i]);
                squares += l * l + h * h;
                count += 2;
            }
        }
        return Math.sqrt(squares / count);
    }
}
