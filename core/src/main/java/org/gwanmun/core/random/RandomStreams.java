package org.gwanmun.core.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random streams by key: stream(seed, k₁, k₂ …) depends on these numbers alone.
 *
 * <p>Keys are folded with the SplitMix64 finaliser (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195), a bijection
 * of 64 bits, so different keys under one seed collide with probability 2⁻⁶⁴.
 */
public final class RandomStreams {
    private RandomStreams() {}

    /** The stream of one piece of work. */
    public static RandomGenerator stream(long seed, long... keys) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        for (long key : keys) {
            state = mix(state ^ mix(key + 0x9E3779B97F4A7C15L));
        }
        return new SplittableRandom(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
