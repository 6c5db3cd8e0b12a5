-- New indicators look back over what is stored. A look-back is one pass for many indicators; those that wait for theirs, or
-- are in one that is not over, have a row here, whichever way they came in.
create table look_back (
  id uuid primary key,
  created_at timestamptz not null,
  days integer not null check (days > 0),
  indicators integer not null,
  -- What `reference_version` said of indicators: the engine must match new events against these first.
  version bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  events_total bigint not null default 0,
  events_done bigint not null default 0,
  -- The hours from this one on, by the events' own time, are done; null is none.
  hours_done_from integer,
  -- Events that hold one of the indicators, as often as they were found.
  events_found bigint not null default 0,
  ended_at timestamptz
);
create index look_back_created on look_back (created_at);

-- No reference to `indicator`: that would double the time a million of them take to come in, and none is ever deleted.
create table look_back_indicator (
  indicator_id uuid primary key,
  look_back_id uuid references look_back on delete cascade
);
create index look_back_indicator_pass on look_back_indicator (look_back_id);

-- How far the engine's copies are; see `reference_version`.
alter table reference_version add column copied bigint not null default 0;

create function queue_look_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into look_back_indicator
      select id from new_indicator where retracted_at is null and (valid_until is null or valid_until > now())
      on conflict (indicator_id) do update set look_back_id = null;
  else
    -- Come back: what came in while it was retracted or had ended was not matched.
    insert into look_back_indicator
      select n.id from new_indicator n join old_indicator o using (id)
      where n.retracted_at is null and (n.valid_until is null or n.valid_until > now())
        and (o.retracted_at is not null or o.valid_until <= now())
      on conflict (indicator_id) do update set look_back_id = null;
  end if;
  if found then
    perform add_jobs('look_back', '[{"key": "look_back", "payload": {}}]', 8);
  end if;
  return null;
end $$;
create trigger indicator_new after insert on indicator
  referencing new table as new_indicator for each statement execute function queue_look_back();
create trigger indicator_back after update on indicator
  referencing new table as new_indicator old table as old_indicator for each statement execute function queue_look_back();

-- A detection all of whose events were found by looking back.
alter table detection add column retrospective boolean not null default false;

-- Of which days what a hunt found is, by member: by the events' own day in UTC.
create table hunt_day (
  hunt_id uuid not null references hunt on delete cascade,
  orgnr text references member on delete cascade,
  day date not null,
  events bigint not null,
  unique nulls not distinct (hunt_id, orgnr, day)
);
create index hunt_day_orgnr on hunt_day (orgnr);
alter table hunt_day enable row level security;
create policy members on hunt_day to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from hunt where hunt.id = hunt_id));
