package org.gwanmun.server.lane;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gwanmun.xray.lane.Judgement;
import org.gwanmun.xray.lane.LaneParcel;
import org.gwanmun.xray.lane.LaneView;
import org.gwanmun.xray.lane.Reason;
import org.gwanmun.xray.scene.Declaration;
import org.jspecify.annotations.Nullable;

/** A parcel as the desk receives it. */
record ParcelJson(
        @JsonProperty("id") String id,
        @JsonProperty("scanner") String scanner,
        @JsonProperty("lane") String lane,
        @JsonProperty("arrived") Instant arrived,
        @JsonProperty("declaration") @Nullable DeclarationJson declaration,
        @JsonProperty("mass_g") @Nullable Double mass_g,
        @JsonProperty("mass_g_low") @Nullable Double mass_g_low,
        @JsonProperty("mass_g_high") @Nullable Double mass_g_high,
        @JsonProperty("views") List<ViewJson> views,
        @JsonProperty("verdict") @Nullable VerdictJson verdict) {

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
            @JsonProperty("at") Instant at) {
        static VerdictJson of(Judgement judgement) {
            return new VerdictJson(
                    judgement.verdict().name().toLowerCase(Locale.ROOT),
                    judgement.reason().map(Reason::code).orElse(null),
                    judgement.officer(),
                    judgement.at());
        }
    }

    static ParcelJson of(LaneParcel parcel, Optional<Judgement> judgement) {
        return new ParcelJson(
                parcel.id(),
                parcel.scanner(),
                parcel.lane(),
                parcel.arrived(),
                parcel.declaration().map(DeclarationJson::of).orElse(null),
                tenths(parcel.mass().mass_g()),
                tenths(parcel.mass().low_g()),
                tenths(parcel.mass().high_g()),
                parcel.views().stream().map(ViewJson::of).toList(),
                judgement.map(VerdictJson::of).orElse(null));
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Double tenths(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble() * 10) / 10.0 : null;
    }
}
