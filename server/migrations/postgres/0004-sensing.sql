-- Sensors, indicators, and how far the telemetry store has come with both.

create table sensor (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  name text not null check (name <> ''),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  last_seen_at timestamptz,
  last_event_at timestamptz,
  accepted_lines bigint not null default 0,
  rejected_lines bigint not null default 0
);
create unique index sensor_name on sensor (name) where revoked_at is null;
create index sensor_orgnr on sensor (orgnr);

create table indicator (
  id uuid primary key,
  type text not null,
  value text not null,
  category text not null default '',
  confidence smallint not null check (confidence between 0 and 100),
  tlp text not null,
  valid_until timestamptz,
  source text not null default '',
  comment text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retracted_at timestamptz,
  unique (type, value)
);
create index indicator_created on indicator (created_at desc, id desc);

-- Counts every change of what events are attributed and matched against, so that a loader can ask "is what the engine
-- holds the newest?" with one read before each load, and hears of a change at once.
create table reference_version (
  what text primary key check (what in ('networks', 'indicators')),
  version bigint not null default 1
);
insert into reference_version (what) values ('networks'), ('indicators');

create function bump_reference_version() returns trigger language plpgsql as $$
begin
  update reference_version set version = version + 1 where what = tg_argv[0];
  perform pg_notify('varde_reference', tg_argv[0]);
  return null;
end $$;

create trigger member_network_changed after insert or update or delete or truncate on member_network
  for each statement execute function bump_reference_version('networks');
create trigger indicator_changed after insert or update or delete or truncate on indicator
  for each statement execute function bump_reference_version('indicators');

-- A segment of the spool is marked here in the same transaction that turns its matches into detections: each
-- segment counts once, whatever is interrupted.
create table loaded_segment (
  batch uuid primary key,
  sensor_id uuid not null references sensor on delete cascade,
  received_at timestamptz not null,
  loaded_at timestamptz not null default now(),
  lines bigint not null,
  rejected bigint not null
);
create index loaded_segment_loaded on loaded_segment (loaded_at);
