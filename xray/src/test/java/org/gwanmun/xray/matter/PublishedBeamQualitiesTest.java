package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Our tube against 38 beams of a tungsten tube with an anode angle of 20° whose spectra were measured: U. Ankerhold,
 * Catalogue of X-ray spectra and their characteristic data, PTB-Bericht Dos-34 (2000), doi:10.7795/110.20190315B. Nothing in
 * the model is fitted to them. Inherent: 250 µm polyimide of the monitor chamber, 950 mm air, beryllium as listed.
 */
class PublishedBeamQualitiesTest {
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "beam_qualities_ptb.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void halfValueLayersAreWithinFivePercent(
            String name,
            double kVp,
            double be,
            double al,
            double cu,
            double sn,
            double pb,
            String layer,
            double first,
            double second) {
        Spectrum spectrum = TungstenTube.spectrum(kVp, 20)
                .filtered(material("polyimide"), 0.25)
                .filtered(material("Be"), be)
                .filtered(material("air"), 950)
                .filtered(material("Al"), al)
                .filtered(material("Cu"), cu)
                .filtered(material("Sn"), sn)
                .filtered(material("Pb"), pb);
        double hvl1 = spectrum.valueLayer_mm(material(layer), 0.5);
        double hvl2 = spectrum.valueLayer_mm(material(layer), 0.25) - hvl1;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %s | %.3g | %.3g | %+.1f | %.3g | %.3g | %+.1f |%n",
                name,
                kVp,
                spectrum.mean_keV(),
                layer,
                first,
                hvl1,
                100 * (hvl1 / first - 1),
                second,
                hvl2,
                100 * (hvl2 / second - 1));
        assertThat(hvl1 / first).isBetween(0.95, 1.05);
        assertThat(hvl2 / second).isBetween(0.95, 1.05);
    }

    /** Tubes of 80 to 150 kV behind 2.5 mm of aluminium give some 40 to 300 µGy per mAs at 1 m. */
    @Test
    void theOutputGrowsAsTheVoltageToAboutTheSecondPower() {
        double at80 = output(80);
        double at120 = output(120);
        assertThat(at80).isBetween(50.0, 110.0);
        assertThat(Math.log(at120 / at80) / Math.log(1.5)).isBetween(1.5, 2.3);
    }

    @Test
    void aFlatterAnodeHardens() {
        Spectrum steep = TungstenTube.spectrum(120, 20).filtered(material("Al"), 2.5);
        Spectrum flat = TungstenTube.spectrum(120, 10).filtered(material("Al"), 2.5);
        assertThat(flat.mean_keV()).isGreaterThan(steep.mean_keV());
        assertThat(flat.airKerma_uGy()).isLessThan(steep.airKerma_uGy());
    }

    private static double output(double kVp) {
        return TungstenTube.spectrum(kVp).filtered(material("Al"), 2.5).airKerma_uGy();
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }
}
