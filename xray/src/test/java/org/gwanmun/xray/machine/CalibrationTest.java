package org.gwanmun.xray.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gwanmun.core.message.Language;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
    @TempDir
    Path temp;

    static Calibration small(String scanner) {
        double[] areal = {0.5, 1, 2, 4};
        double[] low = {0.1, 0.2, 0.4, 0.7};
        double[] high = {0.09, 0.18, 0.36, 0.65};
        double[] steep = {0.3, 0.6, 1.2, 2.1};
        return new Calibration(
                scanner,
                Instant.parse("2026-11-22T05:00:00Z"),
                List.of(Calibration.ViewWedge.fitted(
                        "top",
                        List.of(
                                new Calibration.Steps("polyethylene", 5.44, 0.5702, areal, low, high),
                                new Calibration.Steps("aluminium", 13, 0.4818, areal, steep, low)))));
    }

    static void assertSame(Calibration read, Calibration written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    @Test
    void aCalibrationComesBackExactly() {
        Path file = temp.resolve("calibration.json");
        small("mail-composite").write(file);
        assertSame(Calibration.read(file), small("mail-composite"));
    }

    @Test
    void everyShippedScannerHasACalibrationOfEachOfItsViews() {
        for (String name : ScannerProfile.SHIPPED) {
            Calibration shipped = Calibration.shipped(name).orElseThrow();
            assertThat(shipped.scanner()).isEqualTo(name);
            for (ScannerProfile.View view : ScannerProfile.named(name).views()) {
                assertThat(shipped.view(view.name())).isPresent();
            }
        }
        assertThat(Calibration.shipped("no-such-machine")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0.5, 1, 2, 4] | [0.5, 1, 2]", // not equally long
                "[0.5, 1, 2, 4] | [0.5, 1, 1, 4]", // does not increase
                "[0.5, 1, 2, 4] | [0, 1, 2, 4]", // begins with nothing
                "[0.1, 0.2, 0.4, 0.7] | [0.1, 0.2, 0.7, 0.4]", // attenuation falls
                "[0.1, 0.2, 0.4, 0.7] | [0.1]", // fewer than four steps
                "[0.1, 0.2, 0.4, 0.7] | []"
            })
    void listsThatCannotBeAWedgeAreRefused(String from, String to) throws IOException {
        Refusal refusal = refused(from.strip(), to.strip());
        assertThat(refusal.in(Language.EN)).contains("views[0].materials[0]", "equally long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"zeff\": 5.44 | \"zeff\": 0 | zeff",
                "0.5702 | .nan | electrons_mol_per_g",
                "[0.5, 1, 2, 4] | [0.5, 1, 2, -4] | areal_density_g_cm2[3]",
                "[0.5, 1, 2, 4] | 7 | areal_density_g_cm2",
                "calibration/1 | calibration/2 | calibration/2",
                "\"views\": | \"view\": | views"
            })
    void wrongValuesAreNamedByTheirPath(String from, String to, String path) throws IOException {
        assertThat(refused(from.strip(), to.strip()).in(Language.EN)).contains(path.strip());
    }

    private Refusal refused(String from, String to) throws IOException {
        Path file = temp.resolve("wrong.json");
        small("mail-composite").write(file);
        String text = Files.readString(file);
        int at = text.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
        Refusal[] refusal = new Refusal[1];
        assertThatThrownBy(() -> Calibration.read(file)).isInstanceOfSatisfying(Refusal.class, r -> refusal[0] = r);
        assertThat(refusal[0].kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
        return refusal[0];
    }

    @Test
    void aWedgeOfOneMaterialTellsNothingApart() throws IOException {
        Calibration two = small("mail-composite");
        Path file = temp.resolve("one.json");
        new Calibration(
                        two.scanner(),
                        two.made(),
                        List.of(Calibration.ViewWedge.fitted(
                                "top", two.views().getFirst().materials().subList(0, 1))))
                .write(file);
        assertThatThrownBy(() -> Calibration.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("views[0]")
                .hasMessageContaining("has 1 elements, but needs 2–40");
    }

    @Test
    void aFileThatCannotBeWrittenIsAResourceProblem() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "mine").resolve("calibration.json");
        assertThatThrownBy(() -> small("mail-composite").write(file))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
    }
}
