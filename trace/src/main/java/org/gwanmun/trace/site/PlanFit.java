package org.gwanmun.trace.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.motion.GroundMap;

/**
 * A camera's map to the floor plan, from points that a person marked in both. The homography G from plan to picture minimises
 * Σ |G(Xᵢ) − xᵢ|² over the picture, because there the marking errs: first by the normalised direct linear transform, then by
 * Gauss–Newton with g₈ = 1 in coordinates about the points' middle.
 *
 * <p>Four pairs are met exactly, so that their errors are 0 and tell nothing ({@link #spare}); from five on they do.
 *
 * <p>Source: R. Hartley, A. Zisserman, Multiple View Geometry, 2nd ed., Cambridge 2004, algorithms 4.2 and 4.3,
 * doi:10.1017/CBO9780511811685.
 *
 * @param plane the map
 * @param pairs what it was fitted to
 * @param error_px by how many pixels each pair is missed in the picture
 * @param error_m by how many metres on the plan
 */
public record PlanFit(GroundPlane plane, List<Pair> pairs, List<Double> error_px, List<Double> error_m) {
    /** Fewest pairs. */
    public static final int LEAST_PAIRS = 4;

    private static final double NEARLY_ON_A_LINE = 0.01; // smallest singular value but one, over the largest
    private static final int MOST_STEPS = 50;
    private static final double DONE = 1e-14;

    /** A point of the floor in the picture (pixels) and on the plan (metres). */
    public record Pair(double x_px, double y_px, double x_m, double y_m) {}

    /** Copies. */
    public PlanFit {
        pairs = List.copyOf(pairs);
        error_px = List.copyOf(error_px);
        error_m = List.copyOf(error_m);
    }

    /**
     * Fits.
     *
     * @throws Refusal if there are too few pairs, or they do not tell
     */
    public static PlanFit of(List<Pair> pairs) {
        if (pairs.size() < LEAST_PAIRS) {
            throw Refusal.badInput(SiteMessage.TOO_FEW_PAIRS, pairs.size(), LEAST_PAIRS);
        }
        for (int i = 0; i < pairs.size(); i++) {
            Pair it = pairs.get(i);
            if (!Double.isFinite(it.x_px + it.y_px + it.x_m + it.y_m)) {
                throw Refusal.badInput(SiteMessage.NOT_FINITE, i + 1);
            }
        }
        Normal picture = Normal.of(pairs.stream().mapToDouble(Pair::x_px).toArray(), y(pairs, true));
        Normal plan = Normal.of(pairs.stream().mapToDouble(Pair::x_m).toArray(), y(pairs, false));
        double[] g = linear(plan, picture);
        for (int i = 0; i < pairs.size(); i++) {
            if (!(g[6] * plan.x[i] + g[7] * plan.y[i] + 1 > 0)) {
                throw Refusal.badInput(SiteMessage.ACROSS_THE_HORIZON, i + 1);
            }
        }
        refine(g, plan, picture);
        GroundPlane plane = new GroundPlane(map(g, plan, picture));
        List<Double> error_px = new ArrayList<>();
        List<Double> error_m = new ArrayList<>();
        double[] at = new double[2];
        for (int i = 0; i < pairs.size(); i++) {
            Pair it = pairs.get(i);
            if (!plane.map().toPicture(it.x_m, it.y_m, at, 0)) {
                throw Refusal.badInput(SiteMessage.ACROSS_THE_HORIZON, i + 1);
            }
            error_px.add(Math.hypot(at[0] - it.x_px, at[1] - it.y_px));
            if (!plane.map().toPlan(it.x_px, it.y_px, at, 0)) {
                throw Refusal.badInput(SiteMessage.ACROSS_THE_HORIZON, i + 1);
            }
            error_m.add(Math.hypot(at[0] - it.x_m, at[1] - it.y_m));
        }
        return new PlanFit(plane, pairs, error_px, error_m);
    }

    /** Root of the mean square error in the picture. */
    public double rms_px() {
        return rms(error_px);
    }

    /** Root of the mean square error on the plan. */
    public double rms_m() {
        return rms(error_m);
    }

    /** How many measured numbers there are beyond what fixes the map: where it is 0, errors of 0 mean nothing. */
    public int spare() {
        return 2 * pairs.size() - 8;
    }

    private static double rms(List<Double> errors) {
        double sum = 0;
        for (double error : errors) {
            sum += error * error;
        }
        return Math.sqrt(sum / errors.size());
    }

    private static double[] y(List<Pair> pairs, boolean picture) {
        return pairs.stream().mapToDouble(it -> picture ? it.y_px : it.y_m).toArray();
    }

    /** Points about their middle, at a mean distance of √2. */
    private record Normal(double[] x, double[] y, double middleX, double middleY, double scale) {
        static Normal of(double[] x, double[] y) {
            int n = x.length;
            double middleX = 0;
            double middleY = 0;
            for (int i = 0; i < n; i++) {
                middleX += x[i] / n;
                middleY += y[i] / n;
            }
            double distance = 0;
            for (int i = 0; i < n; i++) {
                distance += Math.hypot(x[i] - middleX, y[i] - middleY) / n;
            }
            if (!(distance > 0)) {
                throw Refusal.badInput(SiteMessage.ON_A_LINE);
            }
            double scale = Math.sqrt(2) / distance;
            for (int i = 0; i < n; i++) {
                x[i] = (x[i] - middleX) * scale;
                y[i] = (y[i] - middleY) * scale;
            }
            return new Normal(x, y, middleX, middleY, scale);
        }
    }

    /** The direct linear transform: the singular vector of the smallest value, scaled to g₈ = 1. */
    private static double[] linear(Normal plan, Normal picture) {
        int n = plan.x.length;
        DMatrixRMaj a = new DMatrixRMaj(Math.max(9, 2 * n), 9); // zero rows change nothing, but give all nine vectors
        for (int i = 0; i < n; i++) {
            double[] point = {plan.x[i], plan.y[i], 1};
            for (int k = 0; k < 3; k++) {
                a.set(2 * i, k, point[k]);
                a.set(2 * i, 6 + k, -picture.x[i] * point[k]);
                a.set(2 * i + 1, 3 + k, point[k]);
                a.set(2 * i + 1, 6 + k, -picture.y[i] * point[k]);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, true, false);
        if (!svd.decompose(a)) {
            throw Refusal.badInput(SiteMessage.ON_A_LINE);
        }
        double[] values = svd.getSingularValues();
        int least = 0;
        double largest = 0;
        for (int i = 0; i < 9; i++) {
            least = values[i] < values[least] ? i : least;
            largest = Math.max(largest, values[i]);
        }
        double second = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 9; i++) {
            second = i == least ? second : Math.min(second, values[i]);
        }
        DMatrixRMaj vectors = svd.getV(null, true);
        double last = vectors.get(least, 8);
        if (second < NEARLY_ON_A_LINE * largest || Math.abs(last) < 1e-9) {
            throw Refusal.badInput(SiteMessage.ON_A_LINE);
        }
        double[] g = new double[9];
        for (int k = 0; k < 9; k++) {
            g[k] = vectors.get(least, k) / last;
        }
        return g;
    }

    private static void refine(double[] g, Normal plan, Normal picture) {
        double before = cost(g, plan, picture);
        for (int step = 0; step < MOST_STEPS; step++) {
            DMatrixRMaj normal = new DMatrixRMaj(8, 8);
            DMatrixRMaj right = new DMatrixRMaj(8, 1);
            double[] row = new double[8];
            for (int i = 0; i < plan.x.length; i++) {
                double w = g[6] * plan.x[i] + g[7] * plan.y[i] + 1;
                for (int axis = 0; axis < 2; axis++) {
                    double to = (g[3 * axis] * plan.x[i] + g[3 * axis + 1] * plan.y[i] + g[3 * axis + 2]) / w;
                    double miss = (axis == 0 ? picture.x[i] : picture.y[i]) - to;
                    Arrays.fill(row, 0);
                    row[3 * axis] = plan.x[i] / w;
                    row[3 * axis + 1] = plan.y[i] / w;
                    row[3 * axis + 2] = 1 / w;
                    row[6] = -to * plan.x[i] / w;
                    row[7] = -to * plan.y[i] / w;
                    for (int p = 0; p < 8; p++) {
                        right.add(p, 0, row[p] * miss);
                        for (int q = 0; q < 8; q++) {
                            normal.add(p, q, row[p] * row[q]);
                        }
                    }
                }
            }
            DMatrixRMaj change = new DMatrixRMaj(8, 1);
            if (!CommonOps_DDRM.solve(normal, right, change)) {
                return;
            }
            double share = 1;
            double[] next = g.clone();
            double after = Double.POSITIVE_INFINITY;
            while (share > 1e-3 && !(after <= before)) {
                for (int p = 0; p < 8; p++) {
                    next[p] = g[p] + share * change.get(p, 0);
                }
                after = cost(next, plan, picture);
                share /= 2;
            }
            if (!(after <= before)) {
                return;
            }
            System.arraycopy(next, 0, g, 0, 9);
            if (before - after <= DONE * before) {
                return;
            }
            before = after;
        }
    }

    private static double cost(double[] g, Normal plan, Normal picture) {
        double sum = 0;
        for (int i = 0; i < plan.x.length; i++) {
            double w = g[6] * plan.x[i] + g[7] * plan.y[i] + 1;
            if (!(w > 0)) {
                return Double.POSITIVE_INFINITY;
            }
            double dx = (g[0] * plan.x[i] + g[1] * plan.y[i] + g[2]) / w - picture.x[i];
            double dy = (g[3] * plan.x[i] + g[4] * plan.y[i] + g[5]) / w - picture.y[i];
            sum += dx * dx + dy * dy;
        }
        return sum;
    }

    /** Takes the normal coordinates off and turns the map round; ground before the camera has a positive w. */
    private static GroundMap map(double[] g, Normal plan, Normal picture) {
        DMatrixRMaj normal = new DMatrixRMaj(3, 3, true, g);
        DMatrixRMaj fromPlan = scaling(plan);
        DMatrixRMaj toPicture = scaling(picture);
        DMatrixRMaj all = new DMatrixRMaj(3, 3);
        DMatrixRMaj part = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(normal, fromPlan, part);
        if (!CommonOps_DDRM.invert(toPicture)) {
            throw Refusal.badInput(SiteMessage.ON_A_LINE);
        }
        CommonOps_DDRM.mult(toPicture, part, all);
        if (!CommonOps_DDRM.invert(all)) {
            throw Refusal.badInput(SiteMessage.ON_A_LINE);
        }
        double[] h = all.data.clone();
        double w = h[6] * picture.middleX + h[7] * picture.middleY + h[8];
        for (int k = 0; k < 9; k++) {
            h[k] /= w;
        }
        return new GroundMap(h);
    }

    private static DMatrixRMaj scaling(Normal it) {
        return new DMatrixRMaj(
                3, 3, true, it.scale, 0, -it.scale * it.middleX, 0, it.scale, -it.scale * it.middleY, 0, 0, 1);
    }
}
