package org.gwanmun.store.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwanmun.core.audit.HeadFile;
import org.gwanmun.core.audit.SignedHead;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.store.Database;
import org.gwanmun.store.backup.Manifest.Part;
import org.gwanmun.store.backup.Manifest.TableDump;
import org.gwanmun.store.backup.TableShape.Column;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes database and files together into one zip, while the suite runs: every table as one snapshot shows it, the scans
 * that its parcels name, photographs, the keys without which neither pseudonyms nor signed heads could go on, and the signed
 * heads up to the snapshot.
 *
 * <p>The zip holds secrets: only its owner may read it. It appears under its name when it is whole and on the disk.
 *
 * @param parts how many parts were written
 * @param rows how many rows of how many tables they hold
 * @param tables how many tables
 * @param bytes size of the zip
 * @param missing scan folders that the tables name and that are not there
 */
public record Backup(long parts, long rows, long tables, long bytes, List<String> missing) {
    private static final String SCAN_FOLDER = "scan_folder";

    public Backup {
        missing = List.copyOf(missing);
    }

    /**
     * Writes a backup.
     *
     * @param zip a file that is not there yet
     * @throws Refusal if it is there, or cannot be written
     */
    public static Backup write(Database database, DataFiles files, Path zip, InstantSource clock, Progress progress) {
        Path target = zip.toAbsolutePath().normalize();
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.badInput(BackupMessage.FILE_EXISTS, zip);
        }
        Path growing = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.deleteIfExists(growing);
            Writer writer = new Writer(progress);
            List<String> missing = new ArrayList<>();
            try (FileChannel channel = FileChannel.open(
                            growing,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly(growing));
                    Connection snapshot = database.snapshot()) {
                ZipOutputStream out =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                out.setLevel(Deflater.BEST_SPEED);
                writer.fill(out, snapshot, files, missing);
                Manifest manifest = new Manifest(
                        Manifest.FORMAT,
                        clock.instant().toString(),
                        database.version().orElseThrow(() -> new IOException("there are no tables")),
                        writer.tables,
                        writer.parts,
                        missing);
                out.putNextEntry(new ZipEntry(Manifest.NAME));
                out.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
                out.closeEntry();
                out.finish();
                out.flush();
                channel.force(true);
            }
            long bytes = Files.size(growing);
            publish(growing, target);
            long rows = writer.tables.stream().mapToLong(TableDump::rows).sum();
            return new Backup(writer.parts.size(), rows, writer.tables.size(), bytes, missing);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.badInput(BackupMessage.FILE_EXISTS, zip);
        } catch (IOException | SQLException e) {
            throw Refusal.unavailable(BackupMessage.CANNOT_WRITE, zip, String.valueOf(e.getMessage()));
        } finally {
            forget(growing);
        }
    }

    /** Never over another file, even one that appeared meanwhile. */
    private static void publish(Path growing, Path target) throws IOException {
        try {
            Files.createLink(target, growing);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void forget(Path growing) {
        try {
            Files.deleteIfExists(growing);
        } catch (IOException e) {
            growing.toFile().deleteOnExit();
        }
    }

    static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A zip in the making. */
    private static final class Writer {
        private final Progress progress;
        private final List<Part> parts = new ArrayList<>();
        private final List<TableDump> tables = new ArrayList<>();
        private long expected;
        private long written;

        Writer(Progress progress) {
            this.progress = progress;
        }

        void fill(ZipOutputStream out, Connection snapshot, DataFiles files, List<String> missing)
                throws IOException, SQLException {
            List<TableShape> shapes = TableShape.all(snapshot);
            // The snapshot begins with this question; what is signed or scanned later is not in the backup.
            long head = head(snapshot);
            Set<Path> kept = keptFiles(snapshot, shapes, files, missing);
            expected = shapes.size() + kept.size() + 1L;
            for (TableShape shape : shapes) {
                long[] rows = {0};
                part(out, Manifest.TABLES + shape.name() + ".jsonl", to -> rows[0] = Rows.write(snapshot, shape, to));
                tables.add(new TableDump(shape.name(), shape.names(), rows[0]));
            }
            part(out, Manifest.HEADS, to -> {
                for (SignedHead signed : new HeadFile(files.heads()).read().heads()) {
                    if (signed.seq() <= head) {
                        to.write((signed.line() + "\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            });
            for (Path file : kept) {
                String name = Manifest.FILES
                        + files.data().relativize(file).toString().replace('\\', '/');
                part(out, name, to -> Files.copy(file, to));
            }
        }

        private void part(ZipOutputStream out, String name, Content content) throws IOException, SQLException {
            if (!Manifest.named(name)) {
                throw new IOException("the name of " + name + " cannot be kept");
            }
            out.putNextEntry(new ZipEntry(name));
            Counted counted = new Counted(out);
            content.writeTo(counted);
            out.closeEntry();
            parts.add(new Part(
                    name,
                    counted.count,
                    HexFormat.of().formatHex(counted.getMessageDigest().digest())));
            written += counted.count;
            progress.step(parts.size(), expected, written);
        }

        private static long head(Connection snapshot) throws SQLException {
            try (Statement statement = snapshot.createStatement();
                    ResultSet found = statement.executeQuery("select seq from audit_head where id = 1")) {
                return found.next() ? found.getLong(1) : 0;
            }
        }

        private static Set<Path> keptFiles(
                Connection snapshot, List<TableShape> shapes, DataFiles files, List<String> missing)
                throws SQLException, IOException {
            Set<Path> kept = new LinkedHashSet<>();
            for (String secret : DataFiles.SECRETS) {
                Path file = files.data().resolve(secret);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    kept.add(file);
                }
            }
            for (String folder : DataFiles.FOLDERS) {
                addAll(kept, files.data().resolve(folder));
            }
            for (TableShape shape : shapes) {
                if (shape.columns().stream().map(Column::name).anyMatch(SCAN_FOLDER::equals)) {
                    addScans(snapshot, shape, files, kept, missing);
                }
            }
            return kept;
        }

        private static void addScans(
                Connection snapshot, TableShape shape, DataFiles files, Set<Path> kept, List<String> missing)
                throws SQLException, IOException {
            try (Statement statement = snapshot.createStatement()) {
                statement.setFetchSize(1000);
                try (ResultSet row = statement.executeQuery(
                        "select distinct " + SCAN_FOLDER + " from \"" + shape.name() + "\" order by 1")) {
                    while (row.next()) {
                        String name = row.getString(1);
                        Path folder = files.data().resolve(name).normalize();
                        if (!folder.startsWith(files.data()) || folder.equals(files.data()) || !addAll(kept, folder)) {
                            missing.add(name);
                        }
                    }
                }
            }
        }

        private static boolean addAll(Set<Path> kept, Path folder) throws IOException {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (Stream<Path> below = Files.walk(folder)) {
                // A name with a full stop in front is of a file in the making.
                below.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                && !file.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(kept::add);
            }
            return true;
        }
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException, SQLException;
    }

    /** Counts and hashes what goes through, and leaves the zip open. */
    private static final class Counted extends DigestOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out, Hashes.sha256());
        }

        @Override
        public void write(int b) throws IOException {
            super.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            count += length;
        }

        @Override
        public void close() {
            // The zip goes on.
        }
    }
}
