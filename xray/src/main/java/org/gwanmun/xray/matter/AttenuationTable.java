package org.gwanmun.xray.matter;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Mass attenuation coefficients of one composition, tabulated for fast look-up: photoelectric τ/ρ, Compton σ_C/ρ with
 * incoherent scattering function, Rayleigh σ_R/ρ with form factors, and their sum µ/ρ, in cm²/g.
 *
 * <pre>  µ/ρ(E) = Σ w(Z) (τ + σ_C + σ_R)(Z, E)</pre>
 *
 * The grid has 64 pieces an octave of energy, with a parabola in each; a piece ends just below an absorption edge of any
 * element and the next begins just above it. An energy at an edge counts as above it. Valid for 1–200 keV; a look-up
 * outside throws {@link IllegalArgumentException}. Immutable, thread-safe, without allocation in look-ups.
 *
 * <p>Source of the values: xraylib, T. Schoonjans et al., Spectrochim. Acta B 66 (2011) 776,
 * doi:10.1016/j.sab.2011.09.011; deviation from it: docs/physics/matter.md.
 */
public final class AttenuationTable {
    private static final int PHOTOELECTRIC = 0;
    private static final int COMPTON = 1;
    private static final int RAYLEIGH = 2;
    private static final int TOTAL = 3;

    /** Tables kept: 512 of about 80 kB; the one unused longest goes first. */
    private static final int KEPT = 512;

    private static final Map<Composition, AttenuationTable> TABLES = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Composition, AttenuationTable> eldest) {
            return size() > KEPT;
        }
    };

    private final PiecewiseTable table;
    private final double[] edges_keV;

    private AttenuationTable(Composition composition) {
        NavigableSet<Double> edges = edges(composition);
        edges_keV = edges.stream().mapToDouble(e -> e).toArray();
        table = new PiecewiseTable(
                6, CrossSections.LOWEST_KEV, CrossSections.HIGHEST_KEV, 4, edges, (energy, values) -> {
                    CrossSections.Point point = CrossSections.sum(composition, energy);
                    values[PHOTOELECTRIC] = point.photoelectric();
                    values[COMPTON] = point.compton();
                    values[RAYLEIGH] = point.rayleigh();
                    values[TOTAL] = point.muRho_cm2_g();
                });
    }

    /** The table of a composition; made once (some milliseconds) and kept among the last 512 that were asked for. */
    public static AttenuationTable of(Composition composition) {
        synchronized (TABLES) {
            AttenuationTable known = TABLES.get(composition);
            if (known != null) {
                return known;
            }
        }
        AttenuationTable made = new AttenuationTable(composition); // outside the lock: others may look up meanwhile
        synchronized (TABLES) {
            TABLES.put(composition, made);
        }
        return made;
    }

    /** µ/ρ with coherent scattering. */
    public double total_cm2_g(double energy_keV) {
        return table.value(TOTAL, table.piece(energy_keV), energy_keV);
    }

    /** τ/ρ. */
    public double photoelectric_cm2_g(double energy_keV) {
        return table.value(PHOTOELECTRIC, table.piece(energy_keV), energy_keV);
    }

    /** σ_C/ρ, bound electrons. */
    public double compton_cm2_g(double energy_keV) {
        return table.value(COMPTON, table.piece(energy_keV), energy_keV);
    }

    /** σ_R/ρ. */
    public double rayleigh_cm2_g(double energy_keV) {
        return table.value(RAYLEIGH, table.piece(energy_keV), energy_keV);
    }

    /** Energies from which an absorption edge counts, rising: the first number above each jump. A copy. */
    public double[] edges_keV() {
        return edges_keV.clone();
    }

    /** Edges of the elements as the cross sections show them; they differ from the tabulated energies by up to 0.2 %. */
    static NavigableSet<Double> edges(Composition composition) {
        NavigableSet<Double> edges = new TreeSet<>();
        for (int z : composition.massFractions().keySet()) {
            NavigableSet<Double> known = ELEMENT_EDGES.get(z);
            edges.addAll(known == null ? edges(z) : known);
        }
        return edges;
    }

    /** By atomic number; written again with the same content at worst. */
    private static final AtomicReferenceArray<NavigableSet<Double>> ELEMENT_EDGES = new AtomicReferenceArray<>(93);

    private static NavigableSet<Double> edges(int z) {
        NavigableSet<Double> edges = new TreeSet<>();
        for (int shell = Xraylib.K_SHELL; shell <= Xraylib.N7_SHELL; shell++) {
            double edge_keV = edge_keV(z, shell);
            if (edge_keV > CrossSections.LOWEST_KEV && edge_keV < CrossSections.HIGHEST_KEV) {
                double found = PiecewiseTable.jump(
                        energy -> Xraylib.CS_Photo(z, energy),
                        Math.max(CrossSections.LOWEST_KEV, edge_keV * 0.995),
                        edge_keV * 1.005);
                if (!Double.isNaN(found)) {
                    edges.add(found);
                }
            }
        }
        ELEMENT_EDGES.set(z, edges);
        return edges;
    }

    private static double edge_keV(int z, int shell) {
        try {
            return Xraylib.EdgeEnergy(z, shell);
        } catch (IllegalArgumentException e) { // how xraylib says "no such shell"
            return 0;
        }
    }
}
