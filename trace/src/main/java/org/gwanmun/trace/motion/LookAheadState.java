package org.gwanmun.trace.motion;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.TreeMap;
import org.gwanmun.core.message.Refusal;
import org.jspecify.annotations.Nullable;

/** What a {@link LookAhead} holds back: rows that are not due yet, and of each track the last that came out. */
public final class LookAheadState {
    private static final int MAGIC = 0x47574c41; // "GWLA"
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 5 * 4;
    private static final int TRACK_BYTES = 6 * 4;
    private static final int ROW_BYTES = 3 * 4 + 5 * 8;

    /** A track of the tracker. */
    static final class Track {
        final int id;
        int number; // given when it first comes out
        boolean believed;
        int lastFrame;
        LookAhead.@Nullable Row last;
        final ArrayDeque<LookAhead.Row> waiting = new ArrayDeque<>();

        Track(int id) {
            this.id = id;
        }

        void add(LookAhead.Row row) {
            waiting.add(row);
            believed |= row.believed();
            lastFrame = row.frame();
        }
    }

    final TreeMap<Integer, Track> tracks = new TreeMap<>();
    int frame;
    int nextNumber = 1;

    /** Nothing held yet. */
    public LookAheadState() {}

    Track track(int id) {
        return tracks.computeIfAbsent(id, Track::new);
    }

    /** All of it as bytes, by version. */
    public byte[] snapshot() {
        int size = HEAD_BYTES;
        for (Track track : tracks.values()) {
            size += TRACK_BYTES + ROW_BYTES * (track.waiting.size() + (track.last == null ? 0 : 1));
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putInt(MAGIC).putInt(VERSION).putInt(frame).putInt(nextNumber).putInt(tracks.size());
        for (Track track : tracks.values()) {
            bytes.putInt(track.id).putInt(track.number).putInt(track.believed ? 1 : 0);
            bytes.putInt(track.lastFrame).putInt(track.last == null ? 0 : 1).putInt(track.waiting.size());
            if (track.last != null) {
                write(bytes, track.last);
            }
            track.waiting.forEach(row -> write(bytes, row));
        }
        return bytes.array();
    }

    private static void write(ByteBuffer bytes, LookAhead.Row row) {
        bytes.putInt(row.frame()).putInt(row.id());
        bytes.putInt((row.seen() ? 1 : 0) | (row.believed() ? 2 : 0));
        bytes.putDouble(row.x()).putDouble(row.y()).putDouble(row.w()).putDouble(row.h());
        bytes.putDouble(row.score());
    }

    /**
     * What {@link #snapshot} saved.
     *
     * @throws Refusal if these are not such bytes
     */
    public static LookAheadState restore(byte[] snapshot) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot);
        if (snapshot.length < HEAD_BYTES || bytes.getInt() != MAGIC || bytes.getInt() != VERSION) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, snapshot.length + " bytes");
        }
        LookAheadState state = new LookAheadState();
        state.frame = bytes.getInt();
        state.nextNumber = bytes.getInt();
        int tracks = bytes.getInt();
        for (int i = 0; i < tracks; i++) {
            need(bytes, TRACK_BYTES);
            Track track = state.track(bytes.getInt());
            track.number = bytes.getInt();
            track.believed = bytes.getInt() == 1;
            track.lastFrame = bytes.getInt();
            boolean out = bytes.getInt() == 1;
            int waiting = bytes.getInt();
            track.last = out ? read(bytes) : null;
            for (int row = 0; row < waiting; row++) {
                track.waiting.add(read(bytes));
            }
        }
        if (bytes.hasRemaining()) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, bytes.remaining() + " bytes too many");
        }
        return state;
    }

    private static LookAhead.Row read(ByteBuffer bytes) {
        need(bytes, ROW_BYTES);
        int frame = bytes.getInt();
        int id = bytes.getInt();
        int flags = bytes.getInt();
        return new LookAhead.Row(
                frame,
                id,
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                bytes.getDouble(),
                (flags & 1) != 0,
                (flags & 2) != 0);
    }

    private static void need(ByteBuffer bytes, int size) {
        if (bytes.remaining() < size) {
            throw Refusal.badInput(MotionMessage.BAD_SNAPSHOT, "cut off");
        }
    }
}
