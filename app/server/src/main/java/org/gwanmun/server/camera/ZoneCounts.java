package org.gwanmun.server.camera;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How many people are in a camera's zones, came in and went out. A person is where the middle of the box's lower edge is. Who is first
 * seen within a zone entered it; who is lost from sight within it did not leave it.
 */
final class ZoneCounts {
    private List<Counted> zones = List.of();

    /** Counts of a zone. */
    record Count(int inside, int entered, int left) {}

    private static final class Counted {
        private final Zone zone;
        private Set<Integer> inside = new HashSet<>();
        private int entered;
        private int left;

        Counted(Zone zone) {
            this.zone = zone;
        }
    }

    /** Counts in these zones from now on; a zone that stays as it was goes on counting. */
    synchronized void set(List<Zone> wanted) {
        List<Counted> next = new ArrayList<>();
        for (Zone zone : wanted) {
            Counted counted = new Counted(zone);
            for (Counted old : zones) {
                if (old.zone.id().equals(zone.id())
                        && Objects.equals(old.zone.points_px(), zone.points_px())) {
                    counted.inside = old.inside;
                    counted.entered = old.entered;
                    counted.left = old.left;
                }
            }
            next.add(counted);
        }
        zones = next;
    }

    /** The people of the next picture. */
    synchronized void on(List<Track> people) {
        for (Counted counted : zones) {
            Set<Integer> now = new HashSet<>();
            for (Track person : people) {
                boolean was = counted.inside.contains(person.id());
                if (counted.zone.contains(person.x() + person.w() / 2, person.y() + person.h())) {
                    now.add(person.id());
                    counted.entered += was ? 0 : 1;
                } else if (was) {
                    counted.left++;
                }
            }
            counted.inside = now;
        }
    }

    /** In the order in which they were set. */
    synchronized List<Count> counts() {
        return zones.stream()
                .map(counted -> new Count(counted.inside.size(), counted.entered, counted.left))
                .toList();
    }
}
