package org.gwanmun.xray.twin;

import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;

/**
 * What each pixel of a view would count without a parcel, by energy.
 *
 * <p>For pixel p and bin k: n = photons per line arriving (tube output, distance, belt); a layer stops a photon and keeps
 * of it the energy e with mean ⟨e⟩ and mean square ⟨e²⟩ ({@link Deposit}). Counts are absorbed energy over the mean
 * absorbed energy ē of an air photon, so for transmission T_k through a parcel
 *
 * <pre>  mean = Σ w1_k T_k,   variance = Σ w2_k T_k   (compound Poisson),   w1 = n p ⟨e⟩/ē,   w2 = n p ⟨e²⟩/ē²</pre>
 */
final class FanBeam {
    /** Bins with photons: first … first + bins − 1. */
    final int firstBin;

    final int bins;
    final int pixels;

    /** [pixel × bins + bin], for the low (0) and the high (1) layer. */
    final float[][] w1 = new float[2][];

    final float[][] w2 = new float[2][];

    /** Mean and variance of air, by layer and pixel, at nominal voltage. */
    final double[][] airMean = new double[2][];

    final double[][] airVariance = new double[2][];

    /** What the air mean gains when the voltage rises, d mean / d ln kV, by layer and pixel. */
    final double[][] airMeanPerVoltage = new double[2][];

    /** The tube's photons behind its filter. */
    final Spectrum spectrum;

    /**
     * What a photon of a bin of the whole spectrum that arrives in the middle of the detector gives, over what all photons of
     * the air beam on their way to one pixel give, [layer][bin].
     */
    final double[][] kept = new double[2][Spectrum.BINS];

    /** d ln N_k / d ln kV of the tube's spectrum. */
    final float[] perVoltage;

    FanBeam(ScannerProfile profile, ScannerProfile.View view) {
        ScannerProfile.Source source = view.source();
        ScannerProfile.Detector detector = view.detector();
        Spectrum filtered = TungstenTube.spectrum(source.kVp())
                .filtered(source.filter().material(), source.filter().thickness_mm());
        spectrum = filtered;
        Spectrum perMAs = TungstenTube.normalised(filtered, source.airKerma_uGy_per_mAs_at_1m());
        double mAs = source.current_mA() * view.line_s(profile);
        pixels = detector.pixels();
        int last = (int) Math.min(Spectrum.BINS - 1.0, source.kVp() - 1);
        int first = 0;
        while (perMAs.photons()[first] < 1e-9 * perMAs.total()) {
            first++;
        }
        firstBin = first;
        bins = last - first + 1;
        perVoltage = perVoltage(source.kVp());
        double pixelArea_mm2 = detector.active_mm() * detector.pitch_mm();
        Deposit[] deposit = {
            new Deposit(detector.low().layer()), new Deposit(detector.high().layer())
        };
        double[] low = attenuation(detector.low().layer());
        double[] filter = attenuation(detector.filter());
        double[] belt = attenuation(profile.belt());
        for (int layer = 0; layer < 2; layer++) {
            w1[layer] = new float[pixels * bins];
            w2[layer] = new float[pixels * bins];
            airMean[layer] = new double[pixels];
            airVariance[layer] = new double[pixels];
            airMeanPerVoltage[layer] = new double[pixels];
        }
        double[] arriving = new double[bins];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double slant = view.slant(pixel);
            double distance = slant * view.sourceToDetector_mm();
            double photonsPerUnit = mAs * pixelArea_mm2 * 1e6 / (distance * distance) / slant;
            for (int layer = 0; layer < 2; layer++) {
                Deposit d = deposit[layer];
                double counts = 0;
                double energy = 0;
                for (int k = 0; k < bins; k++) {
                    int bin = firstBin + k;
                    double through = layer == 0 ? 1 : Math.exp(-low[bin] - filter[bin]);
                    double inBelt = view.throughBelt() ? Math.exp(-belt[bin] * slant) : 1;
                    arriving[k] = perMAs.photons()[bin] * photonsPerUnit * inBelt * through * d.stopped[bin];
                    counts += arriving[k];
                    energy += arriving[k] * d.mean_keV[bin];
                }
                double mean_keV = energy / counts;
                for (int k = 0; k < bins; k++) {
                    double m = arriving[k] * d.mean_keV[firstBin + k] / mean_keV;
                    double v = arriving[k] * d.meanSquare_keV2[firstBin + k] / (mean_keV * mean_keV);
                    w1[layer][pixel * bins + k] = (float) m;
                    w2[layer][pixel * bins + k] = (float) v;
                    airMean[layer][pixel] += m;
                    airVariance[layer][pixel] += v;
                    airMeanPerVoltage[layer][pixel] += m * perVoltage[k];
                }
            }
        }
        double middle_mm = view.slant(pixels / 2) * view.sourceToDetector_mm();
        double perUnit = mAs * pixelArea_mm2 * 1e6 / (middle_mm * middle_mm) / view.slant(pixels / 2);
        double[] emitted = new double[bins];
        for (int k = 0; k < bins; k++) {
            emitted[k] = perMAs.photons()[firstBin + k] * perUnit;
        }
        keep(emitted);
    }

    /** @param emitted photons that fly to the middle pixel, by bin */
    private void keep(double[] emitted) {
        int middle = pixels / 2;
        double all = 0;
        for (double photons : emitted) {
            all += photons;
        }
        for (int layer = 0; layer < 2; layer++) {
            for (int k = 0; k < bins; k++) {
                double mean = emitted[k] > 0 ? w1[layer][middle * bins + k] / emitted[k] : 0;
                kept[layer][firstBin + k] = mean * all / airMean[layer][middle];
            }
        }
    }

    /** µ/ρ of a material on this beam's bins. */
    float[] muRho_cm2_g(Material material) {
        double[] table = CrossSections.table(material.composition());
        float[] part = new float[bins];
        for (int k = 0; k < bins; k++) {
            part[k] = (float) table[firstBin + k];
        }
        return part;
    }

    private float[] perVoltage(double kVp) {
        double step = 0.01;
        double up = Math.min(TungstenTube.HIGHEST_KVP, kVp * (1 + step));
        double down = Math.max(TungstenTube.LOWEST_KVP, kVp * (1 - step));
        double[] high = TungstenTube.spectrum(up).photons();
        double[] low = TungstenTube.spectrum(down).photons();
        float[] derivative = new float[bins];
        for (int k = 0; k < bins; k++) {
            double sum = high[firstBin + k] + low[firstBin + k];
            derivative[k] =
                    sum > 0 ? (float) ((high[firstBin + k] - low[firstBin + k]) / (sum / 2) / ((up - down) / kVp)) : 0;
        }
        return derivative;
    }

    /** µ t of a layer, by bin of the spectrum. */
    private static double[] attenuation(ScannerProfile.Layer layer) {
        double[] mu = CrossSections.table(layer.material().composition()).clone();
        for (int bin = 0; bin < mu.length; bin++) {
            mu[bin] *= layer.areal_g_cm2();
        }
        return mu;
    }
}
