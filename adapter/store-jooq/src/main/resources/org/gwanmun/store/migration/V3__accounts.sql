-- Accounts of people and tokens of programs.

create table account (
  name varchar not null primary key,
  -- The name in lower case: letter case does not tell accounts apart.
  name_key varchar not null unique,
  password_hash varchar not null,
  one_time_until timestamp(6) with time zone,
  disabled boolean not null,
  created_at timestamp(6) with time zone not null,
  password_at timestamp(6) with time zone not null
);

create table account_role (
  account_name varchar not null references account (name),
  role varchar not null,
  primary key (account_name, role)
);

create table api_token (
  id varchar not null primary key,
  name varchar not null,
  hash char(64) not null unique,
  made_by varchar not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  revoked_at timestamp(6) with time zone
);

create table api_token_role (
  token_id varchar not null references api_token (id),
  role varchar not null,
  primary key (token_id, role)
);
