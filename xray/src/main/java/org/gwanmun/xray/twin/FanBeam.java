package org.gwanmun.xray.twin;

import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.CrossSections;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;

/**
 * What each pixel of a view would count without a parcel, by energy, so that a ray costs one exponential an energy bin.
 *
 * <p>For pixel p and bin k: n = photons per line arriving (tube output, distance, belt); a layer absorbs a photon with
 * probability 1 − e^{−µt} and keeps on average E µ_en/µ of it. Counts are absorbed energy over the mean absorbed energy of
 * an air photon, so for transmission T_k through a parcel
 *
 * <pre>  mean = Σ w1_k T_k,   variance = Σ w2_k T_k   (compound Poisson),   w1 = n p e/ē,   w2 = n p e²/ē²</pre>
 */
final class FanBeam {
    /** Bins with photons: first … last. */
    final int firstBin;

    final int bins;
    final int pixels;

    /** [pixel × bins + bin], for the low (0) and the high (1) layer. */
    final double[][] w1 = new double[2][];

    final double[][] w2 = new double[2][];

    private final ScannerProfile.View view;

    FanBeam(ScannerProfile profile, ScannerProfile.View view) {
        this.view = view;
        ScannerProfile.Source source = view.source();
        ScannerProfile.Detector detector = view.detector();
        Spectrum filtered = TungstenTube.spectrum(source.kVp())
                .filtered(source.filter().material(), source.filter().thickness_mm());
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
        double pixelArea_mm2 = detector.active_mm()
                * Math.hypot(detector.y1_mm() - detector.y0_mm(), detector.z1_mm() - detector.z0_mm())
                / pixels;
        double[][] absorbed = {absorption(detector.low()), absorption(detector.high())};
        double[][] kept_keV = {kept(detector.low()), kept(detector.high())};
        double[] low = attenuation(detector.low());
        double[] filter = attenuation(detector.filter());
        double[] belt = attenuation(profile.belt());
        for (int layer = 0; layer < 2; layer++) {
            w1[layer] = new double[pixels * bins];
            w2[layer] = new double[pixels * bins];
        }
        double[] arriving = new double[bins];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double distance = Math.hypot(pixelY_mm(pixel) - source.y_mm(), pixelZ_mm(pixel) - source.z_mm());
            double slant = distance / Math.abs(pixelZ_mm(pixel) - source.z_mm());
            double photonsPerUnit = mAs * pixelArea_mm2 * 1e6 / (distance * distance) / slant;
            for (int layer = 0; layer < 2; layer++) {
                double counts = 0;
                double energy = 0;
                for (int k = 0; k < bins; k++) {
                    int bin = firstBin + k;
                    double through = layer == 0 ? 1 : Math.exp(-low[bin] - filter[bin]);
                    arriving[k] = perMAs.photons()[bin]
                            * photonsPerUnit
                            * Math.exp(-belt[bin] * slant)
                            * through
                            * absorbed[layer][bin];
                    counts += arriving[k];
                    energy += arriving[k] * kept_keV[layer][bin];
                }
                double mean_keV = energy / counts;
                for (int k = 0; k < bins; k++) {
                    double share = kept_keV[layer][firstBin + k] / mean_keV;
                    w1[layer][pixel * bins + k] = arriving[k] * share;
                    w2[layer][pixel * bins + k] = arriving[k] * share * share;
                }
            }
        }
    }

    /** Where a pixel's centre is. */
    double pixelY_mm(int pixel) {
        ScannerProfile.Detector d = view.detector();
        return d.y0_mm() + (pixel + 0.5) / pixels * (d.y1_mm() - d.y0_mm());
    }

    /** Where a pixel's centre is. */
    double pixelZ_mm(int pixel) {
        ScannerProfile.Detector d = view.detector();
        return d.z0_mm() + (pixel + 0.5) / pixels * (d.z1_mm() - d.z0_mm());
    }

    /** µ/ρ of a material on this beam's bins. */
    double[] muRho_cm2_g(Material material) {
        double[] table = CrossSections.table(material.composition());
        double[] part = new double[bins];
        System.arraycopy(table, firstBin, part, 0, bins);
        return part;
    }

    /** µ t of a layer, by bin of the spectrum. */
    private static double[] attenuation(ScannerProfile.Layer layer) {
        double[] mu = CrossSections.table(layer.material().composition()).clone();
        double areal = layer.material().density_g_cm3() * layer.thickness_mm() / 10;
        for (int bin = 0; bin < mu.length; bin++) {
            mu[bin] *= areal;
        }
        return mu;
    }

    private static double[] absorption(ScannerProfile.Layer layer) {
        double[] mu = attenuation(layer);
        for (int bin = 0; bin < mu.length; bin++) {
            mu[bin] = -Math.expm1(-mu[bin]);
        }
        return mu;
    }

    private static double[] kept(ScannerProfile.Layer layer) {
        double[] total = CrossSections.table(layer.material().composition());
        double[] absorbed = CrossSections.energyAbsorption(layer.material().composition());
        double[] kept = new double[total.length];
        for (int bin = 0; bin < kept.length; bin++) {
            kept[bin] = Spectrum.energy_keV(bin) * absorbed[bin] / total[bin];
        }
        return kept;
    }
}
