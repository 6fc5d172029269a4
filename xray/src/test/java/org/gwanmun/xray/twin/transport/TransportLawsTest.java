package org.gwanmun.xray.twin.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Ray;
import org.junit.jupiter.api.Test;

/** What must hold whatever the cross sections are. */
class TransportLawsTest {
    private static final int HISTORIES = 200_000;
    private static final List<ScannerProfile.Layer> STACK =
            List.of(layer("cellulose", 20), layer("fe", 1), layer("sucrose", 25), layer("lead", 0.1));

    @Test
    void theSameSeedGivesTheSameTallyOnAnyNumberOfThreads() {
        TransportRun run = TransportRun.of(new StackTransport(STACK), 120).withoutWarmUp();
        Tally one = run.run(90_001, 3, 1).tally();
        Tally three = run.run(90_001, 3, 3).tally();
        assertThat(three.photons).isEqualTo(one.photons);
        assertThat(three.energy_keV).isEqualTo(one.energy_keV);
        assertThat(run.run(90_001, 4, 1).tally().photons).isNotEqualTo(one.photons);
    }

    @Test
    void depthAndCosineAloneSayTheSameAsThreeDimensions() {
        Tally flat = run(new StackTransport(STACK), 100);
        Tally solid = run(new BodyTransport(new StackBody(STACK, 10_000), new Ray(0, 0, -5, 0, 0, 1)), 100);
        same(flat, solid);
    }

    @Test
    void voxelsSayTheSameAsTheShapeTheyFill() {
        Material water = material("water");
        Material steel = material("fe");
        // A cube of water of 60 mm with a plate of iron of 4 mm in its middle, seen along a slanted beam.
        byte[] voxels = new byte[30 * 30 * 30];
        for (int z = 0; z < 30; z++) {
            for (int i = 0; i < 900; i++) {
                voxels[z * 900 + i] = (byte) (z == 15 || z == 16 ? 1 : 0);
            }
        }
        Ray beam = Ray.through(7, -11, -80, 0.4, 0.3, 30);
        Body cube = new VoxelBody(List.of(water, steel), voxels, new int[] {30, 30, 30}, new double[] {-30, -30, 0}, 2);
        List<ScannerProfile.Layer> layers = List.of(
                new ScannerProfile.Layer(water, 30),
                new ScannerProfile.Layer(steel, 4),
                new ScannerProfile.Layer(water, 26));
        same(run(new BodyTransport(cube, beam), 140), run(new BodyTransport(new StackBody(layers, 60), beam), 140));
    }

    @Test
    void turnedBodiesScatterTheSame() {
        Material carbon = material("carbon");
        Body box = new ShapeBody(new Box(40, 40, 40), carbon);
        Tally along = run(new BodyTransport(box, new Ray(0, 0, -50, 0, 0, 1)), 80);
        Tally across = run(new BodyTransport(box, new Ray(50, 0, 0, -1, 0, 0)), 80);
        same(along, across);
    }

    @Test
    void primariesFollowTheLawOfLambertAndBeerForASpectrum() {
        Spectrum spectrum = TungstenTube.spectrum(140).filtered(material("al"), 3);
        Tally tally = TransportRun.of(new StackTransport(STACK), spectrum)
                .withoutWarmUp()
                .run(HISTORIES, 5, 2)
                .tally();
        double passed = 0;
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            double depth = 0;
            for (ScannerProfile.Layer layer : STACK) {
                depth += layer.areal_g_cm2()
                        * AttenuationTable.of(layer.material().composition()).total_cm2_g(Spectrum.energy_keV(bin));
            }
            passed += spectrum.photons()[bin] / spectrum.total() * Math.exp(-depth);
        }
        assertThat(tally.histories()).isEqualTo(HISTORIES);
        assertThat(tally.fraction(true, Tally.PRIMARY))
                .isBetween(passed - 4 * Math.sqrt(passed / HISTORIES), passed + 4 * Math.sqrt(passed / HISTORIES));
    }

    @Test
    void nothingComesOutOfLeadButItsFluorescenceAndNothingIsGainedInEnergy() {
        Tally tally = run(new StackTransport(List.of(layer("lead", 50))), 120);
        assertThat(tally.photons(true, Tally.PRIMARY)).isZero();
        assertThat(tally.fraction(false, Tally.MULTIPLE_OTHER)).isBetween(0.01, 0.3); // K photons of 73–87 keV
        assertThat(tally.mean_keV(false, Tally.MULTIPLE_OTHER)).isBetween(70.0, 88.0);
        for (int kind = 0; kind < Tally.KINDS; kind++) {
            assertThat(tally.energy_keV[kind + Tally.BACK]).isLessThanOrEqualTo(120.0 * tally.photons(false, kind));
        }
    }

    @Test
    void aBeamThatMissesPassesAndTheLowestEnergyIsStopped() {
        Body box = new ShapeBody(new Box(10, 10, 10), material("water"));
        Tally missed = run(new BodyTransport(box, new Ray(30, 0, -50, 0, 0, 1)), 60);
        assertThat(missed.fraction(true, Tally.PRIMARY)).isEqualTo(1);
        Tally stopped = run(new StackTransport(List.of(layer("water", 10))), 1);
        assertThat(stopped.photons(true, Tally.PRIMARY)).isZero();
        assertThatThrownBy(() -> new StackTransport(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransportRun.of(new StackTransport(STACK), 60).run(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void same(Tally a, Tally b) {
        for (boolean forward : new boolean[] {true, false}) {
            for (int kind = 0; kind < Tally.KINDS; kind++) {
                double p = (a.fraction(forward, kind) + b.fraction(forward, kind)) / 2;
                double sigma = Math.sqrt(2 * p * (1 - p) / HISTORIES);
                assertThat(a.fraction(forward, kind) - b.fraction(forward, kind))
                        .as("forward %s, kind %d", forward, kind)
                        .isBetween(-4 * sigma, 4 * sigma);
                if (a.photons(forward, kind) > 100) {
                    double allowed =
                            4 * Math.hypot(a.meanUncertainty_keV(forward, kind), b.meanUncertainty_keV(forward, kind));
                    assertThat(a.mean_keV(forward, kind) - b.mean_keV(forward, kind))
                            .as("mean energy, forward %s, kind %d", forward, kind)
                            .isBetween(-allowed - 1e-3, allowed + 1e-3);
                }
            }
        }
    }

    private static Tally run(Transport transport, double energy_keV) {
        return TransportRun.of(transport, energy_keV)
                .withoutWarmUp()
                .run(HISTORIES, 11, 2)
                .tally();
    }

    private static ScannerProfile.Layer layer(String name, double mm) {
        return new ScannerProfile.Layer(material(name), mm);
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }
}
