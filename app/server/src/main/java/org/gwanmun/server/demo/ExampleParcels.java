package org.gwanmun.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.server.ServerMessage;

/** The parcel files that the demonstration sends through the lane, in order of name. */
public final class ExampleParcels {
    private static final String FOLDER = "examples/parcels";

    /** The public demonstration's own parcel opens the demonstration. */
    private static final String FIRST = "hard-disk-demo.yaml";

    private final List<Path> files;

    private ExampleParcels(List<Path> files) {
        this.files = files;
    }

    /**
     * Finds the parcel files.
     *
     * @param root folder of the sources; empty if unknown, in which case the files packed with the server are taken
     * @throws Refusal if there are none
     */
    public static ExampleParcels locate(String root) {
        Path folder = root.isBlank() ? packed() : Path.of(root).resolve(FOLDER);
        List<Path> files = list(folder);
        if (files.isEmpty()) {
            throw Refusal.unavailable(ServerMessage.NO_EXAMPLES, folder);
        }
        return new ExampleParcels(files);
    }

    /** The files, at least one. */
    public List<Path> files() {
        return files;
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing((Path file) -> !file.endsWith(FIRST))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packed() {
        URL folder = ExampleParcels.class.getResource("/" + FOLDER);
        if (folder == null) {
            throw Refusal.unavailable(ServerMessage.NO_EXAMPLES, "classpath:" + FOLDER);
        }
        try {
            URI uri = folder.toURI();
            return uri.getScheme().equals("jar") ? inJar(uri) : Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file system stays open as long as the server, which reads the files again and again. */
    private static Path inJar(URI uri) {
        FileSystem jar;
        try {
            jar = FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            jar = FileSystems.getFileSystem(uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.getPath("/" + FOLDER);
    }
}
