package org.gwanmun.trace.governance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.gwanmun.core.message.Refusal;

/**
 * The raw frames of one camera for ten minutes at most, in memory and only encrypted.
 *
 * <p>Each frame is sealed by AES-GCM under the ring's own key, with its number in the ring as nonce (96 bits, never used twice
 * under that key) and number and time as authenticated data: a frame that was altered, moved or given another time does not open.
 * Frames older than {@code keep_s} before the latest, and the oldest beyond {@code most_bytes}, are overwritten and gone.
 *
 * <p>What it cannot promise: a Java machine may have moved arrays, so that stale copies of the key or of a frame that was read lie
 * in freed memory until that is used again. A swap file should be encrypted or off.
 *
 * <p>For many threads.
 *
 * <p>Source: M. Dworkin, "Recommendation for block cipher modes of operation: Galois/Counter Mode (GCM) and GMAC", NIST SP 800-38D
 * (2007), doi:10.6028/NIST.SP.800-38D; nonces by counter are its section 8.2.1.
 */
public final class FrameRing implements AutoCloseable {
    /** Longest time that frames may be kept. */
    public static final double MOST_S = 600;

    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;
    /** Bytes that a frame costs beside its own. */
    private static final int OVERHEAD_BYTES = 64;

    /**
     * A frame as it was added.
     *
     * @param time_s when it was taken
     * @param payload its bytes; the caller's own copy
     */
    @SuppressWarnings("ArrayRecordComponent") // A copy of what was sealed, handed over.
    public record Kept(double time_s, byte[] payload) {}

    @SuppressWarnings("ArrayRecordComponent") // Overwritten when it goes.
    private record Sealed(long number, double time_s, byte[] bytes) {}

    /** Key bytes that can be overwritten, which {@code SecretKeySpec} cannot. */
    private static final class RingKey implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final transient byte[] key;
        private boolean destroyed;

        private RingKey(byte[] key) {
            this.key = key;
        }

        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return key.clone();
        }

        @Override
        public void destroy() {
            Arrays.fill(key, (byte) 0);
            destroyed = true;
        }

        @Override
        public boolean isDestroyed() {
            return destroyed;
        }
    }

    private final RingKey key;
    private final double keep_s;
    private final long most_bytes;
    private final ArrayDeque<Sealed> frames = new ArrayDeque<>();
    private long bytes;
    private long next;

    /**
     * An empty ring.
     *
     * @param key 16 or 32 random bytes that were never and will never be used elsewhere; they belong to the ring from now on, which
     *     overwrites them in the end
     * @param keep_s how long frames are kept, up to {@value #MOST_S}
     * @param most_bytes how much memory they may take, at least 1
     */
    public FrameRing(byte[] key, double keep_s, long most_bytes) {
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        if (!(keep_s > 0 && keep_s <= MOST_S)) {
            throw new IllegalArgumentException("frames kept for " + keep_s + " s");
        }
        if (most_bytes < 1) {
            throw new IllegalArgumentException("frames in " + most_bytes + " bytes");
        }
        this.key = new RingKey(key);
        this.keep_s = keep_s;
        this.most_bytes = most_bytes;
    }

    /**
     * Keeps a frame. Where time falls, a camera has begun anew, and all that was kept goes first: its age can no more be told.
     *
     * @throws Refusal where it is larger than all that may be kept, or the ring was destroyed
     */
    public synchronized void add(double time_s, byte[] payload) {
        refuseForgotten();
        if (!Double.isFinite(time_s)) {
            throw new IllegalArgumentException("a frame taken at " + time_s);
        }
        long size = payload.length + (long) TAG_BITS / 8 + OVERHEAD_BYTES;
        if (size > most_bytes) {
            throw Refusal.badInput(GovernanceMessage.FRAME_TOO_LARGE, payload.length, most_bytes);
        }
        if (!frames.isEmpty() && time_s < frames.getLast().time_s) {
            clear();
        }
        expire(time_s);
        while (bytes + size > most_bytes) {
            drop();
        }
        long number = next++;
        frames.addLast(new Sealed(number, time_s, crypt(Cipher.ENCRYPT_MODE, number, time_s, payload)));
        bytes += size;
    }

    /**
     * Lets go what is older at this time. Adding a frame does it too; call it from time to time where a camera has stopped.
     *
     * @param now_s the present on the frames' clock
     */
    public synchronized void expire(double now_s) {
        while (!frames.isEmpty() && frames.getFirst().time_s < now_s - keep_s) {
            drop();
        }
    }

    /**
     * The frames of a span of time, both ends included, by time.
     *
     * @throws Refusal where a frame is not the one that was added, or the ring was destroyed
     */
    public synchronized List<Kept> between(double from_s, double to_s) {
        refuseForgotten();
        List<Kept> kept = new ArrayList<>();
        for (Sealed frame : frames) {
            if (frame.time_s >= from_s && frame.time_s <= to_s) {
                kept.add(new Kept(frame.time_s, crypt(Cipher.DECRYPT_MODE, frame.number, frame.time_s, frame.bytes)));
            }
        }
        return kept;
    }

    /** How many frames are kept. */
    public synchronized int count() {
        return frames.size();
    }

    /** How much memory they take. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Destroys key and contents; nothing can be read or added any more. */
    public synchronized void forget() {
        key.destroy();
        clear();
    }

    /** The same as {@link #forget}. */
    @Override
    public void close() {
        forget();
    }

    /** What lies in memory of a frame, for tests that alter it. */
    synchronized byte[] sealed(int i) {
        return new ArrayList<>(frames).get(i).bytes;
    }

    private void clear() {
        while (!frames.isEmpty()) {
            drop();
        }
    }

    private void drop() {
        Sealed gone = frames.removeFirst();
        bytes -= gone.bytes.length + (long) OVERHEAD_BYTES;
        Arrays.fill(gone.bytes, (byte) 0);
    }

    private void refuseForgotten() {
        if (key.isDestroyed()) {
            throw Refusal.unavailable(GovernanceMessage.FORGOTTEN);
        }
    }

    private byte[] crypt(int mode, long number, double time_s, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce =
                    ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(
                    ByteBuffer.allocate(16).putLong(number).putDouble(time_s).flip());
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw Refusal.unavailable(GovernanceMessage.TAMPERED, time_s);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java machine", e);
        }
    }
}
