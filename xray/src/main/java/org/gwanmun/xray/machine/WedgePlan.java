package org.gwanmun.xray.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;
import org.gwanmun.xray.matter.Material;
import org.gwanmun.xray.matter.MaterialField;

/**
 * What lay where in a wedge scan (file {@code wedge.yaml} in the scan folder, schema {@code wedge/1}): for each view the
 * steps with material, thickness and the rectangle of the raster that only this step covers.
 */
public record WedgePlan(String scanner, List<ViewPlan> views) {
    /** The plan's name in a scan folder. */
    public static final String FILE = "wedge.yaml";

    private static final int LIMIT_STEPS = 2000;
    private static final double LIMIT_MM = 2000;

    public WedgePlan {
        views = List.copyOf(views);
    }

    /** One view's steps. */
    public record ViewPlan(String view, List<Step> steps) {
        public ViewPlan {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param thickness_mm perpendicular to the belt (from the side: to the tunnel's wall)
     * @param firstLine first and last line, first and last pixel of its rectangle, inclusive
     */
    public record Step(
            Material material, double thickness_mm, int firstLine, int lastLine, int firstPixel, int lastPixel) {}

    /** Reads the plan of a scan folder; refuses naming every mistake. */
    public static WedgePlan read(Path folder) {
        Entry file = DocumentReader.read(folder.resolve(FILE));
        file.schema("wedge/1");
        String scanner = file.required("scanner").map(Entry::text).orElse("");
        List<ViewPlan> views = new ArrayList<>();
        for (Entry view : file.required("views").map(list -> list.list(8)).orElse(List.of())) {
            List<Step> steps = new ArrayList<>();
            for (Entry entry :
                    view.required("steps").map(list -> list.list(LIMIT_STEPS)).orElse(List.of())) {
                step(entry).ifPresent(steps::add);
            }
            views.add(new ViewPlan(view.required("view").map(Entry::text).orElse(""), steps));
            view.refuseUnknown();
        }
        file.refuseUnknown();
        file.problems().refuseIfAny();
        return new WedgePlan(scanner, views);
    }

    private static Optional<Step> step(Entry entry) {
        double density = entry.find("density_g_cm3")
                .map(f -> f.number(1e-4, Material.LIMIT_DENSITY_G_CM3))
                .orElse(Double.NaN);
        OptionalDouble given = Double.isNaN(density) ? OptionalDouble.empty() : OptionalDouble.of(density);
        Optional<Material> material = entry.required("material").flatMap(field -> MaterialField.read(field, given));
        double thickness = entry.required("thickness_mm")
                .map(f -> f.number(1e-3, LIMIT_MM))
                .orElse(Double.NaN);
        int[] lines = range(entry, "lines");
        int[] pixels = range(entry, "pixels");
        entry.refuseUnknown();
        return material.map(m -> new Step(m, thickness, lines[0], lines[1], pixels[0], pixels[1]));
    }

    private static int[] range(Entry entry, String field) {
        return entry.required(field)
                .map(f -> {
                    double[] ends = f.numbers(2, 0, 100_000);
                    if (ends[0] > ends[1]) {
                        f.wrong(MachineMessage.EMPTY_RANGE, ends[0], ends[1]);
                    }
                    return new int[] {(int) ends[0], (int) ends[1]};
                })
                .orElse(new int[2]);
    }
}
