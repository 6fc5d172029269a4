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
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwanmun.core.access.Account;
import org.gwanmun.core.access.Role;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.MessageKey;
import org.gwanmun.core.message.Messages;
import org.gwanmun.server.answer.ApiMessage;
import org.gwanmun.server.settings.SettingsMessage;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.store.StoreMessage;
import org.gwanmun.xray.lane.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    void configShowTellsForEachValueWhereItComesFrom() throws IOException {
        assertThat(run(Map.of(), "config", "show")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches(" *home +" + home + " +environment"))
                .anyMatch(line -> line.matches(" *server.port +8080 +default"));
        Files.writeString(home.resolve("gwanmun.yaml"), "gwanmun: config/1\nserver: {port: 9000}\n");
        assertThat(run(Map.of(), "config", "show")).isZero();
        assertThat(out.toString().lines()).anyMatch(line -> line.matches(" *server.port +9000 +file"));
        Path other = Files.writeString(
                home.resolve("other.yaml"),
                "gwanmun: config/1\nlanes: [{name: lane-7, key_file: secrets/seven.key}]\n");
        out.getBuffer().setLength(0);
        assertThat(run(Map.of("GWANMUN_CONFIG", other.toString()), "config", "show", "--json"))
                .isZero();
        JsonNode values = new JsonMapper().readTree(out.toString()).get("values");
        assertThat(values.valueStream().map(JsonNode::toString))
                .contains("{\"name\":\"config\",\"value\":\"" + other + "\",\"source\":\"environment\"}")
                .contains("{\"name\":\"server.port\",\"value\":8080,\"source\":\"default\"}")
                .contains("{\"name\":\"lanes[0].key_file\",\"value\":\"(file " + home.resolve("secrets/seven.key")
                        + ")\",\"source\":\"file\"}");
        assertThat(run(Map.of("LANG", "ko_KR.UTF-8"), "config", "show", "--config", other.toString()))
                .isZero();
        assertThat(out.toString()).contains("기본값");
    }

    @Test
    void aWrongConfigurationIsRefusedWithAllItsMistakes() throws IOException {
        Files.writeString(home.resolve("gwanmun.yaml"), "gwanmun: config/1\nserver: {prot: 1}\nlogin: {attempts: 0}\n");
        assertThat(run(Map.of(), "serve", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("server.prot").contains("login.attempts");
        assertThat(out.toString()).isEmpty();
        assertThat(run(
                        Map.of(),
                        "config",
                        "show",
                        "--config",
                        home.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml");
    }

    @Test
    void aCertificateThatIsNoneIsToldInOneLine() throws IOException {
        Files.writeString(
                home.resolve("gwanmun.yaml"),
                "gwanmun: config/1\nserver: {address: 0.0.0.0, tls: {certificate: a.crt, key: a.key}}\n");
        Files.writeString(home.resolve("a.crt"), "no certificate");
        assertThat(run(Map.of(), "serve", "--port", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith(home.resolve("a.crt") + " cannot be used for TLS");
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anAccountIsResetWhileTheServerIsStopped() {
        assertThat(run(Map.of(), "account", "reset", "kim")).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no account kim.");
        try (GwanmunStore store = GwanmunStore.openFile(home.resolve("store"), new SecureRandom())) {
            Instant now = Instant.now();
            store.accounts()
                    .create(
                            new Account("Kim", Set.of(Role.ADMIN), "-", Optional.empty(), false, now, now),
                            new AuditFact(now, "p-1", "account.created", "p-2", ""));
            assertThat(run(Map.of(), "account", "reset", "kim"))
                    .as("not while it is open")
                    .isEqualTo(3);
        }
        assertThat(run(Map.of(), "account", "reset", "kim")).isZero();
        Matcher told =
                Pattern.compile("one-time password for Kim[^\n]*\n\n +(\\S+)\n").matcher(out.toString());
        assertThat(told.find()).isTrue();
        try (GwanmunStore store = GwanmunStore.openFile(home.resolve("store"), new SecureRandom())) {
            Account kim = store.accounts().findAccount("kim").orElseThrow();
            assertThat(kim.mustChangePassword()).isTrue();
            assertThat(new BCryptPasswordEncoder().matches(told.group(1), kim.passwordHash()))
                    .isTrue();
        }
        assertThat(run(Map.of(), "account")).isEqualTo(2);
        assertThat(err.toString()).contains("gwanmun account needs another word.");
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
        for (Class<? extends MessageKey> keys : Set.of(
                ServerMessage.class,
                ApiMessage.class,
                SettingsMessage.class,
                Role.class,
                StoreMessage.class,
                Reason.class)) {
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
