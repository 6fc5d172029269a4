package org.gwanmun.trace.vision;

/**
 * When each picture of a source was taken, in seconds from its first one; times never fall.
 *
 * <ul>
 *   <li>{@link #atRate}: t = n / fps, where a person gave the rate and the file's stamps do not count.
 *   <li>{@link #stored}: t = stamp − first stamp, whatever the distances (variable rate). A picture without a stamp, or with one beyond {@value #CREDIBLE_S} s, follows
 *       one usual interval after the last; one that falls back by up to {@value #JITTER_S} s keeps the last time; a stamp that
 *       falls further or leaps by more than {@value #LEAP_S} s begins a new count (joined or damaged files), one interval after the last time.
 *   <li>{@link #live}: t = stamp + o, where o is receipt − stamp of the first picture and then follows receipt − stamp by
 *       {@value #DRIFT} of the time passed: the camera's own distances without the jitter of the network, on our clock in the
 *       long run. Where stamp + o is more than {@value #PLAUSIBLE_S} s from the receipt (a camera that set its clock, a new
 *       connection), o starts anew; without a stamp t is the receipt.
 * </ul>
 */
public final class FrameTimes {
    /** Stamps of files fall by so much without meaning. */
    static final double JITTER_S = 1;

    /** A film has no gap as long as this. */
    static final double LEAP_S = 86_400;

    /** 30 000 years: a stamp beyond is none. */
    static final double CREDIBLE_S = 1e12;

    /** A stamp further from the receipt than this is not believed. */
    static final double PLAUSIBLE_S = 2;

    /** Share of the time passed by which a live camera's clock is followed: cheap clocks drift by 10⁻⁴ at most. */
    static final double DRIFT = 1e-3;

    private enum Rule {
        AT_RATE,
        STORED,
        LIVE
    }

    private final Rule rule;
    private final double interval_s;
    private long count;
    private double last_s;
    private double offset_s = Double.NaN;
    private double start_s = Double.NaN;
    private double lastReceipt_s;

    private FrameTimes(Rule rule, double interval_s) {
        this.rule = rule;
        this.interval_s = interval_s;
    }

    /** By number and a rate a person gave, above 0. */
    public static FrameTimes atRate(double framesPerSecond) {
        if (!(framesPerSecond > 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("a rate of " + framesPerSecond);
        }
        return new FrameTimes(Rule.AT_RATE, 1 / framesPerSecond);
    }

    /** By the stamps of a file whose usual interval is known (NaN: 1/25 s). */
    public static FrameTimes stored(double interval_s) {
        return new FrameTimes(Rule.STORED, interval_s > 0 ? interval_s : 0.04);
    }

    /** By the stamps and receipts of a camera. */
    public static FrameTimes live() {
        return new FrameTimes(Rule.LIVE, 0);
    }

    /**
     * The next picture's time.
     *
     * @param stamped_s what the source says, from any zero; NaN where it says nothing
     * @param receipt_s when we got it, by a clock that never falls; only for live sources
     */
    public double next(double stamped_s, double receipt_s) {
        double stamp_s = Math.abs(stamped_s) <= CREDIBLE_S ? stamped_s : Double.NaN;
        double time_s =
                switch (rule) {
                    case AT_RATE -> count * interval_s;
                    case STORED -> byStamp(stamp_s);
                    case LIVE -> byReceipt(stamp_s, receipt_s);
                };
        count++;
        last_s = Math.max(last_s, time_s);
        return last_s;
    }

    /** The stamps begin anew: a new connection. */
    public void reconnected() {
        offset_s = Double.NaN;
    }

    private double byStamp(double stamp_s) {
        if (Double.isNaN(stamp_s)) {
            return count == 0 ? 0 : last_s + interval_s;
        }
        double follows_s = count == 0 ? 0 : last_s + interval_s;
        double ahead_s = stamp_s + offset_s - last_s;
        if (!(ahead_s >= -JITTER_S && ahead_s <= LEAP_S)) {
            offset_s = follows_s - stamp_s;
        }
        return stamp_s + offset_s;
    }

    private double byReceipt(double stamp_s, double receipt_s) {
        if (count == 0) {
            start_s = receipt_s;
            lastReceipt_s = receipt_s;
        }
        double now_s = receipt_s - start_s;
        double passed_s = receipt_s - lastReceipt_s;
        lastReceipt_s = receipt_s;
        if (Double.isNaN(stamp_s)) {
            return now_s;
        }
        double away_s = now_s - (stamp_s + offset_s);
        if (Math.abs(away_s) <= PLAUSIBLE_S) {
            offset_s += Math.clamp(away_s, -DRIFT * passed_s, DRIFT * passed_s);
        } else {
            offset_s = now_s - stamp_s;
        }
        return stamp_s + offset_s;
    }
}
