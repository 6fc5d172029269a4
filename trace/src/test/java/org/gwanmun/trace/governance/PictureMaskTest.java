package org.gwanmun.trace.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gwanmun.trace.vision.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures are judged after they were written as JPEG and read again, as whoever gets them would see them. */
class PictureMaskTest {
    private static final int W = 192;
    private static final int H = 144;
    private static final double RATE = 5;
    private static final int PERSON_W = 24;
    private static final int PERSON_H = 60;
    /** Grey levels that JPEG moves a pixel by, summed over the colours. */
    private static final int JPEG_SUM = 90;

    /** A textured place of dull colours under a light, with noise, and people whose clothes are of loud stripes. */
    private static final class Place {
        private final SplittableRandom random = new SplittableRandom(5);
        private final byte[] empty = new byte[3 * W * H];
        private final byte[] clothes = new byte[3 * PERSON_W * PERSON_H];
        private int frame;
        private double light = 1;

        Place() {
            for (int i = 0; i < W * H; i++) {
                int level = 110 + i % W / 4 + random.nextInt(24);
                Arrays.fill(empty, 3 * i, 3 * i + 3, (byte) level);
            }
            for (int i = 0; i < PERSON_W * PERSON_H; i++) {
                boolean red = i / PERSON_W / 5 % 2 == 0;
                clothes[3 * i] = (byte) random.nextInt(30);
                clothes[3 * i + 1] = (byte) (red ? 10 : 220 + random.nextInt(30));
                clothes[3 * i + 2] = (byte) (red ? 220 + random.nextInt(30) : 10);
            }
        }

        /** The next picture, with a person at each of these left upper corners. */
        Frame next(int[]... people) {
            byte[] raw = empty.clone();
            for (int[] at : people) {
                for (int y = 0; y < PERSON_H; y++) {
                    for (int x = 0; x < PERSON_W; x++) {
                        if (at[0] + x >= 0 && at[0] + x < W && at[1] + y >= 0 && at[1] + y < H) {
                            System.arraycopy(
                                    clothes, 3 * (y * PERSON_W + x), raw, 3 * ((at[1] + y) * W + at[0] + x), 3);
                        }
                    }
                }
            }
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) Math.clamp(Math.round((raw[i] & 255) * light) + random.nextInt(7) - 3, 0, 255);
            }
            return new Frame(W, H, frame++ / RATE, raw);
        }
    }

    private static Box boxOf(int[] person) {
        return new Box(person[0], person[1], PERSON_W, PERSON_H);
    }

    private static Frame masked(PictureMask mask, Frame raw, Box... others) {
        return decoded(mask.mask(raw, List.of(others), List.of()));
    }

    /** Through JPEG and back. */
    private static Frame decoded(Frame frame) {
        BufferedImage picture = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                int at = frame.at(x, y);
                byte[] b = frame.bgr();
                picture.setRGB(x, y, ((b[at + 2] & 255) << 16) | ((b[at + 1] & 255) << 8) | (b[at] & 255));
            }
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            assertThat(ImageIO.write(picture, "jpg", file)).isTrue();
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
            byte[] bgr = new byte[3 * W * H];
            for (int i = 0; i < W * H; i++) {
                int rgb = read.getRGB(i % W, i / W);
                bgr[3 * i] = (byte) rgb;
                bgr[3 * i + 1] = (byte) (rgb >> 8);
                bgr[3 * i + 2] = (byte) (rgb >> 16);
            }
            return new Frame(W, H, frame.time_s(), bgr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int far(byte[] a, byte[] b, int at) {
        return Math.abs((a[at] & 255) - (b[at] & 255))
                + Math.abs((a[at + 1] & 255) - (b[at + 1] & 255))
                + Math.abs((a[at + 2] & 255) - (b[at + 2] & 255));
    }

    /** Pixels of a person in the raw picture that are seen in the masked one. Everything else there is grey. */
    private static int seen(Frame raw, Frame shown, int[] person) {
        int seen = 0;
        for (int y = Math.max(0, person[1]); y < Math.min(H, person[1] + PERSON_H); y++) {
            for (int x = Math.max(0, person[0]); x < Math.min(W, person[0] + PERSON_W); x++) {
                seen += far(raw.bgr(), shown.bgr(), raw.at(x, y)) < 150 ? 1 : 0;
            }
        }
        return seen;
    }

    /** Share of the pixels that are as the empty place is. */
    private static double clear(Place place, Frame shown) {
        int n = 0;
        for (int i = 0; i < W * H; i++) {
            n += far(place.empty, shown.bgr(), 3 * i) < JPEG_SUM ? 1 : 0;
        }
        return (double) n / (W * H);
    }

    private static boolean allMosaic(Frame shown) {
        for (int i = 0; i < shown.bgr().length; i++) {
            int level = shown.bgr()[i] & 255;
            if (level != 64 && level != 88 && level != 136 && level != 160) {
                return false;
            }
        }
        return true;
    }

    private static PictureMask knowing(Place place) {
        PictureMask mask = new PictureMask(W, H, PictureMask.Pattern.MOSAIC);
        for (int i = 0; i < 25 * RATE; i++) {
            mask.mask(place.next(), List.of(), List.of());
        }
        assertThat(mask.knownShare()).isEqualTo(1);
        return mask;
    }

    @Test
    void beforeTheBackgroundIsKnownAllIsMosaic() {
        Place place = new Place();
        PictureMask mask = new PictureMask(W, H, PictureMask.Pattern.MOSAIC);
        for (int i = 0; i < 19 * RATE; i++) {
            assertThat(allMosaic(mask.mask(place.next(), List.of(), List.of()))).isTrue();
        }
        for (int i = 0; i < 5 * RATE; i++) {
            mask.mask(place.next(), List.of(), List.of());
        }
        assertThat(clear(place, masked(mask, place.next()))).isGreaterThan(0.95);
    }

    /** Whoever no detector has ever seen. */
    @ParameterizedTest
    @EnumSource
    void peopleWhoWereNeverDetectedAreNotSeen(PictureMask.Pattern pattern) {
        Place place = new Place();
        PictureMask mask = new PictureMask(W, H, pattern);
        for (int i = 0; i < 300; i++) {
            int[] one = {2 * i % (W + 40) - 30, 30 + i % 7};
            int[] two = {W - 3 * i % (W + 60), 70};
            Frame raw = place.next(one, two);
            Frame shown = masked(mask, raw);
            assertThat(seen(raw, shown, one) + seen(raw, shown, two)).isZero();
        }
        Frame raw = place.next();
        assertThat(clear(place, masked(mask, raw))).isGreaterThan(0.5);
    }

    /** He sways by a pixel now and then; around him the place is learned, but he is not. */
    @Test
    void whoStandsThereFromTheStartAndIsNeverDetectedIsNotLearned() {
        Place place = new Place();
        PictureMask mask = new PictureMask(W, H, PictureMask.Pattern.MOSAIC);
        Frame shown = place.next();
        for (int i = 0; i < 180 * RATE; i++) {
            int[] person = {80 + i / 3 % 2, 50};
            Frame raw = place.next(person);
            shown = masked(mask, raw);
            assertThat(seen(raw, shown, person)).isZero();
        }
        assertThat(clear(place, shown)).isGreaterThan(0.6);
    }

    /** A dummy, but a detector sees a person every now and then. */
    @Test
    void whoNeverMovesIsNotLearnedWhileHeIsDetected() {
        Place place = new Place();
        PictureMask mask = new PictureMask(W, H, PictureMask.Pattern.MOSAIC);
        int[] person = {80, 50};
        for (int i = 0; i < 180 * RATE; i++) {
            Frame raw = place.next(person);
            Frame shown = i % 6 == 0 ? masked(mask, raw, boxOf(person)) : masked(mask, raw);
            assertThat(seen(raw, shown, person)).isZero();
        }
        // He leaves, and where he stood is learned.
        for (int i = 0; i < 25 * RATE; i++) {
            mask.mask(place.next(), List.of(), List.of());
        }
        assertThat(clear(place, masked(mask, place.next()))).isGreaterThan(0.95);
    }

    @Test
    void whoComesAndStandsStillDoesNotMeltIntoTheBackground() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        for (int i = 0; i < 180 * RATE; i++) {
            int[] person = {80 + i / 4 % 2, 50};
            Frame raw = place.next(person);
            assertThat(seen(raw, masked(mask, raw), person)).isZero();
        }
        mask.mask(place.next(), List.of(), List.of());
        mask.mask(place.next(), List.of(), List.of());
        mask.mask(place.next(), List.of(), List.of());
        assertThat(clear(place, masked(mask, place.next()))).isGreaterThan(0.95);
    }

    /** A parcel that was put down: mosaic for a minute, then part of the place. */
    @Test
    void whatIsReallyStillIsLearnedInTheEnd() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        int[] parcel = {80, 50};
        for (int i = 0; i < 59 * RATE; i++) {
            Frame raw = place.next(parcel);
            assertThat(seen(raw, masked(mask, raw), parcel)).isZero();
        }
        for (int i = 0; i < 4 * RATE; i++) {
            mask.mask(place.next(parcel), List.of(), List.of());
        }
        Frame raw = place.next(parcel);
        assertThat(seen(raw, masked(mask, raw), parcel)).isGreaterThan(PERSON_W * PERSON_H / 2);
    }

    @Test
    void aPermittedTargetIsClearInHisBoxAlone() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        int[] target = {40, 40};
        int[] other = {120, 40};
        Frame raw = place.next(target, other);
        Frame shown = mask.mask(raw, List.of(boxOf(other)), List.of(boxOf(target)));
        for (int y = 0; y < H; y++) {
            for (int x = 0; x < W; x++) {
                boolean inside = x >= 40 && x < 40 + PERSON_W && y >= 40 && y < 40 + PERSON_H;
                int at = raw.at(x, y);
                if (inside) {
                    assertThat(Arrays.copyOfRange(shown.bgr(), at, at + 3))
                            .isEqualTo(Arrays.copyOfRange(raw.bgr(), at, at + 3));
                }
            }
        }
        assertThat(seen(raw, decoded(shown), target)).isGreaterThan(PERSON_W * PERSON_H * 3 / 4);
        assertThat(seen(raw, decoded(shown), other)).isZero();

        // Half of him in his box, the box too small: the rest is not seen.
        Frame half = mask.mask(raw, List.of(boxOf(other)), List.of(new Box(40, 40, PERSON_W / 2, PERSON_H)));
        for (int y = 40; y < 40 + PERSON_H; y++) {
            for (int x = 40 + PERSON_W / 2; x < 40 + PERSON_W; x++) {
                assertThat(far(raw.bgr(), half.bgr(), raw.at(x, y))).isGreaterThan(150);
            }
        }
    }

    @Test
    void whoStandsBeforeAPermittedTargetIsNotSeen() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        int[] target = {40, 40};
        int[] other = {52, 46};
        Frame raw = place.next(target, other);
        Frame shown = decoded(mask.mask(raw, List.of(boxOf(other)), List.of(boxOf(target))));
        assertThat(seen(raw, shown, other)).isZero();
    }

    @Test
    void whenTheLightIsSwitchedAllIsMosaicUntilItIsLearnedAgain() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        place.light = 0.5;
        int[] person = {80, 50};
        for (int i = 0; i < 15 * RATE; i++) {
            assertThat(allMosaic(mask.mask(place.next(person), List.of(), List.of())))
                    .isTrue();
        }
        for (int i = 0; i < 40 * RATE; i++) {
            mask.mask(place.next(), List.of(), List.of());
        }
        assertThat(mask.knownShare()).isEqualTo(1);
    }

    /** By a fifth in three minutes, as clouds do. */
    @Test
    void theBackgroundFollowsSlowLight() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        Frame raw = place.next();
        Frame shown = raw;
        for (int i = 0; i < 180 * RATE; i++) {
            place.light -= 0.2 / (180 * RATE);
            raw = place.next();
            shown = mask.mask(raw, List.of(), List.of());
        }
        int clear = 0;
        for (int i = 0; i < W * H; i++) {
            clear += far(raw.bgr(), shown.bgr(), 3 * i) < 40 ? 1 : 0;
        }
        assertThat((double) clear / (W * H)).isGreaterThan(0.95);
    }

    @Test
    void aCameraThatWasTurnedShowsNothingAtFirst() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        byte[] turned = new byte[3 * W * H];
        Frame raw = place.next();
        for (int i = 0; i < W * H; i++) {
            System.arraycopy(raw.bgr(), 3 * i, turned, 3 * (W * H - 1 - i), 3);
        }
        Frame shown = mask.mask(new Frame(W, H, raw.time_s(), turned), List.of(), List.of());
        assertThat(allMosaic(shown)).isTrue();
    }

    @Test
    void whereTimeFallsOrAnotherSizeComesNothingIsShown() {
        Place place = new Place();
        PictureMask mask = knowing(place);
        Frame raw = place.next();
        Frame earlier = new Frame(W, H, 1, raw.bgr());
        assertThat(allMosaic(mask.mask(earlier, List.of(), List.of()))).isTrue();
        assertThatThrownBy(() -> mask.mask(new Frame(8, 8, 99, new byte[192]), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mask.mask(new Frame(W, H, Double.NaN, raw.bgr()), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereTimeStandsStillNothingIsLearned() {
        Place place = new Place();
        PictureMask mask = new PictureMask(W, H, PictureMask.Pattern.SOLID);
        byte[] raw = place.next().bgr();
        for (int i = 0; i < 1000; i++) {
            mask.mask(new Frame(W, H, 5, raw), List.of(), List.of());
        }
        assertThat(mask.knownShare()).isZero();
    }

    /** Non-interference: what stands under the boxes has no influence on the output, now or later. */
    @Property(tries = 10)
    void filmsThatDifferUnderTheBoxesAloneLookTheSame(@ForAll int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Place place = new Place();
        PictureMask one = new PictureMask(W, H, PictureMask.Pattern.MOSAIC, 2, 4);
        PictureMask two = new PictureMask(W, H, PictureMask.Pattern.MOSAIC, 2, 4);
        double speed = 4 * random.nextDouble();
        for (int i = 0; i < 150; i++) {
            List<Box> boxes = new ArrayList<>();
            for (int b = 0; b < 3; b++) {
                boxes.add(new Box((50 * b + speed * i) % W - 20, 20.5 + 20 * b, 5 + 30 * random.nextDouble(), 40.3));
            }
            Frame raw = place.next();
            byte[] a = raw.bgr().clone();
            byte[] b = raw.bgr().clone();
            for (Box box : boxes) {
                for (int y = (int) Math.max(0, box.top_px()); y < Math.min(H, box.top_px() + box.h_px()); y++) {
                    for (int x = (int) Math.max(0, box.left_px()); x < Math.min(W, box.left_px() + box.w_px()); x++) {
                        a[raw.at(x, y)] = (byte) random.nextInt(256);
                        b[raw.at(x, y) + 1] = (byte) random.nextInt(256);
                    }
                }
            }
            byte[] shownOfOne =
                    one.mask(new Frame(W, H, raw.time_s(), a), boxes, List.of()).bgr();
            byte[] shownOfTwo =
                    two.mask(new Frame(W, H, raw.time_s(), b), boxes, List.of()).bgr();
            assertThat(Arrays.equals(shownOfOne, shownOfTwo)).isTrue();
        }
        assertThat(one.knownShare()).isPositive();
    }

    /** In any picture with any boxes: a cell that a box touches has one colour, and nothing of the raw texture. */
    @Property(tries = 200)
    void underADetectedBoxThereIsNoTexture(
            @ForAll @IntRange(min = 1, max = 400) int w,
            @ForAll @IntRange(min = 1, max = 300) int h,
            @ForAll int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] raw = new byte[3 * w * h];
        random.nextBytes(raw);
        PictureMask mask = new PictureMask(
                w, h, random.nextBoolean() ? PictureMask.Pattern.MOSAIC : PictureMask.Pattern.SOLID, 1, 1);
        for (int i = 0; i < 5; i++) {
            mask.mask(new Frame(w, h, i, raw), List.of(), List.of());
        }
        assertThat(mask.knownShare()).isEqualTo(1);
        Box box = new Box(
                (2 * random.nextDouble() - 0.5) * w,
                (2 * random.nextDouble() - 0.5) * h,
                0.1 + w * random.nextDouble(),
                0.1 + h * random.nextDouble());
        Frame shown = mask.mask(new Frame(w, h, 5, raw), List.of(box), List.of(box));
        int cell = mask.cell_px();
        double product = 0;
        for (int y = (int) Math.max(0, box.top_px()); y < Math.min(h, box.top_px() + box.h_px()); y++) {
            for (int x = (int) Math.max(0, box.left_px()); x < Math.min(w, box.left_px() + box.w_px()); x++) {
                int at = shown.at(x, y);
                int corner = shown.at(x / cell * cell, y / cell * cell);
                for (int c = 0; c < 3; c++) {
                    product += Math.abs(shown.bgr()[at + c] - shown.bgr()[corner]) * (double) (raw[at + c] & 255);
                }
            }
        }
        assertThat(product).isCloseTo(0, within(0.0));
    }

    @Test
    void cellsAreCoarse() {
        assertThat(new PictureMask(160, 120, PictureMask.Pattern.SOLID).cell_px())
                .isEqualTo(16);
        assertThat(new PictureMask(768, 576, PictureMask.Pattern.SOLID).cell_px())
                .isEqualTo(24);
        assertThat(new PictureMask(1920, 1080, PictureMask.Pattern.SOLID).cell_px())
                .isEqualTo(48);
    }
}
