package org.gwanmun.trace.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.gwanmun.core.document.DocumentReader;
import org.gwanmun.core.document.Entry;

/**
 * What there is to know about an embedding network besides its weights; {@code profile.yaml} beside {@code model.onnx}, and the slot for a site's
 * own network:
 *
 * <pre>
 * gwanmun: embedding/1
 * name: appearance
 * input: {width_px: 32, height_px: 64, order: rgb, mean: [0, 0, 0], std: [255, 255, 255]}
 * region: body           # body: below the head only | person: the whole box, the head's rows filled with the mean
 * dimension: 96
 * </pre>
 *
 * @param crop what the network sees
 * @param rgb whether red comes first
 * @param mean by plane of the input, on a scale of 0 … 255
 * @param std by plane
 * @param dimension numbers it gives for a person, 2 … {@value #MOST_NUMBERS}
 */
public record AppearanceProfile(String name, BodyCrop crop, boolean rgb, float[] mean, float[] std, int dimension) {
    private static final int MOST_NUMBERS = 4096;
    private static final String OWN = "appearance";

    /** Reads a profile. */
    public static AppearanceProfile of(Entry root) {
        root.schema("embedding/1");
        String name = root.required("name").map(Entry::text).orElse("");
        boolean whole = root.find("region")
                .flatMap(entry -> entry.word(List.of("body", "person")))
                .map("person"::equals)
                .orElse(false);
        int dimension = root.required("dimension")
                .map(entry -> (int) entry.integer(2, MOST_NUMBERS))
                .orElse(2);
        int width = 0;
        int height = 0;
        boolean rgb = true;
        float[] mean = new float[3];
        float[] std = {255, 255, 255};
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
        return new AppearanceProfile(name, new BodyCrop(width, height, whole), rgb, mean, std, dimension);
    }

    private static int side(Entry input, String name) {
        return input.required(name)
                .map(entry -> (int) entry.integer(BodyCrop.LEAST_PX, BodyCrop.MOST_PX))
                .orElse(0);
    }

    private static float[] floats(Entry entry, double low) {
        double[] numbers = entry.numbers(3, low, 1000);
        return new float[] {(float) numbers[0], (float) numbers[1], (float) numbers[2]};
    }

    /** The profile of the network that comes with the suite. */
    public static AppearanceProfile own() {
        return of(DocumentReader.parse(OWN + ".yaml", resource(OWN + ".yaml")));
    }

    /** The network that comes with the suite, as an ONNX file: trained on drawn people alone. */
    public static byte[] ownModel() {
        return resource(OWN + ".onnx");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(AppearanceProfile.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
