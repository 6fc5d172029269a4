package org.gwanmun.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.gwanmun.server.access.Role;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.store.StoreMessage;
import org.gwanmun.xray.lane.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says when it does not start a server. */
class GwanmunServerTest {
    private final Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    GwanmunServerTest(@TempDir Path home) {
        this.home = home;
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "70000", "-1", "", "8080.5", "99999999999", " 80"})
    void aPortThatIsNoneIsBadUsage(String port) {
        assertThat(run(Map.of(), "demo", "--port=" + port)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--port (" + port + ") must be a whole number")
                .contains("\nMaybe");
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void aBusyPortIsToldInOneLineWithAnotherToTry() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(run(Map.of(), "demo", "--port", "" + port)).isEqualTo(3);
            assertThat(err.toString())
                    .startsWith("Port " + port + " on 127.0.0.1 is already in use.\nMaybe")
                    .contains("--port " + (port < 65535 ? port + 1 : port - 1));
            assertThat(out.toString()).isEmpty();
        }
    }

    @Test
    void aBusyPortIsToldInKorean() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run(Map.of("LANG", "ko_KR.UTF-8"), "demo", "--port", "" + taken.getLocalPort()))
                    .isEqualTo(3);
            assertThat(err.toString()).contains("이미 사용하고 있습니다");
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsToldInOneLine() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        assertThat(run(Map.of("GWANMUN_HOME", file.toString()), "demo", "--port", "0"))
                .isEqualTo(3);
        assertThat(err.toString())
                .startsWith("The folder " + file + " cannot be written")
                .contains("GWANMUN_HOME");
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void withoutParcelFilesThereIsNothingToDemonstrate() {
        assertThat(run(Map.of("GWANMUN_ROOT", home.toString()), "demo", "--port", "0"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains(home.resolve("examples/parcels").toString())
                .contains("Maybe");
    }

    @Test
    void aSecondGwanmunOnTheSameHomeIsToldInOneLine() throws IOException {
        Path parcels = Files.createDirectories(home.resolve("root/examples/parcels"));
        Files.writeString(parcels.resolve("a.yaml"), "");
        try (GwanmunStore first = GwanmunStore.openFile(home.resolve("demo/store"), new SecureRandom())) {
            assertThat(first.readings().arrivals()).isZero();
            assertThat(run(Map.of("GWANMUN_ROOT", home.resolve("root").toString()), "demo", "--port", "0"))
                    .isEqualTo(3);
            assertThat(err.toString()).contains("in use by another Gwanmun");
            assertThat(err.toString().lines()).hasSize(2);
        }
    }

    @Test
    void whatIsNotUnderstoodIsBadUsage() {
        assertThat(run(Map.of(), "demo", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot").contains("Maybe");
        assertThat(run(Map.of(), "dmeo")).isEqualTo(2);
        assertThat(run(Map.of())).isEqualTo(2);
    }

    @Test
    void helpShowsExamplesInTheLanguageOfTheUser() {
        assertThat(run(Map.of(), "demo", "--help")).isZero();
        assertThat(out.toString())
                .contains("--port")
                .contains("gwanmun demo --port 9090")
                .contains("default 8080");
        assertThat(run(Map.of("GWANMUN_LANG", "ko"), "demo", "--help")).isZero();
        assertThat(out.toString()).contains("시범 자료로 관문을 실행합니다").contains("이 도움말을 표시합니다");
    }

    @Test
    void everyMessageIsThereInBothLanguagesWithTheSameSlots() {
        for (Class<? extends MessageKey> keys :
                Set.of(ServerMessage.class, ApiMessage.class, Role.class, StoreMessage.class, Reason.class)) {
            for (MessageKey key : keys.getEnumConstants()) {
                assertThat(slots(Messages.template(Language.KO, key)))
                        .as(keys.getSimpleName() + "." + key.name())
                        .isEqualTo(slots(Messages.template(Language.EN, key)));
            }
            assertThat(Messages.bundle(keys, Language.KO)).hasSize(keys.getEnumConstants().length);
        }
        Properties korean = Messages.bundle(Usage.class, Language.KO);
        assertThat(korean.keySet())
                .isEqualTo(Messages.bundle(Usage.class, Language.EN).keySet());
    }

    @Test
    void aTableLinesUpHangulWithLatin() {
        TextTable table = new TextTable("역할", "user");
        table.row("판독직원", "a");
        table.row("xy", "b");
        assertThat(table.toString().lines().map(line -> TextTable.width(line.substring(0, line.lastIndexOf(' ')))))
                .containsOnly(12);
    }

    private static Map<Character, Long> slots(String template) {
        Map<Character, Long> slots = new HashMap<>();
        for (int i = template.indexOf('{'); i >= 0; i = template.indexOf('{', i + 1)) {
            slots.merge(template.charAt(i + 1), 1L, Long::sum);
        }
        return slots;
    }

    private int run(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("GWANMUN_HOME", home.toString(), "LANG", "en_US.UTF-8"));
        environment.putAll(more);
        return GwanmunServer.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
