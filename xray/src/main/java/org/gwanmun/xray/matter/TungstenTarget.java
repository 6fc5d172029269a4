package org.gwanmun.xray.matter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What electrons do in a thick tungsten target: how fast they slow down, how many are still in it at an energy and how
 * deep they are, and how they radiate. The tables are resources; the second was made by our own electron Monte Carlo
 * ({@code ElectronsInTungsten} among the tests).
 *
 * <p>Sources: stopping power, ICRU Report 37 (1984), Bethe formula with I = 727 eV; bremsstrahlung, S. M. Seltzer, M. J.
 * Berger, At. Data Nucl. Data Tables 35 (1986) 345, doi:10.1016/0092-640X(86)90014-8; direction of emission, P.
 * Kirkpatrick, L. Wiedmann, Phys. Rev. 67 (1945) 321, doi:10.1103/PhysRev.67.321, seen from the moving electron; K-shell
 * ionisation, E. Casnati, A. Tartari, C. Baraldi, J. Phys. B 15 (1982) 155.
 */
final class TungstenTarget {
    static final int Z = 74;
    static final double ATOMIC_MASS = 183.84;

    /** Rest energy of the electron. */
    static final double ELECTRON_KEV = 510.99895;

    /** Tungsten atoms per gram. */
    static final double ATOMS_PER_G = 6.02214076e23 / ATOMIC_MASS;

    /** Levels of T/T₀ at which the electrons were looked at. */
    static final int LEVELS = 20;

    /** Groups of equally many electrons, from shallow to deep. */
    static final int DEPTHS = 24;

    private static final double MEAN_EXCITATION_KEV = 0.727;
    private static final double RYDBERG_KEV = 0.013605693;
    private static final double BOHR_RADIUS_CM = 5.29177211e-9;

    /** Read when first used, so that the electrons can be simulated without their own table. */
    private static final class Tables {
        static final Electrons[] ELECTRONS = readElectrons();
        static final double[][] BREMSSTRAHLUNG = numbers("tungsten-bremsstrahlung.csv");
    }

    private TungstenTarget() {}

    /**
     * Electrons of one starting energy, averaged over histories. Indices run over levels u = T/T₀ = i/{@link #LEVELS}.
     *
     * @param start_keV T₀
     * @param inside part of the electrons that reach the level inside the target
     * @param across emission of an oscillator across the electron's path towards the window, isotropic = 1
     * @param along the same for an oscillator along the path
     * @param depth mean depth of each of {@link #DEPTHS} groups, in ranges R(T₀)
     */
    record Electrons(double start_keV, double[] inside, double[] across, double[] along, double[][] depth) {}

    /** Square of v/c. */
    static double beta2(double electron_keV) {
        double gamma = 1 + electron_keV / ELECTRON_KEV;
        return 1 - 1 / (gamma * gamma);
    }

    /** Collision stopping power in keV cm²/g, Bethe's formula for electrons; held below 2 keV. */
    static double stopping(double electron_keV) {
        double kinetic = Math.max(electron_keV, 2);
        double tau = kinetic / ELECTRON_KEV;
        double beta2 = beta2(kinetic);
        double f = (1 - beta2) * (1 + tau * tau / 8 - (2 * tau + 1) * Math.log(2));
        double logarithm = 2 * Math.log(kinetic / MEAN_EXCITATION_KEV) + Math.log(1 + tau / 2);
        return 153.536 * Z / (ATOMIC_MASS * beta2) * (logarithm + f);
    }

    /** Range ∫ dT/S in g/cm², from 2 keV. */
    static double range_g_cm2(double electron_keV) {
        int steps = 500;
        double width = (electron_keV - 2) / steps;
        double range = 0;
        for (int i = 0; i < steps; i++) {
            range += width / stopping(2 + (i + 0.5) * width);
        }
        return range;
    }

    /** dσ/dk of bremsstrahlung per atom, cm²/keV, over all directions. */
    static double bremsstrahlung_cm2_per_keV(double electron_keV, double photon_keV) {
        double[][] table = Tables.BREMSSTRAHLUNG;
        int row = 1;
        while (row < table.length - 2 && table[row + 1][0] < electron_keV) {
            row++;
        }
        double between = Math.log(electron_keV / table[row][0]) / Math.log(table[row + 1][0] / table[row][0]);
        double weight = Math.clamp(between, 0, 1);
        double column = Math.clamp(photon_keV / electron_keV, 0, 1) * (table[0].length - 2);
        int left = (int) Math.min(column, table[0].length - 3);
        double part = column - left;
        double lower = table[row][left + 1] * (1 - part) + table[row][left + 2] * part;
        double upper = table[row + 1][left + 1] * (1 - part) + table[row + 1][left + 2] * part;
        double millibarn = lower * (1 - weight) + upper * weight;
        return millibarn * 1e-27 * Z * Z / beta2(electron_keV) / photon_keV;
    }

    /**
     * Part of the bremsstrahlung that comes from an oscillator across the path: {@code 2 I_y / (I_x + 2 I_y)} with the fits
     * of Kirkpatrick and Wiedmann to Sommerfeld's theory.
     */
    static double acrossPart(double electron_keV, double photon_keV) {
        double c = electron_keV * 1000 / 300 / (Z * Z);
        double x = photon_keV / electron_keV;
        double a = Math.exp(-0.223 * c);
        double b = Math.exp(-0.057 * c);
        double along = 0.252
                + (1.47 * b - 0.507 * a - 0.833) * (x - 0.135)
                - (1.70 * b - 1.09 * a - 0.627) * (x - 0.135) * (x - 0.135);
        double y1 = 0.220 * (1 - 0.390 * Math.exp(-26.9 * c));
        double y2 = 0.067 + 0.023 / (c + 0.75);
        double y3 = -0.00259 + 0.00776 / (c + 0.116);
        double h = (-0.214 * y1 + 1.21 * y2 - y3) / (1.43 * y1 - 2.43 * y2 + y3);
        double j = (1 + 2 * h) * y2 - 2 * (1 + h) * y3;
        double across = -j + (1 + h) * (y3 + j) / (x + h);
        return 2 * across / (along + 2 * across);
    }

    /** Cross section for ionising the K shell by an electron, cm² per atom. */
    static double kIonisation_cm2(double electron_keV, double edge_keV) {
        if (electron_keV <= edge_keV) {
            return 0;
        }
        double over = electron_keV / edge_keV;
        double exponent = -0.0318 + 0.3160 / over - 0.1135 / (over * over);
        double psi = Math.pow(edge_keV / RYDBERG_KEV, exponent);
        double phi = 10.57 * Math.exp(-1.736 / over + 0.317 / (over * over));
        double t = electron_keV / ELECTRON_KEV;
        double i = edge_keV / ELECTRON_KEV;
        double bound = (1 + i) * (1 + i);
        double free = t * (2 + t) * bound;
        double relativistic = (2 + i)
                / (2 + t)
                * Math.pow((1 + t) / (1 + i), 2)
                * Math.pow((i + t) * (2 + t) * bound / (free + i * (2 + i)), 1.5);
        double scale = BOHR_RADIUS_CM * RYDBERG_KEV / edge_keV;
        return 2 * scale * scale * relativistic * psi * phi * Math.log(over) / over;
    }

    /**
     * Electrons still inside when they have slowed down to T, times the mean escape {@code exp(−µ' z)} of photons made at
     * their depths z.
     *
     * @param attenuation µ' · R(T₀): mass attenuation over sine of the take-off angle, times the range
     */
    static double escaping(double start_keV, double electron_keV, double attenuation) {
        int upper = upper(start_keV);
        double weight = weight(upper, start_keV);
        double u = electron_keV / start_keV;
        return (1 - weight) * escaping(Tables.ELECTRONS[upper - 1], u, attenuation)
                + weight * escaping(Tables.ELECTRONS[upper], u, attenuation);
    }

    private static double escaping(Electrons electrons, double u, double attenuation) {
        double place = u * LEVELS;
        int level = (int) Math.clamp(place, 1, LEVELS - 1);
        double part = Math.clamp(place - level, 0, 1);
        return (1 - part) * electrons.inside[level] * escape(electrons.depth[level], attenuation)
                + part * electrons.inside[level + 1] * escape(electrons.depth[level + 1], attenuation);
    }

    private static double escape(double[] depths, double attenuation) {
        double sum = 0;
        for (double depth : depths) {
            sum += Math.exp(-attenuation * depth);
        }
        return sum / depths.length;
    }

    /** Emission towards the window relative to isotropic emission. */
    static double towardsWindow(double start_keV, double electron_keV, double acrossPart) {
        int upper = upper(start_keV);
        double weight = weight(upper, start_keV);
        double u = electron_keV / start_keV;
        return (1 - weight) * towardsWindow(Tables.ELECTRONS[upper - 1], u, acrossPart)
                + weight * towardsWindow(Tables.ELECTRONS[upper], u, acrossPart);
    }

    private static double towardsWindow(Electrons electrons, double u, double acrossPart) {
        double place = u * LEVELS;
        int level = (int) Math.clamp(place, 1, LEVELS - 1);
        double part = Math.clamp(place - level, 0, 1);
        double across = (1 - part) * electrons.across[level] + part * electrons.across[level + 1];
        double along = (1 - part) * electrons.along[level] + part * electrons.along[level + 1];
        return acrossPart * across + (1 - acrossPart) * along;
    }

    private static int upper(double start_keV) {
        int upper = 1;
        while (upper < Tables.ELECTRONS.length - 1 && Tables.ELECTRONS[upper].start_keV < start_keV) {
            upper++;
        }
        return upper;
    }

    private static double weight(int upper, double start_keV) {
        double low = Tables.ELECTRONS[upper - 1].start_keV;
        return Math.clamp(Math.log(start_keV / low) / Math.log(Tables.ELECTRONS[upper].start_keV / low), 0, 1);
    }

    /** The table as it is used, for the test that makes it anew. */
    static List<Electrons> electrons() {
        return List.of(Tables.ELECTRONS);
    }

    private static Electrons[] readElectrons() {
        double[][] rows = numbers("tungsten-electrons.csv");
        Electrons[] tables = new Electrons[rows.length / LEVELS];
        for (int i = 0; i < tables.length; i++) {
            double start = rows[i * LEVELS][0];
            double[] inside = new double[LEVELS + 1];
            double[] across = new double[LEVELS + 1];
            double[] along = new double[LEVELS + 1];
            double[][] depth = new double[LEVELS + 1][DEPTHS];
            for (int level = 1; level <= LEVELS; level++) {
                double[] row = rows[i * LEVELS + level - 1];
                inside[level] = row[2];
                across[level] = row[3];
                along[level] = row[4];
                depth[level] = Arrays.copyOfRange(row, 5, 5 + DEPTHS);
            }
            tables[i] = new Electrons(start, inside, across, along, depth);
        }
        return tables;
    }

    /** Rows of numbers of a resource; a first cell that is a word reads as 0. */
    private static double[][] numbers(String resource) {
        try (InputStream in = TungstenTarget.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(cell -> Character.isLetter(cell.charAt(0)) ? 0 : Double.parseDouble(cell))
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
