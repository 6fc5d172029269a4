package org.gwanmun.xray.twin.transport;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gwanmun.xray.scene.Ray;

/** A pencil beam into a {@link Body} of any shape. What leaves counts by its cosine to the beam. */
public final class BodyTransport implements Transport {
    private static final float LOWEST_KEV = 1;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private static final Interactions UNSEEN = new Interactions() {};

    private final Body body;
    private final Ray beam;
    private final InteractionTables tables;

    /** The beam starts at the ray's origin, outside or inside of the body. */
    public BodyTransport(Body body, Ray beam) {
        this(body, beam, new InteractionTables(body.materials()));
    }

    private BodyTransport(Body body, Ray beam, InteractionTables tables) {
        this.body = body;
        this.beam = beam;
        this.tables = tables;
    }

    /** Who wants to know of every interaction, before it is decided what it is. */
    public interface Interactions {
        /**
         * A photon interacts here.
         *
         * @param before how many scatterings it has behind it; fluorescence counts as one
         */
        default void at(
                int material,
                double x,
                double y,
                double z,
                double dx,
                double dy,
                double dz,
                float energy_keV,
                int before) {}

        /** A fluorescence photon starts here, in any direction with equal probability. */
        default void emitted(double x, double y, double z, float energy_keV, int before) {}

        /** A photon flies out of the body, from where it last interacted. */
        default void leaves(
                double x, double y, double z, double dx, double dy, double dz, float energy_keV, int before) {}

        /** A history starts that stands for this part of a photon. */
        default void starts(float energy_keV, double weight) {}
    }

    @Override
    public void follow(float energy_keV, int histories, RandomGenerator random, Tally tally) {
        Walk walk = new Walk(body.tracer(), random, tally, UNSEEN);
        for (int i = 0; i < histories; i++) {
            walk.start(energy_keV);
        }
        tally.histories(histories);
    }

    /** Follows one photon of each of these energies, with somebody looking on. */
    public void follow(float[] energies_keV, RandomGenerator random, Tally tally, Interactions seen) {
        Walk walk = new Walk(body.tracer(), random, tally, seen);
        for (float energy_keV : energies_keV) {
            walk.start(energy_keV);
        }
        tally.histories(energies_keV.length);
    }

    /**
     * The same, but every photon interacts: it stands for the part 1 − e^{−τ} of one that would, τ the optical depth of the
     * beam's whole way. First interactions are spread evenly over the depth.
     */
    public void followForced(float[] energies_keV, RandomGenerator random, Interactions seen) {
        Walk walk = new Walk(body.tracer(), random, new Tally(), seen);
        Beam way = new Beam();
        double shift = random.nextDouble();
        for (int i = 0; i < energies_keV.length; i++) {
            double place = i * GOLDEN + shift;
            walk.startForced(energies_keV[i], way, place - Math.floor(place));
        }
    }

    /** The pieces of the beam's way. */
    private final class Beam {
        private int count;
        private double[] from = new double[16];
        private double[] to = new double[16];
        private int[] material = new int[16];

        Beam() {
            Body.Tracer tracer = body.tracer();
            tracer.follow(beam.ox(), beam.oy(), beam.oz(), beam.dx(), beam.dy(), beam.dz());
            while (tracer.next()) {
                if (count == material.length) {
                    from = Arrays.copyOf(from, 2 * count);
                    to = Arrays.copyOf(to, 2 * count);
                    material = Arrays.copyOf(material, 2 * count);
                }
                from[count] = tracer.from_mm();
                to[count] = tracer.to_mm();
                material[count++] = tracer.material();
            }
        }

        private double piece(int i, float energy) {
            return (to[i] - from[i]) / tables.value(material[i], InteractionTables.MEAN_FREE_PATH, energy);
        }

        double depth(float energy) {
            double depth = 0;
            for (int i = 0; i < count; i++) {
                depth += piece(i, energy);
            }
            return depth;
        }
    }

    /** The same body with another beam into it. */
    public BodyTransport aimed(Ray another) {
        return new BodyTransport(body, another, tables);
    }

    /** One photon after the other, on one thread. */
    private final class Walk {
        private final Body.Tracer tracer;
        private final RandomGenerator random;
        private final Tally tally;
        private final Interactions seen;
        private final float[] emitted = new float[Relaxation.MOST_PHOTONS];
        private double x;
        private double y;
        private double z;
        private double u;
        private double v;
        private double w;

        Walk(Body.Tracer tracer, RandomGenerator random, Tally tally, Interactions seen) {
            this.seen = seen;
            this.tracer = tracer;
            this.random = random;
            this.tally = tally;
        }

        void start(float energy_keV) {
            x = beam.ox();
            y = beam.oy();
            z = beam.oz();
            u = beam.dx();
            v = beam.dy();
            w = beam.dz();
            walk(energy_keV, Tally.PRIMARY, 0);
        }

        /** With the first interaction where the place, 0 … 1, is the part of all interactions before it. */
        void startForced(float energy_keV, Beam way, double place) {
            double depth = way.depth(energy_keV);
            if (depth <= 0) {
                return;
            }
            double weight = -Math.expm1(-depth);
            double left = -Math.log1p(-place * weight);
            int i = 0;
            while (i + 1 < way.count && left > way.piece(i, energy_keV)) {
                left -= way.piece(i, energy_keV);
                i++;
            }
            double at = way.from[i] + (way.to[i] - way.from[i]) * Math.min(1, left / way.piece(i, energy_keV));
            u = beam.dx();
            v = beam.dy();
            w = beam.dz();
            x = beam.ox() + at * u;
            y = beam.oy() + at * v;
            z = beam.oz() + at * w;
            seen.starts(energy_keV, weight);
            walk(energy_keV, Tally.PRIMARY, 0, way.material[i]);
        }

        private void walk(float startEnergy, int startKind, int startScatterings) {
            walk(startEnergy, startKind, startScatterings, fly(startEnergy));
        }

        /** From an interaction in a material, or −1 for none. */
        private void walk(float startEnergy, int startKind, int startScatterings, int where) {
            float energy = startEnergy;
            int kind = startKind;
            int scatterings = startScatterings;
            int material = where;
            while (true) {
                if (material < 0) {
                    double cosine = u * beam.dx() + v * beam.dy() + w * beam.dz();
                    tally.leaves((float) cosine, kind, energy);
                    seen.leaves(x, y, z, u, v, w, energy, scatterings);
                    return;
                }
                seen.at(material, x, y, z, u, v, w, energy, scatterings);
                long bits = random.nextLong();
                float chance = (bits >>> 40) * 0x1p-24f;
                if (chance < tables.value(material, InteractionTables.COMPTON, energy)) {
                    long more = random.nextLong();
                    float t = tables.comptonT(material, energy, more);
                    int sign = ((int) (bits >>> 24) & 0xFF00) | ((int) bits & 0xFF);
                    energy = tables.comptonEnergy_keV(
                            material, energy, t, (int) more & (ElectronTable.SIZE - 1), sign, random);
                    kind = kind == Tally.PRIMARY ? Tally.SINGLE_COMPTON : Tally.MULTIPLE_OTHER;
                    if (energy < LOWEST_KEV) {
                        return;
                    }
                    turn(t, (int) bits);
                } else if (chance < tables.value(material, InteractionTables.SCATTERING, energy)) {
                    turn(tables.rayleighT(material, energy, random.nextLong()), (int) bits);
                    kind = kind == Tally.PRIMARY ? Tally.SINGLE_RAYLEIGH : Tally.MULTIPLE_OTHER;
                } else {
                    absorbed(material, energy, scatterings);
                    return;
                }
                scatterings++;
                material = fly(energy);
            }
        }

        /** To the next interaction: its material, or −1 outside. */
        private int fly(float energy) {
            tracer.follow(x, y, z, u, v, w);
            double depth = Exponential.next(random);
            while (tracer.next()) {
                double perLength = 1 / tables.value(tracer.material(), InteractionTables.MEAN_FREE_PATH, energy);
                double piece = (tracer.to_mm() - tracer.from_mm()) * perLength;
                if (depth < piece) {
                    double way = tracer.from_mm() + depth / perLength;
                    x += way * u;
                    y += way * v;
                    z += way * w;
                    return tracer.material();
                }
                depth -= piece;
            }
            return -1;
        }

        /** Turns the direction by θ, t = 1 − cos θ, to a random side. */
        private void turn(float t, int bits) {
            double phi = bits * (2 * Math.PI * 0x1p-32);
            double sin = Math.sqrt(Math.max(0, t * (2.0 - t)));
            double a = sin * Math.cos(phi);
            double b = sin * Math.sin(phi);
            double c = 1.0 - t;
            // An axis across the direction, without a case for any direction (T. Duff et al., JCGT 6 (2017) 1).
            double sign = Math.copySign(1, w);
            double p = -1 / (sign + w);
            double q = u * v * p;
            double newU = a * (1 + sign * u * u * p) + b * q + c * u;
            double newV = a * sign * q + b * (sign + v * v * p) + c * v;
            double newW = -a * sign * u - b * v + c * w;
            double norm = 1 / Math.sqrt(newU * newU + newV * newV + newW * newW);
            u = newU * norm;
            v = newV * norm;
            w = newW * norm;
        }

        private void absorbed(int material, float energy, int scatterings) {
            float emission = tables.value(material, InteractionTables.EMISSION, energy);
            if (emission <= 0 || random.nextFloat() >= emission) {
                return;
            }
            int count = tables.emit(material, energy, random, emitted);
            float[] photons = {emitted[0], emitted[1]};
            double atX = x;
            double atY = y;
            double atZ = z;
            for (int i = 0; i < count; i++) {
                x = atX;
                y = atY;
                z = atZ;
                w = 2 * random.nextDouble() - 1;
                double phi = 2 * Math.PI * random.nextDouble();
                double across = Math.sqrt(1 - w * w);
                u = across * Math.cos(phi);
                v = across * Math.sin(phi);
                seen.emitted(x, y, z, photons[i], scatterings);
                walk(photons[i], Tally.MULTIPLE_OTHER, scatterings + 1);
            }
        }
    }
}
