package org.gwanmun.test.architecture.broken.xray.matter;

import org.gwanmun.test.architecture.broken.xray.imaging.Peeking;

/** Matter must not know of pictures. */
public final class Later {
    /** Uses a package listed below. */
    public Peeking peeking() {
        return new Peeking();
    }
}
