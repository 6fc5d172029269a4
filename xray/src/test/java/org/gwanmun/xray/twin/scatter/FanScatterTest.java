package org.gwanmun.xray.twin.scatter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.AttenuationTable;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.junit.jupiter.api.Test;

/** Scatter of a fan beam onto its own detector. */
final class FanScatterTest {
    private static final ScannerProfile.View VIEW =
            ScannerProfile.named("mail-composite").views().getFirst();
    private static final int BIN = 79;
    private static final Material PE =
            MaterialCatalogue.standard().find("polyethylene").orElseThrow();

    private static Scene slab(double width_mm, double from_mm, double thickness_mm) {
        return new Scene(new Parcel(
                "slab",
                200,
                width_mm,
                from_mm + thickness_mm,
                Optional.empty(),
                Optional.empty(),
                List.of(new ParcelObject(
                        "slab",
                        Placed.at(new Box(200, width_mm, thickness_mm), 0, 0, from_mm + thickness_mm / 2),
                        Optional.empty(),
                        PE,
                        Optional.empty(),
                        Optional.empty()))));
    }

    private static FanScatter of(Scene scene) {
        double[] photons = new double[Spectrum.BINS];
        photons[BIN] = 1;
        double[][] kept = new double[2][Spectrum.BINS];
        Arrays.fill(kept[0], 1);
        Arrays.fill(kept[1], 1);
        return new FanScatter(scene, VIEW, new Spectrum(photons), kept, ScanQuality.REFERENCE, 7);
    }

    private static double share(FanScatter scatter, double pixel) {
        double sum = 0;
        for (int i = 0; i < 40; i++) {
            sum += scatter.share(0, -60 + 3.0 * i, pixel) / 40;
        }
        return sum;
    }

    /** S = Σ_q Σ_p t/cos α · dσ/dΩ · w cos³ϑ/h² over the lit pixels p and all q, written out. */
    @Test
    void aFoilScattersByItsCrossSectionOntoTheDetector() {
        double thickness = 2;
        double foil_mm = 120;
        FanScatter scatter = of(slab(150, foil_mm, thickness));
        double found = 0;
        for (int q = 0; q < VIEW.detector().pixels(); q += 4) {
            found += 4 * share(scatter, q + 1.5);
        }
        double energy = Spectrum.energy_keV(BIN);
        ScatterTable table = ScatterTable.of(PE.composition());
        double mu = AttenuationTable.of(PE.composition()).total_cm2_g((float) energy);
        double h = foil_mm + thickness / 2 + 80;
        double sum = 0;
        double step = 2;
        for (double y = -75 + step / 2; y < 75; y += step) { // of the foil
            double pixels = step
                    * VIEW.sourceToDetector_mm()
                    / (VIEW.source().z_mm() - foil_mm)
                    / VIEW.detector().pitch_mm();
            double in = Math.atan2(y, VIEW.source().z_mm() - foil_mm);
            double grams = thickness / 10 * PE.density_g_cm3() / Math.cos(in);
            for (int q = 0; q < VIEW.detector().pixels(); q += 4) {
                double out = Math.atan2(VIEW.pixelY_mm(q + 1.5) - y, h);
                double cosine = Math.cos(out - in);
                double perSr = table.compton(BIN, ScatterTable.place(cosine))
                        + table.rayleigh(BIN, ScatterTable.place(cosine));
                double solid =
                        VIEW.detector().active_mm() * VIEW.detector().pitch_mm() * Math.pow(Math.cos(out), 3) / (h * h);
                double left = Math.exp(-mu * grams / 2 * (1 + 1 / Math.cos(out)));
                sum += 4 * pixels * grams * perSr * solid * left;
            }
        }
        assertThat(found).isCloseTo(sum, withPercentage(9)); // twice scattered 2 %, chance 2 %
    }

    @Test
    void thickPartsAreOutshoneByScatterAndThinOnesAreNot() {
        double thick = share(of(slab(300, 20, 200)), 480);
        double transmission = Math.exp(-18.8 * 0.18);
        assertThat(thick / transmission).isBetween(0.01, 0.4);
        double thin = share(of(slab(300, 20, 10)), 480);
        assertThat(thin).isLessThan(0.01);
    }

    @Test
    void besideTheParcelThereIsLittleAndBeforeItNone() {
        FanScatter scatter = of(slab(150, 60, 50));
        assertThat(share(scatter, 30)).isLessThan(0.1 * share(scatter, 480));
        assertThat(scatter.share(0, 200, 480)).isZero();
    }
}
