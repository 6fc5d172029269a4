package org.gwanmun.trace.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class FrameRingTest {
    private static byte[] key() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasAddedIsReadBackByTime() {
        try (FrameRing ring = new FrameRing(key(), 600, 1 << 20)) {
            for (int t = 0; t < 10; t++) {
                ring.add(t, bytes("frame " + t));
            }
            assertThat(ring.between(3, 5))
                    .extracting(kept -> new String(kept.payload(), StandardCharsets.UTF_8))
                    .containsExactly("frame 3", "frame 4", "frame 5");
            assertThat(ring.between(11, 20)).isEmpty();
        }
    }

    /** Equal frames do not even look equal. */
    @Test
    void whatLiesInMemoryIsNotThePicture() {
        FrameRing ring = new FrameRing(key(), 600, 1 << 20);
        byte[] picture = bytes("the same picture of somebody again and again");
        ring.add(0, picture);
        ring.add(0, picture);
        assertThat(ring.sealed(0)).isNotEqualTo(ring.sealed(1));
        assertThat(new String(ring.sealed(0), StandardCharsets.ISO_8859_1)).doesNotContain("picture", "somebody");
    }

    @Test
    void olderFramesAreGoneAndOverwritten() {
        FrameRing ring = new FrameRing(key(), 600, 1 << 20);
        ring.add(0, bytes("first"));
        byte[] first = ring.sealed(0);
        ring.add(600, bytes("in time"));
        assertThat(ring.count()).isEqualTo(2);
        ring.add(600.1, bytes("too late for the first"));
        assertThat(ring.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .extracting(FrameRing.Kept::time_s)
                .containsExactly(600.0, 600.1);
        assertThat(first).containsOnly(0);
        ring.expire(1300);
        assertThat(ring.count()).isZero();
        assertThat(ring.bytes()).isZero();
    }

    @Test
    void noFrameIsKeptForLongerThanTenMinutes() {
        assertThatThrownBy(() -> new FrameRing(key(), 601, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameRing(key(), Double.NaN, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameRing(new byte[5], 600, 1000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameRing(key(), 600, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 100)
    void memoryIsBounded(
            @ForAll @Size(min = 1, max = 60) int[] sizes, @ForAll @DoubleRange(min = 0.1, max = 600) double keep_s) {
        FrameRing ring = new FrameRing(key(), keep_s, 4096);
        for (int i = 0; i < sizes.length; i++) {
            ring.add(i, new byte[Math.floorMod(sizes[i], 3000)]);
            assertThat(ring.bytes()).isLessThanOrEqualTo(4096);
            assertThat(ring.count()).isPositive();
        }
        ring.forget();
        assertThat(ring.bytes()).isZero();
    }

    @Test
    void aFrameLargerThanTheRingIsRefused() {
        FrameRing ring = new FrameRing(key(), 600, 1000);
        ring.add(0, new byte[100]);
        assertThatThrownBy(() -> ring.add(1, new byte[1000]))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1000 bytes");
        assertThat(ring.count()).isEqualTo(1);
    }

    /** A camera that begins anew at zero: the age of what is there can no more be told. */
    @Test
    void whereTimeFallsAllIsGone() {
        FrameRing ring = new FrameRing(key(), 600, 1000);
        ring.add(500, bytes("before"));
        ring.add(0, bytes("after"));
        assertThat(ring.between(0, 1000)).hasSize(1);
    }

    @Property(tries = 100)
    void everyAlteredBitIsNoticed(@ForAll int at, @ForAll byte flip) {
        FrameRing ring = new FrameRing(key(), 600, 1000);
        ring.add(12.5, bytes("a picture of somebody"));
        byte[] sealed = ring.sealed(0);
        sealed[Math.floorMod(at, sealed.length)] ^= flip;
        if (flip == 0) {
            assertThat(ring.between(0, 20)).hasSize(1);
        } else {
            assertThatThrownBy(() -> ring.between(0, 20))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("12.5");
        }
    }

    @Test
    void framesThatChangedPlacesAreNoticed() {
        FrameRing ring = new FrameRing(key(), 600, 1000);
        ring.add(1, bytes("somebody came"));
        ring.add(2, bytes("somebody left"));
        byte[] first = ring.sealed(0).clone();
        System.arraycopy(ring.sealed(1), 0, ring.sealed(0), 0, first.length);
        assertThatThrownBy(() -> ring.between(0, 1)).isInstanceOf(Refusal.class);
    }

    @Test
    void forgettingDestroysKeyAndContents() {
        byte[] key = key();
        FrameRing ring = new FrameRing(key, 600, 1000);
        ring.add(1, bytes("somebody"));
        byte[] sealed = ring.sealed(0);
        ring.forget();
        assertThat(key).containsOnly(0);
        assertThat(sealed).containsOnly(0);
        assertThat(ring.count()).isZero();
        assertThatThrownBy(() -> ring.between(0, 2)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ring.add(2, bytes("more"))).isInstanceOf(Refusal.class);
        ring.forget();
    }
}
