package org.gwanmun.core.statistics;

/**
 * A share k/n with its 95 % interval by Wilson's score.
 *
 * <p>With p̂ = k/n and z = 1.959964: bounds = (p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n). Defined at k = 0 and k = n,
 * where the interval of the normal approximation has no width. Of nothing (n = 0) nothing is known: 0 to 1.
 *
 * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927) 209–212, doi:10.1080/01621459.1927.10502953.
 *
 * @param n how many
 * @param of of how many
 */
public record Share(long n, long of) {
    private static final double Z = 1.959963984540054;

    public Share {
        if (n < 0 || n > of) {
            throw new IllegalArgumentException("A share (" + n + " of " + of + ") must lie between none and all.");
        }
    }

    /** k/n; NaN of nothing. */
    public double share() {
        return (double) n / of;
    }

    /** Lower bound. */
    public double low() {
        return of == 0 ? 0 : n == 0 ? 0 : bound(-1);
    }

    /** Upper bound. */
    public double high() {
        return of == 0 ? 1 : n == of ? 1 : bound(1);
    }

    private double bound(int side) {
        double p = share();
        double z2 = Z * Z / of;
        return (p + z2 / 2 + side * Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of))) / (1 + z2);
    }
}
