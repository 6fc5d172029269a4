package org.gwanmun.store.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.store.Database;
import org.gwanmun.store.StoreSettings;
import org.gwanmun.store.backup.Manifest.Part;
import org.gwanmun.store.backup.Manifest.TableDump;

/**
 * Puts a backup into an empty place. The whole zip is verified before anything is written; a place where a restore did not
 * come to its end cannot be opened.
 *
 * @param rows how many rows were restored
 * @param files how many files
 * @param created when the backup was written
 * @param missing scan folders that were not there when it was written
 */
public record Restore(long rows, long files, String created, List<String> missing) {
    /** What may be in a data folder that counts as empty. */
    private static final Set<String> HARMLESS = Set.of("gwanmun.yaml", "logs", "backup");

    public Restore {
        missing = List.copyOf(missing);
    }

    /**
     * Restores.
     *
     * @param target an H2 folder that is not there or empty, or a PostgreSQL database without tables
     * @param files the data folder, not there or empty but for settings, logs and backups
     * @throws Refusal if the zip is not a whole backup that we know, or the place is not empty
     */
    public static Restore into(
            StoreSettings target, DataFiles files, Path zip, RandomGenerator secrets, Progress progress) {
        requireEmpty(files.data(), zip);
        target.folder().ifPresent(folder -> requireEmpty(folder, zip));
        if (Files.exists(files.heads(), LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.badInput(BackupMessage.NOT_EMPTY, files.data(), files.heads());
        }
        // Verifying counts as half of the way.
        long[] seen = {0};
        try (BackupZip backup = BackupZip.verified(zip, room(files.data()), (done, all, bytes) -> {
            seen[0] = all;
            progress.step(done, 2 * all, bytes);
        })) {
            return restore(
                    target,
                    files,
                    backup,
                    secrets,
                    (done, all, bytes) -> progress.step(seen[0] + done, seen[0] + all, bytes));
        } catch (IOException | SQLException e) {
            throw Refusal.unavailable(BackupMessage.CANNOT_RESTORE, files.data(), String.valueOf(e.getMessage()));
        }
    }

    private static Restore restore(
            StoreSettings target, DataFiles files, BackupZip backup, RandomGenerator secrets, Progress progress)
            throws IOException, SQLException {
        Manifest manifest = backup.manifest();
        makeFolder(files.data());
        long restored = 0;
        try (Database database = Database.open(target, secrets)) {
            requireEmpty(database);
            database.migrateTo(manifest.schema());
            database.beginRestore();
            long done = 0;
            long bytes = 0;
            for (Part part : manifest.parts()) {
                if (part.name().startsWith(Manifest.FILES)) {
                    write(backup, part, inside(files.data(), part.name().substring(Manifest.FILES.length())));
                    restored++;
                } else if (part.name().equals(Manifest.HEADS)) {
                    write(backup, part, files.heads());
                } else {
                    continue; // a table
                }
                done++;
                bytes += part.bytes();
                progress.step(done, manifest.parts().size(), bytes);
            }
            load(database, backup, done, bytes, progress);
            database.migrate();
            database.endRestore();
        }
        return new Restore(
                manifest.tables().stream().mapToLong(TableDump::rows).sum(),
                restored,
                manifest.created(),
                manifest.missing());
    }

    private static void load(Database database, BackupZip backup, long before, long bytesBefore, Progress progress)
            throws IOException, SQLException {
        Manifest manifest = backup.manifest();
        long done = before;
        long bytes = bytesBefore;
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            List<TableShape> shapes = TableShape.all(owner).stream()
                    .filter(shape -> !shape.name().equals(Database.UNFINISHED))
                    .toList();
            requireFit(backup, shapes);
            // What the migrations put in is in the backup as well.
            for (TableShape shape : shapes.reversed()) {
                statement.executeUpdate(shape.delete());
            }
            Map<String, TableDump> dumps = new HashMap<>();
            manifest.tables().forEach(dump -> dumps.put(dump.name(), dump));
            for (TableShape shape : shapes) {
                TableDump dump = dumps.get(shape.name());
                if (dump == null) {
                    throw doesNotFit(backup, shape.name());
                }
                try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(backup.open(dump.part()), StandardCharsets.UTF_8))) {
                    long rows = Rows.read(owner, shape, dump.columns(), in);
                    if (rows != dump.rows()) {
                        throw doesNotFit(backup, shape.name());
                    }
                } catch (IllegalArgumentException e) {
                    throw doesNotFit(backup, shape.name() + ": " + e.getMessage());
                }
                done++;
                progress.step(done, manifest.parts().size(), bytes);
            }
            owner.commit();
        }
    }

    private static void requireFit(BackupZip backup, List<TableShape> shapes) {
        Map<String, Set<String>> there = new HashMap<>();
        shapes.forEach(shape -> there.put(shape.name(), new HashSet<>(shape.names())));
        for (TableDump dump : backup.manifest().tables()) {
            Set<String> columns = there.remove(dump.name());
            if (columns == null
                    || dump.columns().size() != columns.size()
                    || !columns.equals(new HashSet<>(dump.columns()))) {
                throw doesNotFit(backup, dump.name());
            }
        }
        if (!there.isEmpty()) {
            throw doesNotFit(backup, String.join(", ", there.keySet()));
        }
    }

    private static Refusal doesNotFit(BackupZip backup, String what) {
        return Refusal.badInput(BackupMessage.DOES_NOT_FIT, backup.file(), what);
    }

    private static void requireEmpty(Database database) throws SQLException {
        try (Connection owner = database.owner()) {
            List<TableShape> there = TableShape.all(owner);
            if (!there.isEmpty() || database.version().isPresent()) {
                String first =
                        there.isEmpty() ? Database.HISTORY : there.getFirst().name();
                throw Refusal.badInput(BackupMessage.NOT_EMPTY, database.place(), first);
            }
        }
    }

    /** The backup itself may lie in the folder. */
    private static void requireEmpty(Path folder, Path zip) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            Path backup = zip.toAbsolutePath().normalize();
            content.filter(path -> !HARMLESS.contains(path.getFileName().toString()))
                    .filter(path -> !path.toAbsolutePath().normalize().equals(backup))
                    .sorted()
                    .findFirst()
                    .ifPresent(path -> {
                        throw Refusal.badInput(BackupMessage.NOT_EMPTY, folder, path.getFileName());
                    });
        } catch (IOException e) {
            throw Refusal.unavailable(BackupMessage.CANNOT_RESTORE, folder, e.toString());
        }
    }

    private static long room(Path folder) {
        try {
            Path there = folder;
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw Refusal.unavailable(BackupMessage.CANNOT_RESTORE, folder, e.toString());
        }
    }

    /** The names were looked at before; this is the last door. */
    private static Path inside(Path folder, String name) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IOException(name + " is not below " + folder);
        }
        return file;
    }

    private static void write(BackupZip backup, Part part, Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            makeFolder(folder);
        }
        try (InputStream in = backup.open(part);
                FileChannel out = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Backup.ownerOnly(file))) {
            byte[] buffer = new byte[1 << 16];
            int read;
            while ((read = in.read(buffer)) >= 0) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        boolean posix = Files.getFileStore(there).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, ownerOnly);
    }
}
