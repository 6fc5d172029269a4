package org.gwanmun.xray.twin.transport;

import java.util.random.RandomGenerator;

/** A beam into something. Implementations are immutable; many threads may follow photons at once. */
public interface Transport {
    /**
     * Follows photons of one energy from the source until they are absorbed or leave.
     *
     * @param energy_keV 1–200 keV
     * @param random the only source of chance
     * @param tally where those that leave are counted, and the histories
     */
    void follow(float energy_keV, int histories, RandomGenerator random, Tally tally);
}
