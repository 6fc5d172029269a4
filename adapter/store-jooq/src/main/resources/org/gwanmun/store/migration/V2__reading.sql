-- A reading room: who holds what, verdicts that can be recalled, the diverter, the opening table.

alter table parcel add column barcode varchar;
alter table parcel add column sender varchar;
alter table parcel add column rescan_of varchar;
alter table parcel add column start_mm bigint;
alter table parcel add column end_mm bigint;
alter table parcel add column weighed_g double precision;
alter table parcel add column length_mm double precision;
alter table parcel add column width_mm double precision;
alter table parcel add column height_mm double precision;
alter table parcel add column flags varchar;

-- Parcels of the first desk had no place on a belt; theirs is made up from the order of arrival.
update parcel set start_mm = arrival * 1000, end_mm = arrival * 1000 + 999, flags = '';

alter table parcel alter column start_mm set not null;
alter table parcel alter column end_mm set not null;
alter table parcel alter column flags set not null;
alter table parcel add constraint parcel_passage unique (lane, start_mm);
alter table parcel add constraint parcel_rescan foreign key (rescan_of) references parcel (id);
create index parcel_sender on parcel (sender, arrival);
create index parcel_barcode on parcel (barcode, arrival);
create index parcel_arrived on parcel (arrived_at);

-- Every verdict ever given, one a round; a recalled one stays. The primary key is the promise that a round is judged once.
create table judgement (
  parcel_id varchar not null references parcel (id),
  round integer not null check (round > 0),
  verdict varchar not null references verdict_kind (name),
  reason integer check (reason between 1 and 9),
  officer varchar not null,
  judged_at timestamp(6) with time zone not null,
  shown_ms bigint not null check (shown_ms >= 0),
  primary key (parcel_id, round)
);
create index judgement_officer on judgement (officer, judged_at);

insert into judgement (parcel_id, round, verdict, reason, officer, judged_at, shown_ms)
select parcel_id, 1, verdict, reason, officer, judged_at, shown_ms from verdict;

-- How each parcel's reading stands; whoever changes it locks its row.
create table reading (
  parcel_id varchar not null primary key references parcel (id),
  stage varchar not null,
  round integer not null,
  holder varchar,
  held_until timestamp(6) with time zone,
  first_reader varchar,
  recall_until timestamp(6) with time zone,
  gate varchar,
  gate_why varchar,
  diverted_at timestamp(6) with time zone,
  confirmed_gate varchar,
  check ((holder is null) = (held_until is null))
);
create index reading_stage on reading (stage);
create index reading_holder on reading (holder);

-- The first desk had no diverter: what was judged is taken to have gone where its verdict said.
insert into reading (parcel_id, stage, round, gate, gate_why, diverted_at, confirmed_gate)
select p.id, case when v.verdict is null then 'waiting' else 'diverted' end, 1,
  v.verdict, case when v.verdict is null then null else 'verdict' end, v.judged_at, v.verdict
from parcel p left join verdict v on v.parcel_id = p.id;

drop table verdict;

create table reading_event (
  id bigint generated always as identity primary key,
  parcel_id varchar not null references parcel (id),
  kind varchar not null,
  round integer not null,
  actor varchar not null,
  happened_at timestamp(6) with time zone not null,
  request_id varchar unique
);
create index reading_event_parcel on reading_event (parcel_id);

create table opening (
  parcel_id varchar not null references parcel (id),
  version integer not null,
  found boolean not null,
  note varchar not null,
  officer varchar not null,
  opened_at timestamp(6) with time zone not null,
  primary key (parcel_id, version)
);

create table opening_item (
  parcel_id varchar not null,
  version integer not null,
  place integer not null,
  threat varchar not null,
  name varchar not null,
  mass_g double precision,
  where_found varchar not null,
  primary key (parcel_id, version, place),
  foreign key (parcel_id, version) references opening (parcel_id, version)
);

create table opening_photo (
  parcel_id varchar not null,
  version integer not null,
  place integer not null,
  sha256 char(64) not null,
  primary key (parcel_id, version, place),
  foreign key (parcel_id, version) references opening (parcel_id, version)
);

create table parcel_mark (
  parcel_id varchar not null references parcel (id),
  place integer not null,
  view_name varchar not null,
  col0 double precision not null,
  row0 double precision not null,
  col1 double precision not null,
  row1 double precision not null,
  note varchar not null,
  primary key (parcel_id, place)
);

-- What senders declared, before the parcel comes.
create table declaration (
  barcode varchar not null primary key,
  item_ko varchar not null,
  item_en varchar not null,
  mass_g double precision,
  value_usd double precision,
  sender varchar,
  received_at timestamp(6) with time zone not null
);
