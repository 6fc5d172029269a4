package org.gwanmun.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.twin.ScanQuality;
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

/**
 * Time a composite scan takes, on all cores: the transmission view and both flying spots with their three heads, noise,
 * references and truth. The scanner itself (air scan and block) is made once, before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 6)
@Fork(1)
public class CompositeScanBenchmark {
    /** The parcel, and one half as long of the same fullness: the pictures have about half as many lines that meet it. */
    @Param({"400x300x200", "200x300x200"})
    String size = "400x300x200";

    @Param
    ScanQuality quality = ScanQuality.DESK;

    private final TwinScanner twin = TwinScanner.composite(ScannerProfile.named("mail-composite"));
    private Parcel parcel = RandomParcel.of(1, 7);

    /** Makes the parcel. */
    @Setup
    public void parcel() {
        double length = Double.parseDouble(size.substring(0, size.indexOf('x')));
        parcel = RandomParcel.of((int) (40 * length / 400), length, 7);
    }

    /** One scan of mail-composite. */
    @Benchmark
    public TwinScan scan() {
        return twin.scan(parcel, quality, 1, Instant.EPOCH);
    }
}
