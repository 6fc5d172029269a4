package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwanmun.xray.matter.Composition;

/**
 * What lies on or under what: takes the picture apart at the edges of objects. Along a ray grams add up, and so does
 * a·Z^2.94 (for stuff of like electrons per gram); across an edge only the object of that edge comes and goes. So the object
 * alone is what is inside its edge minus what is just outside:
 *
 * <pre>  a_O = a_in − a_out,   Z_O = ((a_in Z_in^2.94 − a_out Z_out^2.94)/a_O)^(1/2.94)</pre>
 *
 * <p>Regions are found on areal density and Zeff together by the graph method of P. Felzenszwalb and D. Huttenlocher (Int. J.
 * Comput. Vis. 59 (2004) 167, doi:10.1023/B:VISI.0000022288.19776.77): two neighbours stay one region if the step between them
 * is no greater than the steps within. Each region is compared with the lighter region it shares most of its outline with, on
 * both sides of that outline alone, so that a background that changes slowly does not matter.
 *
 * <p>Which of two overlapping things is the upper one a single transmission view cannot tell, and this does not say.
 */
public final class LayerSeparation {
    private static final double STEP_AREAL = 0.05; // relative step of areal density that counts as one
    private static final double LEAST_AREAL = 0.15; // g/cm², added before the logarithm: thin stuff is noise
    private static final double STEP_Z = 0.9;
    private static final double TENSION = 70; // the larger, the larger the regions
    private static final int SMALLEST = 60; // pixels
    private static final int ACROSS = 6; // pixels from inside an object to what surrounds it, blurred rim included
    private static final int REACH = 10; // pixels from an edge within which both sides are compared
    private static final int SKIP = 2; // pixels next to a region's outline that blur mixes
    private static final int LEVELS = 2048;
    private static final double LARGEST_STEP = 40;
    private static final double ORGANIC_Z = 7; // where too little is there to tell

    private LayerSeparation() {}

    /**
     * An object taken off its surroundings.
     *
     * @param region its number in {@link Layers#region}
     * @param surroundings the number of the region it was compared with
     * @param pixels its size
     * @param line centre of its pixels
     * @param pixel centre of its pixels
     * @param zeff of the object alone; NaN if what comes and goes at the edge does not tell
     * @param zeffSigma standard error of {@code zeff}
     * @param areal_g_cm2 of the object alone, near its edge
     * @param arealSigma_g_cm2 standard error of it
     * @param combinedZeff of everything on the ray there, for comparison
     */
    public record Layer(
            int region,
            int surroundings,
            int pixels,
            int line,
            int pixel,
            double zeff,
            double zeffSigma,
            double areal_g_cm2,
            double arealSigma_g_cm2,
            double combinedZeff) {}

    /**
     * A view taken apart.
     *
     * @param region the number of each pixel's region, 0 … regions − 1; −1 where nothing is known (opaque)
     * @param layers the objects that could be taken off, the heaviest first
     */
    public record Layers(int[] region, List<Layer> layers) {
        public Layers {
            layers = List.copyOf(layers);
        }

        /** Zeff of the object alone for each pixel of a region that could be taken off; elsewhere the combined one. */
        public float[] zeff(ViewMaps maps) {
            float[] zeff = maps.zeff().clone();
            Map<Integer, Layer> byRegion = new HashMap<>();
            layers.forEach(layer -> byRegion.put(layer.region, layer));
            for (int i = 0; i < zeff.length; i++) {
                Layer layer = byRegion.get(region[i]);
                if (layer != null && !Double.isNaN(layer.zeff)) {
                    zeff[i] = (float) layer.zeff;
                }
            }
            return zeff;
        }
    }

    /** Takes a view apart. Not modified: maps. */
    public static Layers of(ViewMaps maps) {
        int[] region = regions(ZeffForDisplay.steadied(maps)); // outlines by the eye's Zeff, sums by the measured one
        int count = Arrays.stream(region).max().orElse(-1) + 1;
        int[] size = new int[count];
        double[] mass = new double[count];
        for (int i = 0; i < region.length; i++) {
            if (region[i] >= 0) {
                size[region[i]]++;
                mass[region[i]] += maps.arealDensity_g_cm2()[i];
            }
        }
        List<Layer> layers = new ArrayList<>();
        surroundings(region, maps.lines(), maps.pixels(), size, mass)
                .forEach((inside, outside) -> layers.add(layer(maps, region, inside, outside, size[inside])));
        layers.removeIf(layer -> !(layer.areal_g_cm2 > 3 * layer.arealSigma_g_cm2 && layer.areal_g_cm2 > 0.05));
        layers.sort(Comparator.comparingDouble((Layer layer) -> layer.areal_g_cm2 * layer.pixels)
                .reversed());
        return new Layers(region, layers);
    }

    /** For each region the lighter one that surrounds most of it. */
    private static Map<Integer, Integer> surroundings(int[] region, int lines, int pixels, int[] size, double[] mass) {
        Map<Long, Integer> borders = new HashMap<>();
        for (int line = 0; line < lines; line++) { // across the rim that blur makes a region of its own
            for (int p = 0; p < pixels; p++) {
                int i = line * pixels + p;
                if (p + ACROSS < pixels) {
                    border(region[i], region[i + ACROSS], borders);
                }
                if (line + ACROSS < lines) {
                    border(region[i], region[i + ACROSS * pixels], borders);
                }
            }
        }
        Map<Integer, Integer> best = new HashMap<>();
        Map<Integer, Integer> longest = new HashMap<>();
        borders.forEach((pair, length) -> {
            int a = (int) (pair >> 32);
            int b = (int) (long) pair;
            boolean aIsHeavier = mass[a] / size[a] > mass[b] / size[b];
            int heavy = aIsHeavier ? a : b;
            int light = aIsHeavier ? b : a;
            if (size[heavy] >= SMALLEST && size[light] >= SMALLEST && length > longest.getOrDefault(heavy, 0)) {
                longest.put(heavy, length);
                best.put(heavy, light);
            }
        });
        return best;
    }

    private static void border(int a, int b, Map<Long, Integer> borders) {
        if (a != b && a >= 0 && b >= 0) {
            borders.merge((long) Math.min(a, b) << 32 | Math.max(a, b), 1, Integer::sum);
        }
    }

    /** Both sides of the border between two regions, a few pixels deep. */
    private static Layer layer(ViewMaps maps, int[] region, int inside, int outside, int size) {
        for (int skip = SKIP; skip > 0; skip--) {
            Layer layer = layer(maps, region, inside, outside, size, skip);
            if (!Double.isNaN(layer.zeff)) {
                return layer;
            }
        }
        return layer(maps, region, inside, outside, size, 0); // a narrow rim: with what blur mixed
    }

    private static Layer layer(ViewMaps maps, int[] region, int inside, int outside, int size, int skip) {
        int lines = maps.lines();
        int pixels = maps.pixels();
        Side in = new Side();
        Side out = new Side();
        double lineSum = 0;
        double pixelSum = 0;
        for (int line = 0; line < lines; line++) {
            for (int p = 0; p < pixels; p++) {
                int own = region[line * pixels + p];
                if (own != inside && own != outside) {
                    continue;
                }
                if (own == inside) {
                    lineSum += line;
                    pixelSum += p;
                }
                int other = own == inside ? outside : inside;
                if (reaches(region, lines, pixels, line, p, other) && whole(region, lines, pixels, line, p, skip)) {
                    (own == inside ? in : out).add(maps, line * pixels + p);
                }
            }
        }
        double areal = in.areal() - out.areal();
        double arealSigma = Math.hypot(in.error(), out.error());
        double heavy = in.heavy() - out.heavy();
        double z = areal > 0 && heavy > 0 ? Math.pow(heavy / areal, 1 / Composition.ZEFF_EXPONENT) : Double.NaN;
        double heavySigma = Math.hypot(in.heavyError(), out.heavyError());
        double zSigma = z
                / Composition.ZEFF_EXPONENT
                * Math.hypot(heavySigma / Math.max(heavy, 1e-9), arealSigma / Math.max(areal, 1e-9));
        boolean told = in.count > 0 && out.count > 0 && zSigma < 0.25 * z;
        return new Layer(
                inside,
                outside,
                size,
                (int) (lineSum / size),
                (int) (pixelSum / size),
                told ? z : Double.NaN,
                told ? zSigma : Double.NaN,
                areal,
                arealSigma,
                Math.pow(in.heavy() / Math.max(in.areal(), 1e-9), 1 / Composition.ZEFF_EXPONENT));
    }

    /** Whether the other region lies within reach of a pixel, straight along the raster. */
    private static boolean reaches(int[] region, int lines, int pixels, int line, int p, int wanted) {
        for (int step = 1; step <= REACH; step++) {
            if ((line - step >= 0 && region[(line - step) * pixels + p] == wanted)
                    || (line + step < lines && region[(line + step) * pixels + p] == wanted)
                    || (p - step >= 0 && region[line * pixels + p - step] == wanted)
                    || (p + step < pixels && region[line * pixels + p + step] == wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the pixel's neighbours up to {@code skip} away are of its own region. */
    private static boolean whole(int[] region, int lines, int pixels, int line, int p, int skip) {
        int own = region[line * pixels + p];
        for (int step = 1; step <= skip; step++) {
            if ((line - step >= 0 && region[(line - step) * pixels + p] != own)
                    || (line + step < lines && region[(line + step) * pixels + p] != own)
                    || (p - step >= 0 && region[line * pixels + p - step] != own)
                    || (p + step < pixels && region[line * pixels + p + step] != own)) {
                return false;
            }
        }
        return true;
    }

    /** Sums over one side of an edge. */
    private static final class Side {
        private int count;
        private double sumAreal;
        private double squareAreal;
        private double sumHeavy;
        private double squareHeavy;

        void add(ViewMaps maps, int i) {
            double a = maps.arealDensity_g_cm2()[i];
            double z = Float.isNaN(maps.zeff()[i]) ? ORGANIC_Z : maps.zeff()[i];
            double heavy = a * Math.pow(z, Composition.ZEFF_EXPONENT);
            count++;
            sumAreal += a;
            squareAreal += a * a;
            sumHeavy += heavy;
            squareHeavy += heavy * heavy;
        }

        double areal() {
            return count == 0 ? 0 : sumAreal / count;
        }

        double heavy() {
            return count == 0 ? 0 : sumHeavy / count;
        }

        /** Standard error of the mean; the noise filter leaves about one independent pixel in ten. */
        double error() {
            return error(squareAreal, areal());
        }

        double heavyError() {
            return error(squareHeavy, heavy());
        }

        private double error(double squares, double mean) {
            double variance = count < 2 ? mean * mean : Math.max(0, squares / count - mean * mean);
            return Math.sqrt(variance / Math.max(1, count / 10.0));
        }
    }

    // --- regions
    // ---------------------------------------------------------------------------------------------------------

    private static int[] regions(ViewMaps maps) {
        int lines = maps.lines();
        int pixels = maps.pixels();
        int n = lines * pixels;
        float[] amount = new float[n];
        float[] z = new float[n];
        for (int i = 0; i < n; i++) {
            float a = maps.arealDensity_g_cm2()[i];
            amount[i] = Float.isNaN(a) ? Float.NaN : (float) (Math.log(Math.max(0, a) + LEAST_AREAL) / STEP_AREAL);
            z[i] = (float) ((Float.isNaN(maps.zeff()[i]) ? ORGANIC_Z : maps.zeff()[i]) / STEP_Z);
        }
        int[] order = sorted(amount, z, lines, pixels);
        int[] parent = new int[n];
        int[] size = new int[n];
        float[] within = new float[n];
        for (int i = 0; i < n; i++) {
            parent[i] = i;
            size[i] = 1;
        }
        for (int edge : order) {
            int a = root(parent, edge >> 1);
            int b = root(parent, (edge >> 1) + ((edge & 1) == 0 ? 1 : pixels));
            float step = step(amount, z, edge >> 1, (edge >> 1) + ((edge & 1) == 0 ? 1 : pixels));
            if (a != b && step <= Math.min(within[a] + TENSION / size[a], within[b] + TENSION / size[b])) {
                join(parent, size, a, b);
                within[root(parent, a)] = step;
            }
        }
        for (int edge : order) { // crumbs belong to the most similar neighbour
            int a = root(parent, edge >> 1);
            int b = root(parent, (edge >> 1) + ((edge & 1) == 0 ? 1 : pixels));
            if (a != b && Math.min(size[a], size[b]) < SMALLEST) {
                join(parent, size, a, b);
            }
        }
        int[] number = new int[n];
        Arrays.fill(number, -1);
        int[] region = new int[n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            int root = root(parent, i);
            if (Float.isNaN(amount[i])) {
                region[i] = -1;
                continue;
            }
            if (number[root] < 0) {
                number[root] = next++;
            }
            region[i] = number[root];
        }
        return region;
    }

    /** Edges to the right (even) and down (odd) neighbour, twice the pixel's number, by step; none to what is unknown. */
    private static int[] sorted(float[] amount, float[] z, int lines, int pixels) {
        int n = lines * pixels;
        int[] start = new int[LEVELS + 1];
        int[] level = new int[2 * n];
        Arrays.fill(level, -1);
        for (int i = 0; i < n; i++) {
            for (int down = 0; down < 2; down++) {
                int other = down == 0 ? i + 1 : i + pixels;
                boolean exists = down == 0 ? (i + 1) % pixels != 0 : other < n;
                if (exists && !Float.isNaN(amount[i]) && !Float.isNaN(amount[other])) {
                    float step = step(amount, z, i, other);
                    level[2 * i + down] = (int) Math.min(LEVELS - 1.0, step / LARGEST_STEP * LEVELS);
                    start[level[2 * i + down] + 1]++;
                }
            }
        }
        for (int l = 0; l < LEVELS; l++) {
            start[l + 1] += start[l];
        }
        int[] order = new int[start[LEVELS]];
        for (int edge = 0; edge < level.length; edge++) {
            if (level[edge] >= 0) {
                order[start[level[edge]]++] = edge;
            }
        }
        return order;
    }

    private static float step(float[] amount, float[] z, int a, int b) {
        float da = amount[a] - amount[b];
        float dz = z[a] - z[b];
        return (float) Math.sqrt(da * da + dz * dz);
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void join(int[] parent, int[] size, int a, int b) {
        int large = size[a] >= size[b] ? a : b;
        int small = large == a ? b : a;
        parent[small] = large;
        size[large] += size[small];
    }
}
