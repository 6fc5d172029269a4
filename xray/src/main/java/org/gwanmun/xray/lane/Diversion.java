package org.gwanmun.xray.lane;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a parcel was sent.
 *
 * @param gate where the diverter was told to send it
 * @param why on what grounds
 * @param at when, cut to whole microseconds
 * @param confirmed where the machine says that it went; empty while it has not said so
 */
public record Diversion(Gate gate, Why why, Instant at, Optional<Gate> confirmed) {
    public Diversion {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The ways out of a lane. */
    public enum Gate {
        PASS,
        INSPECT,
        /** Back to the entrance, for another scan. */
        RETURN;

        /** The name in the interface and in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Grounds of a diversion. */
    public enum Why {
        /** A durable verdict. */
        VERDICT,
        /** An officer asked for another scan. */
        RESCAN,
        /** Nobody judged it in time: it is opened. */
        NO_VERDICT,
        /** The machine could not wait, or could not hear: it is opened. */
        FAULT;

        /** The name in the interface and in the store. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
