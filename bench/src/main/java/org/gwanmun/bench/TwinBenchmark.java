package org.gwanmun.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.TwinScanner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time a whole scan takes, on all cores: every view, spectra, noise, imperfections, references and truth. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(2)
public class TwinBenchmark {
    /** How many objects the parcel holds. */
    @Param({"40", "400"})
    int objects;

    private final TwinScanner twin = new TwinScanner(ScannerProfile.named("mail-composite"));
    private Parcel parcel = RandomParcel.of(1, 7);

    /** Makes the parcel. */
    @Setup
    public void parcel() {
        parcel = RandomParcel.of(objects, 7);
    }

    /** One scan of mail-composite. */
    @Benchmark
    public TwinScan scan() {
        return twin.scan(parcel, 1, Instant.EPOCH);
    }
}
