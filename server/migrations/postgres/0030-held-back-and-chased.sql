-- What an analyst has chosen not to be shown for some time. See docs/decisions/0027-suppressions.md.

-- A property that is not said is any. `up_to`: the worst that is held back; what is worse comes through.
create table suppression (
  id uuid primary key,
  cause_kind text check (cause_kind in ('indicator', 'signature')),
  cause_key text,
  category text,
  source text,
  orgnr text references member on delete cascade,
  network cidr,
  up_to text not null check (up_to in ('critical', 'high', 'medium', 'low')),
  up_to_rank smallint not null generated always as
    (case up_to when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end) stored,
  reason text not null check (reason <> ''),
  author text not null,
  created_at timestamptz not null,
  until timestamptz not null,
  -- When it was ended, or when that it had run out was seen to; by whom, null where nobody did.
  ended_at timestamptz,
  ended_by text,
  -- The act of triage that made it.
  act_id uuid references triage_act on delete set null,
  check ((cause_kind is null) = (cause_key is null)),
  check (num_nonnulls(cause_key, category, source, orgnr, network) > 0)
);
create index suppression_active on suppression (until) where ended_at is null;
create index suppression_orgnr on suppression (orgnr);
create index suppression_act on suppression (act_id);

-- `suppressed_by`: what holds it back, or held it back last. `held`: it does so now; no list needs to look at the time, since
-- a job lets go of what has run out.
alter table detection
  add column suppressed_by uuid references suppression on delete set null,
  add column held boolean not null default false;
create index detection_suppressed on detection (suppressed_by) where suppressed_by is not null;
create index detection_held on detection (severity_rank, id desc) where held;

alter table triage_act drop constraint triage_act_act_check;
alter table triage_act add constraint triage_act_act_check
  check (act in ('warn', 'dismiss', 'restore', 'duplicate', 'accept', 'assign', 'snooze', 'merge', 'split', 'suppress'));

-- Of one member, of some, or of all: the work of those who see every member.
alter table suppression enable row level security;
create policy members on suppression to varde_app using ((select current_setting('varde.members', true)) = '*');

-- How reliable a source of indicators is: the letter of the Admiralty scale (NATO AJP-2.1). What has no row cannot be judged
-- (F). The empty source is the sensors' own signatures.
create table source_reliability (
  source text primary key,
  reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  changed_at timestamptz not null,
  changed_by text not null
);
alter table source_reliability enable row level security;
create policy members on source_reliability to varde_app using ((select current_setting('varde.members', true)) = '*');

-- Who chose how a severity is chased, and when; null as it came. `quiet`: no reminder at night, never so for what is critical.
alter table chase_rule
  add column quiet boolean not null default true,
  add column changed_at timestamptz,
  add column changed_by text;
update chase_rule set quiet = false where severity = 'critical';
alter table chase_rule add constraint chase_rule_critical check (severity <> 'critical' or not quiet);

-- Who has a detection open now. Of seconds, and so not written ahead.
create unlogged table detection_looking (
  detection_id uuid not null references detection on delete cascade,
  person_id uuid not null references person on delete cascade,
  at timestamptz not null,
  primary key (detection_id, person_id)
);
create index detection_looking_person on detection_looking (person_id);
alter table detection_looking enable row level security;
create policy members on detection_looking to varde_app using ((select current_setting('varde.members', true)) = '*');
