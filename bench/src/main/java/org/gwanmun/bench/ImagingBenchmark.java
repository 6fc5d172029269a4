package org.gwanmun.bench;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.imaging.ImagingPipeline;
import org.gwanmun.xray.imaging.Inspection;
import org.gwanmun.xray.imaging.PictureFunctions;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.twin.TwinScanner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time the imaging pipeline takes for the scan of a parcel with 40 objects, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(2)
public class ImagingBenchmark {
    private final ForkJoinPool one = new ForkJoinPool(1);
    private final ScannerProfile profile = ScannerProfile.named("mail-composite");
    private final RawScan scan = new TwinScanner(profile)
            .scan(RandomParcel.of(40, 7), 1, Instant.EPOCH)
            .raw();
    private final ImagingPipeline pipeline = ImagingPipeline.forProfile(profile);

    /** From greys to maps, as one thread does it. */
    @Benchmark
    public Inspection process() {
        return one.submit(() -> pipeline.process(scan)).join();
    }

    /** From greys to the officer's picture in material colours. */
    @Benchmark
    public BufferedImage picture() {
        return one.submit(() -> PictureFunctions.material(
                        pipeline.process(scan).views().getFirst(), PictureFunctions.NEUTRAL_GAMMA))
                .join();
    }

    /** Ends the thread. */
    @TearDown
    public void end() {
        one.close();
    }
}
