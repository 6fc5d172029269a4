package org.gwanmun.trace.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.gwanmun.core.message.Refusal;
import org.gwanmun.trace.MotRows;
import org.junit.jupiter.api.Test;

class LookAheadTest {
    private static final MotionSettings SETTINGS = MotionSettings.standard(10);

    private static LookAhead.Row row(int frame, int id, double x, boolean believed) {
        return new LookAhead.Row(frame, id, x, 100, 40, 100, 0.9, true, believed);
    }

    /** What comes out of rows that are ordered by frame. */
    private static List<LookAhead.Row> judged(double delay_s, List<LookAhead.Row> rows) {
        LookAhead ahead = new LookAhead(SETTINGS, delay_s);
        LookAheadState state = new LookAheadState();
        List<LookAhead.Row> out = new ArrayList<>();
        int at = 0;
        while (at < rows.size()) {
            int frame = rows.get(at).frame();
            int to = at;
            while (to < rows.size() && rows.get(to).frame() == frame) {
                to++;
            }
            ahead.on(state, rows.subList(at, to), out::add);
            at = to;
        }
        ahead.finish(state, out::add);
        return out;
    }

    @Test
    void aGapIsFilledOnTheStraightLineIfItEndsWithinTheDelay() {
        List<LookAhead.Row> rows = new ArrayList<>();
        for (int f = 1; f <= 40; f++) {
            if (f < 15 || f > 18) {
                rows.add(row(f, 1, 10 * f, true));
            }
        }
        List<LookAhead.Row> out = judged(1, rows);
        assertThat(out).hasSize(40).allMatch(it -> Math.abs(it.x() - 10 * it.frame()) < 1e-9 && it.id() == 1);
        assertThat(out.stream().filter(it -> !it.seen()).map(LookAhead.Row::frame))
                .containsExactly(15, 16, 17, 18);
        assertThat(judged(0.2, rows).stream().filter(it -> !it.seen()).map(LookAhead.Row::frame))
                .containsExactly(17, 18);
    }

    @Test
    void predictionsGiveWayToTheLineBetweenWhatWasFound() {
        List<LookAhead.Row> rows = new ArrayList<>();
        for (int f = 1; f <= 31; f++) {
            boolean seen = f % 3 == 1;
            rows.add(new LookAhead.Row(f, 1, seen ? 10 * f : 0, 100, 40, 100, 0.9, seen, true));
        }
        assertThat(judged(2, rows)).isEmpty(); // a third of the frames is less than is asked for
        List<LookAhead.Row> everySecond = new ArrayList<>();
        for (int f = 1; f <= 31; f++) {
            everySecond.add(new LookAhead.Row(f, 1, f % 4 > 0 ? 10 * f : 0, 100, 40, 100, 0.9, f % 4 > 0, true));
        }
        assertThat(judged(2, everySecond)).hasSize(31).allMatch(it -> Math.abs(it.x() - 10 * it.frame()) < 1e-9);
    }

    @Test
    void whoIsBelievedLaterIsShownFromTheFirstBoxAndWhoIsFoundTooSeldomNever() {
        List<LookAhead.Row> rows = new ArrayList<>();
        for (int f = 1; f <= 30; f++) {
            rows.add(row(f, 7, 10 * f, f >= 4));
            if (f == 3 || f == 4) {
                rows.add(row(f, 8, 500, true));
            }
            rows.add(row(f, 9, 800, false));
        }
        List<LookAhead.Row> out = judged(1, rows);
        assertThat(out).hasSize(30).allMatch(it -> it.id() == 1);
        assertThat(out.getFirst().frame()).isEqualTo(1);
    }

    @Test
    void nothingIsHeldLongerThanTheDelay() {
        LookAhead ahead = new LookAhead(SETTINGS, 0.5);
        LookAheadState state = new LookAheadState();
        for (int f = 1; f <= 30; f++) {
            int now = f;
            List<LookAhead.Row> out = new ArrayList<>();
            ahead.on(state, List.of(row(f, 1, f, true)), out::add);
            assertThat(out).allMatch(it -> it.frame() == now - 5).hasSize(f > 5 ? 1 : 0);
        }
    }

    @Property(tries = 30)
    void savedAndRestoredItGoesOnAsIfNothingHadHappened(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 1, max = 59) int cut) {
        SplittableRandom random = new SplittableRandom(seed);
        LookAhead ahead = new LookAhead(SETTINGS, 1);
        LookAheadState one = new LookAheadState();
        LookAheadState other = new LookAheadState();
        List<LookAhead.Row> whole = new ArrayList<>();
        List<LookAhead.Row> broken = new ArrayList<>();
        for (int f = 1; f <= 60; f++) {
            List<LookAhead.Row> rows = new ArrayList<>();
            for (int id = 1; id <= 6; id++) {
                if (random.nextInt(10) > 1 && f > 5 * id) {
                    rows.add(row(f, id, 100 * id + f, random.nextInt(4) == 0));
                }
            }
            ahead.on(one, rows, whole::add);
            ahead.on(other, rows, broken::add);
            if (f == cut) {
                other = LookAheadState.restore(other.snapshot());
            }
        }
        ahead.finish(one, whole::add);
        ahead.finish(other, broken::add);
        assertThat(broken).isEqualTo(whole).isNotEmpty();
    }

    @Test
    void bytesThatAreNoStateAndDelaysThatAreNoneAreRefused() {
        LookAheadState state = new LookAheadState();
        new LookAhead(SETTINGS, 1).on(state, List.of(row(1, 1, 1, true)), it -> {});
        byte[] good = state.snapshot();
        assertThatThrownBy(() -> LookAheadState.restore(new byte[3])).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> LookAheadState.restore(Arrays.copyOf(good, good.length - 1)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> LookAheadState.restore(Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new LookAhead(SETTINGS, -1)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new LookAhead(SETTINGS, Double.NaN)).isInstanceOf(Refusal.class);
    }

    @Test
    void behindATrackerWhoIsMissedForAMomentHasABoxInEveryFrame() {
        MotRows detections = new MotRows(0);
        for (int f = 1; f <= 60; f++) {
            if (f % 9 > 1) {
                detections.add(f, -1, 100 + 8 * f, 200, 50, 120, 0.9f, -1);
            }
        }
        MotRows online = SequenceTracker.tracks(detections, SETTINGS);
        MotRows later = SequenceTracker.tracks(detections, SETTINGS, 1);
        assertThat(online.size()).isLessThan(49);
        assertThat(Arrays.stream(later.frame(), 0, later.size()).distinct().count())
                .isEqualTo(later.size())
                .isEqualTo(59);
    }
}
