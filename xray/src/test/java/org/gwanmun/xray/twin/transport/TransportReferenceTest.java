package org.gwanmun.xray.twin.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Ellipsoid;
import org.gwanmun.xray.scene.Ray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of slabs, a sphere and stacks, against an independent Monte Carlo code (see the README beside the tables). The
 * tolerances are those by which the code is judged at full size, or four standard deviations at this one.
 */
class TransportReferenceTest {
    private static final int HISTORIES = 200_000;
    private static final double REFERENCE_HISTORIES = 5e6;
    private static final double SIGMAS = 4;

    @ParameterizedTest
    @MethodSource("slabsAndSphere")
    void slabsAndSphereLetOutWhatTheReferenceSays(String row) {
        String[] fields = row.split(",", -1);
        double energy_keV = Double.parseDouble(fields[3]);
        double size_mm = 10 * Double.parseDouble(fields[2]);
        Material material = material(fields[0]);
        Transport transport = fields[1].equals("slab")
                ? new StackTransport(List.of(new ScannerProfile.Layer(material, size_mm)))
                : new BodyTransport(
                        new ShapeBody(new Ellipsoid(2 * size_mm, 2 * size_mm, 2 * size_mm), material),
                        new Ray(0, 0, -2 * size_mm, 0, 0, 1));
        Tally tally = run(transport, energy_keV);

        double attenuation = -Math.log(Double.parseDouble(fields[6]));
        double sigma = SIGMAS * sigma(Double.parseDouble(fields[6])) / Double.parseDouble(fields[6]);
        assertThat(Math.abs(-Math.log(tally.fraction(true, Tally.PRIMARY)) - attenuation))
                .as("primary attenuation of %s", row)
                .isLessThan(Math.max(0.005 * attenuation, sigma));
        double[] relative = {Double.NaN, 0.015, 0.02, 0.02};
        for (int kind = 1; kind < Tally.KINDS; kind++) {
            agrees(tally, true, kind, relative[kind], fields, 6 + 2 * kind);
            agrees(tally, false, kind, kind == Tally.SINGLE_COMPTON ? 0.015 : 0.02, fields, 12 + 2 * kind);
        }
    }

    private static void agrees(Tally tally, boolean forward, int kind, double relative, String[] fields, int column) {
        double expected = Double.parseDouble(fields[column]);
        double tolerance = Math.max(expected > 0.01 ? relative * expected : 0, SIGMAS * sigma(expected));
        String what = String.join(",", List.of(fields).subList(0, 4)) + (forward ? " forward " : " back ") + kind;
        if (expected * HISTORIES > 20 && !LIBRARIES_DIFFER.contains(what)) {
            assertThat(tally.fraction(forward, kind)).as(what).isBetween(expected - tolerance, expected + tolerance);
            double mean = Double.parseDouble(fields[column + 1]);
            double allowed = Math.max(0.5, SIGMAS * tally.meanUncertainty_keV(forward, kind));
            assertThat(tally.mean_keV(forward, kind)).as(what + " mean keV").isBetween(mean - allowed, mean + allowed);
        }
    }

    /** Classes of less than one photon in a thousand in which libraries of form factors differ; docs/physics/scatter.md. */
    private static final List<String> LIBRARIES_DIFFER = List.of("al,slab,1,100 back 2");

    @ParameterizedTest
    @MethodSource("stacks")
    void stacksOfDiskAndPowderLetOutWhatTheReferenceSays(String row) {
        int quote = row.lastIndexOf('"');
        String layers = row.substring(row.indexOf('"') + 1, quote);
        String[] fields = row.substring(quote + 2).split(",", -1);
        List<ScannerProfile.Layer> stack = new ArrayList<>();
        for (String layer : layers.split(",", -1)) {
            String[] parts = layer.split("[@:]", -1);
            stack.add(new ScannerProfile.Layer(
                    named(parts[0]).withDensity_g_cm3(Double.parseDouble(parts[1])), Double.parseDouble(parts[2])));
        }
        Tally tally = run(new StackTransport(stack), Double.parseDouble(fields[0]));
        close(tally.fraction(true, Tally.PRIMARY), fields[2], 0.01, row);
        close(scattered(tally, true), fields[3], 0.02, row);
        close(scattered(tally, false), fields[4], 0.02, row);
        close(tally.fraction(false, Tally.SINGLE_COMPTON), fields[5], 0.015, row);
    }

    private static void close(double value, String reference, double relative, String what) {
        double expected = Double.parseDouble(reference);
        double tolerance = Math.max(relative * expected, SIGMAS * sigma(expected));
        assertThat(value).as(what).isBetween(expected - tolerance, expected + tolerance);
    }

    private static double scattered(Tally tally, boolean forward) {
        return tally.fraction(forward, 1) + tally.fraction(forward, 2) + tally.fraction(forward, 3);
    }

    /** Of the difference between both, at their numbers of histories. */
    private static double sigma(double p) {
        return Math.sqrt(p * (1 - p) * (1 / REFERENCE_HISTORIES + 1.0 / HISTORIES));
    }

    private static Tally run(Transport transport, double energy_keV) {
        return TransportRun.of(transport, energy_keV)
                .withoutWarmUp()
                .run(HISTORIES, 7, 2)
                .tally();
    }

    private static Material material(String name) {
        return switch (name) {
            case "pe" -> named("polyethylene").withDensity_g_cm3(0.93);
            case "water" -> named("water").withDensity_g_cm3(1);
            default -> named(name);
        };
    }

    private static Material named(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }

    static Stream<String> slabsAndSphere() throws IOException {
        return rows("transport_reference.csv");
    }

    static Stream<String> stacks() throws IOException {
        return rows("concealment_reference.csv");
    }

    private static Stream<String> rows(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(TransportReferenceTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(row -> !row.isBlank());
        }
    }
}
