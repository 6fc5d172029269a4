package org.gwanmun.xray.twin.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.matter.AtomicShell;
import org.gwanmun.xray.matter.Fluorescence;

/**
 * The photons with which one element's atom fills vacancies of its K and L shells:
 *
 * <pre>  emits(s) = ω_s + Σ_{s′} f_{ss′} emits(s′)</pre>
 *
 * ω fluorescence yield, f Coster–Kronig probability. A K line that takes its electron from the L shell leaves a vacancy there.
 * Left out: L vacancies that Auger electrons of the K shell leave behind; photons below 1 keV.
 */
final class Relaxation {
    private static final AtomicShell[] SHELLS = AtomicShell.values();

    /** A K photon and the L photon after it. */
    static final int MOST_PHOTONS = 2;

    private final int z;
    private final Fluorescence element;
    private final List<Optional<Fluorescence.Shell>> shells = new ArrayList<>();
    private final double[] emits = new double[SHELLS.length];

    Relaxation(int z) {
        this.z = z;
        element = Fluorescence.of(z);
        for (AtomicShell shell : SHELLS) {
            shells.add(element.shell(shell));
        }
        for (int s = SHELLS.length - 1; s >= 0; s--) { // Coster–Kronig moves vacancies outwards
            emits[s] = radiative(s);
            for (int to = s + 1; to < SHELLS.length; to++) {
                emits[s] += element.costerKronig(SHELLS[s], SHELLS[to]) * emits[to];
            }
        }
    }

    /** The atomic number. */
    int z() {
        return z;
    }

    /** Where its vacancies are. */
    Fluorescence element() {
        return element;
    }

    private double radiative(int shell) {
        return shells.get(shell)
                .filter(it -> !it.lines().isEmpty())
                .map(Fluorescence.Shell::yield)
                .orElse(0.0);
    }

    /** The shells in which a vacancy may end in a photon of at least 1 keV. */
    List<AtomicShell> emitters() {
        List<AtomicShell> emitters = new ArrayList<>();
        for (AtomicShell shell : SHELLS) {
            if (shells.get(shell.index()).isPresent() && emits[shell.index()] > 0) {
                emitters.add(shell);
            }
        }
        return emitters;
    }

    /** The probability that a vacancy of the shell ends in a photon of at least 1 keV. */
    double emits(AtomicShell shell) {
        return emits[shell.index()];
    }

    /**
     * The photons of a vacancy of which it is known that it ends in one.
     *
     * @param energies_keV where to write them
     * @return how many, 1 or 2
     */
    int emit(AtomicShell vacancy, RandomGenerator random, float[] energies_keV) {
        int s = vacancy.index();
        double u = random.nextDouble() * emits[s] - radiative(s);
        while (u >= 0) { // this shell does not fill by a photon: the vacancy moves
            int to = s + 1;
            double moves = element.costerKronig(SHELLS[s], SHELLS[to]) * emits[to];
            while (u >= moves && to + 1 < SHELLS.length) {
                u -= moves;
                to++;
                moves = element.costerKronig(SHELLS[s], SHELLS[to]) * emits[to];
            }
            s = to;
            u = random.nextDouble() * emits[s] - radiative(s);
        }
        List<Fluorescence.Line> lines = shells.get(s).orElseThrow().lines();
        double v = random.nextDouble();
        int chosen = 0;
        while (chosen + 1 < lines.size() && v >= lines.get(chosen).probability()) {
            v -= lines.get(chosen).probability();
            chosen++;
        }
        Fluorescence.Line line = lines.get(chosen);
        energies_keV[0] = (float) line.energy_keV();
        if (line.vacancy().isPresent()) {
            AtomicShell next = line.vacancy().get();
            if (next.index() > s && random.nextDouble() < emits[next.index()]) {
                float first = energies_keV[0];
                int more = emit(next, random, energies_keV);
                energies_keV[more] = first;
                return more + 1;
            }
        }
        return 1;
    }
}
