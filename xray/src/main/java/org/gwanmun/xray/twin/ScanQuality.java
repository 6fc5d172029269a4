package org.gwanmun.xray.twin;

/**
 * How finely the twin samples focal spot, pixel and belt travel. Noise, blur and every other effect are the same in both;
 * more rays only make the edges of a pixel's average truer.
 */
public enum ScanQuality {
    /** 4 rays a pixel: what a desk shows. */
    DESK(4),
    /** 36 rays a pixel: for reference figures. */
    REFERENCE(36);

    final int rays;

    ScanQuality(int rays) {
        this.rays = rays;
    }
}
