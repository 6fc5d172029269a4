-- What the first desk needs. Written for PostgreSQL and for H2 in its PostgreSQL mode alike.

create table parcel (
  id varchar not null primary key,
  arrival bigint generated always as identity unique,
  scanner varchar not null,
  lane varchar not null,
  arrived_at timestamp(6) with time zone not null,
  declared boolean not null,
  item_ko varchar,
  item_en varchar,
  declared_mass_g double precision,
  declared_value_usd double precision,
  mass_g double precision,
  mass_low_g double precision,
  mass_high_g double precision,
  scan_folder varchar not null,
  check (declared = (item_ko is not null and item_en is not null))
);

create table parcel_view (
  parcel_id varchar not null references parcel (id),
  place integer not null,
  name varchar not null,
  lines integer not null,
  pixels integer not null,
  line_pitch_mm double precision not null,
  pixel_pitch_mm double precision not null,
  primary key (parcel_id, place),
  unique (parcel_id, name)
);

-- A table and not a check "in ('pass', 'inspect')": H2 2.4.240 ties such a check to the connection that made the table,
-- and every insert fails once that one is closed.
create table verdict_kind (
  name varchar not null primary key
);

insert into verdict_kind (name) values ('pass'), ('inspect');

-- The primary key is the promise that a parcel is judged once.
create table verdict (
  parcel_id varchar not null primary key references parcel (id),
  verdict varchar not null references verdict_kind (name),
  reason integer check (reason between 1 and 9),
  officer varchar not null,
  judged_at timestamp(6) with time zone not null,
  shown_ms bigint not null check (shown_ms >= 0)
);

create table audit_entry (
  seq bigint not null primary key check (seq > 0),
  happened_at timestamp(6) with time zone not null,
  actor varchar not null,
  action varchar not null,
  subject varchar not null,
  detail varchar not null,
  previous_hash char(64) not null,
  hash char(64) not null unique
);

-- One row, locked by whoever appends: entries get their places one after another.
create table audit_head (
  id integer not null primary key check (id = 1),
  seq bigint not null,
  hash char(64) not null
);

insert into audit_head (id, seq, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
