package org.gwanmun.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Ray;
import org.gwanmun.xray.scene.Scene;
import org.gwanmun.xray.twin.transport.BodyTransport;
import org.gwanmun.xray.twin.transport.SceneBody;
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

/** Time a history takes in the exact shapes of a parcel at 100 keV, on one core: boxes of cardboard and of steel, and a full one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ParcelTransportBenchmark {
    private static final int HISTORIES = 50_000;

    /** What the beam goes through: a box of this wall around bags of sugar, or a number of objects. */
    @Param({"cardboard 3", "fe 1", "40 objects", "400 objects"})
    String parcel = "cardboard 3";

    private TransportRun run = run("cardboard 3");
    private long seed;

    /** Makes the parcel. */
    @Setup
    public void parcel() {
        run = run(parcel);
    }

    private static TransportRun run(String what) {
        String[] parts = what.split(" ", -1);
        Parcel parcel = parts[1].equals("objects")
                ? RandomParcel.of(Integer.parseInt(parts[0]), 7)
                : box(parts[0], Double.parseDouble(parts[1]));
        Ray beam = Ray.through(0, 0, 1200, 13, 9, 0);
        return TransportRun.of(new BodyTransport(new SceneBody(new Scene(parcel)), beam), 100)
                .withoutWarmUp();
    }

    private static Parcel box(String wall, double wall_mm) {
        Material sugar = material("sucrose").withDensity_g_cm3(0.9);
        List<ParcelObject> bags = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bags.add(new ParcelObject(
                    "bag " + i,
                    Placed.at(new Box(200, 140, 18), 0, 0, 20 + 24 * i),
                    Optional.empty(),
                    sugar,
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Parcel(
                wall, 220, 160, 120, Optional.of(new Parcel.Wall(material(wall), wall_mm)), Optional.empty(), bags);
    }

    private static Material material(String name) {
        return MaterialCatalogue.standard().find(name).orElseThrow();
    }

    /** One history. */
    @Benchmark
    @OperationsPerInvocation(HISTORIES)
    public Tally history() {
        return run.run(HISTORIES, seed++, 1).tally();
    }
}
