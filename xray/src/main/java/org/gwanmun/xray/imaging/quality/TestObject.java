package org.gwanmun.xray.imaging.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.scene.Box;
import org.gwanmun.xray.scene.Cylinder;
import org.gwanmun.xray.scene.Parcel;
import org.gwanmun.xray.scene.ParcelObject;
import org.gwanmun.xray.scene.Placed;
import org.gwanmun.xray.scene.Shape;

/**
 * A plate with wires, steps, bars and blocks on it, after the parts of ASTM F792 (2017) but not the standard's own: bare wires,
 * a wire under aluminium, lead behind steel, thin plastic, blocks of several materials of about 3 g/cm², line pairs along and
 * across the belt; and for scatter polyethylene of growing height, the same block under growing steel, and plastic bars.
 *
 * <p>Places are millimetres of the plate: x along the belt, y across, from its middle. A steel disc in the corner (+x, +y) says
 * how it lies.
 */
public final class TestObject {
    /** Size of the plate along the belt and across it. */
    public static final double LENGTH_MM = 420;

    /** Size across the belt. */
    public static final double WIDTH_MM = 400;

    static final double PLATE_MM = 4;
    static final double WIRE_LENGTH_MM = 50;
    static final double[] WIRE_UNIT = {Math.cos(Math.toRadians(30)), Math.sin(Math.toRadians(30))};

    /** American wire gauge and its diameter. */
    record Gauge(int awg, double diameter_mm) {}

    static final List<Gauge> GAUGES = List.of(
            new Gauge(24, 0.511),
            new Gauge(28, 0.321),
            new Gauge(30, 0.255),
            new Gauge(32, 0.202),
            new Gauge(34, 0.160),
            new Gauge(36, 0.127),
            new Gauge(38, 0.101),
            new Gauge(40, 0.080),
            new Gauge(42, 0.063));

    /** A feature and where it is: a rectangle of the plate. */
    record Place(String name, double size, double x, double y, double length, double width) {
        boolean holds(double px, double py, double margin) {
            return Math.abs(px - x) < length / 2 - margin && Math.abs(py - y) < width / 2 - margin;
        }
    }

    static final double[] PENETRATED_MM = {5, 10, 15, 20, 30, 40, 50};
    static final double[] STEEL_MM = {4, 8, 12, 16, 20, 24, 28};
    static final double[] FILM_MM = {0.25, 0.5, 1, 2, 4};
    static final double[] PAIR_MM = {0.5, 0.75, 1, 1.5, 2, 3};
    static final double[] HEIGHT_MM = {2, 5, 10, 20, 40};
    static final double[] COVER_MM = {0.5, 1, 2, 3, 4};
    static final double[] BAR_MM = {2, 3, 4, 6, 8};

    /** Blocks of about 3 g/cm². */
    record Block(String material, double thickness_mm) {}

    static final List<Block> BLOCKS = List.of(
            new Block("polyethylene", 32),
            new Block("PMMA", 25),
            new Block("POM", 21),
            new Block("PTFE", 14),
            new Block("PVC", 21),
            new Block("aluminium", 11));

    final List<Place> wires = new ArrayList<>();
    final List<Place> penetrated = new ArrayList<>();
    final List<Place> lead = new ArrayList<>();
    final List<Place> films = new ArrayList<>();
    final List<Place> along = new ArrayList<>();
    final List<Place> across = new ArrayList<>();
    final List<Place> blocks = new ArrayList<>();
    final List<Place> heights = new ArrayList<>();
    final List<Place> covered = new ArrayList<>();
    final List<Place> covers = new ArrayList<>();
    final List<Place> bars = new ArrayList<>();
    static final Place DISC = new Place("disc", 16, 195, 185, 16, 16);

    private final List<ParcelObject> objects = new ArrayList<>();

    /** The one that is meant everywhere. */
    public static final TestObject STANDARD = new TestObject();

    private TestObject() {
        add("plate", "PMMA", new Box(LENGTH_MM, WIDTH_MM, PLATE_MM), 0, 0, 0, PLATE_MM);
        add("disc", "steel", new Cylinder(DISC.size, 3), DISC.x, DISC.y, PLATE_MM, 3);
        for (int i = 0; i < GAUGES.size(); i++) {
            Place at = new Place("AWG " + GAUGES.get(i).awg, GAUGES.get(i).diameter_mm, -175, -170 + 17.0 * i, 60, 17);
            wires.add(at);
            wire(at.size, at.x, at.y, PLATE_MM);
        }
        for (int i = 0; i < PENETRATED_MM.length; i++) {
            Place at = new Place("aluminium", PENETRATED_MM[i], -105, -168 + 34.0 * i, 60, 30);
            penetrated.add(at);
            wire(GAUGES.getFirst().diameter_mm, at.x, at.y, PLATE_MM);
            add("step", "aluminium", new Box(60, 30, at.size), at.x, at.y, PLATE_MM + 1, at.size);
        }
        for (int i = 0; i < STEEL_MM.length; i++) {
            Place at = new Place("steel", STEEL_MM[i], -50, -168 + 34.0 * i, 40, 30);
            lead.add(at);
            add("step", "steel", new Box(40, 30, at.size), at.x, at.y, PLATE_MM, at.size);
            add("lead", "lead", new Cylinder(12, 2), at.x, at.y, PLATE_MM + at.size, 2);
        }
        for (int i = 0; i < FILM_MM.length; i++) {
            Place at = new Place("film", FILM_MM[i], -5, -168 + 34.0 * i, 30, 28);
            films.add(at);
            add("film", "POM", new Box(30, 28, at.size), at.x, at.y, PLATE_MM, at.size);
        }
        for (int i = 0; i < BLOCKS.size(); i++) {
            Place at = new Place(BLOCKS.get(i).material, BLOCKS.get(i).thickness_mm, 35, -168 + 34.0 * i, 32, 30);
            blocks.add(at);
            add("block", at.name, new Box(32, 30, at.size), at.x, at.y, PLATE_MM, at.size);
        }
        double y = -185;
        for (double w : PAIR_MM) { // five bars of each width, lying along the belt and across it
            Place long5 = new Place("pairs across", w, 75, y + 4.5 * w, 20, 9 * w);
            across.add(long5);
            Place wide5 = new Place("pairs along", w, 105, y + 4.5 * w, 9 * w, 9 * w);
            along.add(wide5);
            for (int bar = 0; bar < 5; bar++) {
                double off = (2 * bar - 4) * w;
                add("bar", "copper", new Box(20, w, 1), long5.x, long5.y + off, PLATE_MM, 1);
                add("bar", "copper", new Box(w, 9 * w, 1), wide5.x + off, wide5.y, PLATE_MM, 1);
            }
            y += 9 * w + 9;
        }
        for (int i = 0; i < HEIGHT_MM.length; i++) {
            Place at = new Place("height", HEIGHT_MM[i], 165, -175 + 46.0 * i, 40, 40);
            heights.add(at);
            add("height", "polyethylene", new Box(40, 40, at.size), at.x, at.y, PLATE_MM, at.size);
        }
        for (int i = 0; i < COVER_MM.length; i++) { // half of each steel plate has a block under it
            double x = -170 + 56.0 * i;
            covered.add(new Place("covered", COVER_MM[i], x - 11, 115, 20, 40));
            covers.add(new Place("cover", COVER_MM[i], x + 11, 115, 20, 40));
            add("covered", "polyethylene", new Box(22, 44, 20), x - 11, 115, PLATE_MM, 20);
            add("cover", "steel", new Box(44, 50, COVER_MM[i]), x, 115, PLATE_MM + 20, COVER_MM[i]);
        }
        double from = -40;
        for (double w : BAR_MM) { // four bars lying along the belt
            Place at = new Place("bars", w, 105, from + 3.5 * w, 40, 7 * w);
            bars.add(at);
            for (int bar = 0; bar < 4; bar++) {
                add("bar", "polyethylene", new Box(40, w, 10), at.x, from + (2 * bar + 0.5) * w, PLATE_MM, 10);
            }
            from += 7 * w + 8;
        }
    }

    private void wire(double diameter, double x, double y, double from) {
        Shape cylinder = new Cylinder(diameter, WIRE_LENGTH_MM);
        objects.add(object("wire", "copper", Placed.at(cylinder, new double[] {90, 60, 0}, x, y, from + diameter / 2)));
    }

    private void add(String name, String material, Shape shape, double x, double y, double from, double height) {
        objects.add(object(name, material, Placed.at(shape, x, y, from + height / 2)));
    }

    private static ParcelObject object(String name, String material, Placed placed) {
        Material stuff = MaterialCatalogue.standard().find(material).orElseThrow();
        return new ParcelObject(name, placed, Optional.empty(), stuff, Optional.empty(), Optional.empty());
    }

    /** It as a parcel, for the twin. */
    public Parcel parcel() {
        return new Parcel(
                "quality-object", LENGTH_MM, WIDTH_MM, 60, Optional.empty(), Optional.empty(), List.copyOf(objects));
    }
}
