package org.gwanmun.trace.site;

import java.util.HashMap;
import java.util.Map;

/**
 * How many tracks went into a zone and out of it. Who begins in it did not go in, who ends in it did not go out; a change counts
 * once a track was on the other side in {@value #STEADY} frames in a row, so that who stands on the line is not counted again and
 * again.
 */
public final class ZoneCount {
    private static final int STEADY = 3;

    private static final class Where {
        boolean in;
        int otherwise; // frames in a row
        int frame;
    }

    private final Zone zone;
    private final int memory;
    private final Map<Integer, Where> tracks = new HashMap<>();
    private int frame;
    private int entries;
    private int exits;

    /** Counts for a zone; a track that was not seen for more than {@code memory} frames is forgotten. */
    public ZoneCount(Zone zone, int memory) {
        this.zone = zone;
        this.memory = memory;
    }

    /** A track's foot point in a frame; frames never fall. */
    public void on(int frame, int track, double footX_px, double footY_px) {
        if (frame > this.frame) {
            this.frame = frame;
            tracks.values().removeIf(it -> frame - it.frame > memory);
        }
        boolean in = zone.contains(footX_px, footY_px);
        Where where = tracks.get(track);
        if (where == null) {
            where = new Where();
            where.in = in;
            tracks.put(track, where);
        }
        where.frame = frame;
        where.otherwise = in == where.in ? 0 : where.otherwise + 1;
        if (where.otherwise == STEADY) {
            where.in = in;
            where.otherwise = 0;
            entries += in ? 1 : 0;
            exits += in ? 0 : 1;
        }
    }

    /** How often somebody went in. */
    public int entries() {
        return entries;
    }

    /** How often somebody went out. */
    public int exits() {
        return exits;
    }

    /** How many tracks of the last frames are in it. */
    public int inside() {
        int sum = 0;
        for (Where where : tracks.values()) {
            sum += where.in ? 1 : 0;
        }
        return sum;
    }
}
