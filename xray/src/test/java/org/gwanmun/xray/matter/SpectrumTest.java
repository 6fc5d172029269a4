package org.gwanmun.xray.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    private static final Material AL = MaterialCatalogue.standard().find("Al").orElseThrow();

    @Property(tries = 30)
    void noPhotonExceedsTheTubeVoltageAndFiltersHarden(@ForAll @DoubleRange(min = 40, max = 200) double kVp) {
        Spectrum bare = TungstenTube.spectrum(kVp).filtered(AL, 1);
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            if (Spectrum.energy_keV(bin) >= kVp) {
                assertThat(bare.photons()[bin]).isZero();
            }
        }
        Spectrum filtered = bare.filtered(AL, 3);
        assertThat(filtered.total()).isLessThan(bare.total());
        assertThat(filtered.mean_keV()).isGreaterThan(bare.mean_keV());
        assertThat(filtered.valueLayer_mmAl(0.5)).isGreaterThan(bare.valueLayer_mmAl(0.5));
    }

    @Test
    void oneHalfValueLayerHalvesTheKerma() {
        Spectrum spectrum = TungstenTube.spectrum(120).filtered(AL, 2.5);
        double layer = spectrum.valueLayer_mmAl(0.5);
        assertThat(spectrum.filtered(AL, layer).airKerma_uGy() / spectrum.airKerma_uGy())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void tungstenLinesAppearOnlyAboveTheKEdge() {
        double[] below = TungstenTube.spectrum(69).filtered(AL, 3).photons();
        double[] above = TungstenTube.spectrum(120).filtered(AL, 3).photons();
        assertThat(below[58]).isLessThan(1.2 * below[56]);
        assertThat(above[58]).isGreaterThan(2 * above[61]);
    }

    @Test
    void voltagesOutsideTheModelAreRefused() {
        for (double kVp : new double[] {39.9, 201, Double.NaN}) {
            assertThatThrownBy(() -> TungstenTube.spectrum(kVp)).isInstanceOf(Refusal.class);
        }
    }
}
