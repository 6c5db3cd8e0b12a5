-- Who has an object open now, of whatever kind; its id says which. Of seconds, and so not written ahead: what is removed in the
-- meantime leaves a row that is gone half a minute later.
create unlogged table presence (
  object_id uuid not null,
  person_id uuid not null references person on delete cascade,
  at timestamptz not null,
  primary key (object_id, person_id)
);
create index presence_person on presence (person_id);
alter table presence enable row level security;
create policy members on presence to varde_app
  using ((select nullif(current_setting('varde.members', true) = '*', false)) is not null);

drop table detection_looking;
drop table advisory_writing;
