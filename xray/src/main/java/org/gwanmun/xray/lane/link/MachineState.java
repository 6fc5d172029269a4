package org.gwanmun.xray.lane.link;

import java.util.Locale;

/** What a machine on a lane is doing. */
public enum MachineState {
    /** Nobody speaks for it. */
    OFFLINE,
    /** The tube is being conditioned; no parcels. */
    WARMING_UP,
    /** Ready, the belt stands. */
    READY,
    /** The belt runs, X-rays are on while something is in the tunnel. */
    RUNNING,
    /** The belt was stopped. */
    STOPPED,
    /** The belt runs backwards. */
    REVERSING,
    /** A cover is open: X-rays are off, the belt stands. */
    INTERLOCK,
    /** Something is broken; the code says what. What cannot be scanned is opened. */
    FAULT;

    /** The name in the interface. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether parcels can be scanned in this state. */
    public boolean scans() {
        return this == READY || this == RUNNING;
    }
}
