-- What a person has named of a list: the page and what its address says. A removed one is kept for a day or so, so that
-- removing can be undone; its name is free at once.
create table saved_view (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  page text not null,
  name text not null check (name <> ''),
  search text not null,
  shared boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create unique index saved_view_name on saved_view (person_id, page, lower(name)) where removed_at is null;

-- The view that a page opens with, for one person.
create table start_view (
  person_id uuid not null references person on delete cascade,
  page text not null,
  view_id uuid not null references saved_view on delete cascade,
  primary key (person_id, page)
);
create index start_view_view on start_view (view_id);

-- People's own: seen where the person is seen.
do $$
declare
  everyone constant text := $sql$(select current_setting('varde.members', true)) = '*'$sql$;
  name text;
begin
  foreach name in array array['saved_view', 'start_view'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy members on %I to varde_app using (%s or exists (select from person where person.id = person_id))',
      name, everyone);
  end loop;
end $$;

-- Hours that a member has to answer, counted from the first mail that was delivered. A warning keeps those that its mail
-- said, whatever the rule says later.
alter table chase_rule add column due_hours int not null default 24 check (due_hours between 1 and 2160);
update chase_rule set due_hours = case severity when 'critical' then 4 when 'high' then 24 when 'medium' then 72 else 168 end;
alter table chase_rule alter column due_hours drop default;
alter table warning add column due_hours int;
update warning set due_hours = chase_rule.due_hours from chase_rule
  where chase_rule.severity = warning.severity and warning.state not in ('draft', 'cancelled');

-- A deadline that somebody has moved. Why is for staff alone.
create table deadline_move (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  due_before timestamptz not null,
  due_at timestamptz not null,
  -- How far along the plan of reminders the warning had come, should the move be undone.
  step_before int not null,
  reason text not null check (reason <> ''),
  author text not null,
  moved_at timestamptz not null,
  undone_at timestamptz
);
create index deadline_move_warning on deadline_move (warning_id, moved_at);
alter table deadline_move enable row level security;
create policy members on deadline_move to varde_app using ((select current_setting('varde.members', true)) = '*');
