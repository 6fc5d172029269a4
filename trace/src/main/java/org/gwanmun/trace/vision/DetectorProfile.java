package org.gwanmun.trace.vision;

import java.util.List;
import java.util.Locale;
import org.gwanmun.core.document.Entry;

/**
 * What there is to know about a person detector's network besides its weights; a small file, {@code profile.yaml}, beside {@code model.onnx}:
 *
 * <pre>
 * gwanmun: detector/1
 * name: nanodet
 * kind: nanodet          # nanodet | ssdlite | rows
 * input: {width_px: 416, height_px: 416, order: bgr, mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395]}
 * person_class: 0
 * least_score: 0.3         # doubtful boxes below are not handed on
 * </pre>
 *
 * @param kind how outputs are read
 * @param width_px of the input
 * @param height_px of the input
 * @param rgb whether red comes first
 * @param mean by plane of the input, on a scale of 0 … 255
 * @param std by plane
 * @param personClass number of people among the classes
 * @param leastScore boxes below are not handed on, 0 … 1
 */
public record DetectorProfile(
        String name,
        Kind kind,
        int width_px,
        int height_px,
        boolean rgb,
        float[] mean,
        float[] std,
        int personClass,
        double leastScore) {
    private static final double USUAL_LEAST = 0.3;
    private static final int LARGEST_INPUT_PX = 2048;
    private static final int MOST_CLASSES = 10_000;

    /** How a network's outputs are read. */
    public enum Kind {
        /** {@link NanoDet}. */
        NANODET,
        /** {@link SsdLite}. */
        SSDLITE,
        /** {@link BoxRows}: for a site's own detector. */
        ROWS;

        /** As files say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads a profile. */
    public static DetectorProfile of(Entry root) {
        root.schema("detector/1");
        String name = root.required("name").map(Entry::text).orElse("");
        Kind kind = root.required("kind")
                .flatMap(entry -> entry.word(List.of(Kind.NANODET.word(), Kind.SSDLITE.word(), Kind.ROWS.word())))
                .map(word -> Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Kind.ROWS);
        int personClass = root.find("person_class")
                .map(entry -> (int) entry.integer(0, MOST_CLASSES))
                .orElse(0);
        double least = root.find("least_score").map(entry -> entry.number(0, 1)).orElse(USUAL_LEAST);
        int width = 0;
        int height = 0;
        boolean rgb = true;
        float[] mean = new float[3];
        float[] std = {1, 1, 1};
        Entry input = root.required("input").orElse(null);
        if (input != null) {
            width = side(input, "width_px");
            height = side(input, "height_px");
            rgb = input.find("order")
                    .flatMap(entry -> entry.word(List.of("rgb", "bgr")))
                    .map("rgb"::equals)
                    .orElse(true);
            mean = input.find("mean").map(entry -> floats(entry, -1000)).orElse(mean);
            std = input.find("std").map(entry -> floats(entry, 1e-6)).orElse(std);
            input.refuseUnknown();
        }
        root.refuseUnknown();
        root.problems().refuseIfAny();
        return new DetectorProfile(name, kind, width, height, rgb, mean, std, personClass, least);
    }

    private static int side(Entry input, String name) {
        return input.required(name)
                .map(entry -> (int) entry.integer(32, LARGEST_INPUT_PX))
                .orElse(0);
    }

    private static float[] floats(Entry entry, double low) {
        double[] numbers = entry.numbers(3, low, 1000);
        return new float[] {(float) numbers[0], (float) numbers[1], (float) numbers[2]};
    }

    /** The same with another size of input. */
    public DetectorProfile sized(int width_px, int height_px) {
        return new DetectorProfile(name, kind, width_px, height_px, rgb, mean, std, personClass, leastScore);
    }
}
