package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.imaging.quality.DailyChecks;
import org.gwanmun.xray.imaging.quality.QualitySheet;
import org.gwanmun.xray.imaging.quality.Score;
import org.gwanmun.xray.imaging.quality.TestObject;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test object scored, and scores kept from day to day. */
final class QualitySheetTest {
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final RawScan SCAN = TwinScanner.composite(PROFILE)
            .scan(TestObject.STANDARD.parcel(), 1, Instant.EPOCH)
            .raw();
    private static final QualitySheet SHEET = QualitySheet.of(PROFILE, SCAN);

    private static double value(QualitySheet sheet, String key) {
        return sheet.scores().stream()
                .filter(score -> score.key().equals(key))
                .mapToDouble(Score::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPartOfTheSheetHasItsScore() {
        assertThat(SHEET.scores().stream().map(Score::view).distinct())
                .containsExactlyInAnyOrder("top", "back_top", "forward", "back_bottom");
        assertThat(value(SHEET, "top.wire")).isBetween(0.08, 0.33);
        assertThat(value(SHEET, "top.simple_penetration")).isGreaterThanOrEqualTo(16);
        assertThat(value(SHEET, "top.thin_organic")).isLessThanOrEqualTo(1);
        assertThat(value(SHEET, "top.organic_inorganic")).isGreaterThan(5);
        assertThat(value(SHEET, "top.plate_areal_density")).isCloseTo(0.4 * 1.18, within(0.03));
        assertThat(value(SHEET, "back_bottom.plane_offset")).isBetween(-0.4, 0.4);
        assertThat(value(SHEET, "back_top.scatter_behind_steel")).isBetween(0.5, 4.0);
    }

    /** A machine whose belt started late, and whose parcel lies to one side, is scored the same. */
    @Test
    void whereTheObjectLiesDoesNotMatter() {
        QualitySheet moved = QualitySheet.of(PROFILE, cut(SCAN, 6));
        for (String key : List.of("top.resolution_across", "top.simple_penetration", "top.thin_organic")) {
            assertThat(value(moved, key)).as(key).isEqualTo(value(SHEET, key));
        }
    }

    @Test
    void fewerPhotonsMakeAWorseSheet() {
        ScannerProfile weak = PROFILE.withPencilCurrent(0.5);
        RawScan dim = TwinScanner.composite(weak)
                .scan(TestObject.STANDARD.parcel(), 1, Instant.EPOCH)
                .raw();
        QualitySheet worse = QualitySheet.of(PROFILE, dim); // the same calibration: index and noise both tell
        assertThat(value(worse, "back_bottom.scatter_noise"))
                .isGreaterThan(2 * value(SHEET, "back_bottom.scatter_noise"));
    }

    @Test
    void anotherParcelIsRefusedWithItsSize() {
        assertThatThrownBy(() -> QualitySheet.of(PROFILE, cut(SCAN, 120)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("420")
                .hasMessageContaining("Maybe");
    }

    /** The same scan without its first lines. */
    private static RawScan cut(RawScan scan, int lines) {
        List<RawScan.Channel> channels = new ArrayList<>();
        for (RawScan.Channel it : scan.channels()) {
            int gone = (int) (lines / it.linePitch_mm());
            GreyImage all = it.scan();
            short[] grey = Arrays.copyOfRange(all.grey(), gone * all.width(), all.grey().length);
            channels.add(new RawScan.Channel(
                    it.name(),
                    it.linePitch_mm(),
                    it.plane_x_mm(),
                    it.firstLine_s() + gone * it.linePitch_mm() / PROFILE.beltSpeed_mm_s(),
                    it.countsPerGrey(),
                    it.saturation_grey(),
                    new GreyImage(all.width(), all.height() - gone, 16, grey),
                    it.air(),
                    it.dark()));
        }
        return new RawScan("cut", scan.scanner(), scan.height_mm(), scan.started(), channels, Optional.empty());
    }

    @Test
    void steadyScoresRaiseNoAlarmAndAStepDoes() {
        SplittableRandom chance = new SplittableRandom(5);
        List<DailyChecks.Check> checks = new ArrayList<>();
        int alarms = 0;
        for (int day = 0; day < 200; day++) {
            checks.add(check(day, 1 + 0.02 * chance.nextGaussian()));
            alarms += DailyChecks.drifts(checks).isEmpty() ? 0 : 1;
        }
        assertThat(alarms).isZero();
        checks.add(check(200, 1.3));
        assertThat(DailyChecks.drifts(checks)).hasSize(1);
        checks.set(200, new DailyChecks.Check("m", Instant.EPOCH, Map.of()));
        assertThat(DailyChecks.drifts(checks)).hasSize(1); // not seen any more
    }

    private static DailyChecks.Check check(int day, double value) {
        return new DailyChecks.Check("m", Instant.EPOCH.plusSeconds(86_400L * day), Map.of("top.noise", value));
    }

    @Test
    void aHistoryOutlivesACrashAndRefusesAnotherMachine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lane-1.jsonl");
        assertThat(DailyChecks.append(file, SHEET)).isEmpty();
        Files.writeString(file, Files.readString(file) + "{\"scanner\": \"mail-comp"); // the power went
        DailyChecks.append(file, SHEET);
        assertThat(DailyChecks.read(file)).hasSize(2);
        assertThat(DailyChecks.read(file).getLast().scores()).containsKey("top.noise");
        QualitySheet foreign = new QualitySheet("baggage-compact", Instant.EPOCH, SHEET.scores());
        assertThatThrownBy(() -> DailyChecks.append(file, foreign))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("baggage-compact");
    }
}
