-- What analysts do with detections, so that all of it but a sent mail can be undone. See docs/decisions/0021-undo.md.

-- `accepted_at`: somebody has said that it is real and theirs. `last_act`: the newest of `triage_act` that changed it; no
-- reference, since an act that retention removed is not what the next one was made upon.
alter table detection
  add column accepted_at timestamptz,
  add column assigned_to uuid references person on delete set null,
  add column snoozed_until timestamptz,
  add column duplicate_of uuid references detection on delete set null,
  add column last_act uuid;
create index detection_assigned on detection (assigned_to) where assigned_to is not null;
create index detection_duplicate on detection (duplicate_of) where duplicate_of is not null;

create table triage_act (
  id uuid primary key,
  at timestamptz not null,
  act text not null check (act in ('warn', 'dismiss', 'restore', 'duplicate', 'accept', 'assign', 'snooze', 'merge', 'split')),
  by_kind text not null check (by_kind in ('person', 'key')),
  by_id text not null
);
create index triage_act_by on triage_act (by_kind, by_id, at desc);

-- What each detection was before the act, by column, and the state that it was left in.
create table triage_act_detection (
  act_id uuid not null references triage_act on delete cascade,
  detection_id uuid not null references detection on delete cascade,
  before jsonb not null,
  state_after text not null,
  undone_at timestamptz,
  primary key (act_id, detection_id)
);
create index triage_act_detection_detection on triage_act_detection (detection_id);

-- Triage is the work of those who see every member.
alter table triage_act enable row level security;
create policy members on triage_act to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table triage_act_detection enable row level security;
create policy members on triage_act_detection to varde_app using ((select current_setting('varde.members', true)) = '*');
