package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Segments;
import org.gwanmun.xray.twin.Exponentials;

/**
 * Single scatter of one pencil, without chance: the sum over points of its way, groups of energies E_g and some directions to
 * the panels of each head of
 *
 * <pre>  N_g e^{−τ_in(E_g)} A [dσ_C/dΩ(E_g, θ) e^{−τ_out(E′)} ε(E′) + dσ_R/dΩ(E_g, θ) e^{−τ_out(E_g)} ε(E_g)] Ω</pre>
 *
 * τ exact along both rays, Ω the solid angle that a direction stands for, E′ that of an electron at rest, A = 1/(n p) the mass
 * per area that a point stands for. Each head has n points of its own along the pencil. Their density per mass is p ∝
 * e^{−τ_in(100 keV)} for a head on the source's side, to which deep matter sends less twice over, and uniform for one on the
 * other side, where way in and way out together are equally long from everywhere. The points are at equal distances in the
 * integral of p, and the first one is shifted from pencil to pencil; directions are uniform over the solid angle
 * ({@link HeadView}) and go on from point to point. Both do so by additive recurrences: each pencil sees parts of its way and of
 * the panels, neighbours together see all of it, and no mean over pencils is biased. One thread's working memory.
 */
final class PencilPath {
    private static final int DENSITY_BIN = 99; // 100.5 keV

    /** Steps of the additive recurrence R2 (M. Roberts 2018): 1/φ and 1/φ² of φ³ = φ + 1. */
    private static final double R2_A = 0.7548776662466927;

    private static final double R2_B = 0.5698402909980532;

    /** Of R3, for the points along the pencil: 1/φ and 1/φ³ of φ⁴ = φ + 1. */
    private static final double R3_A = 0.8191725133961645;

    private static final double R3_C = 0.5497004779019703;

    private final PencilBeam pencil;
    private final GroupTables tables;
    private final WayOut in;
    private final WayOut out;
    private final HeadView view;
    private final int points;
    private final int directions;

    // The pencil in hand.
    private double x;
    private double dy;
    private double dz;
    private double shift;
    private double shiftU;
    private double shiftV;

    // Its pieces of matter, and the integral of p before each.
    private int pieces;
    private double[] from = new double[32];
    private double[] to = new double[32];
    private int[] material = new int[32];
    private double[] before = new double[33];

    // The ways of one head's photons, and by way and group what passes after Compton and after Rayleigh scattering.
    private int ways;
    private final int[] scatteredBy;
    private final float[] places;
    private final float[] fluxes;
    private final float[] comptonPasses;
    private final float[] rayleighPasses;

    // By group.
    private final float[] depthBefore;
    private final float[] depth;
    private final float[] photons;
    private final float[] energy;
    private final float[] square;

    /** With so many points on each pencil for every head, and so many directions from each point. */
    PencilPath(PencilBeam pencil, GroupTables tables, int points, int directions) {
        this.points = points;
        this.directions = directions;
        this.pencil = pencil;
        this.tables = tables;
        in = new WayOut(tables.scene);
        out = new WayOut(tables.scene);
        view = new HeadView(tables.heads);
        depthBefore = new float[tables.stride];
        depth = new float[tables.stride];
        scatteredBy = new int[points * directions];
        places = new float[points * directions];
        fluxes = new float[points * directions];
        comptonPasses = new float[points * directions * tables.stride];
        rayleighPasses = new float[points * directions * tables.stride];
        photons = new float[tables.stride];
        energy = new float[tables.stride];
        square = new float[tables.stride];
    }

    /**
     * Adds what each head catches of one photon's worth of the pencil.
     *
     * @param planeX_mm where in the scene the pencil's plane is
     * @param column of the sweep, also between columns
     * @param caught by head
     */
    void single(double planeX_mm, double column, Caught[] caught) {
        aim(planeX_mm, column);
        single(caught);
    }

    /** Sends the pencil through the scene, for {@link #meetsOnly} and {@link #single(Caught[])}. */
    void aim(double planeX_mm, double column) {
        double angle = pencil.angle_rad(column);
        x = planeX_mm;
        dy = Math.sin(angle);
        dz = pencil.fromAbove() ? -Math.cos(angle) : Math.cos(angle);
        in.follow(x, pencil.source().y_mm(), pencil.source().z_mm(), 0, dy, dz, Double.POSITIVE_INFINITY);
        double line = x / pencil.linePitch_mm();
        shift = fraction(line * R3_A + column * R3_C);
        shiftU = fraction(line * R2_A + column * R2_B);
        shiftV = fraction(line * R2_B - column * R2_A);
        Segments segments = in.segments();
        pieces = 0;
        for (int i = 0; i < segments.count(); i++) {
            int of = in.materialOf(i);
            if (segments.to(i) > 0 && !in.isAir(of)) {
                if (pieces == from.length) {
                    from = Arrays.copyOf(from, 2 * pieces);
                    to = Arrays.copyOf(to, 2 * pieces);
                    material = Arrays.copyOf(material, 2 * pieces);
                    before = Arrays.copyOf(before, 2 * pieces + 1);
                }
                from[pieces] = Math.max(0, segments.from(i));
                to[pieces] = segments.to(i);
                material[pieces++] = of;
            }
        }
    }

    /** Whether the pencil meets nothing but one object of the scene. */
    boolean meetsOnly(int object) {
        Segments segments = in.segments();
        for (int i = 0; i < segments.count(); i++) {
            boolean matter = segments.to(i) > 0 && !in.isAir(in.materialOf(i));
            if (matter && in.objectOf(i) != object) {
                return false;
            }
        }
        return true;
    }

    /** ∫ ρ e^{−τ_in(100 keV)} ds of the pencil in hand, g/cm²: about in proportion to the photons that it scatters. */
    double source_g_cm2() {
        spread(true);
        return before[pieces];
    }

    /** Adds what each head catches of the pencil in hand. */
    void single(Caught[] caught) {
        for (int h = 0; h < caught.length; h++) {
            HeadOptics head = tables.heads.get(h);
            boolean back = head.above() == pencil.fromAbove();
            spread(back);
            Arrays.fill(photons, 0);
            Arrays.fill(energy, 0);
            Arrays.fill(square, 0);
            ways = 0;
            along(h, back);
            // All ways of the pencil in one loop each: short loops are no vector instructions.
            Exponentials.replace(comptonPasses, ways * tables.stride);
            Exponentials.replace(rayleighPasses, ways * tables.stride);
            for (int way = 0; way < ways; way++) {
                scatter(h, way);
            }
            for (int g = 0; g < energy.length; g++) {
                caught[h].photons += photons[g];
                caught[h].energy_keV += energy[g];
                caught[h].square_keV2 += square[g];
            }
        }
    }

    /** Integrates the density of points along the pencil. */
    private void spread(boolean back) {
        double tau = 0;
        for (int i = 0; i < pieces; i++) {
            double perMm = in.perMm_g_cm2(material[i]);
            double length = to[i] - from[i];
            double loss = back ? perMm * in.muRho_cm2_g(material[i])[DENSITY_BIN] : 0;
            before[i + 1] = before[i] + perMm * Math.exp(-tau) * integral(loss, length);
            tau += loss * length;
        }
    }

    /** ∫ e^{−loss s} ds from 0 to length. */
    private static double integral(double loss, double length) {
        return loss * length > 1e-9 ? -Math.expm1(-loss * length) / loss : length;
    }

    private void along(int h, boolean back) {
        double share = before[pieces] / points;
        Arrays.fill(depthBefore, 0);
        double tau = 0;
        int piece = 0;
        for (int i = 0; i < points && pieces > 0; i++) {
            double target = (i + shift) * share;
            while (piece + 1 < pieces && before[piece + 1] <= target) {
                double length = to[piece] - from[piece];
                double perMm = in.perMm_g_cm2(material[piece]);
                tau += back ? length * perMm * in.muRho_cm2_g(material[piece])[DENSITY_BIN] : 0;
                addTo(depthBefore, tables.muRho[material[piece]], (float) (length * perMm));
                piece++;
            }
            int of = material[piece];
            double perMm = in.perMm_g_cm2(of);
            double loss = back ? perMm * in.muRho_cm2_g(of)[DENSITY_BIN] : 0;
            double within = Math.max(0, target - before[piece]) / (perMm * Math.exp(-tau));
            double way = loss * within > 1e-9 ? -Math.log1p(-Math.min(loss * within, 1 - 1e-12)) / loss : within;
            way = Math.min(way, to[piece] - from[piece]);
            System.arraycopy(depthBefore, 0, depth, 0, depth.length);
            addTo(depth, tables.muRho[of], (float) (way * perMm));
            point(h, of, i, from[piece] + way, share * Math.exp(tau + loss * way));
        }
    }

    /** One point: a distance from the source, and the mass per area for which it stands. */
    private void point(int h, int of, int number, double at, double areal_g_cm2) {
        double y = pencil.source().y_mm() + at * dy;
        double z = pencil.source().z_mm() + at * dz;
        view.look(tables.heads.get(h), 0, y, z);
        for (int k = 0; k < directions && view.solid_sr > 0; k++) {
            double n = (double) number * directions + k;
            double solid =
                    view.choose((k + fraction(number * R2_A + shiftU)) / directions, fraction(n * R2_B + shiftV));
            out.follow(x, y, z, view.dx, view.dy, view.dz, view.far_mm);
            scatteredBy[ways] = of;
            places[ways] = ScatterTable.place(view.dy * dy + view.dz * dz);
            fluxes[ways] = (float) (areal_g_cm2 * solid / directions);
            depths(ways * tables.stride, nearest(places[ways]));
            ways++;
        }
    }

    /** Where the tables have the angle that is nearest to a place. */
    private int nearest(float place) {
        return Math.min((int) (place + 0.5f), ScatterTable.COSINES - 1) * tables.stride;
    }

    /** Optical depths of the last way in and out. */
    private void depths(int at, int nearest) {
        System.arraycopy(depth, 0, comptonPasses, at, depth.length);
        System.arraycopy(depth, 0, rayleighPasses, at, depth.length);
        for (int i = 0; i < out.count(); i++) {
            float areal = (float) out.areal_g_cm2(i);
            float[] after = tables.muRhoAfter[out.met(i)];
            float[] same = tables.muRho[out.met(i)];
            for (int g = 0; g < depth.length; g++) {
                comptonPasses[at + g] += areal * after[nearest + g];
                rayleighPasses[at + g] += areal * same[g];
            }
        }
    }

    private void scatter(int h, int way) {
        int at = way * tables.stride;
        int nearest = nearest(places[way]);
        int place = Math.min((int) places[way], ScatterTable.COSINES - 2);
        int low = place * tables.stride;
        int high = low + tables.stride;
        float part = places[way] - place;
        float flux = fluxes[way];
        float[] compton = tables.compton[scatteredBy[way]];
        float[] rayleigh = tables.rayleigh[scatteredBy[way]];
        GroupTables.Kept after = tables.keptAfter[h];
        GroupTables.Kept same = tables.kept[h];
        for (int g = 0; g < depth.length; g++) {
            float c = flux * comptonPasses[at + g] * (compton[low + g] + part * (compton[high + g] - compton[low + g]));
            float r = flux
                    * rayleighPasses[at + g]
                    * (rayleigh[low + g] + part * (rayleigh[high + g] - rayleigh[low + g]));
            photons[g] += c * after.photons()[nearest + g] + r * same.photons()[g];
            energy[g] += c * after.energy()[nearest + g] + r * same.energy()[g];
            square[g] += c * after.square()[nearest + g] + r * same.square()[g];
        }
    }

    private static void addTo(float[] sum, float[] table, float factor) {
        for (int g = 0; g < sum.length; g++) {
            sum[g] += factor * table[g];
        }
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    /**
     * A spectrum in groups of neighbouring bins, each with its photons at one bin.
     *
     * @param bins of the groups
     * @param shares of the photons; they sum to 1
     */
    record Groups(int[] bins, double[] shares) {
        /** Groups as wide as this part of their energy: attenuation changes by powers of it. */
        static Groups of(Spectrum spectrum, double relativeWidth) {
            List<Integer> bins = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            double total = spectrum.total();
            int binsPerGroup;
            for (int first = 0; first < Spectrum.BINS; first += binsPerGroup) {
                binsPerGroup = (int) Math.max(1, Math.round(relativeWidth * Spectrum.energy_keV(first)));
                double photons = 0;
                double energy = 0;
                for (int bin = first; bin < Math.min(Spectrum.BINS, first + binsPerGroup); bin++) {
                    photons += spectrum.photons()[bin];
                    energy += spectrum.photons()[bin] * Spectrum.energy_keV(bin);
                }
                if (photons > 1e-5 * total) {
                    bins.add(ScatterTable.bin(energy / photons));
                    shares.add(photons / total);
                }
            }
            double all = shares.stream().mapToDouble(s -> s).sum();
            return new Groups(
                    bins.stream().mapToInt(b -> b).toArray(),
                    shares.stream().mapToDouble(s -> s / all).toArray());
        }

        int count() {
            return bins.length;
        }

        int bin(int group) {
            return bins[group];
        }

        double share(int group) {
            return shares[group];
        }
    }
}
