package org.gwanmun.xray.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.raster.GreyImage;

/**
 * What a machine, real or simulated, hands over for one parcel.
 *
 * @param height_mm the parcel's height from a dimensioner, if there is one
 * @param calibration the scan's own wedge, which replaces the profile's
 */
public record RawScan(
        String id,
        String scanner,
        OptionalDouble height_mm,
        Instant started,
        List<Channel> channels,
        Optional<Calibration> calibration) {
    /** Fewest lines of an air or dark scan. */
    public static final int LEAST_REFERENCE_LINES = 64;

    public RawScan {
        channels = List.copyOf(channels);
    }

    /**
     * One detector row's picture. Signal = grey × countsPerGrey, dark included; row 0 is the leading edge, columns
     * increase with +y (+z for {@code side}).
     *
     * @param name {@code VIEW/low}, {@code VIEW/high}, or a scatter channel
     */
    public record Channel(
            String name,
            double linePitch_mm,
            double plane_x_mm,
            double firstLine_s,
            double countsPerGrey,
            int saturation_grey,
            GreyImage scan,
            GreyImage air,
            GreyImage dark) {
        /** The file name of this channel's picture. */
        String file() {
            return name.replace('/', '_') + ".png";
        }

        /** The file name of a reference picture. */
        String file(String reference) {
            return name.replace('/', '_') + "_" + reference + ".png";
        }
    }

    /** The channel of a name, if the scan has it. */
    public Optional<Channel> channel(String name) {
        return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }
}
