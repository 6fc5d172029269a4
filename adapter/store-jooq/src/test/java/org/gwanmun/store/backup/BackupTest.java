package org.gwanmun.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gwanmun.store.Samples.NOW;
import static org.gwanmun.store.Samples.fact;
import static org.gwanmun.store.Samples.judge;
import static org.gwanmun.store.Samples.parcel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gwanmun.core.audit.AuditEntry;
import org.gwanmun.core.audit.AuditGuard.Heads;
import org.gwanmun.core.audit.AuditReport;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.audit.HeadKeys;
import org.gwanmun.core.audit.HeadSigner;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.store.Database;
import org.gwanmun.store.GwanmunStore;
import org.gwanmun.store.Samples;
import org.gwanmun.store.StoreSettings;
import org.gwanmun.store.StoreSettings.Kind;
import org.gwanmun.store.TestDatabase;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything is deleted, and comes back. */
@ParameterizedClass
@EnumSource(Kind.class)
class BackupTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Path home;
    private final Path zip;
    private final TestDatabase database;
    private final DataFiles files;

    BackupTest(Kind kind, @TempDir Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        this.zip = folder.resolve("backup.zip");
        this.database = TestDatabase.fresh(kind, home);
        this.files = files(home);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasThereIsThereAgainOnEitherDatabaseAndTheChainVerifies(Kind to) throws Exception {
        live();
        List<ReadingItem> items;
        List<AuditEntry> chain;
        Map<String, List<String>> tables;
        Map<String, String> kept = new TreeMap<>(tree(home.resolve("scans")));
        try (GwanmunStore store = database.open()) {
            items = store.readings().newest(1000);
            chain = store.audit().newest(1000);
            tables = rows(store.database());
            // It is written while others work: what comes after the snapshot is not in it, in no table.
            Backup backup = Backup.write(store.database(), files, zip, () -> NOW, (done, all, bytes) -> {
                if (done == 1) {
                    store.readings().arrive(parcel("meanwhile"));
                    judge(store, "meanwhile", Verdict.PASS, "officer");
                }
            });
            assertThat(backup.missing()).containsExactly("scans/swept");
            assertThat(backup.tables()).isGreaterThanOrEqualTo(13);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                .isEqualTo("rw-------");
        delete(home);

        Path other = folder.resolve("restored");
        TestDatabase target = TestDatabase.fresh(to, other);
        List<Long> steps = new ArrayList<>();
        Restore restored = Restore.into(
                target.settings(), files(other), zip, RANDOM, (done, all, bytes) -> steps.add(done * 100 / all));
        assertThat(steps).isSorted().endsWith(100L);
        assertThat(restored.missing()).containsExactly("scans/swept");
        try (GwanmunStore store = target.open()) {
            assertThat(rows(store.database())).isEqualTo(tables);
            assertThat(store.readings().newest(1000)).isEqualTo(items);
            assertThat(store.audit().newest(1000)).isEqualTo(chain);
            AuditReport report = store.database()
                    .verifyAudit(
                            new HeadFile(files(other).heads()).read(),
                            HeadKeys.keptIn(other.resolve("secrets"), KeyPairGenerator.getInstance(HeadKeys.ALGORITHM))
                                    .publicKey(),
                            Heads.LIVE);
            assertThat(report.findings()).isEmpty();
            assertThat(report.signedHeads()).isGreaterThan(1);
            // And the day goes on: numbers that the database counts go on after the restored ones.
            assertThat(store.readings().arrive(parcel("next"))).isTrue();
            assertThat(store.readings().newest(1).getFirst().parcel().id()).isEqualTo("next");
            judge(store, "next", Verdict.PASS, "officer");
            assertThat(store.audit().append(fact("x", "p-1")).seq()).isEqualTo(chain.size() + 2);
        }
        assertThat(tree(other.resolve("scans"))).isEqualTo(kept);
        assertThat(tree(other.resolve("photos"))).hasSize(1);
        assertThat(Files.readString(other.resolve("secrets/pseudonym.key"))).isEqualTo("p".repeat(32));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("secrets/head.key"))))
                .isEqualTo("rw-------");
        assertThat(other.resolve("secrets/case-7.key")).doesNotExist();
    }

    @Test
    void aBackupOfAnOlderVersionIsBroughtUpToDate() throws Exception {
        try (Database first = Database.open(database.settings(), RANDOM)) {
            first.migrateTo("1");
            try (Connection owner = first.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("insert into parcel (id, scanner, lane, arrived_at, declared, scan_folder) values"
                        + " ('old', 'mail-composite', 'demo', '2026-11-22 05:00:00.123456+00', false, 'scans/old')");
                statement.execute("insert into parcel_view values ('old', 0, 'top', 1, 1, 1.0, 1.0)");
                statement.execute("insert into verdict (parcel_id, verdict, officer, judged_at, shown_ms) values"
                        + " ('old', 'pass', 'kim', '2026-11-22 05:00:04+00', 4000)");
            }
            Backup.write(first, files, zip, () -> NOW, Progress.QUIET);
        }
        TestDatabase target = TestDatabase.fresh(database.settings().kind(), folder.resolve("restored"));
        Restore.into(target.settings(), files(folder.resolve("restored")), zip, RANDOM, Progress.QUIET);
        try (GwanmunStore store = target.open()) {
            ReadingItem old = store.readings().findParcel("old").orElseThrow();
            assertThat(old.parcel().passage().arrived()).isEqualTo(NOW);
            assertThat(old.judgement().orElseThrow().officer()).isEqualTo("kim");
        }
    }

    @Test
    void aBackupIsNotWrittenOverAnythingAndAFailedOneLeavesNothing() throws Exception {
        live();
        try (GwanmunStore store = database.open()) {
            Files.writeString(zip, "precious");
            Refusal exists = refusal(() -> Backup.write(store.database(), files, zip, () -> NOW, Progress.QUIET));
            assertThat(exists.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
            assertThat(zip).hasContent("precious");
            Path other = folder.resolve("other.zip");
            assertThat(catchThrowableOfType(
                            IllegalStateException.class,
                            () -> Backup.write(store.database(), files, other, () -> NOW, (done, all, bytes) -> {
                                throw new IllegalStateException("stop");
                            })))
                    .isNotNull();
            assertThat(tree(folder).keySet()).noneMatch(name -> name.contains("other.zip"));
        }
    }

    @Test
    void aPlaceThatIsNotEmptyIsRefusedAndStaysAsItIs() throws Exception {
        live();
        write();
        Refusal same = refusal(() -> Restore.into(database.settings(), files, zip, RANDOM, Progress.QUIET));
        assertThat(same.in(Language.EN)).contains("is not empty");
        // An empty folder, but a database that is not.
        if (database.settings().kind() == Kind.POSTGRESQL) {
            Refusal tables = refusal(
                    () -> Restore.into(database.settings(), files(folder.resolve("x")), zip, RANDOM, Progress.QUIET));
            assertThat(tables.in(Language.EN))
                    .contains("is not empty")
                    .contains(database.settings().place());
        }
        try (GwanmunStore store = database.open()) {
            assertThat(store.readings().arrivals()).isEqualTo(7);
        }
    }

    @Test
    void aRestoreThatWasKilledCannotBeOpenedAndCanBeDoneAgainInAnEmptyPlace() throws Exception {
        live();
        write();
        int parts = entries().size() - 1;
        for (int step : List.of(parts + 2, 2 * parts - 4)) {
            Path other = folder.resolve("killed-" + step);
            TestDatabase target = TestDatabase.fresh(database.settings().kind(), other);
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DyingRestore.class.getName(),
                            target.settings().kind().name(),
                            target.settings().folder().map(Path::toString).orElse(""),
                            target.settings().url(),
                            target.settings().user(),
                            target.settings().password(),
                            other.toString(),
                            zip.toString(),
                            Integer.toString(step))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as(said).isEqualTo(DyingRestore.HALTED);
            Refusal half = refusal(() -> target.open().close());
            assertThat(half.in(Language.EN)).contains("did not come to its end");
            assertThat(refusal(() -> Restore.into(target.settings(), files(other), zip, RANDOM, Progress.QUIET))
                            .in(Language.EN))
                    .contains("is not empty");
        }
        Path again = folder.resolve("again");
        TestDatabase target = TestDatabase.fresh(database.settings().kind(), again);
        Restore.into(target.settings(), files(again), zip, RANDOM, Progress.QUIET);
        try (GwanmunStore store = target.open()) {
            assertThat(store.readings().arrivals()).isEqualTo(7);
        }
    }

    @Test
    void aZipThatIsNotWhatWasWrittenIsRefusedBeforeAnythingIsTouched() throws Exception {
        live();
        write();
        Map<String, byte[]> good = entries();
        String scan = good.keySet().stream()
                .filter(name -> name.startsWith("files/scans/"))
                .findFirst()
                .orElseThrow();
        String declared = new String(good.get("manifest.json"), StandardCharsets.UTF_8);

        refused("is missing", without(good, scan));
        refused("is missing", without(good, "tables/parcel.jsonl"));
        refused("no backup", without(good, "manifest.json"));
        refused("not as it was written", with(good, scan, bytes -> "other".getBytes(StandardCharsets.UTF_8)));
        refused("not as it was written", with(good, "tables/audit_entry.jsonl", bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        }));
        refused("not as it was written", with(good, scan, bytes -> new byte[50_000_000]));
        refused("not in its list", with(good, "files/scans/extra.png", bytes -> new byte[1]));
        refused("has a name", with(good, "../../evil", bytes -> new byte[1]));
        refused("has a name", with(good, "/etc/evil", bytes -> new byte[1]));
        refused("has a name", manifest(good, declared.replace(scan, "files/../../../evil")));
        refused("has a name", manifest(good, declared.replace(scan, "files/C:\\\\evil")));
        refused("has a name", manifest(good, declared.replace(scan, "elsewhere/x")));
        refused(
                "tables of version 99",
                manifest(good, declared.replaceFirst("\"schema\" : \"\\d+\"", "\"schema\" : \"99\"")));
        refused(
                "does not fit",
                manifest(good, declared.replaceFirst("\"scan_folder\"", "\"scan_folder; drop\"")),
                true);
        refused(
                " MB are free",
                manifest(good, declared.replaceFirst("\"bytes\" : \\d+", "\"bytes\" : 9000000000000000")));
        refused("no backup", manifest(good, declared.substring(0, 100)));
        refused("no backup", manifest(good, "{\"gwanmun\":\"backup/0\"}"));
        refused("no backup", manifest(good, "[".repeat(100_000)));

        Path nonsense = Files.writeString(folder.resolve("nonsense.zip"), "PK, but no zip");
        assertThat(refusal(() -> restore(nonsense, folder.resolve("n"))).in(Language.EN))
                .contains("no backup");
        assertThat(refusal(() -> restore(folder.resolve("ghost.zip"), folder.resolve("n")))
                        .in(Language.EN))
                .contains("no such file");
        byte[] whole = Files.readAllBytes(zip);
        Path half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(refusal(() -> restore(half, folder.resolve("n"))).in(Language.EN))
                .contains("no backup");
        assertThat(folder.resolve("n")).doesNotExist();
    }

    @Test
    void everyMessageIsThereInBothLanguages() {
        for (BackupMessage message : BackupMessage.values()) {
            for (Language language : Language.values()) {
                assertThat(Messages.template(language, message)).contains("{0}");
            }
        }
    }

    /** A working day: parcels with scans, verdicts, a rescan, signed heads, secrets, a photograph. */
    private void live() throws Exception {
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/pseudonym.key"), "p".repeat(32));
        Files.writeString(home.resolve("secrets/case-7.key"), "no backup may hold it");
        Files.createDirectories(home.resolve("photos"));
        Files.writeString(home.resolve("photos/abc"), "a photograph");
        HeadKeys keys = HeadKeys.keptIn(home.resolve("secrets"), KeyPairGenerator.getInstance(HeadKeys.ALGORITHM));
        try (GwanmunStore store = database.open();
                HeadSigner signer = new HeadSigner(
                        store.audit(), new HeadFile(files.heads()), keys, () -> NOW, 3, Duration.ofHours(1))) {
            for (int i = 0; i < 5; i++) {
                String id = "box-" + i;
                Files.createDirectories(home.resolve("scans").resolve(id).resolve("calibration"));
                Files.writeString(home.resolve("scans").resolve(id).resolve("scan.json"), "{\"id\":\"" + id + "\"}");
                Files.write(home.resolve("scans").resolve(id).resolve("calibration/x.png"), new byte[1000 * i]);
                store.readings().arrive(parcel(id));
                judge(store, id, i % 2 == 0 ? Verdict.PASS : Verdict.INSPECT, "officer");
                var unused = signer.signIfDue();
            }
            store.readings().arrive(rescan("again", "box-4"));
            Files.createDirectories(home.resolve("scans/again"));
            Files.writeString(home.resolve("scans/again/scan.json"), "{}");
            store.readings().arrive(parcel("swept"));
        }
    }

    private static LaneParcel rescan(String id, String of) {
        LaneParcel parcel = Samples.parcel(id);
        return new LaneParcel(
                parcel.id(),
                parcel.passage(),
                new LaneParcel.Identity(Optional.empty(), Optional.empty(), Optional.of(of)),
                parcel.declaration(),
                parcel.measured(),
                parcel.mass(),
                parcel.flags(),
                parcel.views(),
                parcel.scanFolder());
    }

    private void write() {
        try (GwanmunStore store = database.open()) {
            Backup.write(store.database(), files, zip, () -> NOW, Progress.QUIET);
        }
    }

    private Restore restore(Path from, Path to) {
        return Restore.into(StoreSettings.h2(to.resolve("store")), files(to), from, RANDOM, Progress.QUIET);
    }

    private void refused(String why, Map<String, byte[]> content) throws IOException {
        refused(why, content, false);
    }

    private void refused(String why, Map<String, byte[]> content, boolean found) throws IOException {
        Path bad = folder.resolve("bad.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bad))) {
            for (Map.Entry<String, byte[]> part : content.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
        Path to = folder.resolve("target");
        Refusal refusal = refusal(() -> restore(bad, to));
        assertThat(refusal.in(Language.EN)).contains(why);
        assertThat(refusal.in(Language.EN).lines().count()).isLessThanOrEqualTo(2);
        if (found) {
            delete(to); // what does not fit the tables is known once there are tables
        }
        assertThat(to).doesNotExist();
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
                entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static Map<String, byte[]> without(Map<String, byte[]> good, String name) {
        Map<String, byte[]> bad = new LinkedHashMap<>(good);
        bad.remove(name);
        return bad;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> good, String name, UnaryOperator<byte[]> change) {
        Map<String, byte[]> bad = new LinkedHashMap<>(good);
        bad.put(name, change.apply(good.getOrDefault(name, new byte[0]).clone()));
        return bad;
    }

    private static Map<String, byte[]> manifest(Map<String, byte[]> good, String manifest) {
        return with(good, "manifest.json", bytes -> manifest.getBytes(StandardCharsets.UTF_8));
    }

    private static DataFiles files(Path home) {
        return new DataFiles(home, home.resolve("audit-heads/heads.jsonl"));
    }

    private static Refusal refusal(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path file : below.filter(Files::isRegularFile).toList()) {
                tree.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return tree;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Each table's rows as text that does not depend on the database. */
    private static Map<String, List<String>> rows(Database database) throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection snapshot = database.snapshot()) {
            for (TableShape shape : TableShape.all(snapshot)) {
                var out = new ByteArrayOutputStream();
                Rows.write(snapshot, shape, out);
                rows.put(
                        shape.name(),
                        out.toString(StandardCharsets.UTF_8).lines().toList());
            }
        }
        return rows;
    }

    /** The child: dies when so many parts are done. */
    static final class DyingRestore {
        static final int HALTED = 17;

        private DyingRestore() {}

        public static void main(String[] arguments) {
            StoreSettings settings = arguments[0].equals("H2")
                    ? StoreSettings.h2(Path.of(arguments[1]))
                    : StoreSettings.postgresql(arguments[2], arguments[3], arguments[4]);
            int last = Integer.parseInt(arguments[7]);
            Restore.into(
                    settings,
                    files(Path.of(arguments[5])),
                    Path.of(arguments[6]),
                    new SecureRandom(),
                    (done, all, bytes) -> {
                        if (done >= last) {
                            Runtime.getRuntime().halt(HALTED);
                        }
                    });
        }
    }
}
