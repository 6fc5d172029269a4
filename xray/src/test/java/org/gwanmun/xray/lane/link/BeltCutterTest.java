package org.gwanmun.xray.lane.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.gwanmun.xray.lane.ParcelFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeltCutterTest {
    /** A box on the belt. */
    private record Box(long start_mm, int length_mm, float height_mm, float from_mm, float to_mm, String code) {
        long end_mm() {
            return start_mm + length_mm;
        }
    }

    private final BeltCutter cutter = new BeltCutter();

    @Test
    void parcelsWithBeltBetweenThemAreCutAtTheirEdges() {
        List<Cut.Whole> cut = run(List.of(
                new Box(100, 220, 80, -80, 80, "A"),
                new Box(350, 300, 120, -100, 90, "B"),
                new Box(900, 40, 5, 0, 60, "C")));
        assertThat(cut).extracting(Cut.Whole::start_mm).containsExactly(100L, 350L, 900L);
        assertThat(cut).extracting(Cut.Whole::end_mm).containsExactly(320L, 650L, 940L);
        assertThat(cut).extracting(Cut.Whole::codes).containsExactly(List.of("A"), List.of("B"), List.of("C"));
        assertThat(cut).extracting(Cut.Whole::flags).containsOnly(Set.of());
        assertThat(cut.get(1).height_mm().orElseThrow()).isEqualTo(120);
        assertThat(cut.get(1).width_mm().orElseThrow()).isEqualTo(190);
        assertThat(cut.get(1).mass_g()).isEqualTo(OptionalDouble.of(300));
    }

    @Test
    void touchingParcelsAreSplitWhereTheirOutlineJumps() {
        List<Cut.Whole> cut = run(List.of(
                new Box(100, 200, 80, -80, 80, "A"),
                new Box(300, 150, 110, -60, 100, "B"),
                new Box(450, 260, 60, -90, 60, "C")));
        assertThat(cut).hasSize(3);
        assertThat((double) cut.get(0).end_mm()).isCloseTo(300, within(3.0));
        assertThat((double) cut.get(1).end_mm()).isCloseTo(450, within(3.0));
        assertThat(cut).extracting(Cut.Whole::codes).containsExactly(List.of("A"), List.of("B"), List.of("C"));
        assertThat(cut).allMatch(whole -> whole.flags().equals(Set.of(ParcelFlag.TOUCHING_SPLIT)));
        // The scales had all three on them at once, or could have: no one knows which gram is whose.
        assertThat(cut.get(0).start_mm()).isEqualTo(100);
        assertThat(cut.get(2).end_mm()).isEqualTo(710);
    }

    /** The same height, the same width, edge to edge: only two labels and two walls back to back tell. */
    @Test
    void twinsThatTouchAreSplitByTheirLabelsAtTheDoubleWall() {
        List<Cut.Whole> cut = run(List.of(new Box(100, 200, 80, -80, 80, "A"), new Box(300, 200, 80, -80, 80, "B")));
        assertThat(cut).hasSize(2);
        assertThat((double) cut.get(0).end_mm()).isCloseTo(300, within(3.0));
        assertThat(cut).extracting(Cut.Whole::codes).containsExactly(List.of("A"), List.of("B"));
    }

    @Test
    void touchingParcelsWithoutLabelsAreSplitByTheirOutlineAlone() {
        List<Cut.Whole> cut = run(List.of(new Box(100, 200, 80, -80, 80, ""), new Box(300, 150, 130, -60, 100, "")));
        assertThat(cut).hasSize(2);
        assertThat((double) cut.get(0).end_mm()).isCloseTo(300, within(3.0));
        assertThat(cut).allMatch(whole -> whole.flags().contains(ParcelFlag.TOUCHING_SPLIT));
    }

    /** Two soaps in a bag of thin film: the beam sees two things, the light curtain one. */
    @Test
    void aParcelInPiecesIsJoinedByTheLightCurtain() {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        feed(state, cut, new BeltEvent.Curtain(100, 200, 30, -50, 50));
        for (long mm = 0; mm < 400; mm++) {
            boolean soap = (mm >= 110 && mm < 160) || (mm >= 220 && mm < 280);
            feed(state, cut, new BeltEvent.Step(mm, soap ? -30 : 0, soap ? 30 : 0, soap ? 0.4f : 0));
        }
        assertThat(cut).hasSize(1);
        assertThat(cut.getFirst().start_mm()).isEqualTo(100);
        assertThat(cut.getFirst().end_mm()).isEqualTo(300);
        assertThat(cut.getFirst().flags()).containsExactly(ParcelFlag.JOINED);
    }

    @Test
    void aLetterThatTheCurtainOverlooksIsFoundByTheBeamAndDirtIsNot() {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        for (long mm = 0; mm < 400; mm++) {
            boolean letter = mm >= 100 && mm < 260;
            boolean dirt = mm >= 300 && mm < 302;
            feed(state, cut, new BeltEvent.Step(mm, 0, letter || dirt ? 110 : 0, letter ? 0.01f : 0));
        }
        assertThat(cut).extracting(Cut.Whole::end_mm).containsExactly(260L);
    }

    @Test
    void aBeltThatStopsReversesAndStartsAgainMakesEveryParcelOnce() {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        List<Box> boxes = List.of(new Box(100, 200, 80, -80, 80, "A"), new Box(350, 200, 80, -80, 80, "B"));
        devices(boxes).forEach(event -> feed(state, cut, event));
        steps(boxes, 0, 420).forEach(event -> feed(state, cut, event));
        assertThat(cut).hasSize(1);
        feed(state, cut, new BeltEvent.Stopped(420));
        feed(state, cut, new BeltEvent.Reversed(200)); // back into the parcel that has been delivered
        steps(boxes, 200, 700).forEach(event -> feed(state, cut, event));
        assertThat(cut).extracting(Cut.Whole::start_mm).containsExactly(100L, 350L);
        assertThat(cut.get(1).end_mm()).isEqualTo(550);
        assertThat(cut.get(1).flags()).containsExactlyInAnyOrder(ParcelFlag.BELT_STOPPED, ParcelFlag.BELT_REVERSED);
    }

    @Test
    void aHundredThousandLinesWithoutAnEndAreCutAndTheReaderIsTold() {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        for (long mm = 0; mm < 100_000; mm++) {
            feed(state, cut, new BeltEvent.Step(mm, -50, 50, 0.3f));
        }
        assertThat(cut).hasSize(33);
        assertThat(cut)
                .allMatch(whole -> whole.end_mm() - whole.start_mm() == BeltCutter.LONGEST_MM
                        && whole.flags().containsAll(Set.of(ParcelFlag.TOO_LONG, ParcelFlag.INCOMPLETE)));
    }

    @Test
    void aCounterThatLeapsIsTakenInItsStride() {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        feed(state, cut, new BeltEvent.Step(10, 0, 0, 0));
        for (long mm = 1L << 50; mm < (1L << 50) + 200; mm++) {
            boolean box = mm - (1L << 50) > 20 && mm - (1L << 50) < 100;
            feed(state, cut, new BeltEvent.Step(mm, 0, box ? 90 : 0, box ? 0.2f : 0));
        }
        assertThat(cut).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyLabelledParcelIsCutOnceWhateverTheGapsAndWhateverIsSentAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Box> boxes = new ArrayList<>();
        long place = 50;
        for (int i = 0; i < 60; i++) {
            int length = 90 + random.nextInt(400);
            boxes.add(new Box(
                    place,
                    length,
                    20 + random.nextInt(200),
                    -50 - random.nextInt(100),
                    50 + random.nextInt(100),
                    "P" + i));
            place += length + (random.nextInt(3) == 0 ? 0 : 10 + random.nextInt(300));
        }
        List<BeltEvent> events = inOrder(boxes, place + 100);
        List<Cut.Whole> straight = new ArrayList<>();
        BeltCutter.State state = new BeltCutter.State(0);
        events.forEach(event -> feed(state, straight, event));
        assertThat(straight)
                .extracting(Cut.Whole::codes)
                .containsExactlyElementsOf(
                        boxes.stream().map(box -> List.of(box.code())).toList());
        for (int i = 0; i < boxes.size(); i++) {
            assertThat((double) straight.get(i).start_mm())
                    .as("start of " + boxes.get(i))
                    .isCloseTo((double) boxes.get(i).start_mm(), within(4.0));
        }

        // Interrupted anywhere: the machine starts again from what is stored, and everything comes out the same.
        List<Cut.Whole> broken = new ArrayList<>();
        BeltCutter.State current = new BeltCutter.State(0);
        for (BeltEvent event : events) {
            feed(current, broken, event);
            if (random.nextInt(3000) == 0) {
                BeltCutter.State fresh = new BeltCutter.State(current.cut_mm());
                for (BeltEvent again : events) {
                    if (again == event) {
                        break;
                    }
                    feed(fresh, broken, again);
                }
                feed(fresh, broken, event);
                current = fresh;
            } else if (random.nextInt(2000) == 0) {
                current = BeltCutter.State.restore(current.snapshot());
            }
        }
        assertThat(broken).isEqualTo(straight);
    }

    // --- a belt to try
    // ---------------------------------------------------------------------------------------------------

    private List<Cut.Whole> run(List<Box> boxes) {
        BeltCutter.State state = new BeltCutter.State(0);
        List<Cut.Whole> cut = new ArrayList<>();
        inOrder(boxes, boxes.getLast().end_mm() + 50).forEach(event -> feed(state, cut, event));
        return cut;
    }

    /** As a belt has it: the devices stand half a metre before the beam. */
    private static List<BeltEvent> inOrder(List<Box> boxes, long end_mm) {
        List<BeltEvent> devices = devices(boxes);
        List<BeltEvent> all = new ArrayList<>();
        int seen = 0;
        for (BeltEvent step : steps(boxes, 0, end_mm)) {
            long ahead = ((BeltEvent.Step) step).place_mm() + 500;
            while (seen < devices.size() && place(devices.get(seen)) <= ahead) {
                all.add(devices.get(seen++));
            }
            all.add(step);
        }
        return all;
    }

    private static long place(BeltEvent event) {
        return switch (event) {
            case BeltEvent.Step step -> step.place_mm();
            case BeltEvent.Curtain curtain -> curtain.place_mm() + curtain.length_mm();
            case BeltEvent.Code code -> code.place_mm();
            case BeltEvent.Weight weight -> weight.place_mm();
            case BeltEvent.Stopped stopped -> stopped.place_mm();
            case BeltEvent.Reversed reversed -> reversed.place_mm();
        };
    }

    private static List<BeltEvent> devices(List<Box> boxes) {
        List<BeltEvent> events = new ArrayList<>();
        for (Box box : boxes) {
            if (!box.code().isEmpty()) {
                events.add(new BeltEvent.Code(box.start_mm() + box.length_mm() / 3, box.code()));
            }
            events.add(new BeltEvent.Weight(box.start_mm() + box.length_mm() / 2, box.length_mm()));
            for (int mm = 0; mm < box.length_mm(); mm += 5) {
                int length = Math.min(5, box.length_mm() - mm);
                events.add(new BeltEvent.Curtain(
                        box.start_mm() + mm, length, box.height_mm(), box.from_mm(), box.to_mm()));
            }
        }
        return events;
    }

    private static List<BeltEvent> steps(List<Box> boxes, long from_mm, long to_mm) {
        List<BeltEvent> events = new ArrayList<>();
        for (long mm = from_mm; mm < to_mm; mm++) {
            long at = mm;
            Box box = boxes.stream()
                    .filter(b -> at >= b.start_mm() && at < b.end_mm())
                    .findFirst()
                    .orElse(null);
            if (box == null) {
                events.add(new BeltEvent.Step(mm, 0, 0, 0));
            } else {
                boolean wall = mm - box.start_mm() < 3 || box.end_mm() - mm <= 3;
                events.add(new BeltEvent.Step(mm, box.from_mm(), box.to_mm(), wall ? 0.5f : 0.2f));
            }
        }
        return events;
    }

    private void feed(BeltCutter.State state, List<Cut.Whole> into, BeltEvent event) {
        cutter.on(state, event, output -> {
            if (output instanceof Cut.Whole whole) {
                into.add(whole);
            }
        });
    }
}
