package org.gwanmun.trace.governance;

import java.util.Arrays;
import java.util.List;
import org.gwanmun.trace.vision.Frame;

/**
 * Makes of a camera's raw pictures those that may leave the process: a learned background is shown, everything that differs from
 * it is a coarse mosaic, a permitted target alone is clear.
 *
 * <p>No pixel of the picture itself is ever shown but in a permitted box. What stands clear are the background's own pixels, and
 * a mosaic cell has the same colours whoever is behind it: the mean of a person, even its brightness in two levels, tells people
 * apart. So the output is a function of background and coarse outline, and a person leaks only by being learned. Learning is therefore slow and fails closed:
 *
 * <ul>
 *   <li>A block of {@value #BLOCK_PX} × {@value #BLOCK_PX} pixels is background once one content had the majority in it: seconds
 *       that agree with the candidate less seconds that do not reach {@code learn_s}, or {@code relearn_s} where another
 *       background was known before. Until then it is mosaic.
 *   <li>Under a detected box, widened by {@value #WIDEN} of its size on each side, votes are lost, and for {@value #HELD_S} s after it
 *       nothing is learned. The pixels under it are not even read: two films that differ under the boxes alone give the
 *       same output.
 *   <li>Within {@value #NEAR} blocks of something restless, and in all foreground that hangs together with it, nothing is learned: a still coat on a person who sways.
 *   <li>Where more than {@value #CHANGED} of what is known differs at once (light switched, camera moved), all is forgotten.
 *   <li>The background follows slow light by one grey level in {@value #STEP_S} s, and only where all around is background.
 * </ul>
 *
 * <p>A block differs where six of its pixels do by more than {@value #PIXEL_SUM} grey levels, summed over the three colours, or its mean by
 * {@value #MEAN_LEVELS} levels. Cells are a 24th of the picture's height, at least 16 px, in whole blocks.
 *
 * <p>For one thread, one camera and one size of picture. Time is that of the frames; where it stands still nothing is learned.
 *
 * <p>Sources: majority: R. S. Boyer, J S. Moore, "MJRTY — a fast majority vote algorithm", Automated Reasoning (1991) 105–117,
 * doi:10.1007/978-94-011-3488-0_5. Background by steps of one level: A. Manzanera, J. C. Richefeu, "A new motion detection
 * algorithm based on Σ-Δ background estimation", Pattern Recognition Letters 28 (2007) 320–328, doi:10.1016/j.patrec.2006.04.007.
 */
public final class PictureMask {
    /** What covers that which is not background. */
    public enum Pattern {
        /** A chessboard of greys, pale where nothing is known yet and nobody was seen; for people who watch. */
        MOSAIC,
        /** One grey, for exports. */
        SOLID
    }

    /** Seconds of majority until something is background for the first time. */
    public static final double LEARN_S = 20;

    /** The same where another background was known. */
    public static final double RELEARN_S = 60;

    private static final int BLOCK_PX = 8;
    private static final double WIDEN = 0.15;
    private static final double HELD_S = 1.5;
    private static final double REST_S = 1;
    private static final int NEAR = 2;
    private static final double LINGER_S = 0.4;
    private static final double STEP_S = 0.4;
    private static final double CHANGED = 0.5;
    private static final int PIXEL_SUM = 54;
    private static final int PIXELS = 6;
    private static final int MEAN_LEVELS = 8;
    private static final double LONGEST_STEP_S = 1;
    private static final int SOLID_LEVEL = 96;
    private static final int DARK_LEVEL = 64;
    private static final int PALE_LEVEL = 136;
    private static final int CHESS_LEVELS = 24;

    private final int width;
    private final int height;
    private final Pattern pattern;
    private final double learn_s;
    private final double relearn_s;

    private final int blocksX;
    private final int blocksY;
    private final byte[] background;
    private final byte[] candidate;
    private final boolean[] known;
    private final boolean[] differs;
    private final boolean[] steady;
    private final double[] votes_s;
    private final double[] heldUntil_s;
    private final double[] restlessUntil_s;
    private final double[] stepped_s;

    private final int cellBlocks;
    private final int cellsX;
    private final int cellsY;
    private final boolean[] hidden;
    private final boolean[] covered;
    private final boolean[] othersHere;
    private final boolean[] unrest;
    private final double[] lingersUntil_s;
    private final int[] queue;

    private double last_s = Double.NaN;

    /** For pictures of this size. */
    public PictureMask(int width_px, int height_px, Pattern pattern) {
        this(width_px, height_px, pattern, LEARN_S, RELEARN_S);
    }

    /** The same with other times of learning, each at least a second. */
    public PictureMask(int width_px, int height_px, Pattern pattern, double learn_s, double relearn_s) {
        if (width_px < 1 || height_px < 1 || width_px > Frame.MOST_SIDE_PX || height_px > Frame.MOST_SIDE_PX) {
            throw new IllegalArgumentException("a picture of " + width_px + " x " + height_px);
        }
        if (!(learn_s >= 1 && relearn_s >= 1)) {
            throw new IllegalArgumentException("learning in " + learn_s + " s and " + relearn_s + " s");
        }
        width = width_px;
        height = height_px;
        this.pattern = pattern;
        this.learn_s = learn_s;
        this.relearn_s = relearn_s;
        blocksX = (width + BLOCK_PX - 1) / BLOCK_PX;
        blocksY = (height + BLOCK_PX - 1) / BLOCK_PX;
        int blocks = blocksX * blocksY;
        background = new byte[3 * width * height];
        candidate = new byte[3 * width * height];
        known = new boolean[blocks];
        differs = new boolean[blocks];
        steady = new boolean[blocks];
        votes_s = new double[blocks];
        heldUntil_s = new double[blocks];
        restlessUntil_s = new double[blocks];
        stepped_s = new double[blocksY];
        cellBlocks = Math.max(2, (height + 24 * BLOCK_PX - 1) / (24 * BLOCK_PX));
        cellsX = (blocksX + cellBlocks - 1) / cellBlocks;
        cellsY = (blocksY + cellBlocks - 1) / cellBlocks;
        int cells = cellsX * cellsY;
        hidden = new boolean[cells];
        covered = new boolean[cells];
        othersHere = new boolean[cells];
        unrest = new boolean[cells];
        lingersUntil_s = new double[cells];
        queue = new int[cells];
        Arrays.fill(heldUntil_s, Double.NEGATIVE_INFINITY);
        forget();
    }

    /** Side of a mosaic cell. */
    public int cell_px() {
        return cellBlocks * BLOCK_PX;
    }

    /** Share of the picture whose background is known, 0 … 1. */
    public double knownShare() {
        int n = 0;
        for (boolean k : known) {
            n += k ? 1 : 0;
        }
        return (double) n / known.length;
    }

    /** Knows no background any more: all is mosaic until it is learned again. */
    public void forget() {
        Arrays.fill(known, false);
        Arrays.fill(votes_s, 0);
        Arrays.fill(restlessUntil_s, Double.NEGATIVE_INFINITY);
        Arrays.fill(stepped_s, Double.NEGATIVE_INFINITY);
        Arrays.fill(lingersUntil_s, Double.NEGATIVE_INFINITY);
        Arrays.fill(background, (byte) PALE_LEVEL);
        Arrays.fill(candidate, (byte) 0);
    }

    /**
     * The picture that may be shown. Not modified: {@code raw}.
     *
     * @param raw the picture as it came; frames in order of time
     * @param others everybody who was seen and is not permitted, doubtful detections too; where they meet a permitted box they win
     * @param permitted who may be seen; nobody, as a rule
     */
    public Frame mask(Frame raw, List<Box> others, List<Box> permitted) {
        if (raw.width_px() != width || raw.height_px() != height) {
            throw new IllegalArgumentException("a picture of " + raw.width_px() + " x " + raw.height_px()
                    + " in a film of " + width + " x " + height);
        }
        double now_s = raw.time_s();
        if (!Double.isFinite(now_s)) {
            throw new IllegalArgumentException("a picture taken at " + now_s);
        }
        if (now_s < last_s) {
            Arrays.fill(heldUntil_s, Double.NEGATIVE_INFINITY);
            forget();
        }
        double passed_s = now_s >= last_s ? Math.min(now_s - last_s, LONGEST_STEP_S) : 0;
        last_s = now_s;

        Arrays.fill(hidden, false);
        Arrays.fill(othersHere, false);
        Arrays.fill(covered, false);
        for (int i = 0; i < others.size(); i++) {
            cover(others.get(i), now_s, true);
        }
        for (int i = 0; i < permitted.size(); i++) {
            cover(permitted.get(i), now_s, false);
        }
        look(raw.bgr(), now_s, passed_s);
        if (changedAtOnce(now_s)) {
            forget();
            Arrays.fill(steady, false);
        }
        hide(now_s);
        findUnrest(now_s);
        learn(now_s, passed_s);
        follow(raw.bgr(), now_s);
        byte[] shown = paint();
        reveal(raw.bgr(), permitted, shown);
        return new Frame(width, height, now_s, shown);
    }

    /** Marks the blocks of a widened box as held, so that nobody reads them, and its cells as hidden. */
    private void cover(Box box, double now_s, boolean other) {
        int left = blockOf(box.left_px() - WIDEN * box.w_px(), width, blocksX);
        int right = blockOf(box.left_px() + (1 + WIDEN) * box.w_px(), width, blocksX);
        int top = blockOf(box.top_px() - WIDEN * box.h_px(), height, blocksY);
        int bottom = blockOf(box.top_px() + (1 + WIDEN) * box.h_px(), height, blocksY);
        if (left == blocksX || top == blocksY || right < 0 || bottom < 0) {
            return;
        }
        for (int y = Math.max(top, 0); y <= Math.min(bottom, blocksY - 1); y++) {
            for (int x = Math.max(left, 0); x <= Math.min(right, blocksX - 1); x++) {
                heldUntil_s[y * blocksX + x] = now_s + HELD_S;
                int cell = y / cellBlocks * cellsX + x / cellBlocks;
                hidden[cell] = true;
                covered[cell] = true;
                othersHere[cell] |= other;
            }
        }
    }

    /** −1 before the picture, {@code blocks} behind it. */
    private static int blockOf(double px, int size, int blocks) {
        return px < 0 ? -1 : px >= size ? blocks : (int) px / BLOCK_PX;
    }

    private boolean coveredNow(int block, double now_s) {
        return heldUntil_s[block] == now_s + HELD_S;
    }

    /** Compares each block with its background and its candidate. */
    private void look(byte[] raw, double now_s, double passed_s) {
        for (int y = 0, block = 0; y < blocksY; y++) {
            for (int x = 0; x < blocksX; x++, block++) {
                steady[block] = false;
                differs[block] = false;
                boolean coveredNow = coveredNow(block, now_s);
                if (!coveredNow && known[block]) {
                    differs[block] = differ(raw, background, x, y);
                }
                if (coveredNow || (known[block] && !differs[block])) {
                    votes_s[block] = Math.max(0, votes_s[block] - passed_s);
                } else if (heldUntil_s[block] < now_s) {
                    vote(raw, x, y, now_s, passed_s);
                }
            }
        }
    }

    /** Whether an uncovered block that is not its background agrees with its candidate. */
    private void vote(byte[] raw, int blockX, int blockY, double now_s, double passed_s) {
        int block = blockY * blocksX + blockX;
        if (votes_s[block] <= 0) {
            copy(raw, candidate, blockX, blockY);
            votes_s[block] = passed_s;
            restlessUntil_s[block] = now_s + REST_S;
        } else if (differ(raw, candidate, blockX, blockY)) {
            votes_s[block] -= passed_s;
            restlessUntil_s[block] = now_s + REST_S;
        } else {
            steady[block] = true;
        }
    }

    private boolean changedAtOnce(double now_s) {
        int seen = 0;
        int changed = 0;
        for (int block = 0; block < known.length; block++) {
            if (known[block] && !coveredNow(block, now_s)) {
                seen++;
                changed += differs[block] ? 1 : 0;
            }
        }
        return changed > CHANGED * seen;
    }

    /** Which cells are not to be seen. */
    private void hide(double now_s) {
        for (int y = 0, block = 0; y < blocksY; y++) {
            for (int x = 0; x < blocksX; x++, block++) {
                int cell = y / cellBlocks * cellsX + x / cellBlocks;
                if (differs[block]) {
                    lingersUntil_s[cell] = now_s + LINGER_S;
                }
                hidden[cell] |= !known[block];
            }
        }
        for (int cell = 0; cell < hidden.length; cell++) {
            hidden[cell] |= lingersUntil_s[cell] > now_s;
        }
    }

    /** Cells that differ from a known background and hang together with something restless. */
    private void findUnrest(double now_s) {
        Arrays.fill(unrest, false);
        int end = 0;
        for (int y = 0, block = 0; y < blocksY; y++) {
            for (int x = 0; x < blocksX; x++, block++) {
                if (restlessUntil_s[block] > now_s) {
                    end = disturb(x / cellBlocks, y / cellBlocks, 0, now_s, end);
                }
            }
        }
        for (int i = 0; i < end; i++) {
            end = disturb(queue[i] % cellsX, queue[i] / cellsX, 1, now_s, end);
        }
    }

    private int disturb(int cellX, int cellY, int reach, double now_s, int end) {
        for (int y = Math.max(0, cellY - reach); y <= Math.min(cellsY - 1, cellY + reach); y++) {
            for (int x = Math.max(0, cellX - reach); x <= Math.min(cellsX - 1, cellX + reach); x++) {
                int cell = y * cellsX + x;
                if (!unrest[cell] && lingersUntil_s[cell] > now_s) {
                    unrest[cell] = true;
                    queue[end++] = cell;
                }
            }
        }
        return end;
    }

    /** Whether a block near this one changed lately. */
    private boolean nearRestless(int blockX, int blockY, double now_s) {
        for (int y = Math.max(0, blockY - NEAR); y <= Math.min(blocksY - 1, blockY + NEAR); y++) {
            for (int x = Math.max(0, blockX - NEAR); x <= Math.min(blocksX - 1, blockX + NEAR); x++) {
                if (restlessUntil_s[y * blocksX + x] > now_s) {
                    return true;
                }
            }
        }
        return false;
    }

    private void learn(double now_s, double passed_s) {
        for (int y = 0, block = 0; y < blocksY; y++) {
            for (int x = 0; x < blocksX; x++, block++) {
                if (steady[block] && !unrest[y / cellBlocks * cellsX + x / cellBlocks] && !nearRestless(x, y, now_s)) {
                    votes_s[block] += passed_s;
                    if (votes_s[block] >= (known[block] ? relearn_s : learn_s)) {
                        copy(candidate, background, x, y);
                        known[block] = true;
                        votes_s[block] = 0;
                    }
                }
            }
        }
    }

    /** Leads background and candidates one level towards the picture, row by row of blocks, each at its own times. */
    private void follow(byte[] raw, double now_s) {
        for (int y = 0, block = 0; y < blocksY; y++) {
            if (now_s - stepped_s[y] < STEP_S) {
                block += blocksX;
                continue;
            }
            // So that not all rows are due in the same picture.
            stepped_s[y] = stepped_s[y] < 0 ? now_s - STEP_S * (y % 4) / 4 : now_s;
            for (int x = 0; x < blocksX; x++, block++) {
                if (steady[block]) {
                    step(raw, candidate, x, y);
                } else if (known[block]
                        && !differs[block]
                        && heldUntil_s[block] < now_s
                        && clearAround(x / cellBlocks, y / cellBlocks)) {
                    step(raw, background, x, y);
                }
            }
        }
    }

    private boolean clearAround(int cellX, int cellY) {
        for (int y = Math.max(0, cellY - 1); y <= Math.min(cellsY - 1, cellY + 1); y++) {
            for (int x = Math.max(0, cellX - 1); x <= Math.min(cellsX - 1, cellX + 1); x++) {
                if (hidden[y * cellsX + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    private byte[] paint() {
        byte[] shown = background.clone();
        for (int cellY = 0; cellY < cellsY; cellY++) {
            for (int cellX = 0; cellX < cellsX; cellX++) {
                if (hidden[cellY * cellsX + cellX]) {
                    fill(shown, cellX, cellY);
                }
            }
        }
        return shown;
    }

    private void fill(byte[] shown, int cellX, int cellY) {
        int left = cellX * cell_px();
        int top = cellY * cell_px();
        int right = Math.min(width, left + cell_px());
        int bottom = Math.min(height, top + cell_px());
        int level = SOLID_LEVEL;
        if (pattern == Pattern.MOSAIC) {
            int cell = cellY * cellsX + cellX;
            // Pale where nothing is known and nobody was seen.
            level = covered[cell] || lingersUntil_s[cell] > last_s ? DARK_LEVEL : PALE_LEVEL;
            level += (cellX + cellY) % 2 == 0 ? 0 : CHESS_LEVELS;
        }
        int first = 3 * (top * width + left);
        int bytes = 3 * (right - left);
        Arrays.fill(shown, first, first + bytes, (byte) level);
        for (int y = top + 1; y < bottom; y++) {
            System.arraycopy(shown, first, shown, 3 * (y * width + left), bytes);
        }
    }

    /** Shows the picture itself in permitted boxes, but not in cells of others. */
    private void reveal(byte[] raw, List<Box> permitted, byte[] shown) {
        for (int i = 0; i < permitted.size(); i++) {
            Box box = permitted.get(i);
            int left = (int) Math.ceil(Math.clamp(box.left_px(), 0, width));
            int right = (int) Math.clamp(box.left_px() + box.w_px(), 0, width);
            int top = (int) Math.ceil(Math.clamp(box.top_px(), 0, height));
            int bottom = (int) Math.clamp(box.top_px() + box.h_px(), 0, height);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    if (!othersHere[y / cell_px() * cellsX + x / cell_px()]) {
                        int at = 3 * (y * width + x);
                        shown[at] = raw[at];
                        shown[at + 1] = raw[at + 1];
                        shown[at + 2] = raw[at + 2];
                    }
                }
            }
        }
    }

    private boolean differ(byte[] a, byte[] b, int blockX, int blockY) {
        int bytes = 3 * Math.min(BLOCK_PX, width - blockX * BLOCK_PX);
        int rows = Math.min(BLOCK_PX, height - blockY * BLOCK_PX);
        int far = 0;
        int sum = 0;
        int row = 3 * (blockY * BLOCK_PX * width + blockX * BLOCK_PX);
        for (int y = 0; y < rows; y++, row += 3 * width) {
            for (int at = row; at < row + bytes; at += 3) {
                int db = (a[at] & 255) - (b[at] & 255);
                int dg = (a[at + 1] & 255) - (b[at + 1] & 255);
                int dr = (a[at + 2] & 255) - (b[at + 2] & 255);
                sum += db + dg + dr;
                // One where it exceeds the sum, without a branch.
                far += (PIXEL_SUM - Math.abs(db) - Math.abs(dg) - Math.abs(dr)) >>> 31;
            }
        }
        return far >= PIXELS || Math.abs(sum) >= MEAN_LEVELS * bytes * rows;
    }

    private void copy(byte[] from, byte[] to, int blockX, int blockY) {
        int bytes = 3 * Math.min(BLOCK_PX, width - blockX * BLOCK_PX);
        int end = Math.min(height, (blockY + 1) * BLOCK_PX);
        for (int y = blockY * BLOCK_PX; y < end; y++) {
            int at = 3 * (y * width + blockX * BLOCK_PX);
            System.arraycopy(from, at, to, at, bytes);
        }
    }

    private void step(byte[] from, byte[] to, int blockX, int blockY) {
        int bytes = 3 * Math.min(BLOCK_PX, width - blockX * BLOCK_PX);
        int end = Math.min(height, (blockY + 1) * BLOCK_PX);
        for (int y = blockY * BLOCK_PX; y < end; y++) {
            int row = 3 * (y * width + blockX * BLOCK_PX);
            for (int at = row; at < row + bytes; at++) {
                to[at] += (byte) Integer.signum((from[at] & 255) - (to[at] & 255));
            }
        }
    }
}
