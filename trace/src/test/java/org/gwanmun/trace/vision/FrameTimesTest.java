package org.gwanmun.trace.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameTimesTest {
    private static double[] all(FrameTimes times, double... stamps) {
        double[] found = new double[stamps.length];
        for (int i = 0; i < stamps.length; i++) {
            found[i] = times.next(stamps[i], Double.NaN);
        }
        return found;
    }

    @Test
    void aGivenRateBeatsTheStamps() {
        assertThat(all(FrameTimes.atRate(4), 9, 7, Double.NaN)).containsExactly(0, 0.25, 0.5);
        assertThatThrownBy(() -> FrameTimes.atRate(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storedStampsKeepTheirDistances() {
        assertThat(all(FrameTimes.stored(0.04), 100, 100.25, 101.5, 101.75, 3701.75))
                .containsExactly(0, 0.25, 1.5, 1.75, 3601.75);
    }

    @Test
    void aMissingStampFollowsOneIntervalLater() {
        assertThat(all(FrameTimes.stored(0.5), Double.NaN, Double.NaN, 20, 20.5))
                .containsExactly(0, 0.5, 1, 1.5);
        assertThat(all(FrameTimes.stored(Double.NaN), 1, Double.NaN)).containsExactly(0, 0.04);
    }

    @Test
    void aStampThatFallsALittleHoldsAndOneThatLeapsBeginsANewCount() {
        assertThat(all(FrameTimes.stored(0.25), 10, 11, 10.5, 12, 0, 1)).containsExactly(0, 1, 1, 2, 2.25, 3.25);
        assertThat(all(FrameTimes.stored(0.25), 0, 1, 1e11, 1e11 + 1)).containsExactly(0, 1, 1.25, 2.25);
    }

    @Test
    void aLiveCamerasOwnDistancesAreKeptThroughTheJitterOfTheNetwork() {
        FrameTimes times = FrameTimes.live();
        double[] receipt = {50, 50.13, 50.19, 50.39, 50.41};
        for (int i = 0; i < receipt.length; i++) {
            assertThat(times.next(7 + 0.1 * i, receipt[i])).isCloseTo(0.1 * i, within(1e-3));
        }
    }

    @Test
    void aLiveCameraWhoseClockIsSetIsNotBelieved() {
        FrameTimes times = FrameTimes.live();
        assertThat(times.next(100, 5)).isEqualTo(0);
        assertThat(times.next(100.5, 5.5)).isCloseTo(0.5, within(1e-9));
        assertThat(times.next(9000, 6)).isCloseTo(1, within(1e-9));
        assertThat(times.next(9000.5, 6.5)).isCloseTo(1.5, within(1e-9));
        assertThat(times.next(Double.NaN, 7)).isCloseTo(2, within(1e-9));
    }

    @Test
    void aCheapClockIsFollowed() {
        FrameTimes times = FrameTimes.live();
        double time_s = 0;
        for (int i = 0; i <= 36_000; i++) {
            time_s = times.next(0.1 * i * 1.0005, 0.1 * i);
        }
        assertThat(time_s).isCloseTo(3600, within(0.1));
    }

    @Test
    void aNewConnectionGoesOnAtTheTimeOfItsReceipt() {
        FrameTimes times = FrameTimes.live();
        times.next(0, 10);
        assertThat(times.next(1, 11)).isCloseTo(1, within(1e-9));
        times.reconnected();
        assertThat(times.next(0, 12.5)).isCloseTo(2.5, within(1e-9));
        assertThat(times.next(0.5, 13)).isCloseTo(3, within(1e-9));
    }

    @Property
    void timesNeverFall(
            @ForAll @Size(min = 1, max = 50) List<Double> stamps,
            @ForAll @Size(50) List<@DoubleRange(max = 5) Double> gaps) {
        FrameTimes stored = FrameTimes.stored(0.1);
        FrameTimes live = FrameTimes.live();
        double receipt_s = 0;
        double lastStored_s = 0;
        double lastLive_s = 0;
        for (int i = 0; i < stamps.size(); i++) {
            receipt_s += gaps.get(i);
            double s = stored.next(stamps.get(i), Double.NaN);
            double l = live.next(stamps.get(i), receipt_s);
            assertThat(s).isGreaterThanOrEqualTo(lastStored_s).isFinite();
            assertThat(l).isGreaterThanOrEqualTo(lastLive_s).isFinite();
            lastStored_s = s;
            lastLive_s = l;
        }
    }
}
