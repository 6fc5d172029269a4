package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast the electrons of an element move, shell by shell: the Compton profile J(p), the density of the component of an
 * electron's momentum along any direction, here in units of m_e c. Compton scattering from a moving electron changes the
 * photon's energy by more or less than from one at rest.
 *
 * <p>Source: F. Biggs, L. B. Mendelsohn, J. B. Mann, At. Data Nucl. Data Tables 16 (1975) 201,
 * doi:10.1016/0092-640X(75)90030-3, through xraylib. Z = 1–92. Immutable, thread-safe.
 */
public final class ComptonProfile {
    /** An atomic unit of momentum over m_e c: the fine-structure constant. */
    private static final double ATOMIC_UNIT = 1 / 137.035999;

    /** Largest momentum tabulated, in atomic units. */
    private static final double LARGEST = 100;

    private static final int STEPS = 2000;
    private static final int MOST_SHELLS = 30;

    private ComptonProfile() {}

    /**
     * The electrons of one subshell.
     *
     * @param electrons how many there are
     * @param binding_keV what it takes to free one
     * @param momenta |p|/m_e c at equal steps of its distribution function, from 0 to 1
     */
    public record Shell(double electrons, double binding_keV, double[] momenta) {
        /** The momentum that a part of the electrons does not exceed, in units of m_e c. */
        public double quantile(double part) {
            double at = part * (momenta.length - 1);
            int i = (int) Math.min(at, momenta.length - 2);
            return momenta[i] + (at - i) * (momenta[i + 1] - momenta[i]);
        }
    }

    /** The shells of an element, innermost first. */
    public static List<Shell> of(int z) {
        List<Shell> shells = new ArrayList<>();
        for (int shell = 0; shell < MOST_SHELLS; shell++) {
            double electrons = orZero(Xraylib::ElectronConfig, z, shell);
            boolean profiled = orZero((a, b) -> Xraylib.ComptonProfile_Partial(a, b, 0), z, shell) > 0;
            if (profiled) {
                shells.add(new Shell(electrons, orZero(Xraylib::EdgeEnergy, z, shell), momenta(z, shell)));
            } else if (electrons > 0) { // the profile of the subshell before is that of both
                Shell before = shells.removeLast();
                shells.add(new Shell(before.electrons + electrons, before.binding_keV, before.momenta));
            }
        }
        return shells;
    }

    private static double orZero(ToDouble value, int z, int shell) {
        try {
            return value.of(z, shell);
        } catch (IllegalArgumentException e) { // how xraylib says "no such shell"
            return 0;
        }
    }

    private interface ToDouble {
        double of(int z, int shell);
    }

    private static double[] momenta(int z, int shell) {
        double[] p = new double[STEPS + 1];
        double[] cumulative = new double[STEPS + 1];
        double before = Xraylib.ComptonProfile_Partial(z, shell, 0);
        for (int i = 1; i <= STEPS; i++) {
            double u = (double) i / STEPS;
            p[i] = LARGEST * u * u * u; // dense where most electrons are
            double here = Xraylib.ComptonProfile_Partial(z, shell, p[i]);
            cumulative[i] = cumulative[i - 1] + (p[i] - p[i - 1]) * (before + here) / 2;
            before = here;
        }
        double[] momenta = new double[257];
        int i = 0;
        for (int q = 0; q < momenta.length; q++) {
            double wanted = cumulative[STEPS] * q / (momenta.length - 1);
            while (i + 1 < STEPS && cumulative[i + 1] < wanted) {
                i++;
            }
            double part = (wanted - cumulative[i]) / Math.max(cumulative[i + 1] - cumulative[i], 1e-300);
            momenta[q] = ATOMIC_UNIT * (p[i] + Math.clamp(part, 0, 1) * (p[i + 1] - p[i]));
        }
        return momenta;
    }
}
