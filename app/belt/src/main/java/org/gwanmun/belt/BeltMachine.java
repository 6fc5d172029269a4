package org.gwanmun.belt;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.gwanmun.belt.BeltLayout.Slot;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.lane.Diversion.Gate;
import org.gwanmun.xray.lane.link.LinkCodec;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.gwanmun.xray.lane.link.LinkSecret;
import org.gwanmun.xray.lane.link.MachineState;
import org.gwanmun.xray.machine.RawScan;
import org.jspecify.annotations.Nullable;

/**
 * A machine: moves a layout under the beam, sends what the beam and the devices see, and diverts as it is told.
 *
 * <p>Where nothing is told, it does what is safe: the belt stands while there is no link, and what waits at the diverter for
 * longer than {@link Settings#patience_s} without a word from the server goes to be inspected.
 */
final class BeltMachine {
    private static final String LOW = "/low";
    private static final String HIGH = "/high";
    private static final short[] NONE = new short[0];
    private static final double TICK_S = 0.05;
    private static final double STATUS_S = 2;
    private static final int REFERENCE_LINES = 256;
    private static final int CURTAIN_MM = 5;
    private static final int REMEMBERED = 500;
    private static final int CONNECT_MS = 3000;
    private static final long LONGEST_WAIT_MS = 5000;
    private static final float KV = 160;
    private static final float MA = 1;
    private static final float DOSE_ON_USV_H = 0.21f; // background and what leaks through the curtains
    private static final float DOSE_OFF_USV_H = 0.12f;

    private final Settings settings;
    private final Reel reel;
    private final BeltLayout layout;
    private final Listener listener;
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final Map<String, Long> waiting = new LinkedHashMap<>(); // at the diverter, by when they came there
    private final Map<String, Gate> gone = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Gate> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long place_mm = -1;
    private int stored;
    private MachineState state = MachineState.WARMING_UP;
    private String code = "";
    private volatile boolean ending;

    /**
     * How the machine is run.
     *
     * @param lane it is
     * @param server where it reports
     * @param key of the lane
     * @param speed_mm_s of the belt
     * @param warmUp_s before the first parcel
     * @param patience_s how long a parcel waits at the diverter without link
     * @param count after how many stored parcels it ends; 0 = never
     */
    record Settings(
            String lane,
            InetSocketAddress server,
            LinkSecret key,
            double speed_mm_s,
            double warmUp_s,
            double patience_s,
            int count) {}

    /** Who hears what the machine does. */
    interface Listener {
        void say(BeltMessage message, Object... arguments);
    }

    /** What a person at the machine, or the server, does to it. */
    sealed interface Command {
        /** The belt is stopped. */
        record Stop() implements Command {}

        /** The belt is started; a fault or an open cover is over. */
        record Start() implements Command {}

        /** The belt runs backwards a little. */
        record Reverse(int mm) implements Command {}

        /** A cover is opened. */
        record Open() implements Command {}

        /** Something breaks. */
        record Break(String code) implements Command {}

        /** Bytes that are none are sent. */
        record Garbage() implements Command {}

        /** The link is cut. */
        record Unplug() implements Command {}
    }

    BeltMachine(Settings settings, Reel reel, BeltLayout layout, Listener listener) {
        this.settings = settings;
        this.reel = reel;
        this.layout = layout;
        this.listener = listener;
    }

    void command(Command command) {
        commands.add(command);
    }

    void end() {
        ending = true;
    }

    /** Runs until {@link #end}, or until enough parcels are stored. */
    void run() throws InterruptedException {
        RawScan air = passing(reel.thing(0, 0)).scan(); // before there is anybody who waits for it
        long wait_ms = 250;
        while (!ending) {
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                socket.connect(settings.server, CONNECT_MS);
                Link link = new Link(socket, air);
                link.greet();
                wait_ms = 250;
                listener.say(BeltMessage.CONNECTED, settings.lane, address());
                move(link);
            } catch (IOException lost) {
                if (!ending) {
                    listener.say(BeltMessage.TRYING_AGAIN, wait_ms / 1000.0);
                    Thread.sleep(wait_ms);
                    wait_ms = Math.min(2 * wait_ms, LONGEST_WAIT_MS);
                    divertForgotten();
                }
            }
        }
    }

    /** What came of a thing asked for; a refusal as the reel gave it. */
    private static Reel.Thing passing(CompletableFuture<Reel.Thing> asked) {
        try {
            return asked.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof Refusal refused ? refused : failed;
        }
    }

    private String address() {
        return settings.server.getHostString() + ":" + settings.server.getPort();
    }

    /** Without a link nobody can pass a parcel: what has waited long enough goes to be inspected. */
    private void divertForgotten() {
        long now = System.nanoTime();
        waiting.entrySet().removeIf(entry -> {
            boolean over = now - entry.getValue() > settings.patience_s * 1e9;
            if (over) {
                gone.put(entry.getKey(), Gate.INSPECT);
                listener.say(BeltMessage.DIVERTED, entry.getKey(), Gate.INSPECT.word());
            }
            return over;
        });
    }

    // --- the belt
    // ----------------------------------------------------------------------------------------------------------

    private void move(Link link) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        double spoken_s = -STATUS_S;
        double due_mm = 0;
        long tick = System.nanoTime();
        Showing showing = new Showing(link);
        for (Map.Entry<String, Gate> parcel : gone.entrySet()) {
            link.send(new LinkFrame.Gone(parcel.getKey(), parcel.getValue()));
        }
        while (!ending) {
            obey(link, showing);
            double now_s = (System.nanoTime() - begun) / 1e9;
            if (state == MachineState.WARMING_UP && now_s >= settings.warmUp_s) {
                state = MachineState.RUNNING;
                spoken_s = -STATUS_S;
            }
            long now = System.nanoTime();
            if (state == MachineState.RUNNING) {
                due_mm += Math.min((now - tick) / 1e9, 10 * TICK_S) * settings.speed_mm_s;
                long whole = (long) due_mm;
                due_mm -= whole;
                showing.advance(whole);
            }
            tick = now;
            if (now_s - spoken_s >= STATUS_S || showing.statusChanged(state)) {
                spoken_s = now_s;
                link.send(status());
            }
            link.flush();
            if (settings.count > 0 && stored >= settings.count && waiting.isEmpty()) {
                listener.say(BeltMessage.DONE, stored);
                ending = true;
            }
            Thread.sleep((long) (1000 * TICK_S));
        }
    }

    private LinkFrame.Status status() {
        boolean on = state == MachineState.RUNNING;
        float belt = on
                ? (float) (settings.speed_mm_s / 1000)
                : state == MachineState.REVERSING ? (float) (-settings.speed_mm_s / 1000) : 0;
        return new LinkFrame.Status(state, code, on ? KV : 0, on ? MA : 0, belt, on ? DOSE_ON_USV_H : DOSE_OFF_USV_H);
    }

    private void obey(Link link, Showing showing) throws IOException {
        for (LinkFrame frame = link.received(); frame != null; frame = link.received()) {
            switch (frame) {
                case LinkFrame.Stored(String parcel, long start, long end) -> {
                    stored++;
                    waiting.putIfAbsent(parcel, System.nanoTime());
                }
                case LinkFrame.Divert(String parcel, long start, Gate gate) -> {
                    if (gone.putIfAbsent(parcel, gate) == null) {
                        if (gate == Gate.RETURN && layout.comesBack(start, showing.index + 1)) {
                            showing.forgetSlot();
                        }
                        listener.say(BeltMessage.DIVERTED, parcel, gate.word());
                    }
                    waiting.remove(parcel);
                    link.send(new LinkFrame.Gone(parcel, gone.getOrDefault(parcel, gate)));
                }
                case LinkFrame.BeltOrder(LinkFrame.Order order) ->
                    commands.add(
                            switch (order) {
                                case STOP -> new Command.Stop();
                                case START -> new Command.Start();
                                case REVERSE -> new Command.Reverse(200);
                            });
                case LinkFrame.Refused(String why) -> {
                    listener.say(BeltMessage.REFUSED_BY_SERVER, settings.lane, address(), why);
                    throw new IOException(why);
                }
                default -> {}
            }
        }
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            switch (command) {
                case Command.Stop() -> halt(link, MachineState.STOPPED, "");
                case Command.Open() -> halt(link, MachineState.INTERLOCK, "");
                case Command.Break(String why) -> halt(link, MachineState.FAULT, why);
                case Command.Start() -> {
                    boolean broke = state == MachineState.INTERLOCK || state == MachineState.FAULT;
                    code = "";
                    if (broke) {
                        showing.back(200); // what was in the beam when it went off is scanned again
                    }
                    state = MachineState.RUNNING;
                }
                case Command.Reverse(int mm) -> {
                    state = MachineState.REVERSING;
                    link.send(status());
                    showing.back(mm);
                    state = MachineState.RUNNING;
                }
                case Command.Garbage() -> link.garbage();
                case Command.Unplug() -> throw new IOException("unplugged");
            }
        }
    }

    private void halt(Link link, MachineState into, String why) throws IOException {
        if (state == MachineState.RUNNING) {
            link.send(new LinkFrame.BeltStopped(place_mm));
        }
        state = into;
        code = why;
    }

    /** The belt as the beam and the devices see it, from the present place on. */
    private final class Showing {
        private final Link link;
        private int index;
        private @Nullable Slot slot;
        private @Nullable CompletableFuture<Reel.Thing> thing;
        private long shownUntil_mm;
        private long announced_mm = Long.MIN_VALUE;
        private @Nullable MachineState told;

        Showing(Link link) {
            this.link = link;
            this.index = layout.indexAt(place_mm);
        }

        boolean statusChanged(MachineState now) {
            boolean changed = now != told;
            told = now;
            return changed;
        }

        void forgetSlot() {
            if (!layout.slot(index).equals(slot)) {
                slot = null;
                thing = null;
            }
        }

        /** The belt stands where the reel has not got its next thing ready; the link goes on. */
        void advance(long mm) throws IOException {
            for (long i = 0; i < mm && show(place_mm); i++) {
                place_mm++;
            }
        }

        void back(int mm) throws IOException {
            place_mm = Math.max(0, place_mm - mm);
            index = layout.indexAt(place_mm);
            slot = null;
            thing = null;
            link.send(new LinkFrame.BeltReversed(place_mm));
        }

        private boolean show(long place) throws IOException {
            Slot here = slot;
            if (here == null || place >= shownUntil_mm) {
                index = here == null ? index : index + 1;
                here = layout.slot(index);
                slot = here;
                thing = null;
                // Where the next thing touches, the empty belt of both scans overlaps: each shows its half.
                shownUntil_mm = Math.min(
                        here.end_mm(), (here.end_mm() + layout.slot(index + 1).start_mm()) / 2);
            }
            Reel.Thing passing = null;
            if (place >= here.start_mm()) {
                CompletableFuture<Reel.Thing> asked = thing == null ? reel.thing(here.number(), here.pose()) : thing;
                thing = asked;
                if (!asked.isDone()) {
                    return false;
                }
                passing = passing(asked);
                if (here.start_mm() > announced_mm) {
                    announced_mm = here.start_mm();
                    announce(here, passing);
                }
            }
            for (int view = 0; view < link.views.size(); view++) {
                Rows air = link.views.get(view);
                Rows rows = passing == null ? air : air.of(passing.scan());
                RawScan.Channel low = rows.low();
                double pitch = low.linePitch_mm();
                // Every line that begins in this millimetre.
                for (long line = (long) Math.ceil(place / pitch); line * pitch < place + 1; line++) {
                    long row = passing == null ? -1 : line - (long) Math.ceil(here.start_mm() / pitch);
                    if (row >= 0 && row < low.scan().height()) {
                        link.send(rows.line(view, line, RawScan.Channel::scan, row));
                    } else {
                        long other = Math.floorMod(line * 7, air.low().air().height());
                        link.send(air.line(view, line, RawScan.Channel::air, other));
                    }
                }
            }
            return true;
        }

        private void announce(Slot here, Reel.Thing passing) throws IOException {
            if (passing.box().isPresent()) {
                Reel.Box box = passing.box().get();
                long start = here.start_mm() + box.ahead_mm();
                for (int mm = 0; mm < box.length_mm(); mm += CURTAIN_MM) {
                    link.send(new LinkFrame.Curtain(
                            start + mm,
                            Math.min(CURTAIN_MM, box.length_mm() - mm),
                            (float) box.height_mm(),
                            (float) (-box.width_mm() / 2),
                            (float) (box.width_mm() / 2)));
                }
            }
            long middle = here.start_mm() + here.length_mm() / 2;
            if (passing.barcode().isPresent()) {
                link.send(new LinkFrame.Code(middle, passing.barcode().get()));
            }
            if (passing.mass_g().isPresent()) {
                link.send(new LinkFrame.Weight(middle, passing.mass_g().getAsDouble()));
            }
        }
    }

    /** The channels of a scan that share lines: both energies of a view, or a scatter channel. */
    private record Rows(String name, RawScan.Channel low, Optional<RawScan.Channel> high) {
        static List<Rows> all(RawScan scan) {
            return scan.channels().stream()
                    .filter(channel -> !channel.name().endsWith(HIGH))
                    .map(channel -> rows(scan, channel.name().replace(LOW, "")))
                    .toList();
        }

        private static Rows rows(RawScan scan, String name) {
            Optional<RawScan.Channel> high = scan.channel(name + HIGH);
            return new Rows(
                    name, scan.channel(high.isPresent() ? name + LOW : name).orElseThrow(), high);
        }

        /** The same of another scan; this one itself where that lacks it. */
        Rows of(RawScan scan) {
            return scan.channel(low.name()).isPresent() ? rows(scan, name) : this;
        }

        LinkFrame.Line line(int view, long line, Function<RawScan.Channel, GreyImage> picture, long row) {
            return new LinkFrame.Line(
                    view,
                    line,
                    row(picture.apply(low), row),
                    high.map(channel -> row(picture.apply(channel), row)).orElse(NONE));
        }

        private static short[] row(GreyImage image, long row) {
            int from = (int) row * image.width();
            return Arrays.copyOfRange(image.grey(), from, from + image.width());
        }
    }

    // --- the link
    // ----------------------------------------------------------------------------------------------------------

    /** One connection: what is received comes on a thread of its own. */
    private final class Link {
        private final DataInputStream in;
        private final OutputStream out;
        private final BlockingQueue<Optional<LinkFrame>> inbox = new LinkedBlockingQueue<>();
        private final List<Rows> views;

        Link(Socket socket, RawScan air) throws IOException {
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            this.views = Rows.all(air);
        }

        void greet() throws IOException {
            byte[] nonce = new byte[LinkSecret.NONCE_BYTES];
            new SecureRandom().nextBytes(nonce);
            send(new LinkFrame.Hello(LinkCodec.VERSION, settings.lane, nonce));
            flush();
            LinkFrame answer = LinkCodec.read(in);
            if (!(answer instanceof LinkFrame.Challenge(byte[] theirs, byte[] proof))) {
                throw refused(answer);
            }
            if (!settings.key.proves(proof, LinkSecret.Side.SERVER, settings.lane, nonce, theirs)) {
                throw new IOException("the server does not hold the key of the lane");
            }
            send(new LinkFrame.Proof(settings.key.proof(LinkSecret.Side.MACHINE, settings.lane, nonce, theirs)));
            flush();
            LinkFrame welcome = LinkCodec.read(in);
            if (!(welcome instanceof LinkFrame.Welcome(long stored_mm))) {
                throw refused(welcome);
            }
            // What the server has not stored comes again from here, whether the machine has shown it before or not.
            place_mm = stored_mm;
            describe();
            Thread.ofVirtual().name("link").start(this::receive);
        }

        private IOException refused(LinkFrame frame) {
            String why = frame instanceof LinkFrame.Refused(String said) ? said : "an answer out of order";
            listener.say(BeltMessage.REFUSED_BY_SERVER, settings.lane, address(), why);
            return new IOException(why);
        }

        private void describe() throws IOException {
            send(new LinkFrame.Setup(
                    reel.scanner(),
                    views.stream()
                            .map(rows -> new LinkFrame.View(
                                    rows.name(),
                                    rows.high().isPresent(),
                                    rows.low().scan().width(),
                                    rows.low().linePitch_mm(),
                                    rows.low().plane_x_mm(),
                                    rows.low().countsPerGrey(),
                                    rows.low().saturation_grey()))
                            .toList()));
            for (int view = 0; view < views.size(); view++) {
                send(reference(view, true, views.get(view), RawScan.Channel::air));
                send(reference(view, false, views.get(view), RawScan.Channel::dark));
            }
        }

        private static LinkFrame.Reference reference(
                int view, boolean lit, Rows rows, Function<RawScan.Channel, GreyImage> picture) {
            int lines = Math.min(REFERENCE_LINES, picture.apply(rows.low()).height());
            Function<RawScan.Channel, short[]> greys = channel -> Arrays.copyOf(
                    picture.apply(channel).grey(), lines * channel.scan().width());
            return new LinkFrame.Reference(
                    view,
                    lit,
                    lines,
                    greys.apply(rows.low()),
                    rows.high().map(greys).orElse(NONE));
        }

        private void receive() {
            try {
                while (true) {
                    inbox.add(Optional.of(LinkCodec.read(in)));
                }
            } catch (IOException lost) {
                inbox.add(Optional.empty());
            }
        }

        @Nullable
        LinkFrame received() throws IOException {
            Optional<LinkFrame> frame = inbox.poll();
            if (frame == null) {
                return null;
            }
            return frame.orElseThrow(() -> new IOException("the server hung up"));
        }

        void send(LinkFrame frame) throws IOException {
            LinkCodec.write(out, frame);
        }

        void garbage() throws IOException {
            out.write(new byte[] {0, 0, 0, 40, 8, 1, 2, 3});
            out.write(new byte[64]);
            flush();
        }

        void flush() throws IOException {
            out.flush();
        }
    }
}
