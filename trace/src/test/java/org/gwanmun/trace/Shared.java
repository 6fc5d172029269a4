package org.gwanmun.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gwanmun.core.document.Entry;

/** Data that lies beside the project; a test that needs it is skipped visibly where it does not. */
public final class Shared {
    private Shared() {}

    /** A folder of it. */
    public static Path folder(String name) {
        String configured = System.getenv("GWANMUN_SHARED");
        Path root = configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("gwanmun.root", "..")).resolve("../shared");
        Path folder = root.resolve(name);
        assumeTrue(Files.isDirectory(folder), folder + " is not here (GWANMUN_SHARED names the folder)");
        return folder;
    }

    /** The folders of a folder, by name. */
    public static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** A number of a JSON file, by the names that lead to it. */
    public static double number(Entry root, String... names) {
        Entry at = root;
        for (String name : names) {
            at = at.find(name).orElseThrow();
        }
        return at.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The rate in a sequence's seqinfo.ini. */
    public static double framesPerSecond(Path sequence) throws IOException {
        try (Stream<String> lines = Files.lines(sequence.resolve("seqinfo.ini"))) {
            return lines.filter(line -> line.startsWith("frameRate="))
                    .mapToDouble(line -> Double.parseDouble(line.substring(10).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
