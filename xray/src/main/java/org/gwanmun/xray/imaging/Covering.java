package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.matter.Composition;

/**
 * What lies before what, as far as transmission and the heads on both sides tell, and what the scatter of light matter would be
 * without the metal before it.
 *
 * <p>Transmission gives the electrons on a ray and their Zeff. They are explained by light matter ({@value #LIGHT_Z}) with
 * aluminium or with iron, a share f of the light matter above the metal, f = 0, ¼ … 1; or by one stuff all through. For each
 * explanation plates of the calibration give the index of a head on the side of the share f,
 *
 * <pre>  L(f) = S(f a) + E(f a) (S_m + E_m S((1 − f) a))</pre>
 *
 * with S the index of plates alone, E what is left of the block's index under them, a and m the two areal densities. The heads
 * weigh the explanations by e^{−χ²/2}, with {@value #MODEL_SHARE} of L + {@value #MODEL_INDEX} for what the model leaves out. In each,
 * what is not the metal's own is divided by what the metal lets of it through; the result is the weighted mean, and its variance holds
 * how much the explanations differ.
 */
final class Covering {
    private static final double LIGHT_Z = 7;
    private static final double LIGHT_POWER = power(LIGHT_Z);
    private static final double LIGHT_ELECTRONS = 0.54; // mol/g
    private static final double MODEL_SHARE = 0.1;
    private static final double MODEL_INDEX = 0.03;
    private static final double ONE_STUFF = 0.4; // a priori
    private static final double LEAST_Z = 9; // below, nothing is heavy enough to hide light matter
    private static final double STEPS = 4;
    private static final double LEAST_LEFT = 0.03; // of an index; below, dividing by it makes numbers of noise
    private static final double VAGUE_INDEX = 0.5; // an index with more than this for its σ, and
    private static final double VAGUE_SHARE = 0.6; // more than this share of itself, says nothing
    private static final double BLOCK_G_CM2 = 4.7; // 50 mm of polyethylene
    private static final double LEAST_LIGHT_G_CM2 = 0.3;
    private static final double TOLD = 0.7; // of the weight, for where the light matter lies

    /** Heads that look from above, from below, and along the beam. */
    static final int TOP = 0;

    static final int BOTTOM = 1;
    static final int FORWARD = 2;

    private static final List<Metal> METALS =
            List.of(new Metal("aluminium", power(13), 0.4818), new Metal("iron", power(26), 0.4656));

    private record Metal(String name, double power, double electrons_mol_per_g) {}

    /** Zeff is the mean of this over electrons. */
    private static double power(double z) {
        return Math.pow(z, Composition.ZEFF_EXPONENT);
    }

    /** Plates of one material for one head. */
    private static final class Plates {
        private final double[] areal;
        private final double[] alone;
        private final double[] leftLog;

        /** @param keptByBlock what the block lets through of a plate's scatter on its way to the head */
        Plates(Calibration.Covers covers, double keptByBlock) {
            int n = covers.arealDensity_g_cm2().length;
            areal = new double[n + 1];
            alone = new double[n + 1];
            leftLog = new double[n + 1];
            for (int i = 0; i < n; i++) {
                areal[i + 1] = covers.arealDensity_g_cm2()[i];
                alone[i + 1] = covers.alone()[i];
                double left = Math.max(covers.over()[i] - keptByBlock * covers.alone()[i], LEAST_LEFT / 10);
                leftLog[i + 1] = Math.log(left);
            }
        }

        /** S. */
        double alone(double a) {
            return at(alone, Math.min(a, areal[areal.length - 1]));
        }

        /** E. */
        double left(double a) {
            return Math.exp(at(leftLog, a));
        }

        private double at(double[] values, double a) {
            int i = 0;
            while (i < areal.length - 2 && a > areal[i + 1]) {
                i++;
            }
            return values[i] + (a - areal[i]) / (areal[i + 1] - areal[i]) * (values[i + 1] - values[i]);
        }
    }

    /** By head; light matter first, then the metals. */
    private final Plates[][] plates = new Plates[3][1 + METALS.size()];

    private Covering() {}

    /**
     * From the plates of a calibration.
     *
     * @param blocks by head; empty = the head has none, and takes no part
     */
    static Covering of(List<Optional<Calibration.Block>> blocks) {
        Covering covering = new Covering();
        for (int head = 0; head < blocks.size(); head++) {
            if (blocks.get(head).isEmpty()) {
                continue;
            }
            Calibration.Block block = blocks.get(head).get();
            List<Optional<Calibration.Covers>> all = new ArrayList<>();
            all.add(block.covers("polyethylene"));
            METALS.forEach(metal -> all.add(block.covers(metal.name)));
            if (all.stream().allMatch(Optional::isPresent)) {
                // Backscatter of a plate before the block does not pass the block; forward scatter does.
                double kept = head == FORWARD ? keptByBlock(all.getFirst().get()) : 1;
                for (int m = 0; m < all.size(); m++) {
                    covering.plates[head][m] = new Plates(all.get(m).get(), kept);
                }
            }
        }
        return covering;
    }

    /**
     * What the block lets through of forward scatter, e^{−µb}, from plates of its own material: S(a + b) = e^{−µb} S(a) +
     * e^{−µa}, by least squares.
     */
    private static double keptByBlock(Calibration.Covers own) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (double kept = 0.2; kept <= 1; kept += 0.002) {
            double squares = 0;
            for (int i = 0; i < own.alone().length; i++) {
                double left = Math.pow(kept, own.arealDensity_g_cm2()[i] / BLOCK_G_CM2);
                double off = own.over()[i] - kept * own.alone()[i] - left;
                squares += off * off;
            }
            if (squares < least) {
                least = squares;
                best = kept;
            }
        }
        return best;
    }

    /** Whether a head's pictures can be corrected. */
    boolean knows(int head) {
        return plates[head][0] != null;
    }

    /** Room for {@link #solve}, one a thread. */
    static final class Solution {
        final double[] index = new double[3];
        final double[] sigma = new double[3];

        /** Grams of the explanation, weighted. */
        double areal_g_cm2;

        /** See {@link CompositeMaps}. */
        double above;

        private final double[] own = new double[3];
        private final double[] through = new double[3];
        private final double[] expected = new double[3];
        private final double[][] each = new double[3][1 + 2 * ((int) STEPS + 1)];
        private final double[] weight = new double[1 + 2 * ((int) STEPS + 1)];
        private final double[][] divided = new double[3][weight.length];
    }

    /**
     * Explains one ray. Modified: out.
     *
     * @param areal_g_cm2 by transmission
     * @param zeff by transmission
     * @param electrons_mol_per_g that transmission assumed for that Zeff
     * @param index by head, NaN without
     * @param sigma by head
     */
    void solve(
            double areal_g_cm2, double zeff, double electrons_mol_per_g, double[] index, double[] sigma, Solution out) {
        for (int head = 0; head < 3; head++) {
            out.index[head] = index[head];
            out.sigma[head] = sigma[head];
        }
        out.areal_g_cm2 = areal_g_cm2;
        out.above = Double.NaN;
        if (!(zeff > LEAST_Z && areal_g_cm2 > 0.05)) {
            return;
        }
        double electrons = areal_g_cm2 * electrons_mol_per_g;
        int n = 0;
        oneStuff(areal_g_cm2, zeff, out);
        double least = -2 * Math.log(ONE_STUFF) + misfit(index, sigma, out);
        out.weight[n] = least;
        for (int head = 0; head < 3; head++) {
            out.each[head][n] = index[head];
            out.divided[head][n] = sigma[head];
        }
        n++;
        double priorLog = -2 * Math.log((1 - ONE_STUFF) / (METALS.size() * (STEPS + 1)));
        double power = power(zeff);
        double grams = 0;
        double[] light = new double[METALS.size()];
        double[] mass = new double[METALS.size()];
        for (int m = 0; m < METALS.size(); m++) {
            Metal metal = METALS.get(m);
            double share = (power - LIGHT_POWER) / (metal.power - LIGHT_POWER);
            light[m] = electrons * (1 - share) / LIGHT_ELECTRONS;
            double metal_g_cm2 = electrons * share / metal.electrons_mol_per_g;
            mass[m] = light[m] + metal_g_cm2;
            for (int step = 0; step <= STEPS; step++, n++) {
                if (light[m] < 0) {
                    out.weight[n] = Double.POSITIVE_INFINITY; // heavier than this metal
                    continue;
                }
                layered(1 + m, light[m], metal_g_cm2, step / STEPS, out);
                out.weight[n] = priorLog + misfit(index, sigma, out);
                least = Math.min(least, out.weight[n]);
                for (int head = 0; head < 3; head++) {
                    out.each[head][n] = out.own[head] + (index[head] - out.own[head]) / out.through[head];
                    out.divided[head][n] = sigma[head] / out.through[head];
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            out.weight[i] = Math.exp((least - out.weight[i]) / 2);
            sum += out.weight[i];
        }
        for (int head = 0; head < 3; head++) {
            mean(out, head, n, sum);
        }
        grams += out.weight[0] / sum * areal_g_cm2;
        double layered = 0;
        double high = 0;
        for (int i = 1; i < n; i++) {
            int m = (int) ((i - 1) / (STEPS + 1));
            if (out.weight[i] > 0) {
                grams += out.weight[i] / sum * mass[m];
                if (light[m] > LEAST_LIGHT_G_CM2) {
                    layered += out.weight[i] / sum;
                    high += out.weight[i] / sum * ((i - 1) % (STEPS + 1)) / STEPS;
                }
            }
        }
        out.areal_g_cm2 = grams;
        out.above = layered > TOLD ? high / layered : Double.NaN;
    }

    private void mean(Solution out, int head, int n, double sum) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += out.weight[i] > 0 ? out.weight[i] / sum * out.each[head][i] : 0;
        }
        double variance = 0;
        for (int i = 0; i < n; i++) {
            if (out.weight[i] > 0) {
                double off = out.each[head][i] - mean;
                variance += out.weight[i] / sum * (off * off + out.divided[head][i] * out.divided[head][i]);
            }
        }
        double vague = Math.max(VAGUE_INDEX, VAGUE_SHARE * mean);
        boolean known = variance < vague * vague;
        out.index[head] = known ? mean : Double.NaN;
        out.sigma[head] = known ? Math.sqrt(variance) : Double.NaN;
    }

    /** What heads would see of one stuff all through: between the plates on both sides of its Zeff. */
    private void oneStuff(double areal, double zeff, Solution out) {
        for (int head = 0; head < 3; head++) {
            if (!knows(head)) {
                continue;
            }
            Plates[] its = plates[head];
            double to13 = Math.clamp(Math.log(zeff / 5.5) / Math.log(13 / 5.5), 0, 1);
            double to26 = Math.clamp(Math.log(zeff / 13) / Math.log(2), 0, 1);
            double lighter = its[0].alone(areal) + to13 * (its[1].alone(areal) - its[0].alone(areal));
            out.expected[head] = lighter + to26 * (its[2].alone(areal) - lighter);
        }
    }

    private void layered(int metal, double light, double metal_g_cm2, double f, Solution out) {
        for (int head = 0; head < 3; head++) {
            if (!knows(head)) {
                continue;
            }
            Plates matter = plates[head][0];
            Plates plate = plates[head][metal];
            double leftOfMetal = plate.left(metal_g_cm2);
            double free = matter.alone(light);
            double seen;
            if (head == FORWARD) { // everything is lit through and seen through everything else
                out.own[head] = matter.left(light) * plate.alone(metal_g_cm2);
                seen = leftOfMetal * free;
            } else {
                double near = (head == TOP ? f : 1 - f) * light;
                out.own[head] = matter.left(near) * plate.alone(metal_g_cm2);
                seen = matter.alone(near) + matter.left(near) * leftOfMetal * matter.alone(light - near);
            }
            out.through[head] = free > 0.01 ? Math.clamp(seen / free, LEAST_LEFT, 1) : 1;
            out.expected[head] = out.own[head] + seen;
        }
    }

    private double misfit(double[] index, double[] sigma, Solution out) {
        double chi2 = 0;
        for (int head = 0; head < 3; head++) {
            if (knows(head) && !Double.isNaN(index[head])) {
                double model = MODEL_SHARE * out.expected[head] + MODEL_INDEX;
                double off = index[head] - out.expected[head];
                chi2 += off * off / (sigma[head] * sigma[head] + model * model);
            }
        }
        return chi2;
    }
}
