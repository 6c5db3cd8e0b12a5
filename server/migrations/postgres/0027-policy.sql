-- What a new detection leads to: an ordered list of rules in versions, in place of one action for each cause and severity.

-- `rules` as `PolicyRule` in contract/src/policy.ts. One version is being worked on at most; what has been switched on
-- once is never changed. `trial`: what the rules would have done, as they are now; null until they are tried.
create table policy_version (
  number int generated always as identity primary key,
  rules jsonb not null,
  revision int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  trial jsonb,
  tried_at timestamptz,
  tried_by text,
  kept boolean not null default false
);
create unique index policy_version_draft on policy_version (kept) where not kept;

-- Each time that a version was switched on; the newest is what holds.
create table policy_activation (
  id bigint generated always as identity primary key,
  version int not null references policy_version,
  at timestamptz not null,
  by text not null,
  note text not null
);

-- The table that was: of each cause, the most severe first, what is said of it and of what is worse. Severities that say
-- the same as the next are one rule, and the last rule is the queue.
with said as (
  select cause, severity, action, array_position('{critical,high,medium,low}', severity) as rank from policy_rule
), next as (
  select *, lead(action) over (partition by cause order by rank) as after from said
), rules as (
  select jsonb_build_object('name', '', 'when', jsonb_build_object('causes', jsonb_build_array(cause),
      'severity_at_least', severity), 'action', case action when 'send' then 'warn' else 'queue' end, 'page', false) as rule,
    cause, rank
  from next where action is distinct from after and not (after is null and action = 'queue')
), made as (
  insert into policy_version (rules, created_at, created_by, changed_at, changed_by, kept)
  select coalesce(jsonb_agg(rule order by cause, rank), '[]')
      || '[{"name": "", "when": {}, "action": "queue", "page": false}]', now(), '', now(), '', true
  from rules returning number
)
insert into policy_activation (version, at, by, note) select number, now(), '', '' from made;
drop table policy_rule;

-- Which version and rule (from 1) decided, what came of it, and whether the duty officers were mailed.
alter table detection
  add column policy_version int,
  add column policy_rule int,
  add column policy_action text check (policy_action in ('ignore', 'queue', 'warn')),
  add column policy_paged boolean not null default false;

-- The duty officers are mailed once for each member and cause, and anew when it comes back after an answer.
create table policy_page (
  orgnr text not null references member on delete cascade,
  cause_kind text not null,
  cause_key text not null,
  paged_at timestamptz not null,
  primary key (orgnr, cause_kind, cause_key)
);
create index policy_page_at on policy_page (paged_at);

alter table policy_version enable row level security;
create policy members on policy_version to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table policy_activation enable row level security;
create policy members on policy_activation to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table policy_page enable row level security;
create policy members on policy_page to varde_app using ((select current_setting('varde.members', true)) = '*');

-- What a warning says of each kind of cause, and what it advises: `WarningText` in contract/src/texts.ts. A row is a
-- version and never changes; a kind without rows says what comes with the program. What is in force is the newest.
create table warning_text (
  number int generated always as identity primary key,
  category text not null,
  content jsonb not null,
  at timestamptz not null,
  by text not null,
  note text not null
);
create index warning_text_category on warning_text (category, number desc);

alter table warning
  -- The newest version of any text when it was sent: reminders, and the page behind its link, go by that.
  add column texts int,
  -- Measures that an analyst has added to it or taken out, while it was a draft: `{"add": [id], "remove": [id]}`.
  add column measures jsonb;
