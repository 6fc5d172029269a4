package org.gwanmun.xray.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.raster.GreyImage;
import org.gwanmun.xray.machine.RawScan;

/**
 * What can be shown of a scan when the pipeline cannot process it: A = −ln((s − dark)/(air − dark)) per pixel, with the means
 * of air and dark, and nothing else. No material, no mass; an officer can still read it.
 */
public final class PlainAttenuation {
    private static final double LEAST_TRANSMISSION = Math.exp(-ViewMaps.OPAQUE);

    private PlainAttenuation() {}

    /** The views of a scan; each channel that ends in {@code /low} makes one. */
    public static Inspection of(RawScan scan) {
        List<ViewMaps> views = new ArrayList<>();
        for (RawScan.Channel low : scan.channels()) {
            if (!low.name().endsWith("/low")) {
                continue;
            }
            String view = low.name().substring(0, low.name().length() - "/low".length());
            int lines = low.scan().height();
            int pixels = low.scan().width();
            ViewMaps maps = ViewMaps.blank(view, lines, pixels, low.linePitch_mm(), low.linePitch_mm());
            fill(low, maps.attenuation());
            Optional<RawScan.Channel> high = scan.channel(view + "/high")
                    .filter(channel ->
                            channel.scan().grey().length == low.scan().grey().length);
            fill(high.orElse(low), maps.attenuationHigh());
            views.add(maps);
        }
        return new Inspection(
                scan.id(),
                scan.scanner(),
                scan.height_mm(),
                views,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                Map.of());
    }

    private static void fill(RawScan.Channel channel, float[] attenuation) {
        int pixels = channel.scan().width();
        double[] air = means(channel.air());
        double[] dark = means(channel.dark());
        for (int i = 0; i < attenuation.length; i++) {
            int p = i % pixels;
            double light = air[p] - dark[p];
            int signal = channel.scan().grey()[i] & 0xFFFF;
            double transmission = light > 0 ? (signal - dark[p]) / light : 1;
            attenuation[i] = (float) Math.max(0, -Math.log(Math.max(transmission, LEAST_TRANSMISSION)));
        }
    }

    private static double[] means(GreyImage reference) {
        double[] means = new double[reference.width()];
        for (int row = 0; row < reference.height(); row++) {
            for (int p = 0; p < means.length; p++) {
                means[p] += reference.at(row, p) / (double) reference.height();
            }
        }
        return means;
    }
}
