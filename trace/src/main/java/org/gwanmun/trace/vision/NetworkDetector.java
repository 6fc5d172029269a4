package org.gwanmun.trace.vision;

import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Network.Port;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;

/**
 * A person detector whose eyes are a network. Where people are small beside the picture it looks at the picture in overlapping
 * tiles; a person on a seam is seen by two of them, and one box is kept.
 */
public final class NetworkDetector implements PersonDetector {
    /** Most tiles along a side. */
    public static final int MOST_TILES = 8;

    private static final double TILE_OVERLAP = 0.15;
    private static final double SAME_PERSON = 0.6;
    private static final double CUT = 0.7; // of a box that another tile saw whole

    private final Network network;
    private final DetectorProfile profile;
    private final Decoder decoder;
    private final PictureInput input;
    private final int tilesAcross;
    private final int tilesDown;
    private final Candidates part = new Candidates();

    /**
     * Of a network.
     *
     * @param tiles along the picture's longer side, 1 … {@value #MOST_TILES}; the shorter has one less where more than two
     * @throws Refusal if the network's inputs or outputs are not those of the profile's kind
     */
    public NetworkDetector(Network network, DetectorProfile profile, int tiles) {
        this.network = network;
        this.profile = profile;
        this.tilesAcross = Math.clamp(tiles, 1, MOST_TILES);
        this.tilesDown = tilesAcross > 2 ? tilesAcross - 1 : tilesAcross;
        this.input =
                new PictureInput(profile.width_px(), profile.height_px(), profile.rgb(), profile.mean(), profile.std());
        check();
        this.decoder = switch (profile.kind()) {
            case NANODET -> new NanoDet(profile);
            case SSDLITE -> new SsdLite(profile);
            case ROWS -> new BoxRows(profile);
        };
    }

    private void check() {
        int[] wanted = {1, 3, profile.height_px(), profile.width_px()};
        List<Port> inputs = network.inputs();
        if (inputs.size() != 1 || !fits(inputs.get(0).shape(), wanted)) {
            throw other("input", inputs, Arrays.toString(wanted));
        }
        List<Port> outputs = network.outputs();
        switch (profile.kind()) {
            case NANODET -> {
                for (int stride = 8; stride <= 32; stride *= 2) {
                    int cells = ((profile.width_px() + stride - 1) / stride)
                            * ((profile.height_px() + stride - 1) / stride);
                    need(outputs, new int[] {1, cells, 44});
                    need(outputs, new int[] {1, cells, Network.ANY});
                }
                if (outputs.size() != 6) {
                    throw other("output", outputs, "6");
                }
            }
            case SSDLITE -> {
                int anchors = new SsdLite(profile).size();
                need(outputs, new int[] {1, anchors, 4});
                need(outputs, new int[] {1, anchors, Network.ANY});
                if (outputs.size() != 2) {
                    throw other("output", outputs, "2");
                }
            }
            case ROWS -> {
                List<Integer> shape =
                        outputs.isEmpty() ? List.of() : outputs.get(0).shape();
                int columns = shape.isEmpty() ? 0 : shape.get(shape.size() - 1);
                if (shape.size() < 2 || (columns != Network.ANY && columns < 5)) {
                    throw other("output", outputs, "[…, rows, 5 …]");
                }
            }
        }
    }

    private void need(List<Port> outputs, int[] wanted) {
        if (outputs.stream().noneMatch(port -> fits(port.shape(), wanted))) {
            throw other("output", outputs, Arrays.toString(wanted));
        }
    }

    private Refusal other(String what, List<Port> found, String wanted) {
        return Refusal.badInput(
                VisionMessage.OTHER_SHAPE,
                profile.name(),
                what,
                found.stream().map(Port::shape).toList(),
                wanted);
    }

    private static boolean fits(List<Integer> shape, int[] wanted) {
        if (shape.size() != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (shape.get(i) != Network.ANY && wanted[i] != Network.ANY && shape.get(i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void detect(Frame frame, Candidates people) {
        people.clear();
        boolean wide = frame.width_px() >= frame.height_px();
        int across = wide ? tilesAcross : tilesDown;
        int down = wide ? tilesDown : tilesAcross;
        int w = tile(frame.width_px(), across);
        int h = tile(frame.height_px(), down);
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                int left = across == 1 ? 0 : (frame.width_px() - w) * column / (across - 1);
                int top = down == 1 ? 0 : (frame.height_px() - h) * row / (down - 1);
                look(frame, left, top, w, h, people);
            }
        }
        people.suppress(SAME_PERSON, profile.leastScore());
        if (tilesAcross > 1) {
            people.suppressCut(CUT);
        }
    }

    private static int tile(int side, int tiles) {
        return tiles == 1 ? side : Math.min(side, (int) Math.ceil(side * (1 + TILE_OVERLAP) / tiles));
    }

    private void look(Frame frame, int left, int top, int w, int h, Candidates people) {
        float[] planes = input.of(frame, left, top, w, h);
        double ratio = input.ratio();
        Tensor tensor = new Tensor(new int[] {1, 3, profile.height_px(), profile.width_px()}, planes);
        part.clear();
        decoder.decode(network.run(List.of(tensor)), profile.leastScore(), part);
        for (int i = 0; i < part.count(); i++) {
            double x0 = Math.min(w, part.left(i) / ratio);
            double y0 = Math.min(h, part.top(i) / ratio);
            double x1 = Math.min(w, (part.left(i) + part.w(i)) / ratio);
            double y1 = Math.min(h, (part.top(i) + part.h(i)) / ratio);
            if (x1 > x0 && y1 > y0) {
                people.add(left + x0, top + y0, x1 - x0, y1 - y0, part.score(i));
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
