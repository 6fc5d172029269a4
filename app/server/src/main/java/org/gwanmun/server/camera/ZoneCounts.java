package org.gwanmun.server.camera;

import java.util.ArrayList;
import java.util.List;
import org.gwanmun.trace.site.Zone;
import org.gwanmun.trace.site.ZoneCount;

/**
 * How many people are in a camera's zones, came in and went out. A person is where the middle of the box's lower edge is.
 */
final class ZoneCounts {
    private static final int MEMORY = 50; // pictures

    private List<Counted> zones = List.of();
    private int picture;

    /** Counts of a zone. */
    record Count(int inside, int entered, int left) {}

    private static final class Counted {
        private final DrawnZone drawn;
        private final Zone zone;
        private final ZoneCount count;
        private int inside;

        Counted(DrawnZone drawn) {
            this.drawn = drawn;
            this.zone = drawn.zone();
            this.count = new ZoneCount(zone, MEMORY);
        }
    }

    /** Counts in these zones from now on; a zone that stays as it was goes on counting. */
    synchronized void set(List<DrawnZone> wanted) {
        List<Counted> next = new ArrayList<>();
        for (DrawnZone zone : wanted) {
            next.add(zones.stream()
                    .filter(old -> old.drawn.id().equals(zone.id())
                            && old.drawn.points_px().equals(zone.points_px()))
                    .findFirst()
                    .orElseGet(() -> new Counted(zone)));
        }
        zones = next;
    }

    /** The people of the next picture. */
    synchronized void on(List<Track> people) {
        picture++;
        for (Counted counted : zones) {
            counted.inside = 0;
            for (Track person : people) {
                double x = person.x() + person.w() / 2;
                double y = person.y() + person.h();
                counted.count.on(picture, person.id(), x, y);
                counted.inside += counted.zone.contains(x, y) ? 1 : 0;
            }
        }
    }

    /** In the order in which they were set. */
    synchronized List<Count> counts() {
        return zones.stream()
                .map(counted -> new Count(counted.inside, counted.count.entries(), counted.count.exits()))
                .toList();
    }
}
