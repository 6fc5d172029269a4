package org.gwanmun.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.settings.EffectiveSettings.Source;
import org.gwanmun.server.settings.EffectiveSettings.Value;
import org.gwanmun.server.settings.Settings.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void withoutAFileEveryValueIsADefault() {
        Settings settings = Settings.defaults();
        assertThat(settings.server())
                .isEqualTo(new Settings.Server("127.0.0.1", 8080, Optional.empty(), false, Optional.empty()));
        assertThat(settings.server().secure()).isFalse();
        assertThat(settings.database().kind()).isEqualTo(DatabaseKind.H2);
        assertThat(settings.session().idleLock()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.session().end()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.login()).isEqualTo(new Settings.Login(5, Duration.ofSeconds(60)));
        assertThat(settings.reading().longestWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.lanes()).containsExactly(new Settings.Lane("lane-1", "mail-composite", Optional.empty()));
        assertThat(settings.cameras()).isEmpty();
        assertThat(settings.vision()).isEqualTo(new Settings.Vision("nanodet", "own", 2, 2));
        assertThat(settings.logs()).isEqualTo(new Settings.Logs(Path.of("logs"), 90));
        assertThat(EffectiveSettings.defaults().values())
                .extracting(Value::source)
                .containsOnly(Source.DEFAULT);
        assertThat(EffectiveSettings.defaults().values())
                .extracting(Value::path)
                .doesNotHaveDuplicates()
                .contains("server.tls.key", "lanes[0].name");
    }

    @Test
    void theExampleFileSaysEverythingThatCanBeSaid() {
        Path file = Path.of("../../examples/server/gwanmun.yaml");
        Settings settings = Settings.read(file);
        Path here = Path.of("../../examples/server").toAbsolutePath().normalize();
        assertThat(settings.server().secure()).isTrue();
        assertThat(settings.server().behindProxy()).isTrue();
        assertThat(settings.database())
                .isEqualTo(new Settings.Database(
                        DatabaseKind.POSTGRESQL,
                        Optional.of("jdbc:postgresql://127.0.0.1:5432/gwanmun"),
                        Optional.of("gwanmun_owner"),
                        Optional.of(here.resolve("secrets/owner.password")),
                        Optional.of(here.resolve("secrets/worker.password"))));
        assertThat(settings.lanes()).hasSize(2);
        assertThat(settings.cameras())
                .containsExactly(new Settings.Camera(
                        "hall-a",
                        "입국장 A",
                        "Arrivals hall A",
                        "rtsp://10.0.7.11:554/stream1",
                        Optional.of(here.resolve("secrets/hall-a.login")),
                        OptionalDouble.of(7),
                        0,
                        true,
                        false));
        assertThat(settings.vision()).isEqualTo(Settings.defaults().vision());
        EffectiveSettings effective = EffectiveSettings.read(file);
        assertThat(effective.values().stream().filter(value -> value.source() == Source.DEFAULT))
                .as("what the example does not name")
                .extracting(Value::path)
                .containsExactly("server.tls.certificate", "server.tls.key");
        assertThat(effective.values())
                .filteredOn(value -> value.path().equals("database.password_file"))
                .extracting(Value::shown)
                .containsExactly("(file " + here.resolve("secrets/owner.password") + ")");
    }

    @Test
    void everyMistakeIsToldAtOnceWithLineAndPath() throws IOException {
        Refusal refusal = refusal("""
                gwanmun: config/1
                server:
                  adress: 127.0.0.1
                  port: 99999
                  behind_proxy: perhaps
                database:
                  kind: postgres
                session: {idle_lock_min: 0}
                lanes:
                  - {name: Lane 1, scanner: mail-composite}
                  - {name: lane-2}
                  - {name: lane-2}
                bakcup: {dir: x}
                """);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        assertThat(refusal.in(Language.EN).lines().filter(line -> line.contains("gwanmun.yaml")))
                .hasSize(8);
        assertThat(refusal.in(Language.EN))
                .contains("server.adress", "address", "server.port", "99999", "server.behind_proxy", "perhaps")
                .contains("postgres", "session.idle_lock_min", "lanes[0].name", "Lane 1", "lane lane-2 is there twice")
                .contains("bakcup", "backup");
        assertThat(refusal.in(Language.KO)).contains("lane-2 레인이 두 번");
    }

    @Test
    void anAddressThatOthersReachNeedsTlsOrAProxy() throws IOException {
        for (String address : new String[] {"0.0.0.0", "\"::\"", "192.168.0.10"}) {
            assertThat(refusal("gwanmun: config/1\nserver: {address: " + address + "}\n")
                            .in(Language.EN))
                    .contains("gwanmun.yaml:2: server.address")
                    .contains("server.behind_proxy: true");
            assertThat(Settings.read(
                                    file("gwanmun: config/1\nserver: {address: " + address + ", behind_proxy: true}\n"))
                            .server()
                            .behindProxy())
                    .isTrue();
            assertThat(Settings.read(file("gwanmun: config/1\nserver: {address: " + address
                                    + ", tls: {certificate: a.crt, key: /etc/a.key}}\n"))
                            .server()
                            .tls())
                    .contains(new Settings.Tls(folder.resolve("a.crt"), Path.of("/etc/a.key")));
        }
        for (String loopback : new String[] {"127.0.0.1", "127.3.2.1", "\"::1\""}) {
            assertThat(Settings.read(file("gwanmun: config/1\nserver: {address: " + loopback + "}\n")))
                    .isNotNull();
        }
        for (String none : new String[] {"gate.example", "999.1.1.1", "localhost", "\":::1\""}) {
            assertThat(refusal("gwanmun: config/1\nserver: {address: " + none + "}\n")
                            .in(Language.EN))
                    .contains("is not an address of this machine");
        }
        assertThat(refusal("gwanmun: config/1\nserver: {address: 0.0.0.0, tls: {certificate: a.crt}}\n")
                        .in(Language.EN))
                .contains("server.tls")
                .contains("key");
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() throws IOException {
        String text = refusal("""
                gwanmun: config/1
                database:
                  kind: postgresql
                  url: jdbc:postgresql://db/gwanmun?user=a&password=hunter2
                  user: a
                  password: hunter2
                """).in(Language.EN);
        assertThat(text).contains("database.password_file").doesNotContain("hunter2");
        assertThat(refusal("gwanmun: config/1\ndatabase: {user: a}\n").in(Language.EN))
                .contains("database.user is for postgresql only");
    }

    @Test
    void camerasAreReadFromTheFoldersOfTheFile() throws IOException {
        Settings settings = Settings.read(file("""
                gwanmun: config/1
                cameras:
                  - {name: a, source: films/a.avi, ring_min: 10}
                  - {name: b-2, source: /pictures, enabled: false}
                  - {name: c, source: "scene:hall", fps: 12.5}
                vision: {detector: none, looks: stripes, every: 1}
                """));
        assertThat(settings.cameras())
                .extracting(Settings.Camera::source)
                .containsExactly(folder.resolve("films/a.avi").toString(), "/pictures", "scene:hall");
        assertThat(settings.cameras()).extracting(Settings.Camera::titleEn).containsExactly("a", "b-2", "c");
        assertThat(settings.cameras())
                .extracting(Settings.Camera::demonstration)
                .containsExactly(false, false, true);
        assertThat(settings.cameras().get(1).enabled()).isFalse();
        assertThat(settings.cameras().get(2).fps()).hasValue(12.5);
        assertThat(settings.vision()).isEqualTo(new Settings.Vision("none", "stripes", 1, 2));
    }

    @Test
    void everyMistakeOfACameraIsToldAndNoPasswordRepeated() throws IOException {
        Refusal refusal = refusal("""
                gwanmun: config/1
                cameras:
                  - {name: Hall A, source: a.avi}
                  - {name: live, source: a.avi}
                  - {name: a, source: "rtsp://root:hunter2@10.0.0.1/1"}
                  - {name: a, source: "http://root:hunter2@10.0.0.1/1"}
                  - {name: b, source: "concat:a|b://hunter2"}
                  - {name: c, source: "scene:beach"}
                  - {name: d, source: a.avi, login_file: x}
                  - {name: e, source: a.avi, ring_min: 11}
                  - {name: f, source: a.avi, fps: 0}
                  - {name: g, source: a.avi, title_ko: ""}
                  - {name: h}
                vision: {detector: "../x", every: 0}
                """);
        assertThat(refusal.in(Language.EN).lines().filter(line -> line.contains("gwanmun.yaml")))
                .hasSize(14);
        assertThat(refusal.in(Language.EN))
                .doesNotContain("hunter2")
                .contains("login_file", "camera a is there twice", "scene:street", "cameras[10]");
        assertThat(refusal.in(Language.KO)).contains("a 카메라가 두 번").doesNotContain("hunter2");
    }

    @Test
    void anotherSchemaOrNoneIsRefused() throws IOException {
        assertThat(refusal("gwanmun: config/2\n").in(Language.EN)).contains("config/1");
        assertThat(refusal("server: {port: 1}\n").in(Language.EN)).contains("gwanmun");
        assertThat(refusal("- 1\n").in(Language.EN)).isNotBlank();
    }

    private Refusal refusal(String text) throws IOException {
        Path file = file(text);
        return catchThrowableOfType(Refusal.class, () -> Settings.read(file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("gwanmun.yaml"), text);
    }
}
