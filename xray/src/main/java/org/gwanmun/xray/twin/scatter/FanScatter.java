package org.gwanmun.xray.twin.scatter;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.machine.StrayLight;
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
 * w the active width along the belt; ϑ is drawn uniformly. The fan is taken to be as wide as the detectors are active. The result is a
 * smooth factor on {@link StrayLight}'s own idea of every slice, gathered over {@value #CELLS} cells of the detector every
 * {@value #COARSE_MM} mm: chance stays small, and edges along the belt, where every slice scatters for itself, stay sharp.
 */
public final class FanScatter {
    private static final double COARSE_MM = 20;
    private static final int CELLS = 48;
    private static final int RAYS = 24;
    private static final int[] BINOMIAL = {6, 4, 1};
    private static final int CELL_PIXELS = 8;
    private static final double LEAST_SOURCE = 1e-7;
    private static final double FAR_MM = 5000;
    private static final double WIDEST = Math.toRadians(80);

    private final ScannerProfile.View view;
    private final float[][] nodes; // [layer][place × cells + cell], as a share of the air mean
    private final double first_mm;
    private final int places;
    private final double height_mm; // of the parcel's middle over the detector

    /**
     * Follows photons.
     *
     * @param spectrum of the tube behind its filter
     * @param kept what a photon of a bin gives to each layer, over what all photons of the air beam give, [layer][bin]
     */
    public FanScatter(
            Scene scene, ScannerProfile.View view, Spectrum spectrum, double[][] kept, ScanQuality quality, long key) {
        int histories = quality == ScanQuality.REFERENCE ? 200 : 30;
        this.view = view;
        Bounds bounds = scene.bounds();
        height_mm = Math.max(
                1,
                view.sourceToDetector_mm()
                        - view.depth_mm((bounds.y0() + bounds.y1()) / 2, (bounds.z0() + bounds.z1()) / 2));
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
        float[][] sources = new float[2][places * CELLS];
        IntStream.range(0, places)
                .parallel()
                .forEach(place -> source(scene, spectrum, kept, first_mm + place * COARSE_MM, place, sources));
        for (int layer = 0; layer < 2; layer++) {
            float[] scattered = smooth(nodes[layer]);
            float[] source = smooth(sources[layer]);
            for (int at = 0; at < source.length; at++) {
                nodes[layer][at] = source[at] > LEAST_SOURCE ? scattered[at] / source[at] : 0;
            }
        }
    }

    /** What {@link StrayLight} takes a slice to scatter, but for its factor. */
    private void source(Scene scene, Spectrum spectrum, double[][] kept, double x, int place, float[][] sources) {
        WayOut way = new WayOut(scene);
        double[][] slice = new double[2][CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            Ray ray = beam(x, (cell + 0.5) / CELLS * view.detector().length_mm());
            way.follow(ray.ox(), ray.oy(), ray.oz(), ray.dx(), ray.dy(), ray.dz(), FAR_MM);
            double[] passed = new double[2];
            double[] all = new double[2];
            for (int bin = 0; bin < Spectrum.BINS; bin++) {
                if (spectrum.photons()[bin] > 0) {
                    double left = Math.exp(-way.depth(bin));
                    for (int layer = 0; layer < 2; layer++) {
                        double photons = spectrum.photons()[bin] * kept[layer][bin];
                        passed[layer] += photons * left;
                        all[layer] += photons;
                    }
                }
            }
            double high = passed[1] / all[1];
            slice[0][cell] = StrayLight.source(passed[0] / all[0], high);
            slice[1][cell] = StrayLight.source(high, high);
        }
        for (int layer = 0; layer < 2; layer++) {
            double[] spread = StrayLight.spread(slice[layer], view.detector().length_mm() / CELLS, height_mm);
            for (int cell = 0; cell < CELLS; cell++) {
                sources[layer][place * CELLS + cell] = (float) spread[cell];
            }
        }
    }

    /** What a slice scatters onto its detector, over the air mean, at places all along it. Modified: stray. */
    public void stray(int layer, double x_mm, double[] transmission, double[] transmissionHigh, double[] stray) {
        int pixels = transmission.length;
        int cells = (pixels + CELL_PIXELS - 1) / CELL_PIXELS;
        double[] source = new double[cells];
        for (int p = 0; p < pixels; p++) {
            source[p / CELL_PIXELS] += StrayLight.source(transmission[p], transmissionHigh[p]) / CELL_PIXELS;
        }
        double[] spread = StrayLight.spread(source, view.detector().length_mm() / cells, height_mm);
        for (int p = 0; p < pixels; p++) {
            double at = Math.clamp((p + 0.5) / CELL_PIXELS - 0.5, 0, cells - 1.000001);
            int cell = (int) at;
            double here = spread[cell] + (at - cell) * (spread[cell + 1] - spread[cell]);
            stray[p] = factor(layer, x_mm, p) * here;
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

    /** Binomial means of neighbours: scatter over its source is smooth, its chance is not. */
    private float[] smooth(float[] layer) {
        float[] smooth = new float[layer.length];
        for (int i = 0; i < places; i++) {
            for (int k = 0; k < CELLS; k++) {
                double sum = 0;
                double weights = 0;
                for (int a = Math.max(0, i - 2); a <= Math.min(places - 1, i + 2); a++) {
                    for (int b = Math.max(0, k - 2); b <= Math.min(CELLS - 1, k + 2); b++) {
                        double w = BINOMIAL[Math.abs(a - i)] * BINOMIAL[Math.abs(b - k)];
                        sum += w * layer[a * CELLS + b];
                        weights += w;
                    }
                }
                smooth[i * CELLS + k] = (float) (sum / weights);
            }
        }
        return smooth;
    }

    /** Scatter over what {@link StrayLight} takes for its source, in front of a pixel when the plane is at x in the parcel. */
    public double factor(int layer, double x_mm, double pixel) {
        double i = Math.clamp((x_mm - first_mm) / COARSE_MM, 0, places - 1.000001);
        double k = Math.clamp((pixel + 0.5) / view.detector().pixels() * CELLS - 0.5, 0, CELLS - 1.000001);
        int i0 = (int) i;
        int k0 = (int) k;
        double fi = i - i0;
        double fk = k - k0;
        int at = i0 * CELLS + k0;
        double low = nodes[layer][at] * (1 - fk) + nodes[layer][at + 1] * fk;
        double high = nodes[layer][at + CELLS] * (1 - fk) + nodes[layer][at + CELLS + 1] * fk;
        return low * (1 - fi) + high * fi;
    }
}
