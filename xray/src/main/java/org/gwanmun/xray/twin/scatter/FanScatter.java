package org.gwanmun.xray.twin.scatter;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
import org.gwanmun.xray.twin.transport.Tally;

/**
 * What a parcel in a fan beam scatters onto the fan's own detector, once and more often: photons of the fan are followed, and at
 * every interaction the expected catch of a random place on the line of detectors is scored, as {@link MultipleScatter} does for
 * panels. A place at distance h/cos ϑ from the interaction, h its distance from the line, sees
 *
 * <pre>  dΩ = w cos³ϑ/h² dt,   t = t₀ + h tan ϑ,</pre>
 *
 * w the active width along the belt; ϑ is drawn uniformly. The fan is taken to be as wide as the detectors are active. Gathered over {@value #CELLS} cells
 * of the detector; along the belt every slice scatters for itself, so followed every {@value #COARSE_MM} mm.
 */
public final class FanScatter {
    private static final double COARSE_MM = 5;
    private static final int CELLS = 48;
    private static final int RAYS = 24;
    private static final double WIDEST = Math.toRadians(80);

    private final ScannerProfile.View view;
    private final float[][] nodes; // [layer][place × cells + cell], as a share of the air mean
    private final double first_mm;
    private final int places;

    /**
     * Follows photons.
     *
     * @param spectrum of the tube behind its filter
     * @param kept what a photon of a bin gives to each layer, over what all photons of the air beam give, [layer][bin]
     */
    public FanScatter(
            Scene scene, ScannerProfile.View view, Spectrum spectrum, double[][] kept, ScanQuality quality, long key) {
        int histories = quality == ScanQuality.REFERENCE ? 60 : 12;
        this.view = view;
        Bounds bounds = scene.bounds();
        first_mm = bounds.x0() - COARSE_MM / 2;
        places = Math.max(2, (int) Math.ceil((bounds.x1() - bounds.x0() + COARSE_MM) / COARSE_MM) + 1);
        nodes = new float[2][places * CELLS];
        BodyTransport transport = new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1000, 0, 0, -1));
        double[] cumulative = new double[Spectrum.BINS];
        double sum = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            sum += spectrum.photons()[bin];
            cumulative[bin] = sum / spectrum.total();
        }
        double[] lit = lit(bounds);
        IntStream.range(0, places).parallel().forEach(place -> {
            Eyes eyes = new Eyes(scene, kept, place);
            RandomGenerator random = RandomStreams.stream(1, key, place);
            eyes.random = random;
            double x = first_mm + place * COARSE_MM;
            for (int r = 0; r < RAYS; r++) {
                double t = lit[0] + (lit[1] - lit[0]) * (r + random.nextDouble()) / RAYS;
                // As many photons as the lit part of the detector would count without the parcel.
                eyes.photons = (lit[1] - lit[0]) / view.detector().pitch_mm() / RAYS / histories;
                transport.aimed(beam(x, t)).follow(energies(cumulative, histories, random), random, new Tally(), eyes);
            }
        });
        for (float[] layer : nodes) {
            smooth(layer);
        }
    }

    private static float[] energies(double[] cumulative, int histories, RandomGenerator random) {
        float[] energies = new float[histories];
        for (int i = 0; i < histories; i++) {
            double u = (i + random.nextDouble()) / histories;
            int bin = 0;
            while (bin + 1 < Spectrum.BINS && cumulative[bin] < u) {
                bin++;
            }
            energies[i] = (float) Spectrum.energy_keV(bin);
        }
        return energies;
    }

    private double y_mm(double t) {
        ScannerProfile.Detector d = view.detector();
        return d.y0_mm() + t / d.length_mm() * (d.y1_mm() - d.y0_mm());
    }

    private double z_mm(double t) {
        ScannerProfile.Detector d = view.detector();
        return d.z0_mm() + t / d.length_mm() * (d.z1_mm() - d.z0_mm());
    }

    /** The ray to a place on the detector. */
    private Ray beam(double x, double t) {
        double dy = y_mm(t) - view.source().y_mm();
        double dz = z_mm(t) - view.source().z_mm();
        double one = 1 / Math.hypot(dy, dz);
        return new Ray(x, view.source().y_mm(), view.source().z_mm(), 0, dy * one, dz * one);
    }

    /** From where to where the parcel's shadow reaches on the detector. */
    private double[] lit(Bounds b) {
        ScannerProfile.Source s = view.source();
        ScannerProfile.Detector d = view.detector();
        double[] lit = {d.length_mm(), 0};
        for (int corner = 0; corner < 4; corner++) {
            double y = corner % 2 == 0 ? b.y0() : b.y1();
            double z = corner < 2 ? b.z0() : b.z1();
            double scale = view.sourceToDetector_mm() / Math.max(1, view.depth_mm(y, z));
            double along = ((s.y_mm() + (y - s.y_mm()) * scale - d.y0_mm()) * (d.y1_mm() - d.y0_mm())
                            + (s.z_mm() + (z - s.z_mm()) * scale - d.z0_mm()) * (d.z1_mm() - d.z0_mm()))
                    / d.length_mm();
            lit[0] = Math.clamp(Math.min(lit[0], along), 0, d.length_mm());
            lit[1] = Math.clamp(Math.max(lit[1], along), 0, d.length_mm());
        }
        return lit[1] > lit[0] ? lit : new double[] {0, d.length_mm()};
    }

    /** Scores the catch of random places on the detector. One thread's. */
    private final class Eyes implements BodyTransport.Interactions {
        private final double[][] kept;
        private final int place;
        private final ScatterTable[] scatters;
        private final AttenuationTable[] attenuation;
        private final WayOut out;
        private RandomGenerator random = new java.util.SplittableRandom(0);
        private double photons;

        Eyes(Scene scene, double[][] kept, int place) {
            this.kept = kept;
            this.place = place;
            List<Material> materials = scene.materials();
            scatters = materials.stream()
                    .map(material -> ScatterTable.of(material.composition()))
                    .toArray(ScatterTable[]::new);
            attenuation = materials.stream()
                    .map(material -> AttenuationTable.of(material.composition()))
                    .toArray(AttenuationTable[]::new);
            out = new WayOut(scene);
        }

        private double dy;
        private double dz;
        private int cell;

        /** Looks at a random place; the result is the solid angle of one pixel's width there, over the density of being chosen. */
        private double look(double x, double y, double z) {
            ScannerProfile.Detector d = view.detector();
            double ey = (d.y1_mm() - d.y0_mm()) / d.length_mm();
            double ez = (d.z1_mm() - d.z0_mm()) / d.length_mm();
            double foot = (y - d.y0_mm()) * ey + (z - d.z0_mm()) * ez;
            double ny = y - (d.y0_mm() + foot * ey);
            double nz = z - (d.z0_mm() + foot * ez);
            double h = Math.hypot(ny, nz);
            double theta = (2 * random.nextDouble() - 1) * WIDEST;
            double t = foot + h * Math.tan(theta);
            if (!(h > 1) || t < 0 || t >= d.length_mm()) {
                return 0;
            }
            double cosine = Math.cos(theta);
            dy = (y_mm(t) - y) * cosine / h;
            dz = (z_mm(t) - z) * cosine / h;
            cell = (int) (t / d.length_mm() * CELLS);
            out.follow(x, y, z, 0, dy, dz, h / cosine);
            // dΩ/dt = w cos³ϑ/h², density of t = cos²ϑ/(2 ϑ_max h); a pixel's share of its cell
            double perPixel = d.pitch_mm() / (d.length_mm() / CELLS);
            return d.active_mm() * cosine / h * 2 * WIDEST * perPixel;
        }

        private void score(double flux, int bin) {
            for (int layer = 0; layer < 2; layer++) {
                nodes[layer][place * CELLS + cell] += (float) (photons * flux * kept[layer][bin]);
            }
        }

        @Override
        public void at(
                int material,
                double x,
                double y,
                double z,
                double px,
                double py,
                double pz,
                float energy_keV,
                int before) {
            double solid = look(x, y, z);
            if (solid <= 0) {
                return;
            }
            int bin = ScatterTable.bin(energy_keV);
            double flux = solid / attenuation[material].total_cm2_g(energy_keV);
            double cosine = dy * py + dz * pz;
            float where = ScatterTable.place(cosine);
            int after = ScatterTable.bin(energy_keV * ScatteringFactors.scatteredPart(energy_keV, cosine));
            score(flux * scatters[material].compton(bin, where) * Math.exp(-out.depth(after)), after);
            score(flux * scatters[material].rayleigh(bin, where) * Math.exp(-out.depth(bin)), bin);
        }

        @Override
        public void emitted(double x, double y, double z, float energy_keV, int before) {
            double solid = look(x, y, z);
            if (solid > 0) {
                int bin = ScatterTable.bin(energy_keV);
                score(solid / (4 * Math.PI) * Math.exp(-out.depth(bin)), bin);
            }
        }
    }

    /** The binomial mean of neighbours: scatter is smooth, its chance is not. */
    private void smooth(float[] layer) {
        float[] before = layer.clone();
        for (int i = 0; i < places; i++) {
            for (int k = 0; k < CELLS; k++) {
                double sum = 0;
                double weights = 0;
                for (int a = Math.max(0, i - 1); a <= Math.min(places - 1, i + 1); a++) {
                    for (int b = Math.max(0, k - 1); b <= Math.min(CELLS - 1, k + 1); b++) {
                        double w = (a == i ? 2 : 1) * (b == k ? 2 : 1);
                        sum += w * before[a * CELLS + b];
                        weights += w;
                    }
                }
                layer[i * CELLS + k] = (float) (sum / weights);
            }
        }
    }

    /** Scatter over the air mean of a pixel, when the plane is at x in the parcel's coordinates. */
    public double share(int layer, double x_mm, double pixel) {
        double i = (x_mm - first_mm) / COARSE_MM;
        if (!(i > -1 && i < places)) {
            return 0;
        }
        double edge = Math.clamp(Math.min(i + 1, places - i), 0, 1);
        i = Math.clamp(i, 0, places - 1.000001);
        double k = Math.clamp((pixel + 0.5) / view.detector().pixels() * CELLS - 0.5, 0, CELLS - 1.000001);
        int i0 = (int) i;
        int k0 = (int) k;
        double fi = i - i0;
        double fk = k - k0;
        int at = i0 * CELLS + k0;
        double low = nodes[layer][at] * (1 - fk) + nodes[layer][at + 1] * fk;
        double high = nodes[layer][at + CELLS] * (1 - fk) + nodes[layer][at + CELLS + 1] * fk;
        return edge * (low * (1 - fi) + high * fi);
    }
}
