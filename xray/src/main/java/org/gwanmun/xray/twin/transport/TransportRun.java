package org.gwanmun.xray.twin.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.xray.matter.Spectrum;

/**
 * A number of histories, shared out in blocks of {@link #BLOCK} whose random numbers depend on the seed and the block's number
 * alone: the same seed gives the same tally on any number of threads.
 */
public final class TransportRun {
    /** Histories of a block. */
    public static final int BLOCK = 20_000;

    /** Time that is given to the compiler before the clock starts. */
    private static final double WARM_UP_S = 1.5;

    private static final long WARM_UP_STREAM = -1;

    private final Transport transport;
    private final List<Line> lines;
    private final double warmUp_s;

    private record Line(float energy_keV, double share) {}

    /** What came out, and how long it took after warm-up. */
    public record Result(Tally tally, double seconds) {}

    private TransportRun(Transport transport, List<Line> lines, double warmUp_s) {
        this.transport = transport;
        this.lines = lines;
        this.warmUp_s = warmUp_s;
    }

    /** The same, when nobody asks how long it takes. */
    public TransportRun withoutWarmUp() {
        return new TransportRun(transport, lines, 0);
    }

    /** Photons of one energy. */
    public static TransportRun of(Transport transport, double energy_keV) {
        return new TransportRun(transport, List.of(new Line((float) energy_keV, 1)), WARM_UP_S);
    }

    /** Photons of a spectrum, each bin with its share of every block. */
    public static TransportRun of(Transport transport, Spectrum spectrum) {
        List<Line> lines = new ArrayList<>();
        double total = spectrum.total();
        for (int bin = 0; bin < Spectrum.BINS; bin++) {
            if (spectrum.photons()[bin] > 0) {
                lines.add(new Line((float) Spectrum.energy_keV(bin), spectrum.photons()[bin] / total));
            }
        }
        return new TransportRun(transport, lines, WARM_UP_S);
    }

    /** Follows so many histories on so many threads. */
    public Result run(long histories, long seed, int threads) {
        return run(histories, seed, threads, done -> {});
    }

    /**
     * The same, telling how many histories are done after each block.
     *
     * @throws IllegalArgumentException if {@code histories} or {@code threads} are not positive
     */
    public Result run(long histories, long seed, int threads, LongConsumer done) {
        if (histories < 1 || threads < 1) {
            throw new IllegalArgumentException(histories + " histories on " + threads + " threads");
        }
        warmUp(seed);
        int blocks = Math.toIntExact((histories + BLOCK - 1) / BLOCK);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            long start = System.nanoTime();
            List<Future<Tally>> tallies = new ArrayList<>();
            for (int block = 0; block < blocks; block++) {
                int number = block;
                int size = (int) Math.min(BLOCK, histories - (long) block * BLOCK);
                tallies.add(workers.submit(() -> block(seed, number, size)));
            }
            Tally sum = new Tally();
            for (Future<Tally> tally : tallies) {
                sum.add(tally.get());
                done.accept(sum.histories());
            }
            return new Result(sum, (System.nanoTime() - start) * 1e-9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void warmUp(long seed) {
        long start = System.nanoTime();
        for (int i = 0; (System.nanoTime() - start) * 1e-9 < warmUp_s; i++) {
            Tally unused = follow(RandomStreams.stream(seed, WARM_UP_STREAM, i), BLOCK);
        }
    }

    private Tally block(long seed, int number, int size) {
        return follow(RandomStreams.stream(seed, number), size);
    }

    private Tally follow(RandomGenerator random, int histories) {
        Tally tally = new Tally();
        double owed = 0;
        int sent = 0;
        for (Line line : lines) {
            owed += line.share * histories;
            int now = (int) Math.min(Math.floor(owed + random.nextDouble()), histories) - sent;
            if (now > 0) {
                transport.follow(line.energy_keV, now, random, tally);
                sent += now;
            }
        }
        if (sent < histories) {
            transport.follow(lines.getLast().energy_keV, histories - sent, random, tally);
        }
        return tally;
    }
}
