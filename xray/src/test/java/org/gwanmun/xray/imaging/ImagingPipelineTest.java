package org.gwanmun.xray.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.MachineMessage;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagingPipelineTest {
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final TwinScanner TWIN = new TwinScanner(PROFILE);
    private static final ImagingPipeline PIPELINE = ImagingPipeline.forProfile(PROFILE);

    /** A cardboard box with a plate of aluminium over a bag of powder. */
    private static final String PLATE_OVER_POWDER = """
            gwanmun: parcel/1
            id: plate-over-powder
            outer_mm: [160, 120, 60]
            wall: {material: cardboard, thickness_mm: 3}
            objects:
              - {name: powder, shape: {ellipsoid_mm: [90, 60, 30]}, at_mm: [0, 0, 19], material: sucrose, density_g_cm3: 0.8}
              - {name: plate, shape: {box_mm: [100, 80, 6]}, at_mm: [0, 0, 40], material: aluminium}
            """;

    private static TwinScan scan(String yaml, long seed) {
        return TWIN.scan(ParcelFile.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8)), seed, Instant.EPOCH);
    }

    private static final RawScan RAW = scan(PLATE_OVER_POWDER, 8).raw();

    private static RawScan with(RawScan scan, OptionalDouble height_mm, List<RawScan.Channel> channels) {
        return new RawScan(scan.id(), scan.scanner(), height_mm, scan.started(), channels, scan.calibration());
    }

    @Test
    void theMassIsWithinItsInterval() {
        double powder = 0.8 * Math.PI / 6 * 9 * 6 * 3;
        double plate = 2.699 * 10 * 8 * 0.6;
        double walls = (16 * 12 * 6 - 15.4 * 11.4 * 5.4) * cardboardDensity();
        double truth_g = powder + plate + walls;
        Inspection inspection = PIPELINE.process(RAW);
        assertThat(inspection.mass()).hasValueSatisfying(mass -> {
            assertThat(mass.low_g()).isLessThan(truth_g);
            assertThat(mass.high_g()).isGreaterThan(truth_g);
            assertThat(mass.mass_g()).isCloseTo(truth_g, within(0.07 * truth_g));
            assertThat(mass.high_g() - mass.low_g()).isLessThan(0.25 * truth_g); // an interval that says something
        });
        assertThat(inspection.timings_ms().keySet()).contains("correct", "filter", "decompose");
    }

    private static double cardboardDensity() {
        return org.gwanmun.xray.matter.MaterialCatalogue.standard()
                .find("cardboard")
                .orElseThrow()
                .density_g_cm3();
    }

    @Test
    void theMapsAgreeWithTheTruthOfTheTwin() {
        TwinScan scan = scan(PLATE_OVER_POWDER, 9);
        ViewMaps maps = PIPELINE.process(scan.raw()).views().getFirst();
        TwinScan.ViewTruth truth = scan.truth().getFirst();
        double measured = 0;
        double real = 0;
        for (int i = 0; i < maps.zeff().length; i++) {
            if (Float.isFinite(maps.zeff()[i]) && truth.arealDensity_g_cm2().values()[i] > 1.5) {
                measured += maps.arealDensity_g_cm2()[i];
                real += truth.arealDensity_g_cm2().values()[i];
            }
        }
        assertThat(real).isGreaterThan(1000);
        assertThat(measured).isCloseTo(real, within(0.05 * real));
    }

    @Test
    void emptyAirWeighsNothing() {
        Inspection inspection =
                PIPELINE.process(scan("{gwanmun: parcel/1, id: nothing, outer_mm: [100, 100, 50], objects: []}", 3)
                        .raw());
        assertThat(inspection.mass())
                .hasValueSatisfying(mass -> assertThat(mass.mass_g()).isCloseTo(0, within(5.0)));
        ViewMaps maps = inspection.views().getFirst();
        int known = 0;
        for (float z : maps.zeff()) {
            known += Float.isNaN(z) ? 0 : 1;
        }
        assertThat(known).as("pixels of nothing with a Zeff").isLessThan(maps.zeff().length / 1000);
        assertThat(maps.parcelWindow(20)).isEqualTo(new ViewMaps.Window(0, 0, maps.lines(), maps.pixels()));
    }

    @Test
    void anUnknownHeightWidensTheInterval() {
        Inspection.Mass known = PIPELINE.process(RAW).mass().orElseThrow();
        Inspection blind = PIPELINE.process(with(RAW, OptionalDouble.empty(), RAW.channels()));
        Inspection.Mass unknown = blind.mass().orElseThrow();
        assertThat(unknown.low_g()).isLessThan(known.low_g());
        assertThat(unknown.high_g()).isGreaterThan(known.high_g());
        assertThat(blind.notes()).anyMatch(note -> note.key() == ImagingMessage.HEIGHT_UNKNOWN);
    }

    @Test
    void aSmallPieceOfLeadInAHeavyParcelIsEnoughToGiveNoMass() {
        Inspection inspection = PIPELINE.process(scan("""
                {gwanmun: parcel/1, id: pin, outer_mm: [200, 160, 80],
                 objects: [{shape: {box_mm: [180, 140, 60]}, at_mm: [0, 0, 30], material: sucrose, density_g_cm3: 0.8},
                           {shape: {box_mm: [5, 5, 8]}, at_mm: [0, 0, 70], material: lead}]}
                """, 3).raw());
        assertThat(inspection.mass()).isEmpty();
        assertThat(inspection.atLeast_g().orElseThrow()).isBetween(1000.0, 18 * 14 * 6 * 0.8 + 5);
    }

    @Test
    void leadHidesAndIsSaidToHide() {
        Inspection inspection = PIPELINE.process(scan("""
                {gwanmun: parcel/1, id: lead, outer_mm: [120, 120, 50],
                 objects: [{shape: {box_mm: [100, 100, 10]}, at_mm: [0, 0, 20], material: lead}]}
                """, 3).raw());
        assertThat(inspection.mass()).isEmpty();
        assertThat(inspection.atLeast_g().orElseThrow()).isBetween(0.0, 10 * 10 * 11.4);
        assertThat(inspection.notes())
                .anyMatch(note -> note.key() == ImagingMessage.OPAQUE)
                .anyMatch(note -> note.key() == ImagingMessage.MASS_HIDDEN);
        ViewMaps maps = inspection.views().getFirst();
        int middle = maps.lines() / 2 * maps.pixels() + maps.pixels() / 2;
        assertThat(maps.zeff()[middle]).isNaN();
        assertThat(maps.arealDensity_g_cm2()[middle]).isNaN();
        assertThat(maps.attenuation()[middle]).isEqualTo(ViewMaps.OPAQUE);
    }

    @ParameterizedTest
    @CsvSource({"top/low", "top/high"})
    void oneEnergyWithoutItsPartnerIsRefused(String alone) {
        RawScan half = with(RAW, RAW.height_mm(), List.of(RAW.channel(alone).orElseThrow()));
        assertThatThrownBy(() -> PIPELINE.process(half))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.BAD_INPUT))
                .hasMessageContaining("/high");
    }

    @Test
    void aScanWithoutChannelsIsRefused() {
        assertThatThrownBy(() -> PIPELINE.process(with(RAW, RAW.height_mm(), List.of())))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aCalibrationOfAnotherMachineIsRefused() {
        Calibration foreign = new Calibration("baggage-compact", Instant.EPOCH, List.of());
        RawScan scan = new RawScan(
                RAW.id(), RAW.scanner(), RAW.height_mm(), RAW.started(), RAW.channels(), Optional.of(foreign));
        assertThatThrownBy(() -> PIPELINE.process(scan))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("baggage-compact")
                .hasMessageContaining("mail-composite");
    }

    @Test
    void aCalibrationWithoutTheViewGivesAPictureButNoGrams() {
        Calibration other = new Calibration("mail-composite", Instant.EPOCH, List.of());
        RawScan scan = new RawScan(
                RAW.id(), RAW.scanner(), RAW.height_mm(), RAW.started(), RAW.channels(), Optional.of(other));
        Inspection inspection = PIPELINE.process(scan);
        assertThat(inspection.mass()).isEmpty();
        assertThat(inspection.views().getFirst().zeff()).containsOnly(Float.NaN);
        assertThat(inspection.notes()).anyMatch(note -> note.key() == ImagingMessage.NO_VIEW_IN_CALIBRATION);
        assertThat(inspection.notes()).noneMatch(note -> note.key() == MachineMessage.NO_CALIBRATION);
    }

    @Test
    void thePictureIsCutToTheParcelWithItsMargin() {
        ViewMaps maps = PIPELINE.process(RAW).views().getFirst();
        ViewMaps.Window window = maps.parcelWindow(10);
        assertThat(window.lines() * maps.linePitch_mm()).isBetween(165.0, 200.0);
        assertThat(window.pixels() * maps.pixelPitch_mm()).isBetween(125.0, 165.0);
        ViewMaps part = maps.cropped(window);
        assertThat(part.lines()).isEqualTo(window.lines());
        assertThat(part.attenuation()[0])
                .isEqualTo(maps.attenuation()[window.firstLine() * maps.pixels() + window.firstPixel()]);
    }

    @Test
    void theSameScanGivesTheSameInspection() {
        ViewMaps a = PIPELINE.process(RAW).views().getFirst();
        ViewMaps b = ImagingPipeline.forProfile(PROFILE).process(RAW).views().getFirst();
        assertThat(a.zeff()).isEqualTo(b.zeff());
        assertThat(a.arealDensity_g_cm2()).isEqualTo(b.arealDensity_g_cm2());
    }

    /** The same channel with other pictures. */
    private static RawScan.Channel pictured(RawScan.Channel c, GreyImage scan, GreyImage air, GreyImage dark) {
        return new RawScan.Channel(
                c.name(),
                c.linePitch_mm(),
                c.plane_x_mm(),
                c.firstLine_s(),
                c.countsPerGrey(),
                c.saturation_grey(),
                scan,
                air,
                dark);
    }

    private static RawScan withGreys(java.util.function.IntUnaryOperator grey, boolean air) {
        List<RawScan.Channel> channels = RAW.channels().stream()
                .map(c -> pictured(
                        c, air ? c.scan() : mapped(c.scan(), grey), air ? mapped(c.air(), grey) : c.air(), c.dark()))
                .toList();
        return with(RAW, RAW.height_mm(), channels);
    }

    private static GreyImage mapped(GreyImage image, java.util.function.IntUnaryOperator grey) {
        short[] greys = image.grey().clone();
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (short) grey.applyAsInt(greys[i] & 0xFFFF);
        }
        return new GreyImage(image.width(), image.height(), 16, greys);
    }

    @Test
    void blackAndSaturatedScansAreRefusedInOneLine() {
        assertThatThrownBy(() -> PIPELINE.process(withGreys(g -> 0, false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("black");
        assertThatThrownBy(() -> PIPELINE.process(withGreys(g -> 600, false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("black");
        assertThatThrownBy(() -> PIPELINE.process(withGreys(g -> 65_535, false)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("end of its range");
        assertThatThrownBy(() -> PIPELINE.process(withGreys(g -> 65_535, true)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("air scan");
        assertThatThrownBy(() -> PIPELINE.process(withGreys(g -> 600, true)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("air scan");
    }

    @Test
    void aStaleOrUnfitCalibrationIsRefused() {
        Calibration fresh = TWIN.calibrate(3, Instant.parse("2024-01-01T00:00:00Z"));
        RawScan later = new RawScan(
                RAW.id(),
                RAW.scanner(),
                RAW.height_mm(),
                Instant.parse("2026-01-01T00:00:00Z"),
                RAW.channels(),
                Optional.of(fresh));
        assertThatThrownBy(() -> PIPELINE.process(later))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2024-01-01")
                .hasMessageContaining("Maybe");
        List<Calibration.Steps> steps = fresh.views().getFirst().materials();
        Calibration.Steps iron = steps.get(6);
        Calibration.Steps lie = new Calibration.Steps(
                "aluminium", 13, 0.4818, iron.arealDensity_g_cm2(), iron.attenuationLow(), iron.attenuationHigh());
        Calibration unfit = new Calibration(
                fresh.scanner(),
                Instant.EPOCH,
                List.of(Calibration.ViewWedge.fitted("top", List.of(steps.get(0), steps.get(4), lie))));
        RawScan with = new RawScan(
                RAW.id(), RAW.scanner(), RAW.height_mm(), RAW.started(), RAW.channels(), Optional.of(unfit));
        assertThatThrownBy(() -> PIPELINE.process(with))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not fit");
    }

    @Test
    void pixelsThatAreNotTheProfilesGiveMapsButNoMass() {
        List<RawScan.Channel> cut = RAW.channels().stream()
                .map(c -> pictured(c, middle(c.scan()), middle(c.air()), middle(c.dark())))
                .toList();
        Inspection inspection = PIPELINE.process(with(RAW, RAW.height_mm(), cut));
        assertThat(inspection.mass()).isEmpty();
        assertThat(inspection.notes()).anyMatch(note -> note.key() == ImagingMessage.PIXELS_DIFFER);
        int known = 0;
        for (float z : inspection.views().getFirst().zeff()) {
            known += Float.isNaN(z) ? 0 : 1;
        }
        assertThat(known).isGreaterThan(5000);
    }

    private static GreyImage middle(GreyImage image) {
        int width = 640;
        short[] greys = new short[width * image.height()];
        for (int line = 0; line < image.height(); line++) {
            for (int p = 0; p < width; p++) {
                greys[line * width + p] = (short) image.at(line, p + (image.width() - width) / 2);
            }
        }
        return new GreyImage(width, image.height(), 16, greys);
    }
}
