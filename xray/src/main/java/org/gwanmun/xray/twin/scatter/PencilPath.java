package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.scene.Segments;

/**
 * Single scatter of one pencil, without chance: at every step of its way through the scene, for every group of energies and
 * some directions to every panel of every head,
 *
 * <pre>  N_g e^{−τ_in(E_g)} Δa [dσ_C/dΩ(E_g, θ) e^{−τ_out(E′)} ε(E′) + dσ_R/dΩ(E_g, θ) e^{−τ_out(E_g)} ε(E_g)] Ω</pre>
 *
 * Δa the step's mass per area, τ exact along the rays, Ω the solid angle that a direction stands for, E′ that of an electron at
 * rest. The directions are uniform over the panel's solid angle ({@link PanelView}) and go on from step to step by an additive
 * recurrence, so that a pencil's steps together cover it well. One thread's working memory.
 */
final class PencilPath {
    /** Longest step; in dense matter a step is shorter, so that little is lost within it. */
    private static final double STEP_MM = 5;

    private static final double STEP_DEPTH = 0.2;

    /** What is left of the pencil when it is not worth following any more. */
    private static final double FORGOTTEN = 1e-4;

    private static final int STEP_BIN = 60; // 61.5 keV

    /** Steps of the additive recurrence R2 (M. Roberts 2018): 1/φ and 1/φ² of φ³ = φ + 1. */
    private static final double R2_A = 0.7548776662466927;

    private static final double R2_B = 0.5698402909980532;

    /** Far along the same recurrence, so that panels do not repeat each other. */
    private static final double PANEL_SHIFT = 1009;

    private final PencilBeam pencil;
    private final List<HeadOptics> heads;
    private final Groups groups;
    private final ScatterTable[] scatters;
    private final WayOut in;
    private final WayOut out;
    private final double[] depth;
    private final double[] weight;
    private final PanelView view = new PanelView();
    private final int directions;
    private int turn;
    private double shiftU;
    private double shiftV;

    /** With so many directions to each panel at every step. */
    PencilPath(Scene scene, PencilBeam pencil, List<HeadOptics> heads, Groups groups, int directions) {
        this.directions = directions;
        this.pencil = pencil;
        this.heads = heads;
        this.groups = groups;
        scatters = scene.materials().stream()
                .map(material -> ScatterTable.of(material.composition()))
                .toArray(ScatterTable[]::new);
        in = new WayOut(scene);
        out = new WayOut(scene);
        depth = new double[groups.count()];
        weight = new double[groups.count()];
    }

    /**
     * Adds what each head catches of one photon's worth of the pencil.
     *
     * @param planeX_mm where in the scene the pencil's plane is
     * @param column of the sweep, also between columns
     * @param caught by head
     */
    void single(double planeX_mm, double column, Caught[] caught) {
        double angle = pencil.angle_rad(column);
        double dy = Math.sin(angle);
        double dz = pencil.fromAbove() ? -Math.cos(angle) : Math.cos(angle);
        double sy = pencil.source().y_mm();
        double sz = pencil.source().z_mm();
        in.follow(planeX_mm, sy, sz, 0, dy, dz, Double.POSITIVE_INFINITY);
        Arrays.fill(depth, 0);
        turn = 0;
        // Every pencil has its own start, so that what its few directions miss its neighbours see.
        shiftU = fraction(planeX_mm / pencil.linePitch_mm() * R2_A + column * R2_B);
        shiftV = fraction(planeX_mm / pencil.linePitch_mm() * R2_B - column * R2_A);
        Segments pieces = in.segments();
        for (int i = 0; i < pieces.count(); i++) {
            int material = in.materialOf(i);
            if (pieces.to(i) <= 0 || in.isAir(material)) {
                continue;
            }
            double from = Math.max(0, pieces.from(i));
            double length = pieces.to(i) - from;
            double perMm = in.perMm_g_cm2(material);
            double[] mu = in.muRho_cm2_g(material);
            int steps = (int) Math.ceil(Math.max(length / STEP_MM, length * perMm * mu[STEP_BIN] / STEP_DEPTH));
            double step = length / steps;
            double areal = step * perMm;
            for (int k = 0; k < steps; k++) {
                double left = 0;
                for (int g = 0; g < depth.length; g++) {
                    double a = areal * mu[groups.bin(g)];
                    // The mean of e^{−τ} over the step.
                    weight[g] = groups.share(g)
                            * Math.exp(-depth[g])
                            * areal
                            * (a < 1e-3 ? 1 - a / 2 : -Math.expm1(-a) / a);
                    depth[g] += a;
                    left += groups.share(g) * Math.exp(-depth[g]);
                }
                double at = from + (k + 0.5) * step;
                step(material, planeX_mm, sy + at * dy, sz + at * dz, dy, dz, caught);
                if (left < FORGOTTEN) {
                    return;
                }
            }
        }
    }

    /** Whether a pencil meets nothing but one object of the scene. */
    boolean meetsOnly(int object, double planeX_mm, double column) {
        double angle = pencil.angle_rad(column);
        double dz = pencil.fromAbove() ? -Math.cos(angle) : Math.cos(angle);
        in.follow(
                planeX_mm,
                pencil.source().y_mm(),
                pencil.source().z_mm(),
                0,
                Math.sin(angle),
                dz,
                Double.POSITIVE_INFINITY);
        Segments pieces = in.segments();
        for (int i = 0; i < pieces.count(); i++) {
            boolean matter = pieces.to(i) > 0 && !in.isAir(in.materialOf(i));
            if (matter && in.objectOf(i) != object) {
                return false;
            }
        }
        return true;
    }

    private void step(int material, double planeX, double y, double z, double dy, double dz, Caught[] caught) {
        ScatterTable scatter = scatters[material];
        turn++;
        for (int h = 0; h < caught.length; h++) {
            HeadOptics head = heads.get(h);
            for (int panel = 0; panel < head.panels(); panel++) {
                head.look(panel, 0, y, z, view);
                for (int k = 0; k < directions && view.solid_sr > 0; k++) {
                    double n = (double) turn * directions + k + panel * PANEL_SHIFT;
                    view.sample(fraction(n * R2_A + shiftU), fraction(n * R2_B + shiftV));
                    double solid = view.solid_sr / directions * head.passes(view.dy, view.dz);
                    out.follow(planeX, y, z, view.dx, view.dy, view.dz, view.far_mm);
                    double cosine = view.dy * dy + view.dz * dz;
                    float place = ScatterTable.place(cosine);
                    for (int g = 0; g < weight.length; g++) {
                        int bin = groups.bin(g);
                        double flux = weight[g] * solid;
                        int after = ScatterTable.bin(Spectrum.energy_keV(bin)
                                * ScatteringFactors.scatteredPart(Spectrum.energy_keV(bin), cosine));
                        caught[h].add(flux * scatter.compton(bin, place) * Math.exp(-out.depth(after)), head, after);
                        caught[h].add(flux * scatter.rayleigh(bin, place) * Math.exp(-out.depth(bin)), head, bin);
                    }
                }
            }
        }
    }

    private static double fraction(double x) {
        return x - Math.floor(x);
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
