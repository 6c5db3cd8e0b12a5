-- What a person settled of one product in a version: it goes before what follows from the sources, also when that becomes another.
-- See docs/decisions/0038-matching.md.
create table match_verdict (
  cve text not null references vulnerability on delete cascade,
  software_id bigint not null references software on delete cascade,
  verdict text not null check (verdict in ('affected', 'not_affected')),
  reason text not null,
  said_by text not null,
  said_at timestamptz not null,
  primary key (cve, software_id)
);
create index match_verdict_software on match_verdict (software_id);
alter table match_verdict enable row level security;
create policy members on match_verdict to varde_app using (
  (select nullif(current_setting('varde.members', true) = '*', false)) is not null
  or exists (select from inventory_item i where i.software_id = match_verdict.software_id)
);

create function match_verdict_due() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  insert into match_due (kind, id, since) values ('vulnerability', coalesce(new.cve, old.cve), now()) on conflict do nothing;
  return null;
end $$;
create trigger match_verdict_changed after insert or update or delete on match_verdict
  for each row execute function match_verdict_due();

-- Texts on versions are read otherwise now.
do $$
begin
  if exists (select from affected_statement) then
    insert into match_due (kind, id, since) select distinct 'vulnerability', cve, now() from affected_statement
    on conflict do nothing;
  end if;
end $$;
