package org.gwanmun.xray.twin.transport;

import org.gwanmun.xray.matter.CrossSections;

/**
 * Energies 1–200 keV in pieces of equal width within an octave, 2^bits of them, so that the highest bits of the float are the
 * number of the piece.
 */
final class EnergyGrid {
    private static final int MANTISSA_BITS = 23;

    final int shift;
    private final int base;

    /** How many pieces there are; the last holds 200 keV. */
    final int pieces;

    EnergyGrid(int bitsPerOctave) {
        shift = MANTISSA_BITS - bitsPerOctave;
        base = Float.floatToRawIntBits((float) CrossSections.LOWEST_KEV) >>> shift;
        pieces = (Float.floatToRawIntBits((float) CrossSections.HIGHEST_KEV) >>> shift) - base + 1;
    }

    /** The piece in which an energy lies. */
    int piece(float energy_keV) {
        return (Float.floatToRawIntBits(energy_keV) >>> shift) - base;
    }

    /** How far into its piece an energy lies, as a whole number of 2^-shift. */
    int within(float energy_keV) {
        return Float.floatToRawIntBits(energy_keV) & ((1 << shift) - 1);
    }

    /** Where a piece begins; where the last ends, too. */
    float start_keV(int piece) {
        return Float.intBitsToFloat((piece + base) << shift);
    }
}
