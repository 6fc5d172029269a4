package org.gwanmun.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gwanmun.trace.MotRows;
import org.gwanmun.trace.motion.MotionSettings;
import org.gwanmun.trace.motion.SequenceTracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Frames a second of one camera's tracker on one thread, by people in the picture: walkers in a picture of 3840 × 2160, 90 % of
 * them detected, one box in twenty false. Files of the MOTChallenge hold 5 to 20 people a frame.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TrackerBenchmark {
    private static final int FRAMES = 300;

    /** People in the picture. */
    @Param({"6", "20", "100", "500"})
    int people = 6;

    private MotRows detections = new MotRows(0);

    /** Makes the walkers. */
    @Setup
    public void walk() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] walker = new double[people][];
        for (int p = 0; p < people; p++) {
            walker[p] = new double[] {
                3840 * random.nextDouble(),
                300 + 1500 * random.nextDouble(),
                8 * random.nextDouble() - 4,
                2 * random.nextDouble() - 1
            };
        }
        detections = new MotRows(0);
        for (int frame = 1; frame <= FRAMES; frame++) {
            for (double[] w : walker) {
                w[0] = (w[0] + w[2] + 3840) % 3840;
                w[1] = Math.clamp(w[1] + w[3], 200, 1900);
                if (random.nextInt(10) > 0) {
                    double h = w[1] / 8 + 2 * random.nextGaussian();
                    detections.add(
                            frame,
                            -1,
                            w[0] + random.nextGaussian(),
                            w[1] - h + random.nextGaussian(),
                            0.4 * h,
                            h,
                            (float) (0.6 + 0.4 * random.nextDouble()),
                            -1);
                }
                if (random.nextInt(20) == 0) {
                    detections.add(
                            frame, -1, 3840 * random.nextDouble(), 2000 * random.nextDouble(), 50, 120, 0.5f, -1);
                }
            }
        }
    }

    /** All frames, by frame. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int frames() {
        int[] boxes = {0};
        SequenceTracker.track(detections, MotionSettings.standard(25), box -> boxes[0]++);
        return boxes[0];
    }
}
