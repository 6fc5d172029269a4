package org.gwanmun.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.twin.transport.StackTransport;
import org.gwanmun.xray.twin.transport.Tally;
import org.gwanmun.xray.twin.transport.TransportRun;
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
 * Time a history of the Monte Carlo takes in a slab at 100 keV, on one core, beside a small kernel of the same ingredients by
 * which figures of different machines compare.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TransportBenchmark {
    private static final int HISTORIES = 200_000;

    /** Material, density in g/cm³ and thickness in mm. */
    @Param({"water 1.0 100", "polyethylene 0.93 50", "al 2.699 10", "fe 7.874 5"})
    String slab = "water 1.0 100";

    private TransportRun run = run("water 1.0 100");
    private final float[] table = new float[1 << 12];
    private long seed;

    /** Makes the slab. */
    @Setup
    public void slab() {
        run = run(slab);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < table.length; i++) {
            table[i] = 0.5f + random.nextFloat();
        }
    }

    private static TransportRun run(String slab) {
        String[] parts = slab.split(" ", -1);
        return TransportRun.of(
                        new StackTransport(List.of(new ScannerProfile.Layer(
                                MaterialCatalogue.standard()
                                        .find(parts[0])
                                        .orElseThrow()
                                        .withDensity_g_cm3(Double.parseDouble(parts[1])),
                                Double.parseDouble(parts[2])))),
                        100)
                .withoutWarmUp();
    }

    /** One history. */
    @Benchmark
    @OperationsPerInvocation(HISTORIES)
    public Tally history() {
        return run.run(HISTORIES, seed++, 1).tally();
    }

    /** One round of: a random number, a look-up that depends on it, a square root, a division. */
    @Benchmark
    @OperationsPerInvocation(HISTORIES)
    public float calibration() {
        SplittableRandom random = new SplittableRandom(seed++);
        float x = 1;
        for (int i = 0; i < HISTORIES; i++) {
            float y = table[(int) (random.nextLong() >>> 52)];
            x = (float) Math.sqrt(x * y + 1) / (1 + y * x);
        }
        return x;
    }
}
