-- Hunts: somebody asks whether indicators have been seen in what is stored. `members` is whose events were searched: null is
-- everyone's. Who sees all those members sees the hunt. Hunts go with the events they tell of.
create table hunt (
  id uuid primary key,
  created_at timestamptz not null,
  asked_by_kind text not null,
  asked_by text,
  members text[],
  days integer not null check (days between 1 and 3650),
  indicators jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'stopped', 'failed')),
  events_total bigint not null default 0,
  events_done bigint not null default 0,
  ended_at timestamptz
);
create index hunt_created on hunt (created_at);

-- What a hunt has found so far. `number` is the indicator's place in `hunt.indicators`, from 0; no `orgnr` where the events
-- are no member's.
create table hunt_hit (
  hunt_id uuid not null references hunt on delete cascade,
  number integer not null,
  orgnr text references member on delete cascade,
  events bigint not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  fields text[] not null,
  unique nulls not distinct (hunt_id, number, orgnr)
);
create index hunt_hit_orgnr on hunt_hit (orgnr);

alter table hunt enable row level security;
create policy members on hunt to varde_app using ((select current_setting('varde.members', true)) = '*'
  or members <@ (select string_to_array(current_setting('varde.members', true), ',')));
alter table hunt_hit enable row level security;
create policy members on hunt_hit to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from hunt where hunt.id = hunt_id));
