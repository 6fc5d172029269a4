package org.gwanmun.xray.twin.scatter;

/** What a head caught, as sums over photons: how many, their kept energy in keV, and its square. */
final class Caught {
    double photons;
    double energy_keV;
    double square_keV2;

    void add(double flux, HeadOptics head, int bin) {
        photons += flux * head.stopped[bin];
        energy_keV += flux * head.mean_keV[bin];
        square_keV2 += flux * head.square_keV2[bin];
    }

    void clear() {
        photons = 0;
        energy_keV = 0;
        square_keV2 = 0;
    }
}
