package org.gwanmun.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.audit.HeadKeys;
import org.gwanmun.core.audit.HeadSigner;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.server.keep.KeepMessage;
import org.gwanmun.server.keep.SigningKeys;
import org.gwanmun.store.Database;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.store.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code backup}, {@code restore} and {@code audit}, as a person types them. */
class KeepCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T03:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Path home;

    KeepCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
    }

    @Test
    void anIntactChainEndsWithZeroAndSaysHowFarItWasCheckedInBothLanguages() throws IOException {
        live();
        Said english = run("en", "audit", "verify");
        assertThat(english.exit()).as(english.all()).isZero();
        assertThat(english.out())
                .contains("Checked: 13 entries up to number 13")
                .contains("signed heads in " + heads())
                .contains("Signed up to entry 12")
                .contains("Intact");
        Said korean = run("ko", "audit", "verify", "--home", home.toString());
        assertThat(korean.exit()).isZero();
        assertThat(korean.out()).contains("항목 13건").contains("12번 항목까지").contains("이상 없음");
        JsonNode json = JsonMapper.shared()
                .readTree(run("en", "audit", "verify", "--json").out());
        assertThat(json.get("intact").booleanValue()).isTrue();
        assertThat(json.get("signed_up_to").get("seq").longValue()).isEqualTo(12);
        assertThat(json.get("findings").isEmpty()).isTrue();
    }

    @Test
    void whatWasTamperedWithIsNamedAndEndsWithOne() throws Exception {
        live();
        Path copy = Files.copy(heads(), folder.resolve("heads-copy.jsonl"));
        Path key = Files.copy(home.resolve("secrets/head.pub.pem"), folder.resolve("key.pem"));
        tamper("update audit_entry set subject = 'another' where seq = 4");
        Said altered = run("en", "audit", "verify");
        assertThat(altered.exit()).isEqualTo(1);
        assertThat(altered.out()).contains("Entry 4 was altered").contains("TAMPERED");
        assertThat(run("ko", "audit", "verify").out()).contains("4번 항목이 변경").contains("변조됨");
        JsonNode json = JsonMapper.shared()
                .readTree(run("en", "audit", "verify", "--json").out());
        assertThat(json.get("findings").get(0).get("kind").stringValue()).isEqualTo("entry_altered");
        assertThat(json.get("findings").get(0).get("place").longValue()).isEqualTo(4);
        tamper("update audit_entry set subject = 'parcel-3' where seq = 4");
        assertThat(run("en", "audit", "verify").exit()).isZero();

        // All cut back together, the live heads too: the copy that the auditor kept tells.
        tamper("delete from audit_entry where seq > 1");
        tamper("update audit_head set seq = 1, hash = (select hash from audit_entry where seq = 1)");
        Files.delete(heads());
        assertThat(run("en", "audit", "verify").exit()).isZero();
        Said found = run("en", "audit", "verify", "--heads", copy.toString(), "--public-key", key.toString());
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("Entry 2 and what followed it were cut off");
    }

    @Test
    void aBackupWithoutANameGoesWhereTheConfigurationSaysUnderTheTime() throws IOException {
        live();
        assertThat(run("en", "backup").exit()).isZero();
        try (Stream<Path> written = Files.list(home.resolve("backup"))) {
            assertThat(written.map(zip -> zip.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("gwanmun-\\d{8}-\\d{6}Z\\.zip");
        }
    }

    @Test
    void whatCannotBeCheckedEndsWithTwoOrThreeInOneLine() throws IOException {
        Said nothing = run("en", "audit", "verify");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).contains("no store in");
        assertThat(home.resolve("store")).doesNotExist();
        live();
        assertThat(run("en", "audit").exit()).isEqualTo(2);
        assertThat(run(
                                "en",
                                "audit",
                                "verify",
                                "--heads",
                                folder.resolve("ghost").toString())
                        .exit())
                .isEqualTo(2);
        Path bad = Files.writeString(folder.resolve("bad.pem"), "no key");
        assertThat(run("en", "audit", "verify", "--public-key", bad.toString()).err())
                .contains("no Ed25519 public key");
        try (GwanmunStore open = GwanmunStore.openFile(home.resolve("store"), RANDOM)) {
            for (List<String> command : List.of(
                    List.of("audit", "verify"),
                    List.of("backup", "-o", folder.resolve("x.zip").toString()))) {
                Said busy = run("en", command.toArray(String[]::new));
                assertThat(busy.exit()).isEqualTo(3);
                assertThat(busy.err()).contains("in use by another Gwanmun").hasLineCount(2);
            }
            assertThat(open.audit().newest(1)).hasSize(1);
        }
        assertThat(folder.resolve("x.zip")).doesNotExist();
    }

    @Test
    void aBackupIsRestoredIntoAnotherHomeAndVerifiesThere() throws IOException {
        live();
        Path zip = folder.resolve("backup.zip");
        Said written = run("en", "backup", "-o", zip.toString());
        assertThat(written.exit()).as(written.all()).isZero();
        assertThat(written.out()).contains("Backup written to " + zip).contains("holds secrets");
        assertThat(written.err()).contains("100 %");
        assertThat(run("en", "backup", "-o", zip.toString()).exit()).isEqualTo(2);

        Path other = folder.resolve("other");
        Said restored = run("ko", "restore", zip.toString(), "--home", other.toString());
        assertThat(restored.exit()).as(restored.all()).isZero();
        assertThat(restored.out()).contains("복원했습니다");
        assertThat(run("en", "audit", "verify", "--home", other.toString()).exit())
                .isZero();
        Said again = run("en", "restore", zip.toString(), "--home", other.toString());
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("is not empty");
    }

    @Test
    void theChainIsExportedAsJsonLines() throws IOException {
        live();
        Path file = folder.resolve("audit.jsonl");
        Said exported = run("en", "audit", "export", "-o", file.toString());
        assertThat(exported.exit()).as(exported.all()).isZero();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).filteredOn(line -> line.startsWith("{\"entry\"")).hasSize(13);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("{\"signed_head\""))
                .hasSizeGreaterThan(1);
        assertThat(lines.getLast()).startsWith("{\"head\"");
        assertThat(run("en", "audit", "export", "-o", file.toString()).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyCommandHelps(Language language) {
        for (List<String> command : List.of(
                List.of("backup"),
                List.of("restore"),
                List.of("audit"),
                List.of("audit", "verify"),
                List.of("audit", "export"))) {
            String[] arguments = new String[command.size() + 1];
            command.toArray(arguments);
            arguments[command.size()] = "--help";
            Said help = run(language.tag(), arguments);
            assertThat(help.exit()).isZero();
            assertThat(help.out()).contains("gwanmun " + String.join(" ", command));
        }
        for (KeepMessage message : KeepMessage.values()) {
            assertThat(Messages.template(language, message)).isNotBlank();
        }
    }

    /** Ten facts, signed after every five, and once more at the end. */
    private void live() throws IOException {
        HeadKeys keys = HeadKeys.keptIn(home.resolve("secrets"), SigningKeys.from(RANDOM));
        try (GwanmunStore store = GwanmunStore.openFile(home.resolve("store"), RANDOM);
                HeadSigner signer = new HeadSigner(
                        store.audit(), new HeadFile(heads()), keys, () -> NOON, 5, Duration.ofHours(1))) {
            for (int i = 0; i < 10; i++) {
                store.audit().append(new AuditFact(NOON, "p-1", "verdict.given", "parcel-" + i, "판독"));
                var unused = signer.signIfDue();
            }
        }
    }

    private Path heads() {
        return home.resolve("audit-heads/heads.jsonl");
    }

    private void tamper(String sql) throws Exception {
        try (Database database = Database.open(StoreSettings.h2(home.resolve("store")), RANDOM);
                Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Said run(String language, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = new HashMap<>();
        environment.put("GWANMUN_HOME", home.toString());
        environment.put("GWANMUN_LANG", language);
        int exit = GwanmunServer.run(environment, new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(exit, out.toString(), err.toString());
    }

    private record Said(int exit, String out, String err) {
        String all() {
            return exit + "\n" + out + err;
        }
    }
}
