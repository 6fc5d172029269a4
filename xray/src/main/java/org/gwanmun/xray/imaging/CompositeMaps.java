package org.gwanmun.xray.imaging;

import java.util.List;
import java.util.Optional;

/**
 * The scatter pictures of a scan, laid on its view from above and corrected for what lies before things.
 *
 * @param view whose raster this is
 * @param channels one for each scatter channel that could be laid on it
 * @param above where in the height the low-density matter lies, 0 below … 1 above what is heavier; NaN where there is nothing
 *     heavier, or both heads together do not tell
 */
public record CompositeMaps(String view, int lines, int pixels, List<Channel> channels, float[] above) {
    public CompositeMaps {
        channels = List.copyOf(channels);
    }

    /**
     * One scatter picture on the view's raster.
     *
     * @param name {@code back_top}, {@code back_bottom}, {@code forward}
     * @param index low-density index, corrected and freed of grain; NaN = cannot be known
     * @param sigma its standard deviation by photons and by what the correction leaves open
     * @param measured the index without correction, freed of grain
     * @param raw the index as measured, grain and all
     * @param shift_mm by how much the picture had to be moved along the belt; 0 if it lay where the machine says
     */
    public record Channel(String name, float[] index, float[] sigma, float[] measured, float[] raw, double shift_mm) {}

    /** A channel by its name. */
    public Optional<Channel> channel(String name) {
        return channels.stream().filter(it -> it.name.equals(name)).findFirst();
    }

    /** The same of a part of the raster. */
    CompositeMaps cropped(ViewMaps.Window window) {
        List<Channel> parts = channels.stream()
                .map(it -> new Channel(
                        it.name,
                        window.of(it.index, pixels),
                        window.of(it.sigma, pixels),
                        window.of(it.measured, pixels),
                        window.of(it.raw, pixels),
                        it.shift_mm))
                .toList();
        return new CompositeMaps(view, window.lines(), window.pixels(), parts, window.of(above, pixels));
    }
}
