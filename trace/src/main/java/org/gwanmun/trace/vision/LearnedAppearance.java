package org.gwanmun.trace.vision;

import java.util.Arrays;
import java.util.List;
import org.gwanmun.core.inference.Network;
import org.gwanmun.core.inference.Network.Port;
import org.gwanmun.core.inference.Tensor;
import org.gwanmun.core.message.Refusal;

/** A look as a network sees it: an embedding of a {@link BodyCrop}, made of length one. */
public final class LearnedAppearance implements Appearance {
    private static final int MOST_AT_ONCE = 32;

    private final Network network;
    private final AppearanceProfile profile;
    private final boolean oneByOne;
    private float[] crops = new float[0];
    private int[] seen = new int[0];

    /**
     * Of a network, which is closed with this.
     *
     * @throws Refusal if the network's input or output is not the profile's
     */
    public LearnedAppearance(Network network, AppearanceProfile profile) {
        this.network = network;
        this.profile = profile;
        int[] input = {
            Network.ANY, 3, profile.crop().height_px(), profile.crop().width_px()
        };
        int[] output = {Network.ANY, profile.dimension()};
        need("input", network.inputs(), input);
        need("output", network.outputs(), output);
        oneByOne = network.inputs().get(0).shape().get(0) != Network.ANY;
        if (oneByOne && network.inputs().get(0).shape().get(0) != 1) {
            input[0] = 1;
            throw other("input", network.inputs(), input);
        }
    }

    private void need(String what, List<Port> found, int[] wanted) {
        List<Integer> shape = found.size() == 1 ? found.get(0).shape() : List.of();
        boolean fits = shape.size() == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = shape.get(i) == Network.ANY || wanted[i] == Network.ANY || shape.get(i) == wanted[i];
        }
        if (!fits) {
            throw other(what, found, wanted);
        }
    }

    private Refusal other(String what, List<Port> found, int[] wanted) {
        return Refusal.badInput(
                VisionMessage.OTHER_SHAPE,
                profile.name(),
                what,
                found.stream().map(Port::shape).toList(),
                Arrays.toString(wanted));
    }

    @Override
    public int dimension() {
        return profile.dimension();
    }

    @Override
    public void describe(Frame frame, Candidates people, float[] into) {
        BodyCrop crop = profile.crop();
        if (seen.length < people.count()) {
            seen = new int[people.count()];
            crops = new float[people.count() * crop.size()];
        }
        Arrays.fill(into, 0, people.count() * dimension(), 0);
        int count = 0;
        for (int i = 0; i < people.count(); i++) {
            int at = count * crop.size();
            if (crop.cut(frame, people.left(i), people.top(i), people.w(i), people.h(i), crops, at)) {
                normalise(at);
                seen[count++] = i;
            }
        }
        int most = oneByOne ? 1 : MOST_AT_ONCE;
        for (int from = 0; from < count; from += most) {
            run(from, Math.min(count, from + most), into);
        }
    }

    /** From 0 … 1 to what the network expects; the head's rows become 0, the mean. */
    private void normalise(int at) {
        BodyCrop crop = profile.crop();
        int plane = crop.width_px() * crop.height_px();
        int empty = crop.emptyRows() * crop.width_px();
        if (!profile.rgb()) {
            for (int k = at; k < at + plane; k++) {
                float first = crops[k];
                crops[k] = crops[k + 2 * plane];
                crops[k + 2 * plane] = first;
            }
        }
        for (int c = 0; c < 3; c++) {
            for (int k = at + c * plane + empty; k < at + (c + 1) * plane; k++) {
                crops[k] = (255 * crops[k] - profile.mean()[c]) / profile.std()[c];
            }
        }
    }

    private void run(int from, int to, float[] into) {
        BodyCrop crop = profile.crop();
        int[] shape = {to - from, 3, crop.height_px(), crop.width_px()};
        float[] part = Arrays.copyOfRange(crops, from * crop.size(), to * crop.size());
        float[] numbers = network.run(List.of(new Tensor(shape, part))).get(0).values();
        if (numbers.length != (to - from) * dimension()) {
            throw other("output", network.outputs(), new int[] {to - from, dimension()});
        }
        for (int i = from; i < to; i++) {
            int source = (i - from) * dimension();
            int target = seen[i] * dimension();
            double length = 0;
            for (int k = 0; k < dimension(); k++) {
                length += numbers[source + k] * numbers[source + k];
            }
            for (int k = 0; k < dimension() && length > 0; k++) {
                into[target + k] = (float) (numbers[source + k] / Math.sqrt(length));
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
