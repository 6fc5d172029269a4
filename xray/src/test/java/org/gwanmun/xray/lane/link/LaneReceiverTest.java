package org.gwanmun.xray.lane.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.link.LinkCodec.NotAFrame;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lines of real scans of the twin, laid on a belt one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaneReceiverTest {
    private static final int BELT_MM = 150;

    private final List<RawScan> scans = new ArrayList<>();
    private final List<LaneReceiver.Passed> passed = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @BeforeAll
    void scan(@TempDir Path folder) throws Exception {
        TwinScanner twin = new TwinScanner(ScannerProfile.named("mail-composite"));
        for (int i = 0; i < 3; i++) {
            Path file = folder.resolve("parcel-" + i + ".yaml");
            Files.writeString(file, parcel(i));
            scans.add(twin.scan(ParcelFile.read(file), i, Instant.EPOCH).raw());
        }
    }

    @Test
    void whatIsCutFromTheBeltIsTheScanOfEachParcelAndWeighsTheSame() throws Exception {
        LaneReceiver receiver = receiver(0);
        greet(receiver);
        play(receiver, 0, Long.MAX_VALUE);
        assertThat(passed).hasSize(3);
        ImagingPipeline pipeline = ImagingPipeline.forProfile(ScannerProfile.named("mail-composite"));
        for (int i = 0; i < 3; i++) {
            LaneReceiver.Passed parcel = passed.get(i);
            assertThat((double) (parcel.whole().end_mm() - parcel.whole().start_mm()))
                    .isCloseTo(180 + 40 * i, within(8.0));
            assertThat(parcel.flags()).isEmpty();
            Inspection alone = pipeline.process(scans.get(i));
            Inspection cut = pipeline.process(new RawScan(
                    "cut",
                    "mail-composite",
                    OptionalDouble.of(80),
                    Instant.EPOCH,
                    parcel.channels(),
                    Optional.empty()));
            if (i == 1) {
                continue; // steel has no mass that could be compared
            }
            assertThat(cut.mass().orElseThrow().mass_g())
                    .isCloseTo(
                            alone.mass().orElseThrow().mass_g(),
                            within(0.03 * alone.mass().get().mass_g()));
        }
        assertThat(heard.stream().filter(line -> line.startsWith("begun"))).hasSize(3);
        assertThat(heard).contains("top 50");
    }

    @Test
    void aMachineThatStartsAgainFromWhatIsStoredSendsNothingTwice() throws Exception {
        LaneReceiver first = receiver(0);
        greet(first);
        play(first, 0, 550); // in the middle of the second parcel both programs die
        assertThat(passed).hasSize(1);
        long stored = passed.getFirst().whole().end_mm();
        LaneReceiver second = receiver(stored);
        greet(second);
        play(second, stored, Long.MAX_VALUE);
        assertThat(passed).hasSize(3);
        assertThat(passed.get(1).whole().start_mm()).isGreaterThan(stored);
        assertThat(passed.get(1).flags()).isEmpty();
    }

    @Test
    void aPictureGrowsWhileTheParcelPasses() throws Exception {
        LaneReceiver receiver = receiver(0);
        greet(receiver);
        assertThat(receiver.passing()).isEmpty();
        play(receiver, 0, 280);
        LaneReceiver.Passing half = receiver.passing().orElseThrow();
        int lines = half.channels().getFirst().scan().height();
        assertThat(lines).isBetween(50, 200);
        ImagingPipeline pipeline = ImagingPipeline.forProfile(ScannerProfile.named("mail-composite"));
        Inspection shown = pipeline.process(new RawScan(
                "half", "mail-composite", OptionalDouble.empty(), Instant.EPOCH, half.channels(), Optional.empty()));
        assertThat(shown.views().getFirst().lines()).isEqualTo(lines);
        play(receiver, 280, 330);
        assertThat(receiver.passing().orElseThrow().channels().getFirst().scan().height())
                .isEqualTo(lines + 50);
    }

    /** Scatter lines come every 2 mm, each at the piece of belt it shows. */
    @Test
    void scatterChannelsOfAParcelCoverTheSamePieceOfBelt() throws Exception {
        LaneReceiver receiver = receiver(0);
        RawScan.Channel low = scans.getFirst().channels().get(0);
        receiver.take(new LinkFrame.Setup(
                "mail-composite",
                List.of(setup().views().getFirst(), new LinkFrame.View("back_top", false, 320, 2, 400, 0.02, 65_535))));
        references(receiver);
        short[] air = new short[64 * 320];
        receiver.take(new LinkFrame.Reference(1, true, 64, air, new short[0]));
        receiver.take(new LinkFrame.Reference(1, false, 64, air, new short[0]));
        assertThatThrownBy(() -> receiver.take(new LinkFrame.Line(1, 0, new short[320], new short[320])))
                .hasMessageContaining("320");
        for (int i = 0; i < 700; i++) {
            boolean belt = i < BELT_MM || i >= BELT_MM + low.scan().height();
            RawScan.Channel high = scans.getFirst().channels().get(1);
            int row = belt ? i % 64 : i - BELT_MM;
            receiver.take(new LinkFrame.Line(
                    0, i, row(belt ? low.air() : low.scan(), row), row(belt ? high.air() : high.scan(), row)));
            if (i % 2 == 0) {
                short[] greys = new short[320];
                Arrays.fill(greys, (short) i);
                receiver.take(new LinkFrame.Line(1, i / 2, greys, new short[0]));
            }
        }
        RawScan.Channel top = passed.getFirst().channels().getFirst();
        RawScan.Channel scatter = passed.getFirst().channels().get(2);
        assertThat(scatter.name()).isEqualTo("back_top");
        assertThat(scatter.scan().height())
                .isBetween(top.scan().height() / 2, top.scan().height() / 2 + 1);
        // place on the belt = grey of the line; time and plane say the same
        double place_mm = scatter.firstLine_s() * 200 - scatter.plane_x_mm();
        double topPlace_mm = top.firstLine_s() * 200 - top.plane_x_mm();
        long start_mm = passed.getFirst().whole().start_mm() - 20;
        assertThat(place_mm + start_mm).isCloseTo(scatter.scan().at(0, 0), within(1e-6));
        assertThat(topPlace_mm - place_mm).isBetween(-2.0, 2.0);
    }

    @Test
    void linesThatWereLostAreStoodInForAndTheReaderIsTold() throws Exception {
        LaneReceiver receiver = receiver(0);
        greet(receiver);
        play(receiver, 0, 240);
        play(receiver, 250, Long.MAX_VALUE);
        assertThat(passed).hasSize(3);
        assertThat(passed.get(0).flags()).containsExactly(ParcelFlag.INCOMPLETE);
        assertThat(passed.get(1).flags()).isEmpty();
    }

    @Test
    void whatDoesNotFitWhatWasAnnouncedIsRefused() throws Exception {
        short[] line = new short[960];
        LaneReceiver receiver = receiver(0);
        refused(receiver, new LinkFrame.Line(0, 1, line, line), "view 0 of a machine that has 0");
        receiver.take(setup());
        refused(receiver, new LinkFrame.Line(0, 1, line, line), "before air and dark");
        refused(receiver, new LinkFrame.Reference(0, true, 63, line, line), "a reference of 63 lines");
        refused(receiver, new LinkFrame.Reference(1, true, 64, line, line), "view 1");
        greet(receiver);
        refused(receiver, new LinkFrame.Line(0, 1, line, new short[959]), "959 pixels");
        refused(receiver, new LinkFrame.Line(0, -5, line, line), "line -5");
        refused(receiver, new LinkFrame.Curtain(0, 1 << 30, 10, 0, 10), "light curtain");
    }

    private static String parcel(int i) {
        return """
                gwanmun: parcel/1
                id: box-%d
                outer_mm: [%d, 160, 80]
                wall: {material: cardboard, thickness_mm: 3}
                objects:
                  - {name: bar, shape: {box_mm: [60, 40, 20]}, at_mm: [0, 0, 20], material: %s}
                """.formatted(i, 180 + 40 * i, i == 1 ? "steel" : "sugar");
    }

    private static void refused(LaneReceiver receiver, LinkFrame frame, String why) {
        assertThatThrownBy(() -> receiver.take(frame))
                .isInstanceOf(NotAFrame.class)
                .hasMessageContaining(why);
    }

    private LaneReceiver receiver(long stored_mm) {
        if (stored_mm == 0) {
            passed.clear();
            heard.clear();
        }
        return new LaneReceiver(stored_mm, new LaneReceiver.Sink() {
            @Override
            public void begun(long start_mm) {
                heard.add("begun " + start_mm);
            }

            @Override
            public void grown(String view, int lines) {
                heard.add(view + " " + lines);
            }

            @Override
            public void passed(LaneReceiver.Passed parcel) {
                passed.add(parcel);
            }
        });
    }

    private LinkFrame.Setup setup() {
        RawScan.Channel low = scans.getFirst().channels().getFirst();
        return new LinkFrame.Setup(
                "mail-composite",
                List.of(new LinkFrame.View(
                        "top",
                        true,
                        low.scan().width(),
                        low.linePitch_mm(),
                        low.plane_x_mm(),
                        low.countsPerGrey(),
                        low.saturation_grey())));
    }

    private void greet(LaneReceiver receiver) throws NotAFrame {
        receiver.take(setup());
        references(receiver);
    }

    private void references(LaneReceiver receiver) throws NotAFrame {
        RawScan.Channel low = scans.getFirst().channels().get(0);
        RawScan.Channel high = scans.getFirst().channels().get(1);
        receiver.take(new LinkFrame.Reference(
                0, true, low.air().height(), low.air().grey(), high.air().grey()));
        receiver.take(new LinkFrame.Reference(
                0, false, low.dark().height(), low.dark().grey(), high.dark().grey()));
    }

    /** Belt, a parcel, belt, a parcel …: lines from_mm to to_mm of it. */
    private void play(LaneReceiver receiver, long from_mm, long to_mm) throws NotAFrame {
        long line = 0;
        for (RawScan scan : scans) {
            RawScan.Channel low = scan.channels().get(0);
            RawScan.Channel high = scan.channels().get(1);
            for (int i = 0; i < BELT_MM; i++) {
                send(receiver, line++, row(low.air(), i), row(high.air(), i), from_mm, to_mm);
            }
            for (int i = 0; i < low.scan().height(); i++) {
                send(receiver, line++, row(low.scan(), i), row(high.scan(), i), from_mm, to_mm);
            }
        }
        RawScan.Channel low = scans.getFirst().channels().get(0);
        RawScan.Channel high = scans.getFirst().channels().get(1);
        for (int i = 0; i < BELT_MM; i++) {
            send(receiver, line++, row(low.air(), i), row(high.air(), i), from_mm, to_mm);
        }
    }

    private static void send(LaneReceiver receiver, long line, short[] low, short[] high, long from_mm, long to_mm)
            throws NotAFrame {
        if (line >= from_mm && line < to_mm) {
            receiver.take(new LinkFrame.Line(0, line, low, high));
        }
    }

    private static short[] row(GreyImage image, int row) {
        return Arrays.copyOfRange(image.grey(), row * image.width(), (row + 1) * image.width());
    }
}
