package org.gwanmun.xray.twin.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.matter.AtomicShell;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.ComptonProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each sampler alone, against the density that it should have. */
class SamplersTest {
    private static final int DRAWS = 400_000;
    private static final int CLASSES = 40;
    private final RandomGenerator random = RandomStreams.stream(20261123);

    /** xraylib's totals and its factors are tables of their own, which for Rayleigh scattering from lead differ by 9 %. */
    @ParameterizedTest
    @CsvSource({
        "6, 20, 0.02",
        "6, 100, 0.02",
        "8, 60, 0.02",
        "13, 160, 0.02",
        "26, 60, 0.03",
        "26, 100, 0.03",
        "82, 150, 0.1",
        "82, 50, 0.1"
    })
    void theDensityIntegratesToTheCrossSection(int z, double energy_keV, double rayleighTolerance) {
        ScatteringFactors factors = ScatteringFactors.of(z);
        AttenuationTable table = AttenuationTable.of(Composition.ofElement(z));
        double perAtom = 6.02214076e23 * 1e-24 * Composition.ofElement(z).electrons_mol_per_g() / z;
        double compton = 0;
        double rayleigh = 0;
        int steps = 20_000;
        for (int i = 0; i < steps; i++) {
            double u = (i + 0.5) / steps;
            double t = 2 * u * u * u; // dense at small angles
            double weight = 2 * Math.PI * 6 * u * u / steps;
            compton += weight * factors.compton_b_sr(energy_keV, 1 - t);
            rayleigh += weight * factors.rayleigh_b_sr(energy_keV, 1 - t);
        }
        assertThat(compton * perAtom / table.compton_cm2_g(energy_keV)).isBetween(0.985, 1.015);
        assertThat(rayleigh * perAtom / table.rayleigh_cm2_g(energy_keV))
                .isBetween(1 - rayleighTolerance, 1 + rayleighTolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "water, 100",
        "water, 37.3",
        "polyethylene, 160",
        "fe, 60",
        "fe, 111.7",
        "lead, 150",
        "al, 12.1",
        "water, 2",
        "sodium chloride, 199.9"
    })
    void anglesHaveTheirDensity(String name, double energy_keV) {
        Material material = material(name);
        InteractionTables tables = new InteractionTables(List.of(material));
        double[] compton = new double[DRAWS];
        double[] rayleigh = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            compton[i] = tables.comptonT(0, (float) energy_keV, random.nextLong());
            rayleigh[i] = tables.rayleighT(0, (float) energy_keV, random.nextLong());
        }
        fits(compton, t -> density(material, energy_keV, t, true), name + " Compton");
        fits(rayleigh, t -> density(material, energy_keV, t, false), name + " Rayleigh");
    }

    private static double density(Material material, double energy_keV, double t, boolean compton) {
        double sum = 0;
        for (Map.Entry<Integer, Double> e :
                material.composition().massFractions().entrySet()) {
            double atoms = e.getValue() * Composition.ofElement(e.getKey()).electrons_mol_per_g() / e.getKey();
            ScatteringFactors factors = ScatteringFactors.of(e.getKey());
            sum += atoms
                    * (compton ? factors.compton_b_sr(energy_keV, 1 - t) : factors.rayleigh_b_sr(energy_keV, 1 - t));
        }
        return sum;
    }

    /**
     * Chi-squared over classes that are equally probable under the density, and the extremes. Interpolation between energies
     * bends a class by up to a per cent, which is allowed for.
     */
    private static void fits(double[] drawn, java.util.function.DoubleUnaryOperator density, String what) {
        int steps = 200_000;
        double[] cumulative = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            double u = (i + 0.5) / steps;
            cumulative[i + 1] = cumulative[i] + density.applyAsDouble(2 * u * u * u * u) * 8 * u * u * u / steps;
        }
        double[] counts = new double[CLASSES];
        for (double t : drawn) {
            assertThat(t).as(what).isBetween(0.0, 2.0);
            double place = Math.sqrt(Math.sqrt(t / 2)) * steps;
            int i = (int) Math.min(place, steps - 1);
            double part = cumulative[i] + (place - i) * (cumulative[i + 1] - cumulative[i]);
            counts[(int) Math.min(CLASSES * part / cumulative[steps], CLASSES - 1)]++;
        }
        double expected = (double) drawn.length / CLASSES;
        double chi2 = 0;
        for (double count : counts) {
            double sigma2 = expected + Math.pow(0.01 * expected, 2);
            chi2 += (count - expected) * (count - expected) / sigma2;
        }
        assertThat(chi2)
                .as(what + " chi-squared of %d classes".formatted(CLASSES))
                .isLessThan(85);
    }

    @Test
    void largeRayleighAnglesAreAsRareAsTheyShouldBe() {
        Material water = material("water");
        InteractionTables tables = new InteractionTables(List.of(water));
        int draws = 4_000_000;
        int back = 0;
        for (int i = 0; i < draws; i++) {
            back += tables.rayleighT(0, 100, random.nextLong()) > 1 ? 1 : 0;
        }
        double all = 0;
        double large = 0;
        int steps = 200_000;
        for (int i = 0; i < steps; i++) {
            double u = (i + 0.5) / steps;
            double t = 2 * u * u * u * u;
            double p = density(water, 100, t, false) * u * u * u;
            all += p;
            large += t > 1 ? p : 0;
        }
        double expected = draws * large / all;
        assertThat((double) back).isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
    }

    @ParameterizedTest
    @CsvSource({"water, 60", "al, 100", "fe, 160", "fe, 30", "lead, 100"})
    void comptonEnergiesKeepTheirLimits(String name, double energy_keV) {
        InteractionTables tables = new InteractionTables(List.of(material(name)));
        double ratio = 0;
        double loose = 0;
        for (int i = 0; i < DRAWS; i++) {
            long bits = random.nextLong();
            float t = tables.comptonT(0, (float) energy_keV, bits);
            float after = tables.comptonEnergy_keV(
                    0, (float) energy_keV, t, (int) random.nextLong() & 1023, (int) random.nextLong() & 0xFFFF, random);
            assertThat(after).isBetween(0f, (float) energy_keV);
            double atRest = energy_keV * ScatteringFactors.scatteredPart(energy_keV, 1 - t);
            ratio += after / atRest / DRAWS;
            loose += Math.abs(after / atRest - 1) / DRAWS;
        }
        assertThat(ratio).as("mean over that of an electron at rest").isBetween(0.97, 1.03);
        assertThat(loose).as("mean broadening").isBetween(0.002, 0.08);
    }

    /** Backwards at 160 keV from iron, by quadrature over the impulse approximation without expansion. */
    @Test
    void comptonEnergiesAreThoseOfMovingElectrons() {
        float energy = 160;
        float t = 1.8f;
        InteractionTables tables = new InteractionTables(List.of(material("fe")));
        double mean = 0;
        for (int i = 0; i < DRAWS; i++) {
            mean += tables.comptonEnergy_keV(
                            0, energy, t, (int) random.nextLong() & 1023, (int) random.nextLong() & 0xFFFF, random)
                    / DRAWS;
        }
        double tau = ScatteringFactors.scatteredPart(energy, 1 - t);
        double c = 1 - t;
        double q = Math.sqrt(1 + tau * tau - 2 * tau * c);
        double all = 0;
        double sum = 0;
        for (ComptonProfile.Shell shell : ComptonProfile.of(26)) {
            for (int i = 0; i < 20_000; i++) {
                double p = shell.quantile((i % 10_000 + 0.5) / 10_000) * (i < 10_000 ? 1 : -1);
                double p2 = p * p;
                double root = Math.sqrt(Math.pow(1 - p2 * tau * c, 2) - (1 - p2 * tau * tau) * (1 - p2));
                double after = energy * tau / (1 - p2 * tau * tau) * (1 - p2 * tau * c + Math.signum(p) * root);
                if (after < energy - shell.binding_keV()) {
                    double weight = shell.electrons() * (1 + p * (q + tau * (tau - c) / q));
                    all += weight;
                    sum += weight * after;
                }
            }
        }
        assertThat(mean).isBetween(sum / all - 0.1, sum / all + 0.1);
        assertThat(sum / all).isGreaterThan(energy * tau + 0.4); // moving electrons make it harder
    }

    @Test
    void profilesHoldAllElectronsOfTheElement() {
        for (int z : new int[] {1, 6, 8, 13, 26, 53, 82}) {
            double electrons = ComptonProfile.of(z).stream()
                    .mapToDouble(ComptonProfile.Shell::electrons)
                    .sum();
            assertThat(electrons).as("Z = %d", z).isBetween(z - 0.01, z + 0.01);
        }
    }

    @Test
    void ironEmitsItsLinesAsOftenAsItsYieldSays() {
        Relaxation iron = new Relaxation(26);
        assertThat(iron.emitters()).contains(AtomicShell.K);
        assertThat(iron.emits(AtomicShell.K)).isBetween(0.31, 0.37); // Krause 0.340, EADL 0.322
        float[] energies = new float[Relaxation.MOST_PHOTONS];
        double mean = 0;
        for (int i = 0; i < 20_000; i++) {
            iron.emit(AtomicShell.K, random, energies);
            mean += energies[0] / 20_000;
        }
        assertThat(mean).isBetween(6.40, 6.52); // Kα 6.40, Kβ 7.06 keV, 12 % of them
    }

    @Test
    void leadEmitsAnLPhotonAfterMostKPhotons() {
        Relaxation lead = new Relaxation(82);
        float[] energies = new float[Relaxation.MOST_PHOTONS];
        int two = 0;
        for (int i = 0; i < 20_000; i++) {
            int count = lead.emit(AtomicShell.K, random, energies);
            two += count == 2 ? 1 : 0;
            for (int k = 0; k < count; k++) {
                assertThat(energies[k]).isBetween(1f, 88.01f);
            }
        }
        assertThat(two / 20_000.0).isBetween(0.2, 0.4); // Kα leaves an L2 or L3 vacancy, ω about 0.36
    }

    @Test
    void absorptionsEmitWithTheProbabilityOfTheirShells() {
        Composition rust = Composition.ofFormula("Fe2O3").orElseThrow();
        Material material = new Material("rust", "녹", java.util.Optional.of("Fe2O3"), rust, 5.2);
        InteractionTables tables = new InteractionTables(List.of(material));
        double share = 0.6994
                * AttenuationTable.of(Composition.ofElement(26)).photoelectric_cm2_g(40)
                / AttenuationTable.of(rust).photoelectric_cm2_g(40);
        double expected = share
                * new Relaxation(26).element().shellProbability(AtomicShell.K, 40)
                * new Relaxation(26).emits(AtomicShell.K);
        assertThat((double) tables.value(0, InteractionTables.EMISSION, 40))
                .isBetween(0.99 * expected, 1.01 * expected);
        float[] energies = new float[Relaxation.MOST_PHOTONS];
        for (int i = 0; i < 1000; i++) {
            assertThat(tables.emit(0, 40, random, energies)).isEqualTo(1);
            assertThat(energies[0]).isBetween(6.3f, 7.2f);
        }
    }

    @Test
    void tablesAgreeWithTheLibraryBetweenTheirPoints() {
        for (String name : List.of("water", "fe", "lead", "sodium chloride")) {
            Material material = material(name);
            InteractionTables tables = new InteractionTables(List.of(material));
            AttenuationTable table = AttenuationTable.of(material.composition());
            for (double energy = 10.013; energy < 200; energy *= 1.0137) {
                double mu = table.total_cm2_g(energy) * material.density_g_cm3() / 10;
                boolean nearEdge = name.equals("lead") && (Math.abs(energy - 88.0) < 1 || energy < 16.5);
                if (!nearEdge) {
                    assertThat(tables.value(0, InteractionTables.MEAN_FREE_PATH, (float) energy) * mu)
                            .as("%s at %.2f keV", name, energy)
                            .isBetween(0.9995, 1.0005);
                }
            }
        }
    }

    @Test
    void exponentialsAreExponential() {
        double[] counts = new double[CLASSES];
        double mean = 0;
        double square = 0;
        for (int i = 0; i < DRAWS; i++) {
            float x = Exponential.next(random);
            assertThat(x).isGreaterThanOrEqualTo(0f);
            counts[(int) Math.min(CLASSES * -Math.expm1(-x), CLASSES - 1)]++;
            mean += x / DRAWS;
            square += (double) x * x / DRAWS;
        }
        double chi2 = 0;
        for (double count : counts) {
            chi2 += Math.pow(count - (double) DRAWS / CLASSES, 2) / ((double) DRAWS / CLASSES);
        }
        assertThat(chi2).isLessThan(75);
        assertThat(mean).isBetween(0.993, 1.007);
        assertThat(square).isBetween(1.96, 2.04);
        int tail = 0;
        for (int i = 0; i < 20_000_000; i++) {
            tail += Exponential.next(random) > 8 ? 1 : 0; // beyond the last rectangle
        }
        double expected = 20_000_000 * Math.exp(-8);
        assertThat((double) tail).isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
    }

    @Test
    void azimuthsAreUniform() {
        double[] moments = new double[5];
        for (int i = 0; i < DRAWS; i++) {
            float c = Directions.cosAzimuth(random.nextInt());
            assertThat(c).isBetween(-1.00001f, 1.00001f);
            for (int k = 1; k < 5; k++) {
                moments[k] += Math.pow(c, k) / DRAWS;
            }
        }
        assertThat(moments[1]).isBetween(-0.005, 0.005);
        assertThat(moments[2]).isBetween(0.4975, 0.5025);
        assertThat(moments[3]).isBetween(-0.004, 0.004);
        assertThat(moments[4]).isBetween(0.372, 0.378);
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }
}
