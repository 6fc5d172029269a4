package org.gwanmun.xray.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tschoonj.xraylib.Xraylib;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Spectrum;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed forms of {@link Deposit} against photons followed one by one with coefficients asked of xraylib directly. */
class DepositTest {
    private static final int PHOTONS = 400_000;

    @ParameterizedTest
    @CsvSource({"0, 40", "0, 48", "0, 52", "0, 60", "0, 100", "0, 150", "1, 34", "1, 37", "1, 60", "1, 100", "1, 150"})
    void whatALayerKeepsIsWhatFollowedPhotonsLeave(int which, int bin) {
        ScannerProfile.Detector d =
                ScannerProfile.named("mail-composite").views().getFirst().detector();
        ScannerProfile.Layer layer = d.scintillator(which).layer();
        Deposit deposit = new Deposit(layer);
        double energy = Spectrum.energy_keV(bin);
        RandomGenerator random = RandomStreams.stream(7, which, bin);
        double stopped = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < PHOTONS; i++) {
            double kept = follow(layer, energy, random);
            if (kept > 0) {
                stopped++;
                first += kept;
                second += kept * kept;
            }
        }
        assertThat(deposit.stopped[bin]).isCloseTo(stopped / PHOTONS, within(0.01 * deposit.stopped[bin] + 0.002));
        assertThat(deposit.mean_keV[bin]).isCloseTo(first / stopped, within(0.015 * energy));
        assertThat(deposit.meanSquare_keV2[bin]).isCloseTo(second / stopped, within(0.02 * energy * energy));
    }

    private static double follow(ScannerProfile.Layer layer, double energy, RandomGenerator random) {
        Composition composition = layer.material().composition();
        double thickness = layer.areal_g_cm2();
        double photo = 0;
        double compton = 0;
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            photo += e.getValue() * Xraylib.CS_Photo(e.getKey(), energy);
            compton += e.getValue() * Xraylib.CS_Compt(e.getKey(), energy);
        }
        double depth = -Math.log(1 - random.nextDouble()) / (photo + compton);
        if (depth > thickness) {
            return 0;
        }
        if (random.nextDouble() * (photo + compton) > photo) {
            while (true) { // Klein–Nishina by rejection
                double cosine = 2 * random.nextDouble() - 1;
                double part = 1 / (1 + energy / 510.99895 * (1 - cosine));
                if (2 * random.nextDouble() < part * part * (part + 1 / part - 1 + cosine * cosine)) {
                    return energy * (1 - part);
                }
            }
        }
        double choice = random.nextDouble() * photo;
        int element = 0;
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            choice -= e.getValue() * Xraylib.CS_Photo(e.getKey(), energy);
            element = e.getKey();
            if (choice < 0) {
                break;
            }
        }
        double edge = Xraylib.EdgeEnergy(element, Xraylib.K_SHELL);
        if (energy <= edge || edge < 5) {
            return energy;
        }
        double jump = Xraylib.JumpFactor(element, Xraylib.K_SHELL);
        if (random.nextDouble() > (1 - 1 / jump) * Xraylib.FluorYield(element, Xraylib.K_SHELL)) {
            return energy;
        }
        double alpha = Xraylib.LineEnergy(element, Xraylib.KA_LINE);
        double beta = Xraylib.LineEnergy(element, Xraylib.KB_LINE);
        double line = random.nextDouble() < Xraylib.RadRate(element, Xraylib.KA_LINE) ? alpha : beta;
        double cosine = 2 * random.nextDouble() - 1;
        double way = (cosine > 0 ? thickness - depth : depth) / Math.abs(cosine);
        double mu = 0;
        for (Map.Entry<Integer, Double> e : composition.massFractions().entrySet()) {
            mu += e.getValue() * Xraylib.CS_Total(e.getKey(), line);
        }
        return -Math.log(1 - random.nextDouble()) / mu > way ? energy - line : energy;
    }
}
