package org.gwanmun.trace.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.gwanmun.core.message.Refusal;
import org.junit.jupiter.api.Test;

class ZoneTest {
    private static Zone zone(double... xy) {
        Zone.Corner[] corners = new Zone.Corner[xy.length / 2];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = new Zone.Corner(xy[2 * i], xy[2 * i + 1]);
        }
        return new Zone("door", List.of(corners));
    }

    private static final Zone DOOR = zone(100, 100, 200, 100, 200, 300, 100, 300);

    @Property(tries = 200)
    void twoZonesWithACommonSideShareNoPoint(
            @ForAll @DoubleRange(min = 0, max = 400) double x, @ForAll @DoubleRange(min = 0, max = 400) double y) {
        Zone upper = zone(0, 0, 400, 0, 400, 150, 0, 260);
        Zone lower = zone(0, 260, 400, 150, 400, 400, 0, 400);
        assertThat(upper.contains(x, y) && lower.contains(x, y)).isFalse();
        if (x > 0 && x < 400 && y > 0 && y < 400) {
            assertThat(upper.contains(x, y) || lower.contains(x, y)).isTrue();
        }
    }

    @Test
    void aBayIsOutside() {
        Zone u = zone(0, 0, 90, 0, 90, 90, 60, 90, 60, 30, 30, 30, 30, 90, 0, 90);
        assertThat(u.contains(45, 10)).isTrue();
        assertThat(u.contains(45, 60)).isFalse();
        assertThat(u.contains(15, 60)).isTrue();
    }

    @Test
    void zonesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> zone(0, 0, 1, 1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> zone(0, 0, 10, 10, 20, 20)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> zone(0, 0, Double.NaN, 10, 20, 20)).isInstanceOf(Refusal.class);
    }

    @Test
    void whoWalksThroughGoesInOnceAndOutOnce() {
        ZoneCount count = new ZoneCount(DOOR, 20);
        for (int f = 1; f <= 60; f++) {
            count.on(f, 1, 5 * f, 200);
            count.on(f, 2, 150, 200); // stays
            count.on(f, 3, 100 + (f % 2 == 0 ? 2 : -2), 200); // stands on the line
            assertThat(count.inside()).isBetween(1, 3);
        }
        assertThat(count.entries()).isEqualTo(1);
        assertThat(count.exits()).isEqualTo(1);
        for (int f = 61; f <= 100; f++) {
            count.on(f, 4, 500, 200);
        }
        assertThat(count.inside()).isZero(); // those who are not seen any more are not in it
        assertThat(count.exits()).isEqualTo(1);
    }
}
