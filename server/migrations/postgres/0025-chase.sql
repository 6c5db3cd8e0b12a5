-- After a warning has gone out: reminders, the next contact, the telephone, notes and messages, and what comes back.

-- How a severity is chased, in hours; the code says when that is. `all_at_once`: every contact at the first mail, and not
-- the nearest first.
create table chase_rule (
  severity text primary key check (severity in ('critical', 'high', 'medium', 'low')),
  before_hours int not null check (before_hours between 0 and 720),
  every_hours int not null check (every_hours between 1 and 720),
  most int not null check (most between 0 and 50),
  all_at_once boolean not null
);
insert into chase_rule (severity, before_hours, every_hours, most, all_at_once) values
  ('critical', 1, 2, 6, true), ('high', 6, 12, 4, false), ('medium', 24, 48, 3, false), ('low', 48, 72, 1, false);

-- Whom to reach first: 1 before 2. Those of the same rank are reached together.
alter table contact
  add column rank int not null default 1 check (rank between 1 and 9),
  add column role text not null default '';

-- `reopened`: how many times it has come back after an answer; the rest is about the time it is open now.
alter table warning
  add column reopened int not null default 0,
  add column reopened_at timestamptz,
  add column reminders int not null default 0,
  add column reminded_at timestamptz,
  -- How far along the plan of reminders, and of contacts, it has come.
  add column chase_step int not null default 0,
  add column escalated_at timestamptz;
-- What the chase looks for each minute.
create index warning_chased on warning (due_at) where state in ('sent', 'acknowledged', 'failed');

-- Internal: for staff alone, and never in what leaves.
create table warning_note (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  text text not null check (text <> ''),
  author text not null,
  created_at timestamptz not null
);
create index warning_note_warning on warning_note (warning_id, created_at);

-- Outgoing: to the member's contacts.
create table warning_message (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  number int not null,
  text text not null check (text <> ''),
  author text not null,
  created_at timestamptz not null,
  unique (warning_id, number)
);

-- A call that was made, whether or not anybody took it. What was said is a response.
create table warning_call (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  contact_name text not null,
  reached boolean not null,
  comment text not null default '',
  author text not null,
  called_at timestamptz not null,
  created_at timestamptz not null
);
create index warning_call_warning on warning_call (warning_id, called_at);

-- What a mail is for: the warning itself, a reminder of it, that it is seen again, or a message about it. `relapse` is the
-- warning's `reopened` when it was queued; `round` the reminder's or the message's number.
alter table delivery add column if not exists kind text not null default 'warning';
alter table delivery
  add constraint delivery_kind check (kind in ('warning', 'reminder', 'relapse', 'message')),
  add column relapse int not null default 0,
  add column round int not null default 0,
  add column message_id uuid references warning_message on delete cascade,
  add constraint delivery_message check ((kind = 'message') = (message_id is not null)),
  drop constraint delivery_warning_id_email_key,
  add constraint delivery_once unique (warning_id, email, kind, relapse, round);

alter table response
  add column channel text not null default 'link' check (channel in ('link', 'phone', 'staff')),
  -- Who of ours wrote it down.
  add column recorded_by text;

alter table chase_rule enable row level security;
create policy members on chase_rule to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table warning_note enable row level security;
create policy members on warning_note to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table warning_message enable row level security;
create policy members on warning_message to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from warning where warning.id = warning_id));
alter table warning_call enable row level security;
create policy members on warning_call to varde_app using ((select current_setting('varde.members', true)) = '*');
