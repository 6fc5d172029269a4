package org.gwanmun.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwanmun.core.json.Json;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.MatterMessage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwanmun matter}: what things are made of. */
@Command(name = "matter", mixinStandardHelpOptions = true, subcommands = MatterCommand.Show.class)
final class MatterCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        throw Gwanmun.missing(spec);
    }

    /** {@code gwanmun matter show}: composition, Zeff and cross sections of a material or formula. */
    @Command(name = "show", mixinStandardHelpOptions = true)
    static final class Show implements Runnable {
        private final Console console;

        @Parameters(index = "0", paramLabel = "NAME_OR_FORMULA")
        String name = "";

        @Option(names = "--energy-kev", paramLabel = "KEV[,KEV…]", defaultValue = "60,100")
        String energies = "";

        @Option(names = "--json")
        boolean json;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public void run() {
            Optional<Material> material = MaterialCatalogue.standard().find(name);
            Composition composition = material.map(Material::composition)
                    .or(() -> Composition.ofFormula(name))
                    .orElseThrow(() -> Refusal.badInput(
                            List.of(MaterialCatalogue.standard().unknown(name))));
            List<CrossSections.Point> points = points(composition);
            if (json) {
                printJson(material, composition, points);
            } else {
                printText(material, composition, points);
            }
        }

        private List<CrossSections.Point> points(Composition composition) {
            List<CrossSections.Point> points = new ArrayList<>();
            for (String text : energies.split(",", -1)) {
                double energy;
                try {
                    energy = Double.parseDouble(text.strip());
                } catch (NumberFormatException e) {
                    throw Refusal.badInput(CliMessage.BAD_ENERGIES, energies);
                }
                if (!(energy >= CrossSections.LOWEST_KEV && energy <= CrossSections.HIGHEST_KEV)) {
                    throw Refusal.badInput(
                            MatterMessage.ENERGY_OUT_OF_RANGE,
                            text,
                            CrossSections.LOWEST_KEV,
                            CrossSections.HIGHEST_KEV);
                }
                points.add(CrossSections.at(composition, energy));
            }
            return points;
        }

        private void printJson(Optional<Material> material, Composition composition, List<CrossSections.Point> points) {
            List<Object> rows = new ArrayList<>();
            for (CrossSections.Point point : points) {
                rows.add(Json.object(
                        "energy_kev", point.energy_keV(),
                        "mu_rho_cm2_g", point.muRho_cm2_g(),
                        "photoelectric", point.photoelectric(),
                        "compton", point.compton(),
                        "rayleigh", point.rayleigh()));
            }
            console.print(Json.object(
                    "name", material.map(Material::name).orElse(name),
                    "formula", material.map(m -> m.formula().orElse(null)).orElse(material.isPresent() ? null : name),
                    "density_g_cm3", material.map(Material::density_g_cm3).orElse(null),
                    "zeff", composition.zeff(),
                    "points", rows,
                    "density_range_g_cm3",
                            material.flatMap(Material::densityRange)
                                    .map(range -> List.<Object>of(range.low_g_cm3(), range.high_g_cm3()))
                                    .orElse(null),
                    "source", material.map(Material::source).orElse(null)));
        }

        private void printText(Optional<Material> material, Composition composition, List<CrossSections.Point> points) {
            console.out()
                    .println(material.map(m -> m.name() + " · " + m.nameKo()
                                    + m.formula().map(f -> " · " + f).orElse("")
                                    + " · " + m.density_g_cm3() + " g/cm³"
                                    + m.densityRange()
                                            .map(range -> " (" + range.low_g_cm3() + "–" + range.high_g_cm3() + ")")
                                            .orElse(""))
                            .orElse(name));
            console.out().printf(Locale.ROOT, "Zeff %.2f%n", composition.zeff());
            console.out().println("   keV   µ/ρ cm²/g  photoelectric      Compton     Rayleigh");
            for (CrossSections.Point p : points) {
                console.out()
                        .printf(
                                Locale.ROOT,
                                "%6.1f %11.5g %14.5g %12.5g %12.5g%n",
                                p.energy_keV(),
                                p.muRho_cm2_g(),
                                p.photoelectric(),
                                p.compton(),
                                p.rayleigh());
            }
        }
    }
}
