package org.gwanmun.test.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reads the sources of the kernels that run once a ray, a pixel or an energy bin: within them nothing is boxed, streamed,
 * formatted or allocated. (A {@code Ray} is a record of six numbers that the compiler keeps in registers; exceptions end
 * the loop.)
 */
class HotLoopScanTest {
    private static final Path SOURCES = Path.of(System.getProperty("gwanmun.root", ".."));

    private static final Pattern FORBIDDEN =
            Pattern.compile("\\.(parallelStream|stream)\\(|\\b(Int|Long|Double)?Stream\\b"
                    + "|\\b(List|Set|Map|Optional|ArrayList|HashMap)\\b\\s*[.<]"
                    + "|\\b(Integer|Long|Double|Float|Short|Byte|Boolean)\\b(?!\\.(NaN|isNaN|isFinite|isInfinite|MAX_VALUE|MIN_VALUE|POSITIVE_INFINITY|NEGATIVE_INFINITY|compare|BYTES|SIZE|floatToRawIntBits|doubleToRawLongBits|intBitsToFloat|numberOfLeadingZeros))"
                    + "|\\bString\\b|\\.formatted\\(|\\bprintf?(ln)?\\(|->|\\bsynchronized\\b|\\bXraylib\\b"
                    + "|\\bnew\\s+(?!Ray\\(|\\w+Exception\\()\\w+");

    @ParameterizedTest
    @CsvSource({
        "xray, xray/twin/ViewTwin, transmission",
        "xray, xray/twin/ViewTwin, truth",
        "xray, xray/twin/ViewTwin, depth",
        "xray, xray/twin/ViewTwin, weigh",
        "xray, xray/twin/Exponentials, add",
        "xray, xray/twin/Exponentials, replace",
        "xray, xray/twin/ViewTwin, draw",
        "xray, xray/twin/Readout, digitise",
        "xray, xray/imaging/NoiseFilter, gather",
        "xray, xray/imaging/Decomposition, lookUp",
        "xray, xray/imaging/Decomposition, solve",
        "xray, xray/scene/Intervals, append",
        "xray, xray/scene/Intervals, setUnion",
        "xray, xray/scene/Intervals, setDifference",
        "xray, xray/scene/Intervals, length",
        "xray, xray/scene/Scene, follow",
        "xray, xray/scene/Scene, claim",
        "xray, xray/scene/Scene, weigh",
        "xray, xray/scene/Segments, claim",
        "xray, xray/scene/Segments, insert",
        "xray, xray/scene/BoundsTree, collect",
        "xray, xray/scene/BoundsTree, meets",
        "xray, xray/scene/Mesh, intersect",
        "xray, xray/scene/Mesh, cross",
        "xray, xray/scene/Mesh, side",
        "xray, xray/scene/Box, intersect",
        "xray, xray/scene/Ellipsoid, intersect",
        "xray, xray/scene/Cylinder, intersect",
        "xray, xray/scene/Cone, intersect",
        "xray, xray/scene/Placed, intersect",
        "xray, xray/scene/Capsule, intersect",
        "xray, xray/scene/Torus, intersect",
        "xray, xray/scene/Quartic, roots",
        "xray, xray/scene/Quartic, root",
        "xray, xray/scene/Union, intersect",
        "xray, xray/scene/Difference, intersect",
        "core, core/random/Poisson, sample",
        "core, core/random/Poisson, byMultiplication",
        "core, core/random/Poisson, byTransformedRejection",
        "core, core/random/Poisson, logFactorial"
    })
    void aKernelIsQuiet(String module, String file, String method) throws IOException {
        Path source =
                SOURCES.resolve(module).resolve("src/main/java/org/gwanmun").resolve(file + ".java");
        assertThat(noises(Files.readString(source), method)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "xray/imaging/NoiseFilter, mean3",
        "xray/imaging/Normalisation, of",
        "xray/imaging/PictureFunctions, colours",
        "xray/imaging/ZeffForDisplay, steadyLine",
        "xray/imaging/LocalMeans, weighted",
        "xray/imaging/Resampling, onScreen"
    })
    void theLoopsOfThisMethodAreQuietThoughItsSetUpIsNot(String file, String method) throws IOException {
        Path source = SOURCES.resolve("xray/src/main/java/org/gwanmun").resolve(file + ".java");
        List<String> noises = new ArrayList<>();
        for (String body : innermostLoops(body(strip(Files.readString(source)), method))) {
            noises.addAll(found(body));
        }
        assertThat(noises).isEmpty();
    }

    /** What must not be in a method. */
    private static List<String> noises(String source, String method) {
        return found(body(strip(source), method));
    }

    private static List<String> found(String code) {
        List<String> found = new ArrayList<>();
        Matcher matcher = FORBIDDEN.matcher(code);
        while (matcher.find()) {
            int line = code.lastIndexOf('\n', matcher.start()) + 1;
            int end = code.indexOf('\n', matcher.end());
            String noisy = code.substring(line, end < 0 ? code.length() : end).strip();
            if (!found.contains(noisy)) {
                found.add(noisy);
            }
        }
        return found;
    }

    /** Bodies of for loops that hold no further one: where the time is spent. */
    private static List<String> innermostLoops(String code) {
        List<String> loops = new ArrayList<>();
        Matcher loop = Pattern.compile("\\bfor \\(").matcher(code);
        while (loop.find()) {
            int open = code.indexOf('{', loop.end());
            String body = code.substring(open, closing(code, open));
            if (!body.contains("for (")) {
                loops.add(body);
            }
        }
        assertThat(loops).as("loops").isNotEmpty();
        return loops;
    }

    /** Without comments and the insides of literals; lines stay. */
    private static String strip(String source) {
        return Pattern.compile("//[^\\n]*|/\\*.*?\\*/|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])'", Pattern.DOTALL)
                .matcher(source)
                .replaceAll(found ->
                        found.group().startsWith("\"") ? "\"\"" : found.group().startsWith("'") ? "' '" : "");
    }

    /** The bodies of all methods of a name, one after the other. */
    private static String body(String source, String method) {
        StringBuilder bodies = new StringBuilder();
        Matcher declaration = Pattern.compile("\\n    (?:    )?(?:[\\w<>\\[\\].]+ )+" + method + "\\(")
                .matcher(source);
        while (declaration.find()) {
            int open = source.indexOf('{', declaration.end());
            bodies.append(source, open, closing(source, open)).append('\n');
        }
        assertThat(bodies).as("a method %s", method).isNotEmpty();
        return bodies.toString();
    }

    private static int closing(String source, int open) {
        int depth = 0;
        for (int i = open; i < source.length(); i++) {
            depth += source.charAt(i) == '{' ? 1 : source.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no closing brace");
    }

    // --- the scan can fail -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum += Arrays.stream(w).sum();",
                "Integer boxed = i;",
                "sum += Double.valueOf(i);",
                "List<Float> seen = null;",
                "name = String.format(text, i);",
                "double[] scratch = new double[8];",
                "Intervals inside = new Intervals();",
                "run(() -> 1);",
                "sum += Xraylib.CS_Total(13, i);"
            })
    void aNoisyKernelIsHeard(String noise) {
        String source = "class Kernel {\n    private static double sum(double[] w) {\n        double sum = 0;\n"
                + "        for (int i = 0; i < w.length; i++) {\n            " + noise
                + "\n        }\n        return sum;\n    }\n}\n";
        assertThat(noises(source, "sum")).containsExactly(noise);
        assertThat(innermostLoops(body(strip(source), "sum"))).singleElement().satisfies(b -> assertThat(found(b))
                .hasSize(1));
    }

    @Test
    void commentsTextsAndWhatIsAllowedAreNotNoise() {
        String source = """
                class Kernel {
                    static double sum(double[] w, Ray ray) {
                        // new List<Double>() would be wrong here, and so would .stream()
                        if (w.length == 0) {
                            throw new IllegalArgumentException("String.format { new");
                        }
                        Ray moved = new Ray(1, 2, 3, 4, 5, 6);
                        return Double.isNaN(w[0]) ? Double.POSITIVE_INFINITY : moved.ox();
                    }
                }
                """;
        assertThat(noises(source, "sum")).isEmpty();
    }
}
