package org.gwanmun.video;

import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.vision.Frame;

/**
 * How a film is read.
 *
 * @param framesPerSecond beats what the file says; NaN: the file's own times
 * @param longestSide_px larger pictures are made smaller until their longer side is this, 16 … {@value Frame#MOST_SIDE_PX}
 */
public record VideoSettings(double framesPerSecond, int longestSide_px) {
    /** The source's own times and size. */
    public static final VideoSettings AS_IS = new VideoSettings(Double.NaN, Frame.MOST_SIDE_PX);

    /** Checked. */
    public VideoSettings {
        if (!Double.isNaN(framesPerSecond) && !(framesPerSecond >= 0.001 && framesPerSecond <= 1000)) {
            throw Refusal.badInput(VideoMessage.RATE, framesPerSecond);
        }
        if (longestSide_px < 16 || longestSide_px > Frame.MOST_SIDE_PX) {
            throw Refusal.badInput(VideoMessage.SIDE, longestSide_px, Frame.MOST_SIDE_PX);
        }
    }

    /** The same at a given rate. */
    public VideoSettings atRate(double rate) {
        return new VideoSettings(rate, longestSide_px);
    }
}
