package org.gwanmun.store;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.core.audit.AuditFact;
import org.gwanmun.core.audit.AuditHead;
import org.gwanmun.store.Tables.GivenVerdict;
import org.gwanmun.store.Tables.Parcel;
import org.gwanmun.store.Tables.ParcelView;
import org.gwanmun.xray.lane.JudgeOutcome;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.MassEstimate;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.ReadingStore;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.lane.Verdict;
import org.gwanmun.xray.scene.Declaration;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Parcels and verdicts in tables {@code parcel}, {@code parcel_view} and {@code verdict}. */
final class JooqReadingStore implements ReadingStore {
    private final DSLContext dsl;

    JooqReadingStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void arrive(LaneParcel parcel) {
        try {
            dsl.transaction(configuration -> insert(DSL.using(configuration), parcel));
        } catch (IntegrityConstraintViolationException e) {
            throw new IllegalStateException("A parcel with id " + parcel.id() + " has arrived before.", e);
        }
    }

    private static void insert(DSLContext transaction, LaneParcel parcel) {
        Optional<Declaration> declaration = parcel.declaration();
        transaction
                .insertInto(Parcel.TABLE)
                .set(Parcel.ID, parcel.id())
                .set(Parcel.SCANNER, parcel.scanner())
                .set(Parcel.LANE, parcel.lane())
                .set(Parcel.ARRIVED_AT, parcel.arrived())
                .set(Parcel.DECLARED, declaration.isPresent())
                .set(Parcel.ITEM_KO, declaration.map(Declaration::itemKo).orElse(null))
                .set(Parcel.ITEM_EN, declaration.map(Declaration::itemEn).orElse(null))
                .set(
                        Parcel.DECLARED_MASS_G,
                        declaration.map(d -> boxed(d.mass_g())).orElse(null))
                .set(
                        Parcel.DECLARED_VALUE_USD,
                        declaration.map(d -> boxed(d.value_usd())).orElse(null))
                .set(Parcel.MASS_G, boxed(parcel.mass().mass_g()))
                .set(Parcel.MASS_LOW_G, boxed(parcel.mass().low_g()))
                .set(Parcel.MASS_HIGH_G, boxed(parcel.mass().high_g()))
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
    }

    @Override
    public List<ReadingItem> newest(int limit) {
        return items(DSL.noCondition(), limit);
    }

    @Override
    public Optional<ReadingItem> findParcel(String id) {
        return items(Parcel.ID.eq(id), 1).stream().findFirst();
    }

    /** Oldest first; a parcel and its views are written together, so two readings cannot tear them apart. */
    private List<ReadingItem> items(Condition condition, int limit) {
        List<Record> rows = dsl.select(Parcel.ALL)
                .select(GivenVerdict.ALL)
                .from(Parcel.TABLE)
                .leftJoin(GivenVerdict.TABLE)
                .on(GivenVerdict.PARCEL_ID.eq(Parcel.ID))
                .where(condition)
                .orderBy(Parcel.ARRIVAL.desc())
                .limit(limit)
                .fetch()
                .reversed();
        Map<String, List<LaneView>> views = dsl.select(ParcelView.ALL)
                .from(ParcelView.TABLE)
                .where(ParcelView.PARCEL_ID.in(
                        rows.stream().map(row -> row.get(Parcel.ID)).toList()))
                .orderBy(ParcelView.PARCEL_ID, ParcelView.PLACE)
                .fetchGroups(ParcelView.PARCEL_ID, JooqReadingStore::view);
        return rows.stream()
                .map(row ->
                        new ReadingItem(parcel(row, views.getOrDefault(row.get(Parcel.ID), List.of())), judgement(row)))
                .toList();
    }

    @Override
    public long arrivals() {
        return dsl.fetchCount(Parcel.TABLE);
    }

    @Override
    public long waiting() {
        return dsl.fetchCount(DSL.selectOne()
                .from(Parcel.TABLE)
                .whereNotExists(DSL.selectOne().from(GivenVerdict.TABLE).where(GivenVerdict.PARCEL_ID.eq(Parcel.ID))));
    }

    @Override
    public JudgeOutcome judge(Judgement judgement, AuditFact fact) {
        return dsl.transactionResult(configuration -> {
            DSLContext transaction = DSL.using(configuration);
            // Whoever holds the head judges alone: what is read below cannot change before the commit.
            AuditHead head = JooqAuditLog.lockedHead(transaction);
            String id = judgement.parcelId();
            if (!transaction.fetchExists(Parcel.TABLE, Parcel.ID.eq(id))) {
                return new JudgeOutcome.NoSuchParcel(id);
            }
            Optional<Judgement> standing = transaction
                    .select(GivenVerdict.ALL)
                    .from(GivenVerdict.TABLE)
                    .where(GivenVerdict.PARCEL_ID.eq(id))
                    .fetchOptional()
                    .flatMap(JooqReadingStore::judgement);
            if (standing.isPresent()) {
                return new JudgeOutcome.AlreadyJudged(standing.get());
            }
            transaction
                    .insertInto(GivenVerdict.TABLE)
                    .set(GivenVerdict.PARCEL_ID, id)
                    .set(GivenVerdict.VERDICT, judgement.verdict().name().toLowerCase(Locale.ROOT))
                    .set(
                            GivenVerdict.REASON,
                            judgement.reason().map(Reason::code).orElse(null))
                    .set(GivenVerdict.OFFICER, judgement.officer())
                    .set(GivenVerdict.JUDGED_AT, judgement.at())
                    .set(GivenVerdict.SHOWN_MS, judgement.shown().toMillis())
                    .execute();
            JooqAuditLog.append(transaction, head, fact);
            return new JudgeOutcome.Stored(judgement);
        });
    }

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
                row.get(Parcel.SCANNER),
                row.get(Parcel.LANE),
                row.get(Parcel.ARRIVED_AT),
                declaration,
                new MassEstimate(
                        optional(row, Parcel.MASS_G),
                        optional(row, Parcel.MASS_LOW_G),
                        optional(row, Parcel.MASS_HIGH_G)),
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

    private static Optional<Judgement> judgement(Record row) {
        return Optional.ofNullable(row.get(GivenVerdict.VERDICT))
                .map(verdict -> new Judgement(
                        row.get(GivenVerdict.PARCEL_ID),
                        Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.get(GivenVerdict.REASON)).flatMap(Reason::findByCode),
                        row.get(GivenVerdict.OFFICER),
                        row.get(GivenVerdict.JUDGED_AT),
                        Duration.ofMillis(row.get(GivenVerdict.SHOWN_MS))));
    }

    private static OptionalDouble optional(Record row, Field<Double> field) {
        @Nullable Double value = row.get(field);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
