package org.gwanmun.xray.scene;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.gwanmun.core.document.DocumentMessage;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.core.message.Said;
import org.gwanmun.xray.matter.Composition;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialCatalogue;
import org.gwanmun.xray.matter.MaterialField;
import org.gwanmun.xray.matter.MatterMessage;

/**
 * Reads parcel files (schema {@code parcel/1}). Everything wrong with a file is said at once, with line and path and the
 * nearest legal word; a parcel is made only of a file without mistakes.
 */
public final class ParcelFile {
    private static final double LARGEST_MM = 3000;
    private static final double SMALLEST_MM = 0.001;
    private static final int LIMIT_OBJECTS = 10_000;
    private static final int LIMIT_PARTS = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final List<String> SHAPES = List.of(
            "box_mm", "ellipsoid_mm", "cylinder_mm", "capsule_mm", "cone_mm", "torus_mm", "sheet_mm", "mesh", "union");

    private final MaterialCatalogue catalogue = MaterialCatalogue.standard();

    private final Optional<MeshFile> meshes;

    private ParcelFile(Optional<MeshFile> meshes) {
        this.meshes = meshes;
    }

    /**
     * Reads a parcel; the meshes that it names must lie in its folder or below.
     *
     * @throws org.gwanmun.core.message.Refusal naming every mistake of the file
     */
    public static Parcel read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return new ParcelFile(Optional.of(new MeshFile(folder))).parcel(DocumentReader.read(file));
    }

    /** Reads a parcel from text that came under the name {@code file}; refuses as {@link #read}, and meshes always. */
    public static Parcel parse(String file, byte[] utf8) {
        return new ParcelFile(Optional.empty()).parcel(DocumentReader.parse(file, utf8));
    }

    private Parcel parcel(Entry file) {
        file.schema("parcel/1");
        String id = file.required("id").map(ParcelFile::id).orElse("");
        double[] outer = file.required("outer_mm")
                .map(field -> field.numbers(3, 1, LARGEST_MM))
                .orElse(new double[] {Double.NaN, Double.NaN, Double.NaN});
        Optional<Parcel.Wall> wall = file.find("wall").flatMap(field -> wall(field, outer));
        Optional<Declaration> declaration = file.find("declaration").map(ParcelFile::declaration);
        List<ParcelObject> objects = new ArrayList<>();
        for (Entry entry :
                file.required("objects").map(list -> list.list(LIMIT_OBJECTS)).orElse(List.of())) {
            object(entry, outer).ifPresent(objects::add);
        }
        file.refuseUnknown();
        file.problems().refuseIfAny();
        return new Parcel(id, outer[0], outer[1], outer[2], wall, declaration, objects);
    }

    private static String id(Entry field) {
        String id = field.text();
        if (field.isScalar() && !ID.matcher(id).matches()) {
            field.wrong(SceneMessage.BAD_ID, id);
        }
        return id;
    }

    private Optional<Parcel.Wall> wall(Entry entry, double[] outer) {
        Optional<Material> material = material(entry, "material", "density_g_cm3");
        Optional<Entry> thicknessField = entry.required("thickness_mm");
        double thickness = thicknessField
                .map(field -> field.number(SMALLEST_MM, LARGEST_MM))
                .orElse(Double.NaN);
        double smallest = Math.min(outer[0], Math.min(outer[1], outer[2]));
        if (2 * thickness >= smallest) {
            thicknessField.ifPresent(field -> field.wrong(SceneMessage.WALL_TOO_THICK, thickness, smallest));
        }
        entry.refuseUnknown();
        return material.map(m -> new Parcel.Wall(m, thickness));
    }

    private static Declaration declaration(Entry entry) {
        String ko = entry.find("item_ko").map(Entry::text).orElse("");
        String en = entry.find("item_en").map(Entry::text).orElse("");
        OptionalDouble mass = optionalNumber(entry.find("mass_g"), 1e6);
        OptionalDouble value = optionalNumber(entry.find("value_usd"), 1e9);
        entry.refuseUnknown();
        return new Declaration(ko, en, mass, value);
    }

    private static OptionalDouble optionalNumber(Optional<Entry> field, double highest) {
        return field.map(f -> OptionalDouble.of(f.number(0, highest))).orElse(OptionalDouble.empty());
    }

    private Optional<ParcelObject> object(Entry entry, double[] outer) {
        String name = entry.find("name").map(Entry::text).orElse("");
        Optional<Entry> shapeField = entry.required("shape");
        Optional<Material> material = material(entry, "material", "density_g_cm3");
        Optional<String> threat = entry.find("threat").flatMap(field -> field.word(Threats.WORDS));
        // The wall and fill of a shell may stand beside the shape or within it.
        Optional<Entry> wall =
                entry.find("wall_mm").or(() -> shapeField.filter(Entry::isMap).flatMap(s -> s.find("wall_mm")));
        Entry fillHolder = shapeField
                .filter(Entry::isMap)
                .filter(s -> s.find("fill").isPresent())
                .orElse(entry);
        Optional<Material> fill = fillHolder.find("fill").isPresent()
                ? material(fillHolder, "fill", "fill_density_g_cm3")
                : Optional.empty();
        entry.find("fill_density_g_cm3");
        if (wall.isEmpty()) {
            fillHolder.find("fill").ifPresent(field -> field.wrong(SceneMessage.FILL_WITHOUT_WALL));
        }
        Optional<Shape> local = shapeField.flatMap(this::shape);
        Optional<double[]> at = position(entry, outer);
        double[] turn = rotation(entry);
        shapeField.filter(Entry::isMap).ifPresent(Entry::refuseUnknown);
        entry.refuseUnknown();
        Optional<Shape> inner = wall.flatMap(field -> shapeField.flatMap(s -> inner(field, s, local)));
        if (local.isEmpty() || at.isEmpty() || material.isEmpty()) {
            return Optional.empty();
        }
        double[] p = at.get();
        return Optional.of(new ParcelObject(
                name,
                Placed.at(local.get(), turn, p[0], p[1], p[2]),
                inner.map(shape -> Placed.at(shape, turn, p[0], p[1], p[2])),
                material.get(),
                fill,
                threat));
    }

    private static Optional<double[]> position(Entry entry, double[] outer) {
        return entry.required("at_mm").map(field -> {
            double[] at = field.numbers(3, -LARGEST_MM, LARGEST_MM);
            if (Math.abs(at[0]) > outer[0] / 2 || Math.abs(at[1]) > outer[1] / 2 || at[2] < 0 || at[2] > outer[2]) {
                String size = outer[0] + " × " + outer[1] + " × " + outer[2] + " mm";
                field.wrong(SceneMessage.OUTSIDE, at[0], at[1], at[2], size);
            }
            return at;
        });
    }

    private static double[] rotation(Entry entry) {
        return entry.find("rotate_deg")
                .map(field -> field.numbers(3, -3600, 3600))
                .orElse(new double[3]);
    }

    /** A shape in its own frame, the centre of its bounding box at the origin. */
    private Optional<Shape> shape(Entry entry) {
        if (!entry.isMap()) {
            entry.names(); // notes that a group of fields is needed
            return Optional.empty();
        }
        List<String> found =
                SHAPES.stream().filter(name -> entry.find(name).isPresent()).toList();
        Optional<Entry> subtract = entry.find("subtract");
        if (found.size() != 1) {
            entry.wrong(
                    SceneMessage.ONE_SHAPE,
                    found.isEmpty() ? "0" : String.join(", ", found),
                    String.join(", ", SHAPES));
            return Optional.empty();
        }
        Entry size = entry.find(found.getFirst()).orElseThrow();
        boolean mesh = found.getFirst().equals("mesh");
        Optional<Shape> base = primitive(found.getFirst(), size, mesh ? entry.find("scale") : Optional.empty());
        if (subtract.isEmpty()) {
            return base;
        }
        Optional<Shape> taken = parts(subtract.get());
        return base.flatMap(b -> taken.map(t -> new Difference(b, t)));
    }

    private Optional<Shape> primitive(String kind, Entry size, Optional<Entry> scale) {
        if (kind.equals("union")) {
            return parts(size).map(union -> {
                Bounds b = union.bounds();
                return Placed.at(union, -(b.x0() + b.x1()) / 2, -(b.y0() + b.y1()) / 2, -(b.z0() + b.z1()) / 2);
            });
        }
        if (kind.equals("mesh")) {
            return mesh(size, scale);
        }
        boolean three = kind.equals("box_mm") || kind.equals("ellipsoid_mm") || kind.equals("sheet_mm");
        double[] mm = size.numbers(three ? 3 : 2, SMALLEST_MM, LARGEST_MM);
        for (double extent : mm) {
            if (Double.isNaN(extent)) {
                return Optional.empty();
            }
        }
        return attempt(size, () -> switch (kind) {
            case "box_mm", "sheet_mm" -> new Box(mm[0], mm[1], mm[2]);
            case "ellipsoid_mm" -> new Ellipsoid(mm[0], mm[1], mm[2]);
            case "cylinder_mm" -> new Cylinder(mm[0], mm[1]);
            case "capsule_mm" -> new Capsule(mm[0], mm[1]);
            case "cone_mm" -> new Cone(mm[0], mm[1]);
            case "torus_mm" -> new Torus(mm[0], mm[1]);
            default -> throw new IllegalStateException(kind);
        });
    }

    private Optional<Shape> mesh(Entry name, Optional<Entry> scaleField) {
        double scale = scaleField.map(field -> field.number(1e-6, 1e6)).orElse(1.0);
        String file = name.text();
        if (!name.isScalar() || Double.isNaN(scale)) {
            return Optional.empty();
        }
        if (meshes.isEmpty()) {
            name.wrong(SceneMessage.MESH_WITHOUT_FOLDER);
            return Optional.empty();
        }
        try {
            return Optional.of(meshes.get().mesh(file, scale, SMALLEST_MM, LARGEST_MM));
        } catch (MeshFile.Wrong e) {
            name.wrong(e.key(), e.arguments());
            return Optional.empty();
        }
    }

    /** The union of a list of placed shapes; each may name its shape directly or under {@code shape}. */
    private Optional<Shape> parts(Entry list) {
        List<Shape> shapes = new ArrayList<>();
        List<Entry> entries = list.list(LIMIT_PARTS);
        for (Entry entry : entries) {
            if (!entry.isMap()) {
                entry.names();
                continue;
            }
            Optional<Entry> nested = entry.find("shape");
            Optional<Shape> shape = part(entry, nested.orElse(entry));
            double[] at = entry.find("at_mm")
                    .map(f -> f.numbers(3, -LARGEST_MM, LARGEST_MM))
                    .orElse(new double[3]);
            double[] turn = rotation(entry);
            shape.ifPresent(s -> shapes.add(Placed.at(s, turn, at[0], at[1], at[2])));
            nested.filter(Entry::isMap).ifPresent(Entry::refuseUnknown);
            entry.refuseUnknown();
        }
        if (shapes.isEmpty() || shapes.size() < entries.size()) {
            if (entries.isEmpty() && list.isList()) {
                list.wrong(DocumentMessage.WRONG_LENGTH, 0, "≥ 1");
            }
            return Optional.empty();
        }
        return Optional.of(new Union(shapes));
    }

    /** A part's body; with a wall its shell alone, for what fills it would be of another material. */
    private Optional<Shape> part(Entry part, Entry shapeField) {
        Optional<Entry> nested = Optional.of(shapeField).filter(s -> s != part && s.isMap());
        part.find("fill").or(() -> nested.flatMap(s -> s.find("fill"))).ifPresent(fill -> {
            fill.wrong(SceneMessage.FILL_OF_PART);
            part.find("fill_density_g_cm3");
            nested.ifPresent(s -> s.find("fill_density_g_cm3"));
        });
        Optional<Entry> wall = part.find("wall_mm").or(() -> nested.flatMap(s -> s.find("wall_mm")));
        Optional<Shape> body = shape(shapeField);
        return wall.isEmpty()
                ? body
                : inner(wall.get(), shapeField, body).flatMap(room -> body.map(outer -> new Difference(outer, room)));
    }

    /** The room within the walls of a shape. */
    private static Optional<Shape> inner(Entry wall, Entry shapeField, Optional<Shape> shape) {
        for (String kind : List.of("mesh", "union")) {
            if (shapeField.isMap() && shapeField.find(kind).isPresent()) {
                wall.wrong(kind.equals("mesh") ? SceneMessage.MESH_WALL : SceneMessage.UNION_WALL);
                return Optional.empty();
            }
        }
        double thickness = wall.number(SMALLEST_MM, LARGEST_MM);
        return Double.isNaN(thickness) ? Optional.empty() : shape.flatMap(s -> attempt(wall, () -> s.inner(thickness)));
    }

    private static Optional<Shape> attempt(Entry entry, java.util.function.Supplier<Shape> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            entry.wrong(SceneMessage.IMPOSSIBLE_SHAPE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The material named, or mixed, by a field, with the density of another field if that is given. */
    private Optional<Material> material(Entry holder, String field, String densityField) {
        OptionalDouble density = optionalDensity(holder.find(densityField));
        return holder.required(field).flatMap(entry -> {
            if (entry.isMap()) {
                return mixture(entry, density);
            }
            return MaterialField.read(entry, density);
        });
    }

    private static OptionalDouble optionalDensity(Optional<Entry> field) {
        double density =
                field.map(f -> f.number(1e-4, Material.LIMIT_DENSITY_G_CM3)).orElse(Double.NaN);
        return Double.isNaN(density) ? OptionalDouble.empty() : OptionalDouble.of(density);
    }

    private Optional<Material> mixture(Entry entry, OptionalDouble density) {
        Map<Composition, Double> parts = new HashMap<>();
        double sum = 0;
        double volume = 0; // cm³ per gram, for ideal mixing when no density is given
        boolean known = true;
        List<String> names = new ArrayList<>();
        for (String name : entry.names()) {
            Entry share = entry.find(name).orElse(entry);
            double fraction = share.isScalar() ? share.number(0, 1) : Double.NaN;
            Optional<Material> part = catalogue.find(name);
            Optional<Composition> composition = part.map(Material::composition).or(() -> Composition.ofFormula(name));
            if (composition.isEmpty()) {
                Said unknown = catalogue.unknown(name);
                share.wrong(unknown.key(), unknown.arguments().toArray());
            }
            if (part.isEmpty() && composition.isPresent() && density.isEmpty()) {
                share.wrong(MatterMessage.DENSITY_NEEDED, name);
            }
            known &= composition.isPresent() && !Double.isNaN(fraction) && (part.isPresent() || density.isPresent());
            sum += fraction;
            volume += part.map(m -> fraction / m.density_g_cm3()).orElse(0.0);
            composition.ifPresent(c -> parts.merge(c, fraction, Double::sum));
            names.add(name + " " + fraction);
        }
        if (!known || parts.isEmpty()) {
            return Optional.empty();
        }
        if (Math.abs(sum - 1) > 0.005) {
            entry.wrong(MatterMessage.FRACTIONS_DO_NOT_SUM, sum);
            return Optional.empty();
        }
        String name = String.join(" + ", names);
        double mixed = density.isPresent() ? density.getAsDouble() : sum / volume;
        return Optional.of(new Material(name, name, Optional.empty(), Composition.ofMixture(parts), mixed));
    }
}
