-- What members do themselves: more that can be answered, measures that are ticked off, what each contact wants to be told,
-- and what they claim as theirs.

alter table warning
  drop constraint warning_answer_check,
  add constraint warning_answer_check
    check (answer in ('affected_handled', 'affected_need_help', 'not_affected', 'false_alarm', 'unknown'));
alter table response
  drop constraint response_answer_check,
  add constraint response_answer_check
    check (answer in ('affected_handled', 'affected_need_help', 'not_affected', 'false_alarm', 'unknown')),
  drop constraint response_channel_check,
  add constraint response_channel_check check (channel in ('link', 'portal', 'email', 'phone', 'staff')),
  -- The measures that were ticked off with the answer, as they were worded.
  add column done text[] not null default '{}';

-- What is done of a warning's measures, whoever at the member did it.
create table warning_measure (
  warning_id uuid not null references warning on delete cascade,
  measure text not null,
  done_by text not null,
  done_at timestamptz not null,
  primary key (warning_id, measure)
);
alter table warning_measure enable row level security;
create policy members on warning_measure to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from warning where warning.id = warning_id));

-- The least severe warning of a kind that a contact wants by mail; without a row, all of them. Critical is the most that
-- can be asked for, so what is critical always comes.
create table contact_choice (
  contact_id uuid not null references contact on delete cascade,
  category text not null,
  least text not null check (least in ('critical', 'high', 'medium')),
  primary key (contact_id, category)
);
alter table contact_choice enable row level security;
create policy members on contact_choice to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from contact where contact.id = contact_id));

-- What a member says is its own, or no longer is: it holds once the CSIRT has said yes.
create table claim (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  kind text not null check (kind in ('network', 'domain')),
  change text not null check (change in ('add', 'remove')),
  value text not null,
  reason text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  proposed_by text not null,
  created_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  -- What is said to the member with the decision.
  words text not null default ''
);
create unique index claim_waiting on claim (orgnr, kind, value) where state = 'waiting';
create index claim_orgnr on claim (orgnr, created_at desc);
alter table claim enable row level security;
create policy members on claim to varde_app using ((select current_setting('varde.members', true)) = '*'
  or orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[]));
