package org.gwanmun.xray.twin.scatter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.ScatteringFactors;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelFile;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
import org.gwanmun.xray.twin.transport.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single scatter without chance, and forced detection, against each other and from outside. */
class PencilPathTest {
    private static final Path PARCELS = Path.of(System.getProperty("gwanmun.root", ".."), "examples/parcels");
    private static final List<PencilBeam> PENCILS =
            ScannerProfile.named("mail-composite").pencils();
    private static final Spectrum SPECTRUM = TungstenTube.spectrum(160).filtered(material("al"), 3);

    /** Over sixty pencils of a parcel: their sum to 3 %, and four standard deviations of the Monte Carlo. */
    @ParameterizedTest
    @CsvSource({"hard-disk-demo, REFERENCE", "tools-metal, REFERENCE", "clothes-shoes, DESK"})
    void singleScatterAgreesWithTheMonteCarlo(String name, ScanQuality quality) {
        Scene scene = new Scene(ParcelFile.read(PARCELS.resolve(name + ".yaml")));
        List<ScatterCheck.Row> rows =
                ScatterCheck.of(ScannerProfile.named("mail-composite"), scene, quality, 60, 3000, 3);
        assertThat(rows).hasSize(3);
        for (ScatterCheck.Row row : rows) {
            double allowed = 0.03 + 4 * row.deviationSigma();
            assertThat(row.deviation()).as(name + " " + row.channel()).isBetween(-allowed, allowed);
            assertThat(row.multiple() / row.single()).isBetween(0.02, 1.5);
        }
    }

    /** A foil loses nothing on the way: N Δa ∫ dσ/dΩ dΩ, here by a sum over the panels in small pieces. */
    @Test
    void aFoilScattersWhatItsCrossSectionSays() {
        Material carbon = material("carbon");
        double thickness = 0.01;
        Scene scene = new Scene(new Parcel(
                "foil",
                100,
                100,
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(object("foil", new Box(100, 100, thickness), 0, carbon))));
        PencilBeam pencil = PENCILS.getFirst();
        List<HeadOptics> heads = HeadOptics.of(pencil);
        double[] line = new double[Spectrum.BINS];
        line[79] = 1; // 80.5 keV
        PencilPath path = new PencilPath(
                pencil, new GroupTables(scene, heads, PencilPath.Groups.of(new Spectrum(line), 0.005)), 32, 32);
        Caught[] caught = PencilTwin.none(heads.size());
        path.single(0, (pencil.columns() - 1) / 2.0, caught);
        double areal = thickness / 10 * carbon.density_g_cm3();
        for (int h = 0; h < heads.size(); h++) {
            HeadOptics head = heads.get(h);
            double expected = 0;
            int pieces = 200;
            for (PencilBeam.Panel panel : head.head.panels()) {
                double area = panel.length_mm() * panel.width_mm() / pieces / pieces;
                for (int i = 0; i < pieces * pieces; i++) {
                    double x = panel.x_mm() + panel.length_mm() * ((i % pieces + 0.5) / pieces - 0.5);
                    double y = panel.y_mm() + panel.width_mm() * ((i / pieces + 0.5) / pieces - 0.5);
                    double far = Math.sqrt(x * x + y * y + panel.z_mm() * panel.z_mm());
                    double cosine = -panel.z_mm() / far; // the pencil flies down
                    double solid = area * Math.abs(panel.z_mm()) / far / far / far * head.passes(y, panel.z_mm());
                    ScatteringFactors factors = ScatteringFactors.of(6);
                    int after = ScatterTable.bin(80.5 * ScatteringFactors.scatteredPart(80.5, cosine));
                    double perBarn = 0.602214076 / 12.011 * areal;
                    expected += solid * perBarn * factors.compton_b_sr(80.5, cosine) * head.mean_keV[after];
                    expected += solid * perBarn * factors.rayleigh_b_sr(80.5, cosine) * head.mean_keV[79];
                }
            }
            assertThat(caught[h].energy_keV / expected).as(head.head.channel()).isBetween(0.98, 1.02);
        }
    }

    /** A panel that covers the sky catches every photon that comes back, once and more often scattered. */
    @Test
    void forcedDetectionCountsThePhotonsThatComeBack() {
        Scene scene = new Scene(new Parcel(
                "slab",
                3000,
                3000,
                50,
                Optional.empty(),
                Optional.empty(),
                List.of(object("slab", new Box(3000, 3000, 50), 25, material("polyethylene")))));
        PencilBeam top = PENCILS.getFirst();
        PencilBeam.ScatterHead sky = new PencilBeam.ScatterHead(
                "back_top",
                List.of(new PencilBeam.Panel(0, 0, 51, 100_000, 100_000)),
                new ScannerProfile.Layer(material("lead"), 50),
                90,
                0,
                0,
                1);
        List<HeadOptics> heads = List.of(new HeadOptics(sky));
        MultipleScatter eyes = new MultipleScatter(scene, transport(scene), top, heads, SPECTRUM);
        Caught[] once = PencilTwin.none(1);
        Caught[] more = PencilTwin.none(1);
        Tally tally = new Tally();
        int histories = 100_000;
        eyes.follow(0, (top.columns() - 1) / 2.0, histories, RandomStreams.stream(5), once, more, tally);
        double single = tally.fraction(false, Tally.SINGLE_COMPTON) + tally.fraction(false, Tally.SINGLE_RAYLEIGH);
        double multiple = tally.fraction(false, Tally.MULTIPLE_OTHER);
        double efficiency = heads.getFirst().stopped[60]; // of what interacts other than by Rayleigh scattering
        close(once[0].photons / histories / efficiency, single, histories);
        close(more[0].photons / histories / efficiency, multiple, histories);
    }

    private static void close(double forced, double analogue, int histories) {
        double sigma = Math.sqrt(analogue / histories);
        assertThat(forced).isBetween(0.98 * analogue - 4 * sigma, 1.02 * analogue + 4 * sigma);
    }

    private static ParcelObject object(String name, Box box, double z, Material material) {
        return new ParcelObject(
                name, Placed.at(box, 0, 0, z), Optional.empty(), material, Optional.empty(), Optional.empty());
    }

    private static BodyTransport transport(Scene scene) {
        return new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1, 0, 0, 1));
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }
}
