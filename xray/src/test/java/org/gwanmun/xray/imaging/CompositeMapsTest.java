package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;

/** Scatter on the raster of the view from above, with what lies before it taken into account. */
final class CompositeMapsTest {
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final TwinScanner TWIN = TwinScanner.composite(PROFILE);
    private static final ImagingPipeline PIPELINE = ImagingPipeline.forProfile(PROFILE);

    /** 50 mm of polyethylene at y = 0 under 0.8 mm of steel, beside it, in the same parcel, 50 mm of polyethylene alone. */
    private static final RawScan COVERED = TWIN.scan(
                    new Parcel(
                            "covered",
                            120,
                            200,
                            51,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(
                                    slab("polyethylene", -60, 80, 0, 50),
                                    slab("iron", -60, 80, 50, 0.8),
                                    slab("polyethylene", 60, 80, 0, 50))),
                    1,
                    Instant.EPOCH)
            .raw();

    private static ParcelObject slab(
            String material, double y_mm, double width_mm, double from_mm, double thickness_mm) {
        return new ParcelObject(
                material,
                Placed.at(new Box(100, width_mm, thickness_mm), 0, y_mm, from_mm + thickness_mm / 2),
                Optional.empty(),
                MaterialCatalogue.standard().find(material).orElseThrow(),
                Optional.empty(),
                Optional.empty());
    }

    /** Mean over 30 lines × 30 mm about the middle of the parcel along the belt, at y. */
    private static double mean(CompositeMaps maps, float[] map, double y_mm) {
        double perPixel = 1200 * (1200 - 25) / 1280.0 / maps.pixels(); // fan at half the height
        int middle = (int) Math.round(maps.pixels() / 2.0 + y_mm / perPixel);
        double sum = 0;
        int count = 0;
        for (int line = maps.lines() / 2 - 15; line < maps.lines() / 2 + 15; line++) {
            for (int p = middle - 12; p <= middle + 12; p++) {
                float value = map[line * maps.pixels() + p];
                if (!Float.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    void whatLiesUnderSteelHasAboutTheIndexItHasWithoutSteel() {
        CompositeMaps maps = PIPELINE.process(COVERED).composite().orElseThrow();
        CompositeMaps.Channel top = maps.channel("back_top").orElseThrow();
        double free = mean(maps, top.index(), 60);
        assertThat(free).isBetween(0.75, 1.1); // a block of this size loses some of its multiple scatter at its sides
        assertThat(mean(maps, top.measured(), -60)).isLessThan(0.35 * free); // as measured, hardly there
        assertThat(mean(maps, top.index(), -60)).isBetween(0.7 * free, 1.3 * free);
        assertThat(mean(maps, top.sigma(), -60))
                .isGreaterThan(3 * mean(maps, top.sigma(), 60)); // and said to be less sure
    }

    @Test
    void bothHeadsTogetherTellThatLightMatterLiesBelowTheSteel() {
        CompositeMaps maps = PIPELINE.process(COVERED).composite().orElseThrow();
        assertThat(mean(maps, maps.above(), -60)).isLessThan(0.2);
        assertThat(maps.above()[maps.lines() / 2 * maps.pixels() + maps.pixels() / 2 + 60])
                .isNaN(); // no steel there
    }

    @Test
    void scatterTellsGramsUnderSteelBetter() {
        double truth = 2 * 10 * 8 * 5 * 0.94 + 10 * 8 * 0.08 * 7.874;
        double composite = grams(COVERED);
        double alone = grams(with(COVERED.channels().stream()
                .filter(channel -> channel.name().contains("/"))
                .toList()));
        assertThat(Math.abs(composite / truth - 1)).isLessThan(0.6 * Math.abs(alone / truth - 1));
    }

    private static double grams(RawScan scan) {
        return PIPELINE.process(scan).mass().orElseThrow().mass_g();
    }

    @Test
    void aPictureThatCameTooLateIsMovedBackAndSaidToBe() {
        CompositeMaps right = PIPELINE.process(COVERED).composite().orElseThrow();
        List<RawScan.Channel> channels = new ArrayList<>();
        for (RawScan.Channel it : COVERED.channels()) {
            double late_s = it.name().equals("back_bottom") ? 0.06 : 0;
            channels.add(new RawScan.Channel(
                    it.name(),
                    it.linePitch_mm(),
                    it.plane_x_mm(),
                    it.firstLine_s() + late_s,
                    it.countsPerGrey(),
                    it.saturation_grey(),
                    it.scan(),
                    it.air(),
                    it.dark()));
        }
        Inspection seen = PIPELINE.process(with(channels));
        CompositeMaps late = seen.composite().orElseThrow();
        assertThat(late.channel("back_bottom").orElseThrow().shift_mm()).isBetween(10.0, 14.0);
        assertThat(late.channel("back_top").orElseThrow().shift_mm()).isZero();
        assertThat(seen.notes().stream().map(note -> note.key())).contains(ImagingMessage.PLANE_SHIFTED);
        assertThat(mean(late, late.channel("back_bottom").orElseThrow().index(), 60))
                .isCloseTo(
                        mean(right, right.channel("back_bottom").orElseThrow().index(), 60),
                        org.assertj.core.data.Percentage.withPercentage(3));
    }

    @Test
    void oneHeadAloneIsUsedAsFarAsItGoes() {
        Inspection seen = PIPELINE.process(with(COVERED.channels().stream()
                .filter(channel -> !channel.name().equals("back_bottom"))
                .toList()));
        assertThat(seen.composite().orElseThrow().channels().stream().map(CompositeMaps.Channel::name))
                .containsExactly("back_top", "forward");
    }

    @Test
    void grainGoesAndEdgesStay() {
        int size = 60;
        float[] value = new float[size * size];
        float[] sigma = new float[size * size];
        java.util.Random chance = new java.util.Random(1);
        for (int at = 0; at < value.length; at++) {
            value[at] = (float) ((at % size < size / 2 ? 0.3 : 1.0) + 0.15 * chance.nextGaussian());
        }
        Arrays.fill(sigma, 0.15f);
        float[] smooth = new float[value.length];
        float[] left = new float[value.length];
        GrainFilter.apply(value, sigma, size, size, smooth, left);
        double squares = 0;
        double edge = 0;
        for (int line = 10; line < size - 10; line++) {
            squares += Math.pow(smooth[line * size + 15] - 0.3, 2) / (size - 20);
            edge += (smooth[line * size + size / 2] - smooth[line * size + size / 2 - 1]) / (size - 20);
        }
        assertThat(Math.sqrt(squares)).isLessThan(0.15 / 3);
        assertThat(edge).isGreaterThan(0.85 * 0.7);
    }

    private static RawScan with(List<RawScan.Channel> channels) {
        return new RawScan("some", "mail-composite", COVERED.height_mm(), Instant.EPOCH, channels, Optional.empty());
    }
}
