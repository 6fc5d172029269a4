package org.gwanmun.bench;

import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
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

/** Time a ray of a fan from above takes through a parcel, on one core; every ray meets the parcel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SceneBenchmark {
    private static final int ACROSS = 300;
    private static final int LINES = 100;

    /** How many objects the parcel holds. */
    @Param({"40", "400"})
    int objects;

    private Scene.Probe probe;

    /** Of a parcel of {@link #objects}. */
    public SceneBenchmark() {
        probe = new Scene(RandomParcel.of(1, 7)).new Probe();
    }

    /** Makes the scene. */
    @Setup
    public void scene() {
        probe = new Scene(RandomParcel.of(objects, 7)).new Probe();
    }

    /** A fan of 300 rays for each of 100 lines 4 mm apart. */
    @Benchmark
    @OperationsPerInvocation(ACROSS * LINES)
    public double ray() {
        double sum = 0;
        for (int line = 0; line < LINES; line++) {
            double x = -198 + 4 * line;
            for (int i = 0; i < ACROSS; i++) {
                if (probe.follow(Ray.through(x, 0, 800, x, -149.5 + i, 0))) {
                    sum += probe.areal_g_cm2()[0];
                }
            }
        }
        return sum;
    }
}
