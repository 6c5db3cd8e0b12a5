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
