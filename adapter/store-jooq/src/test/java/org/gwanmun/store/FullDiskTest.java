package org.gwanmun.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwanmun.store.Samples.fact;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gwanmun.core.audit.AuditVerification.Intact;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk on which the H2 file cannot grow, and then can again. The kernel says so to one process alone: no file of it may
 * become longer than a limit, which is lifted from outside while it runs.
 */
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final long ROOM_BYTES = 600_000;

    @Test
    void onceThereIsRoomAgainTheSameStoreGoesOnAndWhatWasAcknowledgedIsThere(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "no " + PRLIMIT);
        try (GwanmunStore store = GwanmunStore.openFile(folder, new SecureRandom())) {
            store.audit().append(fact("made", "p-1"));
        }
        long limit = Files.size(folder.resolve("gwanmun.mv.db")) + ROOM_BYTES;
        List<String> said = new ArrayList<>();
        Process child = new ProcessBuilder(
                        PRLIMIT.toString(),
                        "--fsize=" + limit + ":",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.equals("full")) {
                    int lifted = new ProcessBuilder(
                                    PRLIMIT.toString(), "--pid", Long.toString(child.pid()), "--fsize=unlimited:")
                            .inheritIO()
                            .start()
                            .waitFor();
                    assertThat(lifted).isZero();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("what the child said").contains("full", "again");
        String acknowledged = said.getLast();
        try (GwanmunStore store = GwanmunStore.openFile(folder, new SecureRandom())) {
            assertThat(store.audit().verify()).isInstanceOfSatisfying(Intact.class, intact -> assertThat(
                            intact.head().seq())
                    .isEqualTo(Long.parseLong(acknowledged)));
        }
    }

    /** The child: writes until it cannot, then until it can again, and says how much was acknowledged. */
    static final class Writer {
        private static final long PATIENCE_NS = 60_000_000_000L;

        private Writer() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (GwanmunStore store = GwanmunStore.openFile(Path.of(arguments[0]), new SecureRandom())) {
                long end = System.nanoTime() + PATIENCE_NS;
                int refusals = 0;
                long acknowledged = 0;
                boolean again = false;
                while (!again && System.nanoTime() < end) {
                    try {
                        acknowledged = store.audit()
                                .append(fact("x".repeat(60), "p-1"))
                                .seq();
                        again = refusals > 0;
                    } catch (Refusal refusal) {
                        refusals++;
                        if (refusals == 3) {
                            System.out.println("full");
                        }
                        Thread.sleep(100);
                    }
                }
                System.out.println(again ? "again" : "never again");
                System.out.println(acknowledged);
            }
        }
    }
}
