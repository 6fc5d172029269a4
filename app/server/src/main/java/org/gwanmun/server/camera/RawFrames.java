package org.gwanmun.server.camera;

import java.security.SecureRandom;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.governance.FrameRing;
import org.gwanmun.trace.vision.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unmasked pictures of one camera for a few minutes, as JPEG in a {@link FrameRing} whose key nobody else has. Times are those of
 * receipt, so that pictures grow old though none come any more.
 */
final class RawFrames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RawFrames.class);
    private static final int KEY_BYTES = 32;
    private static final long MOST_BYTES = 256L << 20;
    private static final int SHARE_OF_HEAP = 32;

    private final String camera;
    private final FrameRing ring;
    private boolean refused;

    RawFrames(String camera, int minutes) {
        this.camera = camera;
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        long bytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        ring = new FrameRing(key, Math.min(60.0 * minutes, FrameRing.MOST_S), bytes);
    }

    private static double now_s() {
        return System.nanoTime() * 1e-9;
    }

    /** Keeps a picture; one that is too large is let go, and the log says so once. */
    synchronized void keep(Frame picture) {
        try {
            ring.add(now_s(), Jpeg.of(picture, picture.width_px()));
        } catch (Refusal tooLarge) {
            if (!refused) {
                refused = true;
                LOG.warn("Pictures of camera {} are not kept: {}", camera, tooLarge.getMessage());
            }
        }
    }

    /** To be called from time to time: what is too old goes. */
    void expire() {
        ring.expire(now_s());
    }

    int count() {
        return ring.count();
    }

    @Override
    public void close() {
        ring.forget();
    }
}
