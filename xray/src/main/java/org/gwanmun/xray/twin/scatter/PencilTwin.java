package org.gwanmun.xray.twin.scatter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gwanmun.core.random.Poisson;
import org.gwanmun.core.random.RandomStreams;
import org.gwanmun.core.raster.FloatRaster;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.Calibration;
import org.gwanmun.xray.machine.PencilBeam;
import org.gwanmun.xray.machine.RawScan;
import org.gwanmun.xray.machine.ScannerProfile;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.Spectrum;
import org.gwanmun.xray.matter.TungstenTube;
import org.gwanmun.xray.scene.Bounds;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.ScanQuality;
import org.gwanmun.xray.twin.TwinScan;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
import org.gwanmun.xray.twin.transport.Tally;

/**
 * One flying spot of the twin with its heads. Single scatter of every pencil, multiple scatter from a coarser raster, together
 * the mean and the variance of the counts of every pixel; then S = g Poisson(mean/g), g = variance/mean, electronics and
 * digitiser. A <em>count</em> is the mean absorbed energy of a photon that a block of polyethylene 50 mm high in the middle of the
 * belt scatters into the head.
 */
public final class PencilTwin {
    private static final int SATURATION = 65_535;
    private static final int REFERENCE_LINES = 256;
    private static final double BLOCK_MM = 50;
    private static final int BLOCK_COLUMNS = 17;
    private static final int BLOCK_HISTORIES = 20_000;
    private static final int AIR_HISTORIES = 500;
    private static final double BELT_LENGTH_MM = 2000;

    /** Plates of the calibration, in order. */
    private static final Map<String, double[]> COVERS_MM = new TreeMap<>(Map.of(
            "polyethylene", new double[] {2, 5, 10, 20, 40, 80, 160, 320},
            "aluminium", new double[] {0.5, 1, 2, 5, 10, 20, 40, 80},
            "iron", new double[] {0.1, 0.2, 0.5, 1, 2, 4, 8, 16}));

    /** The belt's place among the objects of {@link #onBelt}. */
    private static final int BELT = 0;

    /** Beside the parcel, where a pencil meets the belt alone, so many columns share one with so many points. */
    private static final int BESIDE_COLUMNS = 8;

    private static final int BESIDE_POINTS = 32;

    /** Points on a pencil through the block. */
    private static final int BLOCK_POINTS = 400;

    /** Between the nodes of the multiple scatter's raster. */
    private static final double COARSE_MM = 20;

    // Keys of the random streams.
    private static final long COUNTS = 0;
    private static final long MULTIPLE = 1;
    private static final long AIR = 2;
    private static final long DARK = 3;
    private static final long CURRENT = 4;
    private static final long BLOCK = 5;
    private static final long PER_PENCIL = 100_000;

    private final ScannerProfile profile;
    private final PencilBeam pencil;
    private final long number;
    private final List<HeadOptics> heads;
    private final Spectrum spectrum;
    private final double photonsPerPixel;

    /** Mean kept energy of a photon from the block, by head. */
    private final double[] count_keV;

    /** What the block gives above the belt, [head][column]. */
    private final double[][] block;

    /** Mean and variance without a parcel, [head][column]. */
    private final double[][] airMean;

    private final double[][] airVariance;

    /** What the belt alone scatters more than once, mean and variance, [head]: hardly anything, and the same everywhere. */
    private final double[][] airMultiple;

    /** A pencil of a profile, with its place among the profile's pencils. */
    public PencilTwin(ScannerProfile profile, PencilBeam pencil, int number) {
        this.profile = profile;
        this.pencil = pencil;
        this.number = PER_PENCIL * (1 + number);
        heads = HeadOptics.of(pencil);
        ScannerProfile.Source source = pencil.source();
        Spectrum filtered = TungstenTube.spectrum(source.kVp())
                .filtered(source.filter().material(), source.filter().thickness_mm());
        spectrum = TungstenTube.normalised(filtered, source.airKerma_uGy_per_mAs_at_1m());
        double mAs = source.current_mA() * pencil.pixel_s(profile);
        photonsPerPixel = spectrum.total() * mAs * 1e6 * pencil.solidAngle_sr(); // 1 sr is 10⁶ mm² at 1 m
        count_keV = new double[heads.size()];
        Caught[][] middle = expected(onBelt(Optional.of(polyethylene())), pencil.columns() / 2.0, BLOCK_HISTORIES);
        for (int h = 0; h < heads.size(); h++) {
            count_keV[h] =
                    (middle[0][h].energy_keV + middle[1][h].energy_keV) / (middle[0][h].photons + middle[1][h].photons);
        }
        airMean = new double[heads.size()][pencil.columns()];
        airVariance = new double[heads.size()][pencil.columns()];
        airMultiple = new double[2][heads.size()];
        air();
        block = new double[heads.size()][pencil.columns()];
        lightBlock();
    }

    /** What this pencil's heads will count of a parcel on average: the same for every scan of it. */
    public final class Expected {
        private final Picture picture;
        private final int lines;

        private Expected(Parcel parcel, ScanQuality quality, double leading_mm, double length_mm) {
            lines = (int) Math.ceil(length_mm / pencil.linePitch_mm());
            picture = new Picture(onBelt(Optional.of(parcel)), parcel, quality, lines, leading_mm);
        }

        /** Counts photons; a channel and its truth for every head are appended. */
        public void scan(long seed, List<RawScan.Channel> channels, List<TwinScan.ScatterTruth> truth) {
            PencilTwin.this.scan(picture, lines, seed, channels, truth);
        }
    }

    /**
     * Works out what a parcel scatters.
     *
     * @param leading_mm where in the parcel's coordinates the first line begins
     * @param length_mm how long the picture is
     */
    public Expected expect(Parcel parcel, ScanQuality quality, double leading_mm, double length_mm) {
        return new Expected(parcel, quality, leading_mm, length_mm);
    }

    private void scan(
            Picture picture, int lines, long seed, List<RawScan.Channel> channels, List<TwinScan.ScatterTruth> truth) {
        int columns = pencil.columns();
        for (int h = 0; h < heads.size(); h++) {
            int head = h;
            float[] counts = new float[lines * columns];
            float[] index = new float[lines * columns];
            for (int at = 0; at < index.length; at++) {
                int c = at % columns;
                index[at] = (float) ((picture.mean[head][at] - airMean[head][c]) / block[head][c]);
            }
            truth.add(new TwinScan.ScatterTruth(heads.get(h).head.channel(), new FloatRaster(columns, lines, index)));
            double[] current = wander(lines, seed);
            IntStream.range(0, lines).parallel().forEach(line -> {
                RandomGenerator random = RandomStreams.stream(seed, number + COUNTS, head, line);
                for (int c = 0; c < columns; c++) {
                    int at = line * columns + c;
                    counts[at] = draw(
                            picture.mean[head][at] * (1 + current[line]),
                            picture.variance[head][at] * (1 + current[line]),
                            random);
                }
            });
            channels.add(new RawScan.Channel(
                    heads.get(h).head.channel(),
                    pencil.linePitch_mm(),
                    pencil.plane_x_mm(),
                    pencil.plane_x_mm() / profile.beltSpeed_mm_s(),
                    heads.get(h).head.countsPerGrey(),
                    SATURATION,
                    digitised(counts, lines, head, seed, COUNTS),
                    reference(head, true, seed),
                    reference(head, false, seed)));
        }
    }

    /** Mean counts of every pixel above what the belt alone gives, by head at line · columns + column. */
    float[][] aboveBelt(Parcel parcel, ScanQuality quality, double leading_mm, int lines) {
        Picture picture = new Picture(onBelt(Optional.of(parcel)), parcel, quality, lines, leading_mm);
        for (int h = 0; h < heads.size(); h++) {
            for (int at = 0; at < picture.mean[h].length; at++) {
                picture.mean[h][at] -= (float) airMean[h][at % pencil.columns()];
            }
        }
        return picture.mean;
    }

    /** The same of single pixels by a Monte Carlo of its own. One thread's. */
    final class Independent {
        private final MultipleScatter eyes;
        private final double leading_mm;

        Independent(Parcel parcel, double leading_mm) {
            eyes = multiple(onBelt(Optional.of(parcel)));
            this.leading_mm = leading_mm;
        }

        /** By head. */
        double[] aboveBelt(int line, int column, int histories, RandomGenerator random) {
            Caught[] all = none(heads.size()); // once and more often scattered together
            double x = leading_mm - (line + pencil.travelled(column)) * pencil.linePitch_mm();
            eyes.follow(x, column, histories, random, all, all, new Tally());
            double[] counts = new double[heads.size()];
            for (int h = 0; h < counts.length; h++) {
                counts[h] = photonsPerPixel * all[h].energy_keV / histories / count_keV[h] - airMean[h][column];
            }
            return counts;
        }
    }

    /** Its heads' channels. */
    List<String> channels() {
        return heads.stream().map(it -> it.head.channel()).toList();
    }

    PencilBeam pencil() {
        return pencil;
    }

    private double[] wander(int lines, long seed) {
        RandomGenerator random = RandomStreams.stream(seed, number + CURRENT);
        ScannerProfile.Drift drift = pencil.source().drift();
        double rho = Math.exp(-pencil.linePitch_mm() / profile.beltSpeed_mm_s() / drift.time_s());
        double[] series = new double[lines];
        double x = drift.current() * random.nextGaussian();
        for (int i = 0; i < lines; i++) {
            series[i] = x;
            x = rho * x + drift.current() * Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
        return series;
    }

    private GreyImage reference(int head, boolean lit, long seed) {
        int columns = pencil.columns();
        float[] counts = new float[REFERENCE_LINES * columns];
        if (lit) {
            RandomGenerator random = RandomStreams.stream(seed, number + AIR, head);
            for (int at = 0; at < counts.length; at++) {
                counts[at] = draw(airMean[head][at % columns], airVariance[head][at % columns], random);
            }
        }
        return digitised(counts, REFERENCE_LINES, head, seed, lit ? AIR : DARK);
    }

    private GreyImage digitised(float[] counts, int lines, int head, long seed, long key) {
        PencilBeam.ScatterHead it = heads.get(head).head;
        RandomGenerator random = RandomStreams.stream(seed, number + key, head, -1);
        short[] grey = new short[counts.length];
        for (int at = 0; at < counts.length; at++) {
            double noisy = counts[at] + it.electronicNoise_counts() * random.nextGaussian();
            grey[at] = (short) Math.clamp(Math.round(noisy / it.countsPerGrey() + it.pedestal_grey()), 0, SATURATION);
        }
        return new GreyImage(pencil.columns(), lines, 16, grey);
    }

    private static float draw(double mean, double variance, RandomGenerator random) {
        if (!(mean > 0)) {
            return 0;
        }
        double g = variance / mean;
        return (float) (g * Poisson.sample(mean / g, random));
    }

    /** The parcel with the belt under it. */
    private Scene onBelt(Optional<Parcel> parcel) {
        ScannerProfile.Layer belt = profile.belt();
        List<ParcelObject> objects = new ArrayList<>();
        objects.add(new ParcelObject(
                "belt",
                Placed.at(
                        new Box(BELT_LENGTH_MM, profile.tunnelWidth_mm(), belt.thickness_mm()),
                        0,
                        0,
                        -belt.thickness_mm() / 2),
                Optional.empty(),
                belt.material(),
                Optional.empty(),
                Optional.empty()));
        parcel.ifPresent(it -> objects.addAll(it.objects()));
        return new Scene(new Parcel(
                parcel.map(Parcel::id).orElse("belt"),
                parcel.map(Parcel::length_mm).orElse(1.0),
                parcel.map(Parcel::width_mm).orElse(1.0),
                parcel.map(Parcel::height_mm).orElse(1.0),
                parcel.flatMap(Parcel::wall),
                Optional.empty(),
                objects));
    }

    private static Parcel polyethylene() {
        return pile(List.of(slab(polyethyleneMaterial(), 0, BLOCK_MM)));
    }

    private static Material polyethyleneMaterial() {
        return MaterialCatalogue.standard().find("polyethylene").orElseThrow();
    }

    /** Wider than any pencil reaches, so that its edge is nowhere seen. */
    private static ParcelObject slab(Material material, double from_mm, double height_mm) {
        return new ParcelObject(
                material.name(),
                Placed.at(new Box(BELT_LENGTH_MM, BELT_LENGTH_MM, height_mm), 0, 0, from_mm + height_mm / 2),
                Optional.empty(),
                material,
                Optional.empty(),
                Optional.empty());
    }

    private static Parcel pile(List<ParcelObject> slabs) {
        return new Parcel("block", BELT_LENGTH_MM, BELT_LENGTH_MM, BLOCK_MM, Optional.empty(), Optional.empty(), slabs);
    }

    private void air() {
        Scene belt = onBelt(Optional.empty());
        double[][][] multiple = new double[2][heads.size()][pencil.columns()];
        IntStream.range(0, pencil.columns()).parallel().forEach(c -> {
            Caught[][] caught = expected(belt, c, AIR_HISTORIES);
            for (int h = 0; h < heads.size(); h++) {
                airMean[h][c] = photonsPerPixel * (caught[0][h].energy_keV + caught[1][h].energy_keV) / count_keV[h];
                airVariance[h][c] = photonsPerPixel
                        * (caught[0][h].square_keV2 + caught[1][h].square_keV2)
                        / (count_keV[h] * count_keV[h]);
                multiple[0][h][c] = photonsPerPixel * caught[1][h].energy_keV / count_keV[h];
                multiple[1][h][c] = photonsPerPixel * caught[1][h].square_keV2 / (count_keV[h] * count_keV[h]);
            }
        });
        for (int h = 0; h < heads.size(); h++) {
            airMultiple[0][h] = Arrays.stream(multiple[0][h]).average().orElseThrow();
            airMultiple[1][h] = Arrays.stream(multiple[1][h]).average().orElseThrow();
        }
    }

    /** What the block gives, by head, the unit of the low-density index; and what plates in front of it do. */
    public List<Calibration.Block> blocks() {
        List<List<Calibration.Covers>> covers = new ArrayList<>();
        heads.forEach(head -> covers.add(new ArrayList<>()));
        COVERS_MM.forEach((material, thickness_mm) -> {
            Material plate = MaterialCatalogue.standard().find(material).orElseThrow();
            double[] areal_g_cm2 = Arrays.stream(thickness_mm)
                    .map(mm -> mm / 10 * plate.density_g_cm3())
                    .toArray();
            double[][] alone = indices(plate, thickness_mm, false);
            double[][] over = indices(plate, thickness_mm, true);
            for (int h = 0; h < heads.size(); h++) {
                covers.get(h).add(new Calibration.Covers(material, areal_g_cm2, alone[h], over[h]));
            }
        });
        return IntStream.range(0, heads.size())
                .mapToObj(h -> new Calibration.Block(heads.get(h).head.channel(), block[h].clone(), covers.get(h)))
                .toList();
    }

    /** Low-density indices in the middle of the belt of plates between source and block or its place, [head][plate]. */
    private double[][] indices(Material plate, double[] thickness_mm, boolean block) {
        double column = (pencil.columns() - 1) / 2.0;
        int c = (int) column;
        double[][] index = new double[heads.size()][thickness_mm.length];
        IntStream.range(0, thickness_mm.length).parallel().forEach(i -> {
            List<ParcelObject> layers = new ArrayList<>();
            layers.add(slab(plate, pencil.fromAbove() ? BLOCK_MM : 0, thickness_mm[i]));
            if (block) {
                layers.add(slab(polyethyleneMaterial(), pencil.fromAbove() ? 0 : thickness_mm[i], BLOCK_MM));
            }
            Caught[][] caught = expected(onBelt(Optional.of(pile(layers))), column, BLOCK_HISTORIES);
            for (int h = 0; h < heads.size(); h++) {
                double counts = photonsPerPixel * (caught[0][h].energy_keV + caught[1][h].energy_keV) / count_keV[h];
                index[h][i] = (counts - airMean[h][c]) / this.block[h][c];
            }
        });
        return index;
    }

    /** At some columns, and straight lines between them: it is smooth across the belt. */
    private void lightBlock() {
        Scene scene = onBelt(Optional.of(polyethylene()));
        int columns = pencil.columns();
        double[][] at = new double[BLOCK_COLUMNS][];
        IntStream.range(0, BLOCK_COLUMNS).parallel().forEach(i -> {
            double column = (columns - 1.0) * i / (BLOCK_COLUMNS - 1);
            Caught[][] caught = expected(scene, column, BLOCK_HISTORIES);
            at[i] = IntStream.range(0, heads.size())
                    .mapToDouble(
                            h -> photonsPerPixel * (caught[0][h].energy_keV + caught[1][h].energy_keV) / count_keV[h])
                    .toArray();
        });
        for (int h = 0; h < heads.size(); h++) {
            for (int c = 0; c < columns; c++) {
                double place = c * (BLOCK_COLUMNS - 1.0) / (columns - 1);
                int i = Math.min((int) place, BLOCK_COLUMNS - 2);
                double whole = at[i][h] + (place - i) * (at[i + 1][h] - at[i][h]);
                block[h][c] = Math.max(1e-6, whole - airMean[h][c]);
            }
        }
    }

    /** Single (0) and multiple (1) scatter of a photon's worth of a pencil at x = 0, by head. */
    private Caught[][] expected(Scene scene, double column, int histories) {
        Caught[][] caught = {none(heads.size()), none(heads.size())};
        new PencilPath(pencil, tables(scene, heads, spectrum, ScanQuality.REFERENCE), BLOCK_POINTS, 1)
                .single(0, column, caught[0]);
        multiple(scene).more(0, column, histories, RandomStreams.stream(1, number + BLOCK, (long) column), caught[1]);
        for (Caught it : caught[1]) {
            it.photons /= histories;
            it.energy_keV /= histories;
            it.square_keV2 /= histories;
        }
        return caught;
    }

    private MultipleScatter multiple(Scene scene) {
        return new MultipleScatter(
                scene, new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1000, 0, 0, -1)), pencil, heads, spectrum);
    }

    /** The way of a pencil in the quality of a scan. */
    static PencilPath path(PencilBeam pencil, GroupTables tables, ScanQuality quality) {
        return quality == ScanQuality.REFERENCE
                ? new PencilPath(pencil, tables, 32, 1)
                : new PencilPath(pencil, tables, 10, 1);
    }

    /** Groups of energies as wide as the quality of a scan allows. */
    static GroupTables tables(Scene scene, List<HeadOptics> heads, Spectrum spectrum, ScanQuality quality) {
        return new GroupTables(
                scene, heads, PencilPath.Groups.of(spectrum, quality == ScanQuality.REFERENCE ? 0.07 : 0.13));
    }

    /** Empty ones. */
    static Caught[] none(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Caught()).toArray(Caught[]::new);
    }

    /** Mean and variance of every pixel. */
    private final class Picture {
        final float[][] mean;
        final float[][] variance;
        private final int lines;
        private final int columns = pencil.columns();
        private final double leading_mm;
        private final GroupTables tables;

        /** Of every pixel, {@link PencilPath#source_g_cm2}. */
        private final float[] source;

        Picture(Scene scene, Parcel parcel, ScanQuality quality, int lines, double leading_mm) {
            this.lines = lines;
            this.leading_mm = leading_mm;
            mean = new float[heads.size()][lines * columns];
            variance = new float[heads.size()][lines * columns];
            source = new float[lines * columns];
            tables = tables(scene, heads, spectrum, quality);
            single(quality);
            multiple(scene, new Scene(parcel).bounds(), quality);
        }

        private double planeX(double line, double column) {
            return leading_mm - (line + pencil.travelled(column)) * pencil.linePitch_mm();
        }

        private void single(ScanQuality quality) {
            int step = quality == ScanQuality.REFERENCE ? 1 : 2; // columns that share a pencil; lines never do
            int pencils = (columns + step - 1) / step;
            IntStream.range(0, lines).parallel().forEach(line -> {
                PencilPath path = path(pencil, tables, quality);
                PencilPath beside = new PencilPath(pencil, tables, BESIDE_POINTS, 1);
                Caught[] caught = none(heads.size());
                int known = 0; // up to this pencil what the last one caught of the belt holds
                for (int k = 0; k < pencils; k++) {
                    double column = k * step + (step - 1) / 2.0;
                    double x = planeX(line, column);
                    path.aim(x, column);
                    float scattered = (float) path.source_g_cm2();
                    for (int c = k * step; c < Math.min(columns, (k + 1) * step); c++) {
                        source[line * columns + c] = scattered;
                    }
                    boolean empty = path.meetsOnly(BELT);
                    if (!empty || k >= known) {
                        for (Caught it : caught) {
                            it.clear();
                        }
                        if (empty) {
                            beside.single(x, column, caught);
                        } else {
                            path.single(caught);
                        }
                        known = empty ? k + BESIDE_COLUMNS / step : k;
                    }
                    for (int h = 0; h < heads.size(); h++) {
                        float m = (float) (photonsPerPixel * caught[h].energy_keV / count_keV[h]);
                        float v = (float) (photonsPerPixel * caught[h].square_keV2 / (count_keV[h] * count_keV[h]));
                        for (int c = k * step; c < Math.min(columns, (k + 1) * step); c++) {
                            mean[h][line * columns + c] = m;
                            variance[h][line * columns + c] = v;
                        }
                    }
                }
            });
        }

        private void multiple(Scene scene, Bounds bounds, ScanQuality quality) {
            int histories = quality == ScanQuality.REFERENCE ? 1000 : 200;
            int down = Math.max(2, (int) Math.ceil(lines * pencil.linePitch_mm() / COARSE_MM) + 1);
            int across = Math.max(2, (int) Math.ceil(2 * Math.abs(pencil.y_mm(-0.5, 0)) / COARSE_MM) + 1);
            double[][][] nodes = new double[2][heads.size()][down * across];
            double[] sources = new double[down * across];
            BodyTransport transport = new BodyTransport(new SceneBody(scene), new Ray(0, 0, 1000, 0, 0, -1));
            IntStream.range(0, down).parallel().forEach(i -> {
                MultipleScatter eyes = new MultipleScatter(scene, transport, pencil, heads, spectrum);
                PencilPath path = path(pencil, tables, quality);
                for (int k = 0; k < across; k++) {
                    Caught[] more = none(heads.size());
                    double line = (double) i / (down - 1) * (lines - 1);
                    double column = (double) k / (across - 1) * (columns - 1);
                    path.aim(planeX(line, column), column);
                    sources[i * across + k] = path.source_g_cm2();
                    if (!meets(bounds, planeX(line, column), column)) {
                        for (int h = 0; h < heads.size(); h++) {
                            nodes[0][h][i * across + k] = airMultiple[0][h];
                            nodes[1][h][i * across + k] = airMultiple[1][h];
                        }
                        continue;
                    }
                    eyes.more(
                            planeX(line, column),
                            column,
                            histories,
                            RandomStreams.stream(1, number + MULTIPLE, i, k),
                            more);
                    for (int h = 0; h < heads.size(); h++) {
                        double per = photonsPerPixel / histories / count_keV[h];
                        nodes[0][h][i * across + k] = more[h].energy_keV * per;
                        nodes[1][h][i * across + k] = more[h].square_keV2 * per / count_keV[h];
                    }
                }
            });
            for (int h = 0; h < heads.size(); h++) {
                add(perSource(nodes[0][h], sources, down, across), down, across, mean[h]);
                add(perSource(nodes[1][h], sources, down, across), down, across, variance[h]);
            }
        }

        /** What is smooth is not multiple scatter itself, which ends where things end, but that of a gram of a pencil's source. */
        private static double[] perSource(double[] nodes, double[] sources, int down, int across) {
            double[] ratio = smooth(nodes, down, across);
            double[] by = smooth(sources, down, across);
            for (int i = 0; i < ratio.length; i++) {
                ratio[i] = by[i] > 0 ? ratio[i] / by[i] : 0;
            }
            return ratio;
        }

        /** Whether a pencil goes through the parcel or near it. */
        private boolean meets(Bounds bounds, double x, double column) {
            double low = pencil.y_mm(column, bounds.z0());
            double high = pencil.y_mm(column, bounds.z1());
            return x > bounds.x0() - 2 * COARSE_MM
                    && x < bounds.x1() + 2 * COARSE_MM
                    && Math.max(low, high) > bounds.y0() - 2 * COARSE_MM
                    && Math.min(low, high) < bounds.y1() + 2 * COARSE_MM;
        }

        /** The binomial mean of neighbours. */
        private static double[] smooth(double[] nodes, int down, int across) {
            double[] smooth = new double[nodes.length];
            for (int i = 0; i < down; i++) {
                for (int k = 0; k < across; k++) {
                    double sum = 0;
                    double weights = 0;
                    for (int a = -1; a <= 1; a++) {
                        for (int b = -1; b <= 1; b++) {
                            if (i + a >= 0 && i + a < down && k + b >= 0 && k + b < across) {
                                double w = (a == 0 ? 2 : 1) * (b == 0 ? 2 : 1);
                                sum += w * nodes[(i + a) * across + k + b];
                                weights += w;
                            }
                        }
                    }
                    smooth[i * across + k] = sum / weights;
                }
            }
            return smooth;
        }

        private void add(double[] nodes, int down, int across, float[] to) {
            for (int line = 0; line < lines; line++) {
                double i = (double) line / Math.max(1, lines - 1) * (down - 1);
                int i0 = Math.min((int) i, down - 2);
                for (int c = 0; c < columns; c++) {
                    double k = (double) c / (columns - 1) * (across - 1);
                    int k0 = Math.min((int) k, across - 2);
                    double low = nodes[i0 * across + k0] * (k0 + 1 - k) + nodes[i0 * across + k0 + 1] * (k - k0);
                    double high =
                            nodes[(i0 + 1) * across + k0] * (k0 + 1 - k) + nodes[(i0 + 1) * across + k0 + 1] * (k - k0);
                    to[line * columns + c] +=
                            (float) ((low * (i0 + 1 - i) + high * (i - i0)) * source[line * columns + c]);
                }
            }
        }
    }
}
