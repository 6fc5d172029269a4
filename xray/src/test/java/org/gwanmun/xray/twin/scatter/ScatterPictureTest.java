package org.gwanmun.xray.twin.scatter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.xray.imaging.ImagingMessage;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.ScatterMaps;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole scans with scatter channels, and the low-density index that imaging makes of them. */
class ScatterPictureTest {
    private static final Path PARCELS = Path.of(System.getProperty("gwanmun.root", ".."), "examples/parcels");
    private static final ScannerProfile PROFILE = ScannerProfile.named("mail-composite");
    private static final ImagingPipeline PIPELINE = ImagingPipeline.forProfile(PROFILE);
    private static TwinScanner twin = new TwinScanner(PROFILE);
    private static TwinScan scan = twin.scan(block(40, 40), 1, Instant.EPOCH);
    private static Inspection inspection = PIPELINE.process(scan.raw());

    @BeforeAll
    static void scanned() {
        twin = TwinScanner.composite(PROFILE);
        scan = twin.scan(ParcelFile.read(PARCELS.resolve("hard-disk-demo.yaml")), 1, Instant.EPOCH);
        inspection = PIPELINE.process(scan.raw());
    }

    /** 50 mm of polyethylene, as the unit of the index is. */
    private static Parcel block(double length, double width) {
        return new Parcel(
                "block",
                length,
                width,
                50,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelObject(
                        "block",
                        Placed.at(new Box(length, width, 50), 0, 0, 25),
                        Optional.empty(),
                        MaterialCatalogue.standard().find("polyethylene").orElseThrow(),
                        Optional.empty(),
                        Optional.empty())));
    }

    @Test
    void everyHeadHasItsChannelWithRastersThatFit() {
        assertThat(scan.raw().channels().stream().map(RawScan.Channel::name))
                .containsExactly("top/low", "top/high", "back_top", "forward", "back_bottom");
        RawScan.Channel top = scan.raw().channel("top/low").orElseThrow();
        for (String name : List.of("back_top", "forward", "back_bottom")) {
            RawScan.Channel channel = scan.raw().channel(name).orElseThrow();
            assertThat(channel.scan().height() * channel.linePitch_mm())
                    .isBetween(
                            top.scan().height() * top.linePitch_mm() - 1e-9,
                            top.scan().height() * top.linePitch_mm() + channel.linePitch_mm());
            assertThat(channel.plane_x_mm()).isGreaterThanOrEqualTo(300); // shielded from the fan and from each other
            assertThat(channel.air().height()).isGreaterThanOrEqualTo(RawScan.LEAST_REFERENCE_LINES);
        }
    }

    @Test
    void someTensOfPhotonsAMilliampereComeFromTheBlock() {
        Calibration calibration = Calibration.shipped("mail-composite").orElseThrow();
        double[] counts = calibration.block("back_top").orElseThrow().counts();
        PencilBeam top = PROFILE.pencils().getFirst();
        assertThat(counts).hasSize(top.columns());
        assertThat(counts[top.columns() / 2] / top.source().current_mA()).isBetween(20.0, 60.0);
        assertThat(top.pixel_s(PROFILE)).isBetween(28e-6, 32e-6);
    }

    @Test
    void theBlockItselfHasTheIndexOne() {
        TwinScan own = twin.scan(block(160, 200), 2, Instant.EPOCH);
        Inspection seen = PIPELINE.process(own.raw());
        for (ScatterMaps maps : seen.scatter()) {
            double sum = 0;
            int count = 0;
            for (int line = maps.lines() / 2 - 15; line < maps.lines() / 2 + 15; line++) {
                for (int c = maps.columns() / 2 - 15; c < maps.columns() / 2 + 15; c++) {
                    sum += maps.index()[line * maps.columns() + c];
                    count++;
                }
            }
            // A block of finite size loses some of its multiple scatter at its sides.
            assertThat(sum / count).as(maps.channel()).isBetween(0.9, 1.05);
        }
    }

    @Test
    void theIndexDeviatesFromTheTruthByItsSigma() {
        assertThat(inspection.scatter()).hasSize(3);
        for (ScatterMaps maps : inspection.scatter()) {
            FloatRaster truth = scan.scatter().stream()
                    .filter(it -> it.channel().equals(maps.channel()))
                    .findFirst()
                    .orElseThrow()
                    .lowDensityIndex();
            double sum = 0;
            double squares = 0;
            for (int at = 0; at < maps.index().length; at++) {
                double pull = (maps.index()[at] - truth.values()[at]) / maps.sigma()[at];
                sum += pull;
                squares += pull * pull;
            }
            int n = maps.index().length;
            assertThat(sum / n).as(maps.channel() + " bias in sigmas").isBetween(-0.06, 0.06);
            assertThat(Math.sqrt(squares / n)).as(maps.channel() + " spread").isBetween(0.9, 1.1);
        }
    }

    /** The announcement's demonstration: powder under a disk, seen from the side on which it lies. */
    @Test
    void powderBelowADiskShinesFromBelow() {
        ScatterMaps bottom = inspection.scatter().stream()
                .filter(it -> it.channel().equals("back_bottom"))
                .findFirst()
                .orElseThrow();
        float[] smooth = bottom.smooth().index();
        PencilBeam pencil = PROFILE.pencils().get(1);
        int middle = bottom.lines() / 2 * bottom.columns();
        double powder = smooth[middle + (int) pencil.column(0, 10)];
        double disk = smooth[middle + (int) pencil.column(42, 40)];
        double belt = smooth[middle + (int) pencil.column(200, 0)];
        assertThat(powder).isGreaterThan(1.25 * disk);
        assertThat(disk).isGreaterThan(belt + 0.1);
    }

    @Test
    void theSameSeedGivesTheSamePictureAndAnotherAnother() {
        Parcel parcel = scan.parcel();
        RawScan again = twin.scan(parcel, 1, Instant.EPOCH).raw();
        RawScan other = twin.scan(parcel, 2, Instant.EPOCH).raw();
        for (RawScan.Channel channel : scan.raw().channels()) {
            assertThat(again.channel(channel.name()).orElseThrow().scan().grey())
                    .isEqualTo(channel.scan().grey());
            assertThat(other.channel(channel.name()).orElseThrow().scan().grey())
                    .isNotEqualTo(channel.scan().grey());
        }
    }

    @Test
    void deskQualityIsNearReference() {
        FloatRaster desk = truth(ScanQuality.DESK);
        FloatRaster reference = truth(ScanQuality.REFERENCE);
        double difference = 0;
        double all = 0;
        for (int at = 0; at < desk.values().length; at++) {
            difference += desk.values()[at] - reference.values()[at];
            all += reference.values()[at];
        }
        assertThat(difference / all).isBetween(-0.05, 0.05);
    }

    private static FloatRaster truth(ScanQuality quality) {
        return twin.scan(block(40, 60), quality, 1, Instant.EPOCH)
                .scatter()
                .getFirst()
                .lowDensityIndex();
    }

    @Test
    void aScanWithoutScatterOrWithForeignColumnsIsInspectedAllTheSame() {
        List<RawScan.Channel> without = scan.raw().channels().stream()
                .filter(channel -> channel.name().contains("/"))
                .toList();
        assertThat(PIPELINE.process(with(without)).scatter()).isEmpty();
        RawScan.Channel narrow = scan.raw().channel("back_top").orElseThrow();
        RawScan.Channel top = scan.raw().channel("top/low").orElseThrow();
        List<RawScan.Channel> foreign = new java.util.ArrayList<>(without);
        foreign.add(new RawScan.Channel(
                "back_top", 2, 0, 0, narrow.countsPerGrey(), 65_535, top.scan(), top.air(), top.dark()));
        foreign.add(new RawScan.Channel(
                "back_side", 2, 0, 0, narrow.countsPerGrey(), 65_535, narrow.scan(), narrow.air(), narrow.dark()));
        Inspection seen = PIPELINE.process(with(foreign));
        assertThat(seen.scatter()).isEmpty();
        assertThat(seen.notes().stream().map(note -> note.key()))
                .contains(ImagingMessage.COLUMNS_DIFFER, ImagingMessage.NO_BLOCK_IN_CALIBRATION);
    }

    private static RawScan with(List<RawScan.Channel> channels) {
        return new RawScan("some", "mail-composite", scan.raw().height_mm(), Instant.EPOCH, channels, Optional.empty());
    }
}
