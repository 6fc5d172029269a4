package org.gwanmun.server.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.lane.Officer;
import org.gwanmun.xray.lane.ReadingDesk;
import org.gwanmun.xray.lane.link.LaneReceiver;
import org.gwanmun.xray.lane.link.LinkCodec;
import org.gwanmun.xray.lane.link.LinkFrame;
import org.gwanmun.xray.lane.link.LinkSecret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one machine. Runs on a thread of its own: it greets, gathers lines, stores parcels, and says so. A
 * parcel is acknowledged after it is stored; whatever fails before that ends the connection, and the machine sends it again.
 */
final class LaneSession {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);
    private static final int GREETING_MS = 5000;
    private static final int SILENCE_MS = 10_000; // machines speak every two seconds
    private static final long GUESS_MS = 1000;

    private final Socket socket;
    private final Lanes lanes;
    private final LaneIntake intake;
    private final ReadingDesk desk;
    private final LinkServer.Listener listener;
    private final RandomGenerator random;
    private final OutputStream out;
    private volatile @Nullable LaneReceiver receiver;

    LaneSession(
            Socket socket,
            Lanes lanes,
            LaneIntake intake,
            ReadingDesk desk,
            LinkServer.Listener listener,
            RandomGenerator random)
            throws IOException {
        this.socket = socket;
        this.lanes = lanes;
        this.intake = intake;
        this.desk = desk;
        this.listener = listener;
        this.random = random;
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    @Nullable
    LaneReceiver receiver() {
        return receiver;
    }

    /** Sends a frame; false if the connection is gone. */
    boolean send(LinkFrame frame) {
        try {
            synchronized (out) {
                LinkCodec.write(out, frame);
                out.flush();
            }
            return true;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    void run() {
        Lanes.Lane lane = null;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(GREETING_MS);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            Optional<Lanes.Lane> greeted = greet(in);
            if (greeted.isEmpty()) {
                return;
            }
            lane = greeted.get();
            socket.setSoTimeout(SILENCE_MS);
            receive(in, lane);
        } catch (LinkCodec.NotAFrame garbage) {
            hangUp(lane, "This is no frame of the scanner link: " + garbage.getMessage() + ".");
        } catch (SocketTimeoutException silence) {
            hangUp(lane, "Nothing was heard for too long.");
        } catch (EOFException gone) {
            // The machine hung up.
        } catch (IOException lost) {
            LOG.debug("A link was lost.", lost);
        } catch (Refusal cannot) {
            hangUp(lane, "The parcel cannot be stored: " + cannot.getMessage());
        } catch (RuntimeException cannot) {
            LOG.error("A parcel of lane {} could not be stored.", lane == null ? "?" : lane.name(), cannot);
            hangUp(lane, "The parcel cannot be stored.");
        } finally {
            close();
            if (lane != null && lane.disconnected(this)) {
                listener.changed(lane);
            }
        }
    }

    private void hangUp(Lanes.@Nullable Lane lane, String why) {
        if (socket.isClosed()) {
            LOG.debug("After its link had been closed from here: {}", why);
            return;
        }
        LOG.warn("Link of lane {} ended: {}", lane == null ? "?" : lane.name(), why);
        send(new LinkFrame.Refused(why.substring(0, Math.min(180, why.length()))));
    }

    private Optional<Lanes.Lane> greet(DataInputStream in) throws IOException {
        if (!(LinkCodec.read(in) instanceof LinkFrame.Hello(int version, String name, byte[] machineNonce))) {
            hangUp(null, "A machine begins with a greeting.");
            return Optional.empty();
        }
        if (version != LinkCodec.VERSION) {
            hangUp(null, "Version " + version + " of the scanner link is not spoken here.");
            return Optional.empty();
        }
        // A lane that is not known is greeted like one that is: names are not to be guessed.
        Optional<Lanes.Lane> lane = lanes.find(name);
        byte[] serverNonce = new byte[LinkSecret.NONCE_BYTES];
        random.nextBytes(serverNonce);
        byte[] unknown = new byte[LinkSecret.KEY_BYTES];
        random.nextBytes(unknown);
        LinkSecret secret = lane.map(Lanes.Lane::secret).orElseGet(() -> new LinkSecret(unknown));
        send(new LinkFrame.Challenge(
                serverNonce, secret.proof(LinkSecret.Side.SERVER, name, machineNonce, serverNonce)));
        boolean proved = LinkCodec.read(in) instanceof LinkFrame.Proof(byte[] proof)
                && secret.proves(proof, LinkSecret.Side.MACHINE, name, machineNonce, serverNonce);
        if (lane.isEmpty() || !proved) {
            try {
                Thread.sleep(GUESS_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener.refused(name);
            hangUp(null, "No lane of that name has that key.");
            return Optional.empty();
        }
        long stored_mm = intake.stored_mm(name);
        receiver = new LaneReceiver(stored_mm, new Sink(lane.get()));
        lane.get().connected(this);
        send(new LinkFrame.Welcome(stored_mm));
        return lane;
    }

    private void receive(DataInputStream in, Lanes.Lane lane) throws IOException {
        LaneReceiver gathering = java.util.Objects.requireNonNull(receiver);
        Officer machine = new Officer(lane.name(), lane.name());
        while (true) {
            LinkFrame frame = LinkCodec.read(in);
            switch (frame) {
                case LinkFrame.Setup setup
                when !setup.scanner().equals(lane.scanner()) -> {
                    hangUp(lane, "This lane has a " + lane.scanner() + ", not a " + setup.scanner() + ".");
                    return;
                }
                case LinkFrame.Status status -> {
                    gathering.take(status);
                    if (lane.set(status)) {
                        listener.changed(lane);
                    }
                }
                case LinkFrame.Gone(String parcel, var gate) -> {
                    var unused = desk.confirm(machine, parcel, gate);
                }
                case LinkFrame.Refused(String why) -> {
                    LOG.warn("The machine of lane {} hung up: {}", lane.name(), why);
                    return;
                }
                default -> gathering.take(frame);
            }
        }
    }

    /** What happens on the belt. */
    private final class Sink implements LaneReceiver.Sink {
        private final Lanes.Lane lane;

        Sink(Lanes.Lane lane) {
            this.lane = lane;
        }

        @Override
        public void begun(long start_mm) {
            listener.changed(lane);
        }

        @Override
        public void grown(String view, int lines) {
            listener.grown(lane, view, lines);
        }

        @Override
        public void passed(LaneReceiver.Passed passed) {
            String id = intake.take(lane.name(), lane.scanner(), passed);
            send(new LinkFrame.Stored(
                    id, passed.whole().start_mm(), passed.whole().end_mm()));
            listener.changed(lane);
        }
    }
}
