package org.gwanmun.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.gwanmun.store.Tables.Event;
import org.gwanmun.store.Tables.GivenJudgement;
import org.gwanmun.store.Tables.Opened;
import org.gwanmun.store.Tables.OpenedItem;
import org.gwanmun.store.Tables.OpenedPhoto;
import org.gwanmun.store.Tables.Parcel;
import org.gwanmun.store.Tables.ParcelMark;
import org.gwanmun.store.Tables.ParcelView;
import org.gwanmun.store.Tables.ReadingState;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.Diversion.Gate;
import org.gwanmun.xray.lane.Hold;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.Mark;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.Measured;
import org.gwanmun.xray.lane.Opening;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.Reading;
import org.gwanmun.xray.lane.ReadingEvent;
import org.gwanmun.xray.lane.ReadingFact;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingOutcome;
import org.gwanmun.xray.lane.ReadingOutcome.Obstacle;
import org.gwanmun.xray.lane.ReadingStore;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Stage;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Parcels, and how their readings stand: tables {@code parcel}, {@code reading}, {@code judgement} and what hangs on them. */
final class JooqReadingStore implements ReadingStore {
    private static final Condition QUEUED = ReadingState.STAGE.in(Stage.WAITING.word(), Stage.SECOND_OPINION.word());

    private final DSLContext dsl;

    JooqReadingStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public boolean arrive(LaneParcel parcel) {
        try {
            dsl.transaction(configuration -> insert(DSL.using(configuration), parcel));
            return true;
        } catch (IntegrityConstraintViolationException e) {
            boolean known = dsl.fetchExists(
                    Parcel.TABLE,
                    Parcel.ID
                            .eq(parcel.id())
                            .or(Parcel.LANE
                                    .eq(parcel.passage().lane())
                                    .and(Parcel.START_MM.eq(parcel.passage().start_mm()))));
            if (known) {
                return false;
            }
            throw e;
        }
    }

    private static void insert(DSLContext transaction, LaneParcel parcel) {
        Optional<Declaration> declaration = parcel.declaration();
        transaction
                .insertInto(Parcel.TABLE)
                .set(Parcel.ID, parcel.id())
                .set(Parcel.SCANNER, parcel.passage().scanner())
                .set(Parcel.LANE, parcel.passage().lane())
                .set(Parcel.START_MM, parcel.passage().start_mm())
                .set(Parcel.END_MM, parcel.passage().end_mm())
                .set(Parcel.ARRIVED_AT, parcel.passage().arrived())
                .set(
                        Parcel.BARCODE,
                        parcel.identity().barcode().map(Barcode::text).orElse(null))
                .set(Parcel.SENDER, parcel.identity().sender().orElse(null))
                .set(Parcel.RESCAN_OF, parcel.identity().rescanOf().orElse(null))
                .set(Parcel.DECLARED, declaration.isPresent())
                .set(Parcel.ITEM_KO, declaration.map(Declaration::itemKo).orElse(null))
                .set(Parcel.ITEM_EN, declaration.map(Declaration::itemEn).orElse(null))
                .set(
                        Parcel.DECLARED_MASS_G,
                        declaration.map(d -> boxed(d.mass_g())).orElse(null))
                .set(
                        Parcel.DECLARED_VALUE_USD,
                        declaration.map(d -> boxed(d.value_usd())).orElse(null))
                .set(Parcel.WEIGHED_G, boxed(parcel.measured().mass_g()))
                .set(Parcel.LENGTH_MM, boxed(parcel.measured().length_mm()))
                .set(Parcel.WIDTH_MM, boxed(parcel.measured().width_mm()))
                .set(Parcel.HEIGHT_MM, boxed(parcel.measured().height_mm()))
                .set(Parcel.MASS_G, boxed(parcel.mass().mass_g()))
                .set(Parcel.MASS_LOW_G, boxed(parcel.mass().low_g()))
                .set(Parcel.MASS_HIGH_G, boxed(parcel.mass().high_g()))
                .set(Parcel.FLAGS, flags(parcel.flags()))
                .set(Parcel.SCAN_FOLDER, parcel.scanFolder())
                .execute();
        int place = 0;
        for (LaneView view : parcel.views()) {
            transaction
                    .insertInto(ParcelView.TABLE)
                    .set(ParcelView.PARCEL_ID, parcel.id())
                    .set(ParcelView.PLACE, place)
                    .set(ParcelView.NAME, view.name())
                    .set(ParcelView.LINES, view.lines())
                    .set(ParcelView.PIXELS, view.pixels())
                    .set(ParcelView.LINE_PITCH_MM, view.linePitch_mm())
                    .set(ParcelView.PIXEL_PITCH_MM, view.pixelPitch_mm())
                    .execute();
            place++;
        }
        transaction
                .insertInto(ReadingState.TABLE)
                .set(ReadingState.PARCEL_ID, parcel.id())
                .set(ReadingState.STAGE, Reading.ARRIVED.stage().word())
                .set(ReadingState.ROUND, Reading.ARRIVED.round())
                .execute();
    }

    // --- questions
    // -----------------------------------------------------------------------------------------------------

    @Override
    public List<ReadingItem> newest(int limit) {
        return items(dsl, DSL.noCondition(), Parcel.ARRIVAL.desc(), limit).reversed();
    }

    @Override
    public Optional<ReadingItem> findParcel(String id) {
        return findParcel(dsl, id);
    }

    private static Optional<ReadingItem> findParcel(DSLContext dsl, String id) {
        return items(dsl, Parcel.ID.eq(id), Parcel.ARRIVAL.asc(), 1).stream().findFirst();
    }

    @Override
    public List<ReadingItem> heldBy(String officer) {
        return items(
                dsl,
                ReadingState.STAGE.eq(Stage.HELD.word()).and(ReadingState.HOLDER.eq(officer)),
                Parcel.ARRIVAL.asc(),
                100);
    }

    @Override
    public List<ReadingItem> undiverted(String lane, int limit) {
        return items(dsl, Parcel.LANE.eq(lane).and(ReadingState.CONFIRMED_GATE.isNull()), Parcel.ARRIVAL.asc(), limit);
    }

    @Override
    public List<ReadingItem> atTable(int limit) {
        Field<String> gate = DSL.coalesce(ReadingState.CONFIRMED_GATE, ReadingState.GATE);
        return items(
                dsl,
                ReadingState.STAGE.eq(Stage.DIVERTED.word()).and(gate.eq(Gate.INSPECT.word())),
                Parcel.ARRIVAL.asc(),
                limit);
    }

    @Override
    public List<ReadingItem> judgedBy(String officer, int limit) {
        return items(dsl, GivenJudgement.OFFICER.eq(officer), GivenJudgement.JUDGED_AT.desc(), limit);
    }

    @Override
    public List<ReadingItem> ofSender(String sender, int limit) {
        return items(dsl, Parcel.SENDER.eq(sender), Parcel.ARRIVAL.desc(), limit);
    }

    @Override
    public Optional<ReadingItem> withBarcode(Barcode barcode) {
        return items(dsl, Parcel.BARCODE.eq(barcode.text()), Parcel.ARRIVAL.desc(), 1).stream()
                .findFirst();
    }

    @Override
    public List<String> takeable(String officer, List<String> lanes, Instant now, int limit) {
        Condition inLanes = lanes.isEmpty() ? DSL.noCondition() : Parcel.LANE.in(lanes);
        Condition forgotten = ReadingState.STAGE
                .eq(Stage.HELD.word())
                .and(ReadingState.HELD_UNTIL.le(now))
                .and(ReadingState.HOLDER.ne(officer));
        Condition notOwnSecond = ReadingState.FIRST_READER.isNull().or(ReadingState.FIRST_READER.ne(officer));
        return dsl.select(Parcel.ID)
                .from(Parcel.TABLE)
                .join(ReadingState.TABLE)
                .on(ReadingState.PARCEL_ID.eq(Parcel.ID))
                .where(QUEUED.or(forgotten), notOwnSecond, inLanes)
                .orderBy(Parcel.ARRIVAL)
                .limit(limit)
                .fetch(Parcel.ID);
    }

    @Override
    public long arrivals() {
        return dsl.fetchCount(Parcel.TABLE);
    }

    @Override
    public long arrivals(String lane) {
        return dsl.fetchCount(Parcel.TABLE, Parcel.LANE.eq(lane));
    }

    @Override
    public long waiting() {
        return dsl.fetchCount(ReadingState.TABLE, QUEUED);
    }

    @Override
    public Map<String, Long> waitingByLane() {
        Field<Integer> count = DSL.count();
        Map<String, Long> waiting = new HashMap<>();
        dsl.select(Parcel.LANE, count)
                .from(Parcel.TABLE)
                .join(ReadingState.TABLE)
                .on(ReadingState.PARCEL_ID.eq(Parcel.ID))
                .where(QUEUED)
                .groupBy(Parcel.LANE)
                .forEach(row -> waiting.put(row.value1(), row.value2().longValue()));
        return waiting;
    }

    @Override
    public Optional<Long> belt_mm(String lane) {
        return Optional.ofNullable(dsl.select(DSL.max(Parcel.END_MM))
                .from(Parcel.TABLE)
                .where(Parcel.LANE.eq(lane))
                .fetchOne(0, Long.class));
    }

    @Override
    public List<ReadingFact> facts(Instant from, Instant to, int limit) {
        Field<Boolean> found = DSL.field(DSL.select(Opened.FOUND)
                .from(Opened.TABLE)
                .where(Opened.PARCEL_ID.eq(Parcel.ID))
                .orderBy(Opened.VERSION.desc())
                .limit(1));
        return dsl.select(Parcel.ID, Parcel.LANE, Parcel.ARRIVED_AT)
                .select(ReadingState.ALL)
                .select(GivenJudgement.ALL)
                .select(found.as("found"))
                .from(Parcel.TABLE)
                .join(ReadingState.TABLE)
                .on(ReadingState.PARCEL_ID.eq(Parcel.ID))
                .leftJoin(GivenJudgement.TABLE)
                .on(GivenJudgement.PARCEL_ID.eq(Parcel.ID).and(GivenJudgement.ROUND.eq(ReadingState.ROUND)))
                .where(Parcel.ARRIVED_AT.ge(from), Parcel.ARRIVED_AT.lt(to))
                .orderBy(Parcel.ARRIVAL)
                .limit(limit)
                .fetch(row -> new ReadingFact(
                        row.get(Parcel.LANE),
                        row.get(Parcel.ARRIVED_AT),
                        judgement(row),
                        row.get(ReadingState.ROUND),
                        row.get(ReadingState.FIRST_READER) != null,
                        diversion(row),
                        Optional.ofNullable(row.get("found", Boolean.class))));
    }

    private static SelectOnConditionStep<Record> joined(DSLContext dsl) {
        return dsl.select(Parcel.ALL)
                .select(ReadingState.ALL)
                .select(GivenJudgement.ALL)
                .from(Parcel.TABLE)
                .join(ReadingState.TABLE)
                .on(ReadingState.PARCEL_ID.eq(Parcel.ID))
                .leftJoin(GivenJudgement.TABLE)
                .on(GivenJudgement.PARCEL_ID.eq(Parcel.ID).and(GivenJudgement.ROUND.eq(ReadingState.ROUND)));
    }

    /** A parcel and its views are written together, so two readings cannot tear them apart. */
    private static List<ReadingItem> items(DSLContext dsl, Condition condition, OrderField<?> order, int limit) {
        List<Record> rows =
                joined(dsl).where(condition).orderBy(order).limit(limit).fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(row -> row.get(Parcel.ID)).toList();
        Map<String, List<LaneView>> views = dsl.select(ParcelView.ALL)
                .from(ParcelView.TABLE)
                .where(ParcelView.PARCEL_ID.in(ids))
                .orderBy(ParcelView.PARCEL_ID, ParcelView.PLACE)
                .fetchGroups(ParcelView.PARCEL_ID, JooqReadingStore::view);
        List<ReadingItem> items = new ArrayList<>();
        for (Record row : rows) {
            String id = row.get(Parcel.ID);
            Stage stage = stage(row);
            Optional<Opening> opening = stage == Stage.OPENED ? opening(dsl, id) : Optional.empty();
            items.add(new ReadingItem(parcel(row, views.getOrDefault(id, List.of())), reading(row, stage, opening)));
        }
        return items;
    }

    // --- a step of a reading
    // --------------------------------------------------------------------------------------------

    @Override
    public ReadingOutcome change(String parcelId, Optional<String> requestId, Function<ReadingItem, Step> rule) {
        try {
            return dsl.transactionResult(configuration -> change(DSL.using(configuration), parcelId, requestId, rule));
        } catch (IntegrityConstraintViolationException sameRequestAtOnce) {
            // Two copies of one request met; by now the other has been committed, and this one finds it.
            return dsl.transactionResult(configuration -> change(DSL.using(configuration), parcelId, requestId, rule));
        }
    }

    private static ReadingOutcome change(
            DSLContext transaction, String parcelId, Optional<String> requestId, Function<ReadingItem, Step> rule) {
        // Whoever holds this row decides alone: what is read below cannot change before the commit.
        boolean there = transaction
                .select(ReadingState.PARCEL_ID)
                .from(ReadingState.TABLE)
                .where(ReadingState.PARCEL_ID.eq(parcelId))
                .forUpdate()
                .fetchOptional()
                .isPresent();
        if (!there) {
            return new ReadingOutcome.NoSuchParcel(parcelId);
        }
        ReadingItem item = findParcel(transaction, parcelId).orElseThrow();
        Optional<String> asked = requestId.flatMap(id -> transaction
                .select(Event.PARCEL_ID)
                .from(Event.TABLE)
                .where(Event.REQUEST_ID.eq(id))
                .fetchOptional(Event.PARCEL_ID));
        if (asked.isPresent()) {
            return asked.get().equals(parcelId)
                    ? new ReadingOutcome.Done(item)
                    : new ReadingOutcome.NotAllowed(Obstacle.REQUEST_REUSED);
        }
        Step step = rule.apply(item);
        step.change().ifPresent(change -> {
            write(transaction, item, change);
            change.fact().ifPresent(fact -> {
                var unused = JooqAuditLog.append(transaction, JooqAuditLog.lockedHead(transaction), fact);
            });
        });
        return step.outcome();
    }

    private static void write(DSLContext transaction, ReadingItem item, Change change) {
        String id = item.parcel().id();
        Reading after = change.after();
        transaction
                .update(ReadingState.TABLE)
                .set(ReadingState.STAGE, after.stage().word())
                .set(ReadingState.ROUND, after.round())
                .set(ReadingState.HOLDER, after.hold().map(Hold::officer).orElse(null))
                .set(ReadingState.HELD_UNTIL, after.hold().map(Hold::until).orElse(null))
                .set(ReadingState.FIRST_READER, after.firstReader().orElse(null))
                .set(ReadingState.RECALL_UNTIL, after.recallUntil().orElse(null))
                .set(
                        ReadingState.GATE,
                        after.diversion().map(sent -> sent.gate().word()).orElse(null))
                .set(
                        ReadingState.GATE_WHY,
                        after.diversion().map(sent -> sent.why().word()).orElse(null))
                .set(
                        ReadingState.DIVERTED_AT,
                        after.diversion().map(Diversion::at).orElse(null))
                .set(
                        ReadingState.CONFIRMED_GATE,
                        after.diversion()
                                .flatMap(Diversion::confirmed)
                                .map(Gate::word)
                                .orElse(null))
                .where(ReadingState.PARCEL_ID.eq(id))
                .execute();
        if (!after.judgement().equals(item.reading().judgement())) {
            after.judgement().ifPresent(given -> insert(transaction, given));
        }
        if (!after.opening().equals(item.reading().opening())) {
            after.opening().ifPresent(opening -> insert(transaction, id, opening));
        }
        change.event().ifPresent(event -> insert(transaction, id, event));
    }

    private static void insert(DSLContext transaction, String id, ReadingEvent event) {
        transaction
                .insertInto(Event.TABLE)
                .set(Event.PARCEL_ID, id)
                .set(Event.KIND, event.kind().word())
                .set(Event.ROUND, event.round())
                .set(Event.ACTOR, event.actor())
                .set(Event.HAPPENED_AT, event.at())
                .set(Event.REQUEST_ID, event.requestId().orElse(null))
                .execute();
    }

    private static void insert(DSLContext transaction, Judgement judgement) {
        transaction
                .insertInto(GivenJudgement.TABLE)
                .set(GivenJudgement.PARCEL_ID, judgement.parcelId())
                .set(GivenJudgement.ROUND, judgement.round())
                .set(GivenJudgement.VERDICT, judgement.verdict().name().toLowerCase(Locale.ROOT))
                .set(GivenJudgement.REASON, judgement.reason().map(Reason::code).orElse(null))
                .set(GivenJudgement.OFFICER, judgement.officer())
                .set(GivenJudgement.JUDGED_AT, judgement.at())
                .set(GivenJudgement.SHOWN_MS, judgement.shown().toMillis())
                .execute();
    }

    private static void insert(DSLContext transaction, String id, Opening opening) {
        int version = 1 + transaction.fetchCount(Opened.TABLE, Opened.PARCEL_ID.eq(id));
        transaction
                .insertInto(Opened.TABLE)
                .set(Opened.PARCEL_ID, id)
                .set(Opened.VERSION, version)
                .set(Opened.FOUND, opening.found())
                .set(Opened.NOTE, opening.note())
                .set(Opened.OFFICER, opening.officer())
                .set(Opened.OPENED_AT, opening.at())
                .execute();
        int place = 0;
        for (Opening.Item item : opening.items()) {
            transaction
                    .insertInto(OpenedItem.TABLE)
                    .set(OpenedItem.PARCEL_ID, id)
                    .set(OpenedItem.VERSION, version)
                    .set(OpenedItem.PLACE, place++)
                    .set(OpenedItem.THREAT, item.threat())
                    .set(OpenedItem.NAME, item.name())
                    .set(OpenedItem.MASS_G, boxed(item.mass_g()))
                    .set(OpenedItem.WHERE_FOUND, item.place())
                    .execute();
        }
        place = 0;
        for (String photo : opening.photos()) {
            transaction
                    .insertInto(OpenedPhoto.TABLE)
                    .set(OpenedPhoto.PARCEL_ID, id)
                    .set(OpenedPhoto.VERSION, version)
                    .set(OpenedPhoto.PLACE, place++)
                    .set(OpenedPhoto.SHA256, photo)
                    .execute();
        }
    }

    @Override
    public List<Mark> marks(String parcelId) {
        return dsl.selectFrom(ParcelMark.TABLE)
                .where(ParcelMark.PARCEL_ID.eq(parcelId))
                .orderBy(ParcelMark.PLACE)
                .fetch(row -> new Mark(
                        row.get(ParcelMark.VIEW),
                        row.get(ParcelMark.COL0),
                        row.get(ParcelMark.ROW0),
                        row.get(ParcelMark.COL1),
                        row.get(ParcelMark.ROW1),
                        row.get(ParcelMark.NOTE)));
    }

    @Override
    public void mark(String parcelId, List<Mark> marks) {
        dsl.transaction(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            var unused = transaction
                    .select(ReadingState.PARCEL_ID)
                    .from(ReadingState.TABLE)
                    .where(ReadingState.PARCEL_ID.eq(parcelId))
                    .forUpdate()
                    .fetch();
            transaction
                    .deleteFrom(ParcelMark.TABLE)
                    .where(ParcelMark.PARCEL_ID.eq(parcelId))
                    .execute();
            int place = 0;
            for (Mark mark : marks) {
                transaction
                        .insertInto(ParcelMark.TABLE)
                        .set(ParcelMark.PARCEL_ID, parcelId)
                        .set(ParcelMark.PLACE, place++)
                        .set(ParcelMark.VIEW, mark.view())
                        .set(ParcelMark.COL0, mark.col0())
                        .set(ParcelMark.ROW0, mark.row0())
                        .set(ParcelMark.COL1, mark.col1())
                        .set(ParcelMark.ROW1, mark.row1())
                        .set(ParcelMark.NOTE, mark.note())
                        .execute();
            }
        });
    }

    // --- rows to records
    // -------------------------------------------------------------------------------------------------

    private static LaneParcel parcel(Record row, List<LaneView> views) {
        Optional<Declaration> declaration = row.get(Parcel.DECLARED)
                ? Optional.of(new Declaration(
                        row.get(Parcel.ITEM_KO),
                        row.get(Parcel.ITEM_EN),
                        optional(row, Parcel.DECLARED_MASS_G),
                        optional(row, Parcel.DECLARED_VALUE_USD)))
                : Optional.empty();
        return new LaneParcel(
                row.get(Parcel.ID),
                new LaneParcel.Passage(
                        row.get(Parcel.LANE),
                        row.get(Parcel.SCANNER),
                        row.get(Parcel.START_MM),
                        row.get(Parcel.END_MM),
                        row.get(Parcel.ARRIVED_AT)),
                new LaneParcel.Identity(
                        Optional.ofNullable(row.get(Parcel.BARCODE)).map(Barcode::new),
                        Optional.ofNullable(row.get(Parcel.SENDER)),
                        Optional.ofNullable(row.get(Parcel.RESCAN_OF))),
                declaration,
                new Measured(
                        optional(row, Parcel.WEIGHED_G),
                        optional(row, Parcel.LENGTH_MM),
                        optional(row, Parcel.WIDTH_MM),
                        optional(row, Parcel.HEIGHT_MM)),
                new MassEstimate(
                        optional(row, Parcel.MASS_G),
                        optional(row, Parcel.MASS_LOW_G),
                        optional(row, Parcel.MASS_HIGH_G)),
                flags(row.get(Parcel.FLAGS)),
                views,
                row.get(Parcel.SCAN_FOLDER));
    }

    private static LaneView view(Record row) {
        return new LaneView(
                row.get(ParcelView.NAME),
                row.get(ParcelView.LINES),
                row.get(ParcelView.PIXELS),
                row.get(ParcelView.LINE_PITCH_MM),
                row.get(ParcelView.PIXEL_PITCH_MM));
    }

    private static Stage stage(Record row) {
        return Stage.valueOf(row.get(ReadingState.STAGE).toUpperCase(Locale.ROOT));
    }

    private static Reading reading(Record row, Stage stage, Optional<Opening> opening) {
        return new Reading(
                stage,
                row.get(ReadingState.ROUND),
                Optional.ofNullable(row.get(ReadingState.HOLDER))
                        .map(officer -> new Hold(officer, row.get(ReadingState.HELD_UNTIL))),
                Optional.ofNullable(row.get(ReadingState.FIRST_READER)),
                judgement(row),
                Optional.ofNullable(row.get(ReadingState.RECALL_UNTIL)),
                diversion(row),
                opening);
    }

    private static Optional<Judgement> judgement(Record row) {
        return Optional.ofNullable(row.get(GivenJudgement.VERDICT))
                .map(verdict -> new Judgement(
                        row.get(Parcel.ID),
                        row.get(ReadingState.ROUND),
                        Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.get(GivenJudgement.REASON)).flatMap(Reason::findByCode),
                        row.get(GivenJudgement.OFFICER),
                        row.get(GivenJudgement.JUDGED_AT),
                        Duration.ofMillis(row.get(GivenJudgement.SHOWN_MS))));
    }

    private static Optional<Diversion> diversion(Record row) {
        return Optional.ofNullable(row.get(ReadingState.GATE))
                .map(gate -> new Diversion(
                        gate(gate),
                        Diversion.Why.valueOf(row.get(ReadingState.GATE_WHY).toUpperCase(Locale.ROOT)),
                        row.get(ReadingState.DIVERTED_AT),
                        Optional.ofNullable(row.get(ReadingState.CONFIRMED_GATE))
                                .map(JooqReadingStore::gate)));
    }

    private static Gate gate(String word) {
        return Gate.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Optional<Opening> opening(DSLContext dsl, String id) {
        return dsl.select(Opened.VERSION, Opened.FOUND, Opened.NOTE, Opened.OFFICER, Opened.OPENED_AT)
                .from(Opened.TABLE)
                .where(Opened.PARCEL_ID.eq(id))
                .orderBy(Opened.VERSION.desc())
                .limit(1)
                .fetchOptional()
                .map(row -> opening(dsl, id, row));
    }

    private static Opening opening(DSLContext dsl, String id, Record row) {
        int version = row.get(Opened.VERSION);
        List<Opening.Item> items = dsl.selectFrom(OpenedItem.TABLE)
                .where(OpenedItem.PARCEL_ID.eq(id), OpenedItem.VERSION.eq(version))
                .orderBy(OpenedItem.PLACE)
                .fetch(item -> new Opening.Item(
                        item.get(OpenedItem.THREAT),
                        item.get(OpenedItem.NAME),
                        optional(item, OpenedItem.MASS_G),
                        item.get(OpenedItem.WHERE_FOUND)));
        List<String> photos = dsl.select(OpenedPhoto.SHA256)
                .from(OpenedPhoto.TABLE)
                .where(OpenedPhoto.PARCEL_ID.eq(id), OpenedPhoto.VERSION.eq(version))
                .orderBy(OpenedPhoto.PLACE)
                .fetch(OpenedPhoto.SHA256);
        return new Opening(
                row.get(Opened.FOUND),
                items,
                row.get(Opened.NOTE),
                photos,
                row.get(Opened.OFFICER),
                row.get(Opened.OPENED_AT));
    }

    private static String flags(Set<ParcelFlag> flags) {
        return String.join(" ", flags.stream().map(ParcelFlag::word).toList());
    }

    private static Set<ParcelFlag> flags(String words) {
        EnumSet<ParcelFlag> flags = EnumSet.noneOf(ParcelFlag.class);
        Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(word -> flags.add(ParcelFlag.valueOf(word.toUpperCase(Locale.ROOT))));
        return flags;
    }

    private static OptionalDouble optional(Record row, Field<Double> field) {
        @Nullable Double value = row.get(field);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
