package org.gwanmun.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.server.picture.ScanPictures;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.DeskSettings;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.LaneListener;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.ReadingEvent;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.link.LinkCodec;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.gwanmun.xray.lane.link.LinkSecret;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.twin.TwinScanner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A machine at the other end of a socket, good or bad, and what of it reaches the disk and the desk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScannerLinkTest {
    private static final String LANE = "lane-1";
    private static final String CODE = Barcode.of("RR", 12_345_678, "KR").text();
    private static final int LEAD_MM = 150;
    private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final LinkSecret key = secret();
    private @Nullable RawScan scanned;
    private Instant now = MORNING;
    private @Nullable Path home;
    private @Nullable GwanmunStore store;
    private @Nullable LinkServer link;

    @BeforeAll
    void scanAParcel(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("parcel.yaml");
        Files.writeString(file, """
                gwanmun: parcel/1
                id: box
                outer_mm: [200, 160, 80]
                wall: {material: cardboard, thickness_mm: 3}
                objects:
                  - {name: bar, shape: {box_mm: [60, 40, 20]}, at_mm: [0, 0, 20], material: sugar}
                """);
        scanned = new TwinScanner(ScannerProfile.named("mail-composite"))
                .scan(ParcelFile.read(file), 1, Instant.EPOCH)
                .raw();
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        home = folder;
        now = MORNING;
        store = GwanmunStore.openFile(folder.resolve("store"), random);
        ReadingDesk desk = new ReadingDesk(store.readings(), new Silent(), () -> now, DeskSettings.USUAL);
        ScanPictures pictures = new ScanPictures(folder);
        Lanes lanes = new Lanes(List.of(new Lanes.Known(LANE, "mail-composite", key)), () -> now);
        LaneIntake intake = new LaneIntake(
                desk, store.readings(), store.declarations(), new ScanArchive(folder), pictures, () -> now);
        link = new LinkServer(InetAddress.getLoopbackAddress(), 0, lanes, intake, desk, new Deaf(), random);
        link.start();
    }

    @AfterEach
    void stop() {
        link().stop();
        store().close();
    }

    @Test
    void aMachineWithAnotherKeyIsRefusedAndNothingIsStored() throws Exception {
        try (Machine machine = new Machine()) {
            LinkFrame answer = machine.greet(secret());
            assertThat(answer).isEqualTo(new LinkFrame.Refused("No lane of that name has that key."));
        }
        assertThat(store().readings().arrivals()).isZero();
    }

    @Test
    void aParcelIsStoredBeforeTheMachineIsTold() throws Exception {
        try (Machine machine = new Machine()) {
            machine.begin();
            machine.pass(0, Long.MAX_VALUE, CODE);
            LinkFrame.Stored stored = machine.await(LinkFrame.Stored.class);
            ReadingItem item = store().readings().findParcel(stored.parcelId()).orElseThrow();
            assertThat(item.parcel().identity().barcode().orElseThrow().text()).isEqualTo(CODE);
            assertThat(item.parcel().flags()).isEmpty();
            assertThat(home().resolve(item.parcel().scanFolder()).resolve("scan.json"))
                    .exists();
        }
    }

    @Test
    void garbageEndsTheLinkWithAWordAndWhatWasStoredStays() throws Exception {
        try (Machine machine = new Machine()) {
            machine.begin();
            machine.pass(0, Long.MAX_VALUE, CODE);
            machine.await(LinkFrame.Stored.class);
            machine.out.write(new byte[] {0, 0, 0, 40, 8, 1, 2, 3});
            machine.out.write(new byte[64]);
            machine.out.flush();
            assertThat(machine.await(LinkFrame.Refused.class).why()).contains("no frame of the scanner link");
        }
        assertThat(store().readings().arrivals()).isEqualTo(1);
        try (Machine machine = new Machine()) {
            assertThat(((LinkFrame.Welcome) machine.greet(key)).stored_mm()).isGreaterThan(LEAD_MM);
        }
    }

    @Test
    void halfAParcelIsNotStoredAndTheWholeOneIsOnce() throws Exception {
        try (Machine machine = new Machine()) {
            machine.begin();
            machine.pass(0, LEAD_MM + 100, CODE);
        }
        assertThat(store().readings().arrivals()).isZero();
        try (Machine machine = new Machine()) {
            assertThat(machine.begin()).isZero();
            machine.pass(0, Long.MAX_VALUE, CODE);
            machine.await(LinkFrame.Stored.class);
        }
        assertThat(store().readings().arrivals()).isEqualTo(1);
        assertThat(store().readings().newest(1).getFirst().parcel().flags()).isEmpty();
    }

    @Test
    void aForgedBarcodeIsSaidAndBindsNothing() throws Exception {
        String forged = CODE.substring(0, 10) + (char) ('0' + (CODE.charAt(10) - '0' + 1) % 10) + "KR";
        try (Machine machine = new Machine()) {
            machine.begin();
            machine.pass(0, Long.MAX_VALUE, forged);
            LinkFrame.Stored stored = machine.await(LinkFrame.Stored.class);
            ReadingItem item = store().readings().findParcel(stored.parcelId()).orElseThrow();
            assertThat(item.parcel().flags()).containsExactly(ParcelFlag.BARCODE_FORGED);
            assertThat(item.parcel().identity().barcode()).isEmpty();
            assertThat(item.parcel().declaration()).isEmpty();
        }
    }

    @Test
    void noBarcodeAndOneSeenBeforeAreSaid() throws Exception {
        try (Machine machine = new Machine()) {
            machine.begin();
            List<List<ParcelFlag>> flags = new ArrayList<>();
            for (String[] codes : new String[][] {{}, {CODE}, {CODE}}) {
                machine.pass(0, Long.MAX_VALUE, codes);
                String id = machine.await(LinkFrame.Stored.class).parcelId();
                flags.add(List.copyOf(
                        store().readings().findParcel(id).orElseThrow().parcel().flags()));
            }
            assertThat(flags)
                    .containsExactly(
                            List.of(ParcelFlag.BARCODE_MISSING), List.of(), List.of(ParcelFlag.BARCODE_REPEATED));
        }
    }

    @Test
    void whereTheDiskTakesNothingTheParcelComesAgainWhenItDoes() throws Exception {
        Path incoming = home().resolve("scans/.incoming");
        Files.delete(incoming);
        Files.writeString(incoming, "no folder");
        try (Machine machine = new Machine()) {
            machine.begin();
            machine.pass(0, Long.MAX_VALUE, CODE);
            assertThat(machine.await(LinkFrame.Refused.class).why()).contains("cannot be stored");
        }
        assertThat(store().readings().arrivals()).isZero();
        Files.delete(incoming);
        Files.createDirectory(incoming);
        try (Machine machine = new Machine()) {
            assertThat(machine.begin()).isZero();
            machine.pass(0, Long.MAX_VALUE, CODE);
            machine.await(LinkFrame.Stored.class);
        }
        assertThat(store().readings().arrivals()).isEqualTo(1);
    }

    @Test
    void theLastOfTheDiskIsLeftToTheVerdicts() {
        ScanArchive archive = new ScanArchive(home(), Long.MAX_VALUE);
        assertThatThrownBy(() -> archive.keep(scan()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("kept for verdicts");
        assertThat(home().resolve("scans/.incoming")).isEmptyDirectory();
    }

    @Test
    void aClockThatLeapsLosesNoParcelAndPassesNone() throws Exception {
        try (Machine machine = new Machine()) {
            machine.begin();
            now = MORNING.minus(Duration.ofDays(400));
            machine.pass(0, Long.MAX_VALUE, CODE);
            String id = machine.await(LinkFrame.Stored.class).parcelId();
            now = MORNING.plus(Duration.ofDays(400));
            // Nobody read it, and by this clock it has waited for years: it is inspected, never passed.
            LinkFrame.Divert divert = machine.await(LinkFrame.Divert.class);
            assertThat(divert.parcelId()).isEqualTo(id);
            assertThat(divert.gate()).isEqualTo(Diversion.Gate.INSPECT);
        }
    }

    private LinkServer link() {
        return Objects.requireNonNull(link);
    }

    private GwanmunStore store() {
        return Objects.requireNonNull(store);
    }

    private Path home() {
        return Objects.requireNonNull(home);
    }

    private RawScan scan() {
        return Objects.requireNonNull(scanned);
    }

    private LinkSecret secret() {
        byte[] bytes = new byte[LinkSecret.KEY_BYTES];
        random.nextBytes(bytes);
        return new LinkSecret(bytes);
    }

    /** The machine's end of the link. */
    private final class Machine implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;
        private long shown;

        Machine() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), link().port());
            socket.setSoTimeout(20_000);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        LinkFrame greet(LinkSecret with) throws IOException {
            byte[] nonce = new byte[LinkSecret.NONCE_BYTES];
            send(new LinkFrame.Hello(LinkCodec.VERSION, LANE, nonce));
            out.flush();
            LinkFrame.Challenge challenge = (LinkFrame.Challenge) LinkCodec.read(in);
            send(new LinkFrame.Proof(with.proof(LinkSecret.Side.MACHINE, LANE, nonce, challenge.nonce())));
            out.flush();
            return LinkCodec.read(in);
        }

        /** Greets and says what it is; what the server has stored. */
        long begin() throws IOException {
            long stored_mm = ((LinkFrame.Welcome) greet(key)).stored_mm();
            RawScan.Channel low = scan().channels().get(0);
            RawScan.Channel high = scan().channels().get(1);
            send(new LinkFrame.Setup(
                    "mail-composite",
                    List.of(new LinkFrame.View(
                            "top",
                            true,
                            low.scan().width(),
                            low.linePitch_mm(),
                            low.plane_x_mm(),
                            low.countsPerGrey(),
                            low.saturation_grey()))));
            send(new LinkFrame.Reference(
                    0, true, low.air().height(), low.air().grey(), high.air().grey()));
            send(new LinkFrame.Reference(
                    0,
                    false,
                    low.dark().height(),
                    low.dark().grey(),
                    high.dark().grey()));
            return stored_mm;
        }

        /** Belt, the parcel with its label, belt: as much of it as lies between two places. */
        void pass(long from_mm, long to_mm, String... codes) throws IOException {
            RawScan.Channel low = scan().channels().get(0);
            RawScan.Channel high = scan().channels().get(1);
            int parcel = low.scan().height();
            for (String code : codes) {
                send(new LinkFrame.Code(shown + LEAD_MM + parcel / 2, code));
            }
            for (int line = 0; line < 2 * LEAD_MM + parcel; line++) {
                if (line >= from_mm && line < to_mm) {
                    int row = line - LEAD_MM;
                    boolean there = row >= 0 && row < parcel;
                    int air = line % low.air().height();
                    send(new LinkFrame.Line(
                            0,
                            shown + line,
                            there ? row(low.scan(), row) : row(low.air(), air),
                            there ? row(high.scan(), row) : row(high.air(), air)));
                }
            }
            shown += 2L * LEAD_MM + parcel;
            out.flush();
        }

        private void send(LinkFrame frame) throws IOException {
            LinkCodec.write(out, frame);
        }

        private static short[] row(GreyImage image, int row) {
            return Arrays.copyOfRange(image.grey(), row * image.width(), (row + 1) * image.width());
        }

        /** The next frame of a kind. */
        <T extends LinkFrame> T await(Class<T> kind) throws IOException {
            while (true) {
                LinkFrame frame = LinkCodec.read(in);
                if (kind.isInstance(frame)) {
                    return kind.cast(frame);
                }
                assertThat(frame).as("instead of %s", kind.getSimpleName()).isNotInstanceOf(LinkFrame.Refused.class);
            }
        }

        @Override
        public void close() throws IOException {
            out.flush();
            socket.close();
        }
    }

    private static final class Silent implements LaneListener {
        @Override
        public void arrived(ReadingItem item) {}

        @Override
        public void went(ReadingItem item, ReadingEvent.Kind kind) {}
    }

    private static final class Deaf implements LinkServer.Listener {
        @Override
        public void changed(Lanes.Lane lane) {}

        @Override
        public void grown(Lanes.Lane lane, String view, int lines) {}

        @Override
        public void refused(String lane) {}
    }
}
