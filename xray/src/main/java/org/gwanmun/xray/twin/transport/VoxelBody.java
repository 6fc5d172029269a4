package org.gwanmun.xray.twin.transport;

import java.util.List;
import org.gwanmun.xray.matter.Material;

/**
 * A block of equal voxels, each of one material or of nothing, followed face by face (J. Amanatides, A. Woo, A fast voxel
 * traversal algorithm for ray tracing, Eurographics 1987).
 */
public final class VoxelBody implements Body {
    /** A voxel of nothing. */
    public static final byte NOTHING = -1;

    private static final int MOST_MATERIALS = 127;

    private final List<Material> materials;
    private final byte[] voxels;
    private final int[] count;
    private final double[] corner_mm;
    private final double pitch_mm;

    /**
     * @param voxels material numbers or {@link #NOTHING}, x fastest, then y, then z
     * @param count voxels along x, y, z
     * @param corner_mm the corner with the smallest coordinates
     * @throws IllegalArgumentException if sizes do not fit, or a voxel is of an unknown material
     */
    public VoxelBody(List<Material> materials, byte[] voxels, int[] count, double[] corner_mm, double pitch_mm) {
        if (materials.size() > MOST_MATERIALS || (long) count[0] * count[1] * count[2] != voxels.length) {
            throw new IllegalArgumentException(voxels.length + " voxels of " + materials.size()
                    + " materials do not fill " + count[0] + " × " + count[1] + " × " + count[2]);
        }
        if (!(pitch_mm > 0)) {
            throw new IllegalArgumentException("pitch_mm (" + pitch_mm + ") must be positive");
        }
        for (byte voxel : voxels) {
            if (voxel < NOTHING || voxel >= materials.size()) {
                throw new IllegalArgumentException("no material " + voxel);
            }
        }
        this.materials = List.copyOf(materials);
        this.voxels = voxels.clone();
        this.count = count.clone();
        this.corner_mm = corner_mm.clone();
        this.pitch_mm = pitch_mm;
    }

    @Override
    public List<Material> materials() {
        return materials;
    }

    @Override
    public Tracer tracer() {
        return new VoxelTracer();
    }

    private final class VoxelTracer implements Tracer {
        private final int[] stride = {1, count[0], count[0] * count[1]};
        private final int[] step = new int[3];
        private final int[] left = new int[3];
        private final double[] next = new double[3];
        private final double[] width = new double[3];
        private int voxel;
        private boolean inside;
        private double from;
        private double to;
        private int material;

        @Override
        public void follow(double ox, double oy, double oz, double dx, double dy, double dz) {
            double[] o = {ox, oy, oz};
            double[] d = {dx, dy, dz};
            double enter = 0;
            double leave = Double.POSITIVE_INFINITY;
            for (int axis = 0; axis < 3; axis++) {
                double low = corner_mm[axis] - o[axis];
                double high = low + count[axis] * pitch_mm;
                if (d[axis] == 0) {
                    if (low > 0 || high < 0) {
                        leave = -1;
                    }
                } else {
                    enter = Math.max(enter, Math.min(low / d[axis], high / d[axis]));
                    leave = Math.min(leave, Math.max(low / d[axis], high / d[axis]));
                }
            }
            inside = enter < leave;
            to = enter;
            voxel = 0;
            for (int axis = 0; axis < 3 && inside; axis++) {
                double at = (o[axis] + enter * d[axis] - corner_mm[axis]) / pitch_mm;
                int cell = Math.clamp((int) Math.floor(at), 0, count[axis] - 1);
                voxel += cell * stride[axis];
                step[axis] = d[axis] > 0 ? stride[axis] : -stride[axis];
                left[axis] = d[axis] > 0 ? count[axis] - 1 - cell : cell;
                width[axis] = d[axis] == 0 ? Double.POSITIVE_INFINITY : pitch_mm / Math.abs(d[axis]);
                double face = corner_mm[axis] + (d[axis] > 0 ? cell + 1 : cell) * pitch_mm;
                next[axis] = d[axis] == 0 ? Double.POSITIVE_INFINITY : (face - o[axis]) / d[axis];
            }
        }

        @Override
        public boolean next() {
            while (inside) {
                int here = voxels[voxel];
                from = to;
                do { // neighbours of the same material are one piece
                    int axis = next[0] < next[1] ? (next[0] < next[2] ? 0 : 2) : (next[1] < next[2] ? 1 : 2);
                    to = next[axis];
                    next[axis] += width[axis];
                    inside = left[axis]-- > 0;
                    voxel += step[axis];
                } while (inside && voxels[voxel] == here);
                if (here != NOTHING && to > from) {
                    material = here;
                    return true;
                }
            }
            return false;
        }

        @Override
        public double from_mm() {
            return from;
        }

        @Override
        public double to_mm() {
            return to;
        }

        @Override
        public int material() {
            return material;
        }
    }
}
