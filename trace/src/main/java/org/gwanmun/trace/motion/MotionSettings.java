package org.gwanmun.trace.motion;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.gwanmun.core.message.Refusal;

/**
 * How a camera is tracked. Lengths are in heights of the person, times in seconds, scores in shares of the detector's own level
 * ({@link ScoreLevel}), so that one set serves every camera and detector.
 *
 * @param framesPerSecond of the camera, 0.1 … 1000
 * @param strongScore least score that may take part in the first pass and in recovery
 * @param birthScore least score that may begin a track
 * @param weakScore least score that may continue one, absolute
 * @param longestLoss_s how long a track is kept without a box
 * @param positionNoise standard deviation of a centre's unforeseen motion within 1/30 s
 * @param speedNoise the same of its speed, in heights per 1/30 s
 * @param sizeNoise the same of width and height
 * @param positionError standard deviation of a detected centre
 * @param sizeError standard deviation of a detected width or height
 * @param growth by how much boxes are widened before they are compared in the first pass and in recovery
 * @param strongOverlap least overlap of the first pass, of widened boxes
 * @param weakOverlap least overlap of the second pass
 * @param recoveryOverlap least overlap with where a lost track was seen last, of widened boxes
 * @param direction what a wrong direction of motion costs at most
 * @param belief how much belief in a track is needed before it is shown; a box of the detector's level gives {@code beliefGain}
 * @param beliefGain belief that such a box gives; half the level gives none
 * @param oddSizeCost belief lost by each standard deviation beyond {@code oddSize} that a box differs from the size that the
 *     scene's geometry lets expect
 * @param oddSize standard deviations that are usual
 * @param appearance weight of looks beside motion, where a detector has embeddings
 * @param ideas what is done at all
 */
public record MotionSettings(
        double framesPerSecond,
        double strongScore,
        double birthScore,
        double weakScore,
        double longestLoss_s,
        double positionNoise,
        double speedNoise,
        double sizeNoise,
        double positionError,
        double sizeError,
        double growth,
        double strongOverlap,
        double weakOverlap,
        double recoveryOverlap,
        double direction,
        double belief,
        double beliefGain,
        double oddSizeCost,
        double oddSize,
        double appearance,
        Set<Idea> ideas) {
    /** Checked: an unusable frame rate is a {@link Refusal}. */
    public MotionSettings {
        if (!(framesPerSecond >= 0.1 && framesPerSecond <= 1000)) {
            throw Refusal.badInput(MotionMessage.BAD_FRAME_RATE, framesPerSecond);
        }
        ideas = Set.copyOf(ideas);
    }

    /** The set that is shipped, for a camera of so many frames a second. */
    public static MotionSettings standard(double framesPerSecond) {
        return new MotionSettings(
                framesPerSecond,
                0.7,
                0.82,
                0.10,
                1.5,
                0.036,
                0.0013,
                0.017,
                0.057,
                0.062,
                0.58,
                0.13,
                0.34,
                0.5,
                0.03,
                0.9,
                1.3,
                0.58,
                0.1,
                0.5,
                EnumSet.allOf(Idea.class));
    }

    /** The same without an idea. */
    public MotionSettings without(Idea idea) {
        Set<Idea> others = EnumSet.copyOf(ideas);
        others.remove(idea);
        return changed(x -> x, framesPerSecond, others);
    }

    /** The same for a camera of another rate. */
    public MotionSettings at(double framesPerSecond) {
        return changed(x -> x, framesPerSecond, ideas);
    }

    /** The same with every number but the rate changed, one after the other. */
    public MotionSettings changed(DoubleUnaryOperator change) {
        return changed(change, framesPerSecond, ideas);
    }

    private MotionSettings changed(DoubleUnaryOperator change, double rate, Set<Idea> ideas) {
        return new MotionSettings(
                rate,
                change.applyAsDouble(strongScore),
                change.applyAsDouble(birthScore),
                change.applyAsDouble(weakScore),
                change.applyAsDouble(longestLoss_s),
                change.applyAsDouble(positionNoise),
                change.applyAsDouble(speedNoise),
                change.applyAsDouble(sizeNoise),
                change.applyAsDouble(positionError),
                change.applyAsDouble(sizeError),
                change.applyAsDouble(growth),
                change.applyAsDouble(strongOverlap),
                change.applyAsDouble(weakOverlap),
                change.applyAsDouble(recoveryOverlap),
                change.applyAsDouble(direction),
                change.applyAsDouble(belief),
                change.applyAsDouble(beliefGain),
                change.applyAsDouble(oddSizeCost),
                change.applyAsDouble(oddSize),
                change.applyAsDouble(appearance),
                ideas);
    }

    boolean uses(Idea idea) {
        return ideas.contains(idea);
    }

    /** How many thirtieths of a second lie between two frames. */
    double step() {
        return 30 / framesPerSecond;
    }
}
