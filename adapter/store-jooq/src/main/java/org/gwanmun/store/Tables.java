package org.gwanmun.store;

import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The tables and columns of the migrations, named once. */
final class Tables {
    private Tables() {}

    static final class Parcel {
        static final Table<Record> TABLE = DSL.table(DSL.name("parcel"));
        static final Field<String> ID = field("parcel", "id", String.class);
        static final Field<Long> ARRIVAL = field("parcel", "arrival", Long.class);
        static final Field<String> SCANNER = field("parcel", "scanner", String.class);
        static final Field<String> LANE = field("parcel", "lane", String.class);
        static final Field<Instant> ARRIVED_AT = instant("parcel", "arrived_at");
        static final Field<Boolean> DECLARED = field("parcel", "declared", Boolean.class);
        static final Field<String> ITEM_KO = field("parcel", "item_ko", String.class);
        static final Field<String> ITEM_EN = field("parcel", "item_en", String.class);
        static final Field<Double> DECLARED_MASS_G = field("parcel", "declared_mass_g", Double.class);
        static final Field<Double> DECLARED_VALUE_USD = field("parcel", "declared_value_usd", Double.class);
        static final Field<Double> MASS_G = field("parcel", "mass_g", Double.class);
        static final Field<Double> MASS_LOW_G = field("parcel", "mass_low_g", Double.class);
        static final Field<Double> MASS_HIGH_G = field("parcel", "mass_high_g", Double.class);
        static final Field<String> SCAN_FOLDER = field("parcel", "scan_folder", String.class);
        static final Field<String> BARCODE = field("parcel", "barcode", String.class);
        static final Field<String> SENDER = field("parcel", "sender", String.class);
        static final Field<String> RESCAN_OF = field("parcel", "rescan_of", String.class);
        static final Field<Long> START_MM = field("parcel", "start_mm", Long.class);
        static final Field<Long> END_MM = field("parcel", "end_mm", Long.class);
        static final Field<Double> WEIGHED_G = field("parcel", "weighed_g", Double.class);
        static final Field<Double> LENGTH_MM = field("parcel", "length_mm", Double.class);
        static final Field<Double> WIDTH_MM = field("parcel", "width_mm", Double.class);
        static final Field<Double> HEIGHT_MM = field("parcel", "height_mm", Double.class);
        static final Field<String> FLAGS = field("parcel", "flags", String.class);
        static final List<Field<?>> ALL = List.of(
                ID,
                ARRIVAL,
                SCANNER,
                LANE,
                ARRIVED_AT,
                DECLARED,
                ITEM_KO,
                ITEM_EN,
                DECLARED_MASS_G,
                DECLARED_VALUE_USD,
                MASS_G,
                MASS_LOW_G,
                MASS_HIGH_G,
                SCAN_FOLDER,
                BARCODE,
                SENDER,
                RESCAN_OF,
                START_MM,
                END_MM,
                WEIGHED_G,
                LENGTH_MM,
                WIDTH_MM,
                HEIGHT_MM,
                FLAGS);

        private Parcel() {}
    }

    static final class ParcelView {
        static final Table<Record> TABLE = DSL.table(DSL.name("parcel_view"));
        static final Field<String> PARCEL_ID = field("parcel_view", "parcel_id", String.class);
        static final Field<Integer> PLACE = field("parcel_view", "place", Integer.class);
        static final Field<String> NAME = field("parcel_view", "name", String.class);
        static final Field<Integer> LINES = field("parcel_view", "lines", Integer.class);
        static final Field<Integer> PIXELS = field("parcel_view", "pixels", Integer.class);
        static final Field<Double> LINE_PITCH_MM = field("parcel_view", "line_pitch_mm", Double.class);
        static final Field<Double> PIXEL_PITCH_MM = field("parcel_view", "pixel_pitch_mm", Double.class);
        static final List<Field<?>> ALL = List.of(PARCEL_ID, PLACE, NAME, LINES, PIXELS, LINE_PITCH_MM, PIXEL_PITCH_MM);

        private ParcelView() {}
    }

    static final class GivenJudgement {
        static final Table<Record> TABLE = DSL.table(DSL.name("judgement"));
        static final Field<String> PARCEL_ID = field("judgement", "parcel_id", String.class);
        static final Field<Integer> ROUND = field("judgement", "round", Integer.class);
        static final Field<String> VERDICT = field("judgement", "verdict", String.class);
        static final Field<Integer> REASON = field("judgement", "reason", Integer.class);
        static final Field<String> OFFICER = field("judgement", "officer", String.class);
        static final Field<Instant> JUDGED_AT = instant("judgement", "judged_at");
        static final Field<Long> SHOWN_MS = field("judgement", "shown_ms", Long.class);
        static final List<Field<?>> ALL = List.of(VERDICT, REASON, OFFICER, JUDGED_AT, SHOWN_MS);

        private GivenJudgement() {}
    }

    static final class ReadingState {
        static final Table<Record> TABLE = DSL.table(DSL.name("reading"));
        static final Field<String> PARCEL_ID = field("reading", "parcel_id", String.class);
        static final Field<String> STAGE = field("reading", "stage", String.class);
        static final Field<Integer> ROUND = field("reading", "round", Integer.class);
        static final Field<String> HOLDER = field("reading", "holder", String.class);
        static final Field<Instant> HELD_UNTIL = instant("reading", "held_until");
        static final Field<String> FIRST_READER = field("reading", "first_reader", String.class);
        static final Field<Instant> RECALL_UNTIL = instant("reading", "recall_until");
        static final Field<String> GATE = field("reading", "gate", String.class);
        static final Field<String> GATE_WHY = field("reading", "gate_why", String.class);
        static final Field<Instant> DIVERTED_AT = instant("reading", "diverted_at");
        static final Field<String> CONFIRMED_GATE = field("reading", "confirmed_gate", String.class);
        static final List<Field<?>> ALL = List.of(
                STAGE,
                ROUND,
                HOLDER,
                HELD_UNTIL,
                FIRST_READER,
                RECALL_UNTIL,
                GATE,
                GATE_WHY,
                DIVERTED_AT,
                CONFIRMED_GATE);

        private ReadingState() {}
    }

    static final class Event {
        static final Table<Record> TABLE = DSL.table(DSL.name("reading_event"));
        static final Field<Long> ID = field("reading_event", "id", Long.class);
        static final Field<String> PARCEL_ID = field("reading_event", "parcel_id", String.class);
        static final Field<String> KIND = field("reading_event", "kind", String.class);
        static final Field<Integer> ROUND = field("reading_event", "round", Integer.class);
        static final Field<String> ACTOR = field("reading_event", "actor", String.class);
        static final Field<Instant> HAPPENED_AT = instant("reading_event", "happened_at");
        static final Field<String> REQUEST_ID = field("reading_event", "request_id", String.class);

        private Event() {}
    }

    static final class Opened {
        static final Table<Record> TABLE = DSL.table(DSL.name("opening"));
        static final Field<String> PARCEL_ID = field("opening", "parcel_id", String.class);
        static final Field<Integer> VERSION = field("opening", "version", Integer.class);
        static final Field<Boolean> FOUND = field("opening", "found", Boolean.class);
        static final Field<String> NOTE = field("opening", "note", String.class);
        static final Field<String> OFFICER = field("opening", "officer", String.class);
        static final Field<Instant> OPENED_AT = instant("opening", "opened_at");

        private Opened() {}
    }

    static final class OpenedItem {
        static final Table<Record> TABLE = DSL.table(DSL.name("opening_item"));
        static final Field<String> PARCEL_ID = field("opening_item", "parcel_id", String.class);
        static final Field<Integer> VERSION = field("opening_item", "version", Integer.class);
        static final Field<Integer> PLACE = field("opening_item", "place", Integer.class);
        static final Field<String> THREAT = field("opening_item", "threat", String.class);
        static final Field<String> NAME = field("opening_item", "name", String.class);
        static final Field<Double> MASS_G = field("opening_item", "mass_g", Double.class);
        static final Field<String> WHERE_FOUND = field("opening_item", "where_found", String.class);

        private OpenedItem() {}
    }

    static final class OpenedPhoto {
        static final Table<Record> TABLE = DSL.table(DSL.name("opening_photo"));
        static final Field<String> PARCEL_ID = field("opening_photo", "parcel_id", String.class);
        static final Field<Integer> VERSION = field("opening_photo", "version", Integer.class);
        static final Field<Integer> PLACE = field("opening_photo", "place", Integer.class);
        static final Field<String> SHA256 = field("opening_photo", "sha256", String.class);

        private OpenedPhoto() {}
    }

    static final class ParcelMark {
        static final Table<Record> TABLE = DSL.table(DSL.name("parcel_mark"));
        static final Field<String> PARCEL_ID = field("parcel_mark", "parcel_id", String.class);
        static final Field<Integer> PLACE = field("parcel_mark", "place", Integer.class);
        static final Field<String> VIEW = field("parcel_mark", "view_name", String.class);
        static final Field<Double> COL0 = field("parcel_mark", "col0", Double.class);
        static final Field<Double> ROW0 = field("parcel_mark", "row0", Double.class);
        static final Field<Double> COL1 = field("parcel_mark", "col1", Double.class);
        static final Field<Double> ROW1 = field("parcel_mark", "row1", Double.class);
        static final Field<String> NOTE = field("parcel_mark", "note", String.class);

        private ParcelMark() {}
    }

    static final class DeclaredItem {
        static final Table<Record> TABLE = DSL.table(DSL.name("declaration"));
        static final Field<String> BARCODE = field("declaration", "barcode", String.class);
        static final Field<String> ITEM_KO = field("declaration", "item_ko", String.class);
        static final Field<String> ITEM_EN = field("declaration", "item_en", String.class);
        static final Field<Double> MASS_G = field("declaration", "mass_g", Double.class);
        static final Field<Double> VALUE_USD = field("declaration", "value_usd", Double.class);
        static final Field<String> SENDER = field("declaration", "sender", String.class);
        static final Field<Instant> RECEIVED_AT = instant("declaration", "received_at");

        private DeclaredItem() {}
    }

    static final class Audit {
        static final Table<Record> TABLE = DSL.table(DSL.name("audit_entry"));
        static final Field<Long> SEQ = field("audit_entry", "seq", Long.class);
        static final Field<Instant> HAPPENED_AT = instant("audit_entry", "happened_at");
        static final Field<String> ACTOR = field("audit_entry", "actor", String.class);
        static final Field<String> ACTION = field("audit_entry", "action", String.class);
        static final Field<String> SUBJECT = field("audit_entry", "subject", String.class);
        static final Field<String> DETAIL = field("audit_entry", "detail", String.class);
        static final Field<String> PREVIOUS_HASH = field("audit_entry", "previous_hash", String.class);
        static final Field<String> HASH = field("audit_entry", "hash", String.class);
        static final List<Field<?>> ALL =
                List.of(SEQ, HAPPENED_AT, ACTOR, ACTION, SUBJECT, DETAIL, PREVIOUS_HASH, HASH);

        private Audit() {}
    }

    static final class Head {
        static final Table<Record> TABLE = DSL.table(DSL.name("audit_head"));
        static final Field<Integer> ID = field("audit_head", "id", Integer.class);
        static final Field<Long> SEQ = field("audit_head", "seq", Long.class);
        static final Field<String> HASH = field("audit_head", "hash", String.class);

        private Head() {}
    }

    static final class Person {
        static final Table<Record> TABLE = DSL.table(DSL.name("account"));
        static final Field<String> NAME = field("account", "name", String.class);
        static final Field<String> NAME_KEY = field("account", "name_key", String.class);
        static final Field<String> PASSWORD_HASH = field("account", "password_hash", String.class);
        static final Field<Instant> ONE_TIME_UNTIL = instant("account", "one_time_until");
        static final Field<Boolean> DISABLED = field("account", "disabled", Boolean.class);
        static final Field<Instant> CREATED_AT = instant("account", "created_at");
        static final Field<Instant> PASSWORD_AT = instant("account", "password_at");
        static final List<Field<?>> ALL =
                List.of(NAME, NAME_KEY, PASSWORD_HASH, ONE_TIME_UNTIL, DISABLED, CREATED_AT, PASSWORD_AT);

        private Person() {}
    }

    static final class AccountRole {
        static final Table<Record> TABLE = DSL.table(DSL.name("account_role"));
        static final Field<String> ACCOUNT_NAME = field("account_role", "account_name", String.class);
        static final Field<String> ROLE = field("account_role", "role", String.class);

        private AccountRole() {}
    }

    static final class Token {
        static final Table<Record> TABLE = DSL.table(DSL.name("api_token"));
        static final Field<String> ID = field("api_token", "id", String.class);
        static final Field<String> NAME = field("api_token", "name", String.class);
        static final Field<String> HASH = field("api_token", "hash", String.class);
        static final Field<String> MADE_BY = field("api_token", "made_by", String.class);
        static final Field<Instant> CREATED_AT = instant("api_token", "created_at");
        static final Field<Instant> EXPIRES_AT = instant("api_token", "expires_at");
        static final Field<Instant> REVOKED_AT = instant("api_token", "revoked_at");
        static final List<Field<?>> ALL = List.of(ID, NAME, HASH, MADE_BY, CREATED_AT, EXPIRES_AT, REVOKED_AT);

        private Token() {}
    }

    static final class TokenRole {
        static final Table<Record> TABLE = DSL.table(DSL.name("api_token_role"));
        static final Field<String> TOKEN_ID = field("api_token_role", "token_id", String.class);
        static final Field<String> ROLE = field("api_token_role", "role", String.class);

        private TokenRole() {}
    }

    private static <T> Field<T> field(String table, String column, Class<T> type) {
        return DSL.field(DSL.name(table, column), type);
    }

    private static Field<Instant> instant(String table, String column) {
        return DSL.field(DSL.name(table, column), SQLDataType.INSTANT(6));
    }
}
