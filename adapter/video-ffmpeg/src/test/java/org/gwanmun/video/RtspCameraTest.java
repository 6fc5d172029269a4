package org.gwanmun.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.vision.Frame;
import org.gwanmun.trace.vision.LiveFootage;
import org.gwanmun.trace.vision.LiveFootage.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real connections on this machine's loopback, to a real RTSP server and to servers that misbehave. */
@Timeout(120)
class RtspCameraTest {
    /** The system's own, which sees the system's GStreamer, where another comes first on the path. */
    private static final String PYTHON = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    @TempDir
    private Path folder;

    private @Nullable Process server;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void plug(int port, String coding) throws IOException {
        Path script = folder.resolve("rtsp_camera.py");
        try (InputStream in = RtspCameraTest.class.getResourceAsStream("/rtsp_camera.py")) {
            assertThat(in).isNotNull();
            Files.write(script, in.readAllBytes());
        }
        Process started;
        try {
            started = new ProcessBuilder(PYTHON, script.toString(), Integer.toString(port), coding)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is not installed");
            return;
        }
        server = started;
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        String said = out.readLine();
        assumeTrue("ready".equals(said), "no GStreamer RTSP server here (./gwanmun doctor says how): " + said);
    }

    @AfterEach
    void unplug() throws InterruptedException {
        Process running = server;
        if (running != null) {
            running.destroyForcibly().waitFor();
            server = null;
        }
    }

    private static void until(BooleanSupplier true_) throws InterruptedException {
        while (!true_.getAsBoolean()) {
            Thread.sleep(10);
        }
    }

    private static LiveFootage watch(int port) {
        return (LiveFootage) Videos.open("rtsp://127.0.0.1:" + port + "/live", VideoSettings.AS_IS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "mjpeg"})
    void aCameraIsSeenLostAndSeenAgain(String coding) throws IOException, InterruptedException {
        int port = freePort();
        plug(port, coding);
        try (LiveFootage camera = watch(port)) {
            double last_s = 0;
            for (int n = 0; n < 30; n++) {
                Frame frame = camera.next();
                assertThat(frame).isNotNull();
                assertThat(frame.width_px()).isEqualTo(320);
                assertThat(frame.height_px()).isEqualTo(240);
                assertThat(frame.time_s()).isGreaterThanOrEqualTo(last_s);
                last_s = frame.time_s();
            }
            assertThat(last_s).isBetween(0.8, 3.0);
            assertThat(camera.state().phase()).isEqualTo(Phase.LIVE);

            unplug();
            long lost_ns = System.nanoTime();
            until(() -> camera.state().phase() != Phase.LIVE);
            assertThat(1e-9 * (System.nanoTime() - lost_ns)).isLessThan(5);
            until(() -> camera.state().error() != null);
            while (camera.poll(0) != null) {
                // What still waited.
            }

            plug(port, coding);
            Frame again = camera.next();
            assertThat(again).isNotNull();
            assertThat(again.time_s()).isGreaterThan(last_s);
            assertThat(camera.state().error()).isNull();
        }
    }

    @Test
    void aCameraThatFreezesIsNoticed() throws IOException, InterruptedException {
        int port = freePort();
        plug(port, "h264");
        Process running = server;
        assertThat(running).isNotNull();
        try (LiveFootage camera = watch(port)) {
            assertThat(camera.next()).isNotNull();
            // Stopped, the connection stays open: what a pulled cable looks like.
            new ProcessBuilder("kill", "-STOP", Long.toString(running.pid()))
                    .start()
                    .waitFor();
            long lost_ns = System.nanoTime();
            until(() -> camera.state().phase() != Phase.LIVE);
            double noticed_s = 1e-9 * (System.nanoTime() - lost_ns);
            new ProcessBuilder("kill", "-CONT", Long.toString(running.pid()))
                    .start()
                    .waitFor();
            assertThat(noticed_s).isLessThan(5);
            until(() -> camera.state().phase() == Phase.LIVE);
        }
    }

    /** A server that does something with each connection. */
    private static final class Misbehaving implements AutoCloseable {
        interface Manner {
            void serve(Socket socket) throws IOException, InterruptedException;
        }

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Misbehaving(Manner manner) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket one = socket.accept();
                        connections.incrementAndGet();
                        Thread.ofVirtual().start(() -> {
                            try (one) {
                                manner.serve(one);
                            } catch (IOException | InterruptedException e) {
                                // The other side left.
                            }
                        });
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void staysAway(Misbehaving.Manner manner, double most_s) throws IOException, InterruptedException {
        try (Misbehaving server = new Misbehaving(manner);
                LiveFootage camera = RtspCamera.watch(
                        "rtsp://127.0.0.1:" + server.port() + "/live",
                        VideoSettings.AS_IS,
                        new LiveFootage.Pace(4, 4.5, 30, 0.2, 30, 2, 3))) {
            long start_ns = System.nanoTime();
            until(() -> camera.state().error() != null);
            assertThat(1e-9 * (System.nanoTime() - start_ns)).isLessThan(most_s);
            assertThat(camera.state().phase()).isNotEqualTo(Phase.LIVE);
            // Given up in spite of what the server does, and tried again.
            until(() -> server.connections.get() >= 2);
            Refusal error = camera.state().error();
            assertThat(error).isNotNull();
            assertThat(error.getMessage()).contains("rtsp://127.0.0.1:");
            assertThat(camera.state().pictures()).isZero();
        }
    }

    @Test
    void aServerThatStaysSilentIsNoticedAndLeft() throws IOException, InterruptedException {
        staysAway(socket -> Thread.sleep(60_000), 5);
    }

    @Test
    void aServerThatAnswersGarbageIsLeft() throws IOException, InterruptedException {
        staysAway(
                socket -> {
                    OutputStream out = socket.getOutputStream();
                    byte[] garbage = new byte[4096];
                    for (int i = 0; i < garbage.length; i++) {
                        garbage[i] = (byte) (i * 31 ^ i >> 3);
                    }
                    while (true) {
                        out.write(garbage);
                    }
                },
                5);
    }

    @Test
    void aServerThatAnswersDropByDropIsLeft() throws IOException, InterruptedException {
        staysAway(
                socket -> {
                    OutputStream out = socket.getOutputStream();
                    for (byte each : "RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n"
                            .repeat(50)
                            .getBytes(StandardCharsets.US_ASCII)) {
                        out.write(each);
                        Thread.sleep(100);
                    }
                },
                5);
    }

    @Test
    void aCameraThatHangsDoesNotHoldAnother() throws IOException {
        int port = freePort();
        plug(port, "mjpeg");
        try (Misbehaving silent = new Misbehaving(socket -> Thread.sleep(60_000));
                LiveFootage hanging = watch(silent.port());
                LiveFootage camera = watch(port)) {
            assertThat(camera.next()).isNotNull();
            assertThat(hanging.state().pictures()).isZero();
        }
    }

    @Test
    void aPortNobodyAnswersIsSaid() throws IOException, InterruptedException {
        try (LiveFootage camera = watch(freePort())) {
            until(() -> camera.state().error() != null);
            assertThat(camera.state().error()).hasMessageContaining("cannot be reached");
        }
    }
}
