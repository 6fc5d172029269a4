package org.gwanmun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.MatterMessage;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwanmun xray spectrum}: what leaves a tungsten tube. */
@Command(name = "spectrum", mixinStandardHelpOptions = true)
final class XraySpectrum implements Runnable {
    private final Console console;

    @Option(names = "--kvp", paramLabel = "KV", defaultValue = "160")
    double kVp;

    @Option(names = "--filter", paramLabel = "MATERIAL:MM", defaultValue = "al:3")
    String filter = "";

    @Option(names = "--anode-angle", paramLabel = "DEG", defaultValue = "20")
    double anodeAngle_deg;

    @Option(names = "--ma", paramLabel = "MA", defaultValue = "1")
    double current_mA;

    @Option(names = "--json")
    boolean json;

    XraySpectrum(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Spectrum spectrum = filtered(TungstenTube.spectrum(kVp, anodeAngle_deg), filter);
        double first = spectrum.valueLayer_mmAl(0.5);
        double second = spectrum.valueLayer_mmAl(0.25) - first;
        double total = spectrum.total();
        if (!(current_mA > 0 && current_mA <= 1000)) {
            throw Refusal.badInput(MatterMessage.CURRENT_OUT_OF_RANGE, current_mA);
        }
        if (!(total > 0)) {
            throw Refusal.badInput(MatterMessage.NOTHING_PASSES, filter);
        }
        double output = spectrum.airKerma_uGy();
        if (json) {
            List<Object> bins = new ArrayList<>();
            for (int bin = 0; bin < Spectrum.BINS && Spectrum.energy_keV(bin) < kVp; bin++) {
                bins.add(Json.object(
                        "energy_kev", Spectrum.energy_keV(bin), "photons", spectrum.photons()[bin] / total));
            }
            console.print(Json.object(
                    "kvp",
                    kVp,
                    "filter",
                    filter,
                    "mean_energy_kev",
                    spectrum.mean_keV(),
                    "hvl1_mm_al",
                    first,
                    "hvl2_mm_al",
                    second,
                    "normalisation",
                    "photons sum to 1",
                    "bins",
                    bins,
                    "anode_angle_deg",
                    anodeAngle_deg,
                    "current_ma",
                    current_mA,
                    "photons_per_mm2_s_at_1m",
                    total * current_mA,
                    "air_kerma_uGy_per_s_at_1m",
                    output * current_mA,
                    "air_kerma_uGy_per_mAs_at_1m",
                    output));
            return;
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%.0f kVp, %s mm: mean %.1f keV, HVL %.2f mm Al, second HVL %.2f mm Al, "
                                + "%.3g µGy/s at 1 m and %s mA%n",
                        kVp,
                        filter,
                        spectrum.mean_keV(),
                        first,
                        second,
                        output * current_mA,
                        current_mA);
        double highest = 0;
        for (double n : spectrum.photons()) {
            highest = Math.max(highest, n);
        }
        for (int bin = 9; bin < kVp - 1; bin += 2) {
            double photons = (spectrum.photons()[bin] + spectrum.photons()[bin + 1]) / 2;
            console.out().printf(Locale.ROOT, "%6.1f keV %s%n", bin + 2.0, "█".repeat((int)
                            Math.round(60 * photons / highest)));
        }
    }

    /** After filters MATERIAL:MM, separated by commas. */
    static Spectrum filtered(Spectrum spectrum, String filter) {
        Spectrum result = spectrum;
        for (String layer : filter.split(",", -1)) {
            String[] parts = layer.split(":", -1);
            double thickness_mm = Double.NaN;
            try {
                thickness_mm = parts.length == 2 ? Double.parseDouble(parts[1]) : Double.NaN;
            } catch (NumberFormatException e) {
                // said below: this is no filter
            }
            if (!(thickness_mm >= 0 && thickness_mm <= 100)) {
                throw Refusal.badInput(MatterMessage.BAD_FILTER, layer);
            }
            Material material = MaterialCatalogue.standard()
                    .find(parts[0])
                    .orElseThrow(() -> Refusal.badInput(
                            List.of(MaterialCatalogue.standard().unknown(parts[0]))));
            result = result.filtered(material, thickness_mm);
        }
        return result;
    }
}
