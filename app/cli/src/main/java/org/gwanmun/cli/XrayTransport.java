package org.gwanmun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Messages;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.MatterMessage;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Ellipsoid;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.ShapeBody;
import org.gwanmun.xray.twin.transport.StackBody;
import org.gwanmun.xray.twin.transport.StackTransport;
import org.gwanmun.xray.twin.transport.Tally;
import org.gwanmun.xray.twin.transport.Transport;
import org.gwanmun.xray.twin.transport.TransportRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun xray transport}: what comes out of layers or a sphere, by Monte Carlo. */
@Command(name = "transport", mixinStandardHelpOptions = true)
final class XrayTransport implements Runnable {
    private static final double WIDTH_MM = 10_000;

    /** In layers whose mean free path is longer than this the width of a stack tells. */
    private static final double SHORT_MM = 500;

    private static final long MOST_HISTORIES = 10_000_000_000L;
    private static final int MOST_THREADS = 256;
    private static final int MOST_LAYERS = 100;

    /** Longer runs say how far they are. */
    private static final long LONG_RUN = 20_000_000;

    private static final List<String> KINDS = List.of("primary", "single_compton", "single_rayleigh", "multiple_other");

    private final Console console;

    @Option(names = "--stack", paramLabel = "LAYERS")
    @Nullable
    String stack;

    @Option(names = "--sphere", paramLabel = "MATERIAL:RADIUS_MM")
    @Nullable
    String sphere;

    @Option(names = "--energy-kev", paramLabel = "KEV")
    @Nullable
    Double energy_keV;

    @Option(names = "--kvp", paramLabel = "KV")
    @Nullable
    Double kVp;

    @Option(names = "--filter", paramLabel = "MATERIAL:MM", defaultValue = "al:3")
    String filter = "";

    @Option(names = "--histories", paramLabel = "N", defaultValue = "1000000")
    long histories;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1")
    long seed;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1")
    int threads;

    @Option(names = "--json")
    boolean json;

    XrayTransport(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if ((stack == null) == (sphere == null)) {
            throw Refusal.badInput(CliMessage.STACK_OR_SPHERE);
        }
        if ((energy_keV == null) == (kVp == null)) {
            throw Refusal.badInput(CliMessage.ENERGY_OR_TUBE);
        }
        if (energy_keV != null
                && !(energy_keV >= CrossSections.LOWEST_KEV && energy_keV <= CrossSections.HIGHEST_KEV)) {
            throw Refusal.badInput(
                    MatterMessage.ENERGY_OUT_OF_RANGE, energy_keV, CrossSections.LOWEST_KEV, CrossSections.HIGHEST_KEV);
        }
        if (histories < 1 || histories > MOST_HISTORIES) {
            throw Refusal.badInput(CliMessage.BAD_HISTORIES, histories, MOST_HISTORIES);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw Refusal.badInput(CliMessage.BAD_THREADS, threads, MOST_THREADS);
        }
        List<ScannerProfile.Layer> layers = stack != null
                ? layers(stack)
                : List.of(layer(Optional.ofNullable(sphere).orElseThrow()));
        Transport transport = stack != null ? throughStack(layers) : throughSphere(layers.getFirst());
        TransportRun run =
                energy_keV != null ? TransportRun.of(transport, energy_keV) : TransportRun.of(transport, spectrum());
        TransportRun.Result result = run.run(histories, seed, threads, progress());
        if (json) {
            console.print(fields(layers, result));
        } else {
            print(result);
        }
    }

    private Transport throughStack(List<ScannerProfile.Layer> layers) {
        double highest_keV =
                energy_keV != null ? energy_keV : Optional.ofNullable(kVp).orElseThrow();
        boolean gas = layers.stream()
                .anyMatch(layer -> 10
                                / (layer.material().density_g_cm3()
                                        * AttenuationTable.of(layer.material().composition())
                                                .total_cm2_g(highest_keV))
                        > SHORT_MM);
        return gas
                ? new BodyTransport(new StackBody(layers, WIDTH_MM), new Ray(0, 0, -1, 0, 0, 1))
                : new StackTransport(layers);
    }

    private Spectrum spectrum() {
        Spectrum spectrum = XraySpectrum.filtered(
                TungstenTube.spectrum(Optional.ofNullable(kVp).orElseThrow()), filter);
        if (!(spectrum.total() > 0)) {
            throw Refusal.badInput(MatterMessage.NOTHING_PASSES, filter);
        }
        return spectrum;
    }

    private static Transport throughSphere(ScannerProfile.Layer sphere) {
        double radius = sphere.thickness_mm();
        return new BodyTransport(
                new ShapeBody(new Ellipsoid(2 * radius, 2 * radius, 2 * radius), sphere.material()),
                new Ray(0, 0, -radius - 1, 0, 0, 1));
    }

    private static List<ScannerProfile.Layer> layers(String text) {
        List<ScannerProfile.Layer> layers = new ArrayList<>();
        String[] parts = text.split(",", -1);
        if (parts.length > MOST_LAYERS) {
            throw Refusal.badInput(CliMessage.TOO_MANY_LAYERS, parts.length, MOST_LAYERS);
        }
        for (String part : parts) {
            layers.add(layer(part.strip()));
        }
        return layers;
    }

    /** MATERIAL[@g/cm³]:mm. */
    private static ScannerProfile.Layer layer(String text) {
        int colon = text.lastIndexOf(':');
        String what = colon < 0 ? text : text.substring(0, colon);
        double mm = colon < 0 ? Double.NaN : number(text.substring(colon + 1));
        int at = what.lastIndexOf('@');
        String name = at < 0 ? what : what.substring(0, at);
        double density = at < 0 ? Double.NaN : number(what.substring(at + 1));
        boolean badDensity = at >= 0 && !(density > 0 && density <= Material.LIMIT_DENSITY_G_CM3);
        if (!(mm > 0 && mm <= WIDTH_MM) || name.isBlank() || badDensity) {
            throw Refusal.badInput(CliMessage.BAD_LAYER, text);
        }
        Optional<Material> named = MaterialCatalogue.standard().find(name);
        if (named.isPresent()) {
            Material material = named.get();
            return new ScannerProfile.Layer(at < 0 ? material : material.withDensity_g_cm3(density), mm);
        }
        Composition formula = Composition.ofFormula(name)
                .orElseThrow(() ->
                        Refusal.badInput(List.of(MaterialCatalogue.standard().unknown(name))));
        if (at < 0) {
            throw Refusal.badInput(CliMessage.LAYER_DENSITY_NEEDED, text, name);
        }
        return new ScannerProfile.Layer(new Material(name, name, Optional.of(name), formula, density), mm);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN; // refused by whoever asked
        }
    }

    private LongConsumer progress() {
        if (histories < LONG_RUN) {
            return done -> {};
        }
        long[] said = {0};
        return done -> {
            long percent = 100 * done / histories;
            if (percent >= said[0] + 5) {
                said[0] = percent;
                console.err().println(Messages.text(console.language(), CliMessage.TRANSPORT_PROGRESS, percent));
            }
        };
    }

    private Map<String, @Nullable Object> fields(List<ScannerProfile.Layer> layers, TransportRun.Result result) {
        Tally tally = result.tally();
        double size_mm =
                layers.stream().mapToDouble(ScannerProfile.Layer::thickness_mm).sum();
        Map<String, @Nullable Object> fields = Json.object(
                "medium",
                stack != null ? stack : sphere,
                "geometry",
                stack == null ? "sphere" : layers.size() == 1 ? "slab" : "stack",
                "size_cm",
                size_mm / 10,
                "E_keV",
                energy_keV,
                "xsec",
                "xraylib",
                "histories",
                tally.histories());
        if (kVp != null) {
            fields.put("kvp", kVp);
            fields.put("filter", filter);
        }
        for (int kind = 0; kind < KINDS.size(); kind++) {
            fields.put("fwd_" + KINDS.get(kind), tally.fraction(true, kind));
            fields.put("fwd_" + KINDS.get(kind) + "_meanE", tally.mean_keV(true, kind));
        }
        for (int kind = 1; kind < KINDS.size(); kind++) {
            fields.put("back_" + KINDS.get(kind), tally.fraction(false, kind));
            fields.put("back_" + KINDS.get(kind) + "_meanE", tally.mean_keV(false, kind));
        }
        fields.put("fwd_scattered", scattered(tally, true));
        fields.put("back_total", scattered(tally, false));
        fields.put("seconds", result.seconds());
        fields.put("threads", threads);
        fields.put("seed", seed);
        return fields;
    }

    private static double scattered(Tally tally, boolean forward) {
        double sum = 0;
        for (int kind = 1; kind < KINDS.size(); kind++) {
            sum += tally.fraction(forward, kind);
        }
        return sum;
    }

    private void print(TransportRun.Result result) {
        Tally tally = result.tally();
        for (boolean forward : new boolean[] {true, false}) {
            for (int kind = forward ? 0 : 1; kind < KINDS.size(); kind++) {
                double fraction = tally.fraction(forward, kind);
                double sigma = Math.sqrt(fraction * (1 - fraction) / tally.histories());
                console.out()
                        .printf(
                                Locale.ROOT,
                                "%-4s %-16s %.6f ± %.6f  %s%n",
                                forward ? "fwd" : "back",
                                KINDS.get(kind),
                                fraction,
                                sigma,
                                tally.photons(forward, kind) == 0
                                        ? "–"
                                        : String.format(Locale.ROOT, "%.2f keV", tally.mean_keV(forward, kind)));
            }
        }
        console.say(
                CliMessage.TRANSPORT_TOOK,
                tally.histories(),
                String.format(Locale.ROOT, "%.2f", result.seconds()),
                threads,
                String.format(Locale.ROOT, "%.4f", result.seconds() / tally.histories() * 1e6));
    }
}
