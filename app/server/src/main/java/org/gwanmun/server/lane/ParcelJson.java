package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.xray.lane.Barcode;
import org.gwanmun.xray.lane.Diversion;
import org.gwanmun.xray.lane.Hold;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.Mismatch;
import org.gwanmun.xray.lane.Opening;
import org.gwanmun.xray.lane.ParcelFlag;
import org.gwanmun.xray.lane.Reading;
import org.gwanmun.xray.lane.ReadingItem;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.scene.Declaration;
import org.jspecify.annotations.Nullable;

/** A parcel as the desk receives it. */
record ParcelJson(
        @JsonProperty("id") String id,
        @JsonProperty("scanner") String scanner,
        @JsonProperty("lane") String lane,
        @JsonProperty("arrived") Instant arrived,
        @JsonProperty("barcode") @Nullable String barcode,
        @JsonProperty("sender") @Nullable String sender,
        @JsonProperty("declaration") @Nullable DeclarationJson declaration,
        @JsonProperty("weighed_g") @Nullable Double weighed_g,
        @JsonProperty("length_mm") @Nullable Double length_mm,
        @JsonProperty("width_mm") @Nullable Double width_mm,
        @JsonProperty("height_mm") @Nullable Double height_mm,
        @JsonProperty("mass_g") @Nullable Double mass_g,
        @JsonProperty("mass_g_low") @Nullable Double mass_g_low,
        @JsonProperty("mass_g_high") @Nullable Double mass_g_high,
        @JsonProperty("mismatches") List<String> mismatches,
        @JsonProperty("flags") List<String> flags,
        @JsonProperty("views") List<ViewJson> views,
        @JsonProperty("findings") List<Object> findings,
        @JsonProperty("stage") String stage,
        @JsonProperty("round") int round,
        @JsonProperty("held_by") @Nullable String held_by,
        @JsonProperty("asked_second") boolean asked_second,
        @JsonProperty("rescan_of") @Nullable String rescan_of,
        @JsonProperty("verdict") @Nullable VerdictJson verdict,
        @JsonProperty("diverted") @Nullable DivertedJson diverted,
        @JsonProperty("outcome") @Nullable OutcomeJson outcome) {

    /** What was declared; masses and values that were not are null. */
    record DeclarationJson(
            @JsonProperty("item_ko") String item_ko,
            @JsonProperty("item_en") String item_en,
            @JsonProperty("mass_g") @Nullable Double mass_g,
            @JsonProperty("value_usd") @Nullable Double value_usd) {
        static DeclarationJson of(Declaration declaration) {
            return new DeclarationJson(
                    declaration.itemKo(),
                    declaration.itemEn(),
                    number(declaration.mass_g()),
                    number(declaration.value_usd()));
        }
    }

    /** The raster of one view. */
    record ViewJson(
            @JsonProperty("name") String name,
            @JsonProperty("lines") int lines,
            @JsonProperty("pixels") int pixels,
            @JsonProperty("line_pitch_mm") double line_pitch_mm,
            @JsonProperty("pixel_pitch_mm") double pixel_pitch_mm) {
        static ViewJson of(LaneView view) {
            return new ViewJson(view.name(), view.lines(), view.pixels(), view.linePitch_mm(), view.pixelPitch_mm());
        }
    }

    /** A verdict that was given. */
    record VerdictJson(
            @JsonProperty("verdict") String verdict,
            @JsonProperty("reason") @Nullable Integer reason,
            @JsonProperty("officer") String officer,
            @JsonProperty("at") Instant at,
            @JsonProperty("recall_until") @Nullable Instant recall_until) {
        static VerdictJson of(Judgement judgement, Optional<Instant> recallUntil) {
            return new VerdictJson(
                    judgement.verdict().name().toLowerCase(Locale.ROOT),
                    judgement.reason().map(Reason::code).orElse(null),
                    judgement.officer(),
                    judgement.at(),
                    recallUntil.orElse(null));
        }
    }

    /** Where the parcel was sent. */
    record DivertedJson(
            @JsonProperty("gate") String gate,
            @JsonProperty("why") String why,
            @JsonProperty("at") Instant at,
            @JsonProperty("confirmed") boolean confirmed) {
        static DivertedJson of(Diversion diversion) {
            return new DivertedJson(
                    diversion.confirmed().orElse(diversion.gate()).word(),
                    diversion.why().word(),
                    diversion.at(),
                    diversion.confirmed().isPresent());
        }
    }

    /** What was found when it was opened. */
    record OutcomeJson(
            @JsonProperty("found") boolean found,
            @JsonProperty("items") List<FoundJson> items,
            @JsonProperty("note") String note,
            @JsonProperty("photos") List<String> photos,
            @JsonProperty("officer") String officer,
            @JsonProperty("at") Instant at) {
        static OutcomeJson of(Opening opening) {
            return new OutcomeJson(
                    opening.found(),
                    opening.items().stream().map(FoundJson::of).toList(),
                    opening.note(),
                    opening.photos(),
                    opening.officer(),
                    opening.at());
        }
    }

    /** One thing that was found. */
    record FoundJson(
            @JsonProperty("class") @Nullable String threat,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("mass_g") @Nullable Double mass_g,
            @JsonProperty("place") @Nullable String place) {
        static FoundJson of(Opening.Item item) {
            return new FoundJson(item.threat(), item.name(), number(item.mass_g()), item.place());
        }
    }

    static ParcelJson of(ReadingItem item) {
        LaneParcel parcel = item.parcel();
        Reading reading = item.reading();
        return new ParcelJson(
                parcel.id(),
                parcel.passage().scanner(),
                parcel.passage().lane(),
                parcel.passage().arrived(),
                parcel.identity().barcode().map(Barcode::text).orElse(null),
                parcel.identity().sender().orElse(null),
                parcel.declaration().map(DeclarationJson::of).orElse(null),
                tenths(parcel.measured().mass_g()),
                tenths(parcel.measured().length_mm()),
                tenths(parcel.measured().width_mm()),
                tenths(parcel.measured().height_mm()),
                tenths(parcel.mass().mass_g()),
                tenths(parcel.mass().low_g()),
                tenths(parcel.mass().high_g()),
                Mismatch.of(parcel).stream().map(Mismatch::word).toList(),
                parcel.flags().stream().map(ParcelFlag::word).toList(),
                parcel.views().stream().map(ViewJson::of).toList(),
                List.of(),
                reading.stage().word(),
                reading.round(),
                reading.hold().map(Hold::officer).orElse(null),
                reading.firstReader().isPresent(),
                parcel.identity().rescanOf().orElse(null),
                reading.judgement()
                        .map(given -> VerdictJson.of(given, reading.recallUntil()))
                        .orElse(null),
                reading.diversion().map(DivertedJson::of).orElse(null),
                reading.opening().map(OutcomeJson::of).orElse(null));
    }

    static List<ParcelJson> of(List<ReadingItem> items) {
        return items.stream().map(ParcelJson::of).toList();
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Double tenths(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble() * 10) / 10.0 : null;
    }
}
