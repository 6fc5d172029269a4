package org.gwanmun.xray.twin.scatter;

import java.util.List;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.Tally;

/**
 * What a pencil's photons send to the heads by Monte Carlo with forced detection: at every interaction the expected catch of
 * a random direction to each head's panels is scored, whatever then happens, Ω the solid angle of the head's panels,
 *
 * <pre>  (dσ_C/dΩ e^{−τ_out(E′)} ε(E′) + dσ_R/dΩ e^{−τ_out(E)} ε(E)) / (µ/ρ) · Ω</pre>
 *
 * and at every fluorescence photon 1/4π of it. Unbiased: its mean is that of photons that fly there by themselves. One thread's
 * working memory.
 */
final class MultipleScatter {
    private static final Caught[] NONE = {};

    private final BodyTransport.Interactions eyes = new Eyes();
    private final BodyTransport transport;
    private final PencilBeam pencil;
    private final List<HeadOptics> heads;
    private final ScatterTable[] scatters;
    private final AttenuationTable[] attenuation;
    private final WayOut out;
    private final HeadView view;
    private final double[] cumulative;
    private final double[] cumulativeEnergy;
    private final double mean_keV;
    private RandomGenerator random;
    private Caught[] single = NONE;
    private Caught[] multiple = NONE;
    private double weight = 1;
    private double planeX;

    MultipleScatter(
            Scene scene, BodyTransport transport, PencilBeam pencil, List<HeadOptics> heads, Spectrum spectrum) {
        this.transport = transport;
        this.pencil = pencil;
        this.heads = heads;
        List<Material> materials = scene.materials();
        scatters = materials.stream()
                .map(material -> ScatterTable.of(material.composition()))
                .toArray(ScatterTable[]::new);
        attenuation = materials.stream()
                .map(material -> AttenuationTable.of(material.composition()))
                .toArray(AttenuationTable[]::new);
        out = new WayOut(scene);
        view = new HeadView(heads);
        cumulative = new double[Spectrum.BINS];
        cumulativeEnergy = new double[Spectrum.BINS];
        mean_keV = spectrum.mean_keV();
        double photons = 0;
        double energy = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            photons += spectrum.photons()[bin];
            energy += spectrum.photons()[bin] * Spectrum.energy_keV(bin);
            cumulative[bin] = photons / spectrum.total();
            cumulativeEnergy[bin] = energy / (spectrum.total() * mean_keV);
        }
        random = new java.util.SplittableRandom(0);
    }

    /**
     * Adds what histories of one pencil send to each head, in sums over the histories, once and more often scattered apart.
     *
     * @param tally of photons that leave, beside
     */
    void follow(
            double planeX_mm,
            double column,
            int histories,
            RandomGenerator source,
            Caught[] once,
            Caught[] more,
            Tally tally) {
        single = once;
        multiple = more;
        weight = 1;
        float[] energies = energies(histories, source, cumulative);
        transport.aimed(beam(planeX_mm, column)).follow(energies, source, tally, eyes);
    }

    /**
     * The same without what is scattered once, and with less chance: every photon interacts, and energies are drawn in proportion
     * to photons times energy, as a head counts them.
     */
    void more(double planeX_mm, double column, int histories, RandomGenerator source, Caught[] more) {
        single = NONE;
        multiple = more;
        float[] energies = energies(histories, source, cumulativeEnergy);
        transport.aimed(beam(planeX_mm, column)).followForced(energies, source, eyes);
    }

    /** The same by photons that fly into the panels by themselves, however often they are scattered. */
    void analogue(double planeX_mm, double column, int histories, RandomGenerator source, Caught[] all) {
        float[] energies = energies(histories, source, cumulative);
        transport.aimed(beam(planeX_mm, column)).follow(energies, source, new Tally(), new Panels(all));
    }

    private Ray beam(double planeX_mm, double column) {
        planeX = planeX_mm;
        double angle = pencil.angle_rad(column);
        return new Ray(
                planeX_mm,
                pencil.source().y_mm(),
                pencil.source().z_mm(),
                0,
                Math.sin(angle),
                pencil.fromAbove() ? -Math.cos(angle) : Math.cos(angle));
    }

    private float[] energies(int histories, RandomGenerator source, double[] upTo) {
        random = source;
        float[] energies = new float[histories];
        for (int i = 0; i < histories; i++) {
            double u = (i + source.nextDouble()) / histories; // every part of the spectrum has its turn
            int bin = 0;
            while (bin + 1 < Spectrum.BINS && upTo[bin] < u) {
                bin++;
            }
            energies[i] = (float) Spectrum.energy_keV(bin);
        }
        return energies;
    }

    private final class Panels implements BodyTransport.Interactions {
        private final Caught[] all;

        Panels(Caught[] all) {
            this.all = all;
        }

        @Override
        public void leaves(
                double x, double y, double z, double dx, double dy, double dz, float energy_keV, int before) {
            for (int h = 0; h < all.length && before > 0; h++) {
                if (heads.get(h).meets(x - planeX, y, z, dx, dy, dz)) {
                    all[h].add(heads.get(h).passes(dy, dz), heads.get(h), ScatterTable.bin(energy_keV));
                }
            }
        }
    }

    private final class Eyes implements BodyTransport.Interactions {
        @Override
        public void starts(float energy_keV, double part) {
            weight = part * mean_keV / energy_keV;
        }

        @Override
        public void at(
                int material,
                double x,
                double y,
                double z,
                double dx,
                double dy,
                double dz,
                float energy_keV,
                int before) {
            Caught[] to = before == 0 ? single : multiple;
            if (to.length == 0) {
                return;
            }
            int bin = ScatterTable.bin(energy_keV);
            double perMu = weight / attenuation[material].total_cm2_g(energy_keV);
            for (int h = 0; h < heads.size(); h++) {
                HeadOptics head = heads.get(h);
                Caught caught = to[h];
                double solid = look(head, x - planeX, y, z);
                if (solid <= 0) {
                    continue;
                }
                double cosine = view.dx * dx + view.dy * dy + view.dz * dz;
                float place = ScatterTable.place(cosine);
                out.follow(x, y, z, view.dx, view.dy, view.dz, view.far_mm);
                double flux = solid * perMu;
                int after = ScatterTable.bin(energy_keV * ScatteringFactors.scatteredPart(energy_keV, cosine));
                caught.add(flux * scatters[material].compton(bin, place) * Math.exp(-out.depth(after)), head, after);
                caught.add(flux * scatters[material].rayleigh(bin, place) * Math.exp(-out.depth(bin)), head, bin);
            }
        }

        @Override
        public void emitted(double x, double y, double z, float energy_keV, int before) {
            int bin = ScatterTable.bin(energy_keV);
            for (int h = 0; h < heads.size(); h++) {
                double solid = look(heads.get(h), x - planeX, y, z);
                if (solid > 0) {
                    out.follow(x, y, z, view.dx, view.dy, view.dz, view.far_mm);
                    double flux = weight * solid / (4 * Math.PI) * Math.exp(-out.depth(bin));
                    multiple[h].add(flux, heads.get(h), bin);
                }
            }
        }
    }

    /** Looks in a random direction to the head; the result is the solid angle for which it stands, septa included. */
    private double look(HeadOptics head, double x, double y, double z) {
        view.look(head, x, y, z);
        return view.solid_sr > 0 ? view.choose(random.nextDouble(), random.nextDouble()) : 0;
    }
}
