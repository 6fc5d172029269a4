package org.gwanmun.server.camera;

import java.util.List;
import org.gwanmun.trace.vision.Frame;

/** Everything in coarse squares. */
final class Mosaic implements Veil {
    private static final int SQUARES = 32; // across

    @Override
    public Frame over(Frame picture, List<Track> people) {
        int w = picture.width_px();
        int h = picture.height_px();
        int side = Math.max(1, (w + SQUARES - 1) / SQUARES);
        byte[] from = picture.bgr();
        byte[] to = new byte[from.length];
        for (int top = 0; top < h; top += side) {
            for (int left = 0; left < w; left += side) {
                int right = Math.min(w, left + side);
                int bottom = Math.min(h, top + side);
                int n = (right - left) * (bottom - top);
                for (int c = 0; c < 3; c++) {
                    long sum = 0;
                    for (int y = top; y < bottom; y++) {
                        for (int x = left; x < right; x++) {
                            sum += from[picture.at(x, y) + c] & 0xff;
                        }
                    }
                    byte mean = (byte) (sum / n);
                    for (int y = top; y < bottom; y++) {
                        for (int x = left; x < right; x++) {
                            to[picture.at(x, y) + c] = mean;
                        }
                    }
                }
            }
        }
        return new Frame(w, h, picture.time_s(), to);
    }
}
