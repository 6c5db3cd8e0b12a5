-- Matching: what must run beside a product, who has it, and jobs that are asked for by what changed.
-- See docs/decisions/0038-matching.md.

-- Where a source says "running on": the row says what holds where that is not known, `unknown` and `possible`, and beside it what
-- holds at a member that is known to run it.
alter table vulnerability_match
  add column companions jsonb,
  add column companion_keys text[] not null default '{}',
  add column met_grade text check (met_grade in ('certain', 'likely', 'possible')),
  add check ((companions is null) = (met_grade is null));
create index vulnerability_match_companions on vulnerability_match using gin (companion_keys) where companions is not null;

-- Members that are known to run what must run beside it.
create table companion_met (
  cve text not null,
  software_id bigint not null,
  orgnr text not null references member on delete cascade,
  primary key (cve, software_id, orgnr),
  foreign key (cve, software_id) references vulnerability_match on delete cascade
);
create index companion_met_member on companion_met (orgnr);
alter table companion_met enable row level security;
create policy members on companion_met to varde_app using (
  (select nullif(current_setting('varde.members', true) = '*', false)) is not null
  or orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])
);

-- What each product in use is at its member: the one answer to "who has it".
create view member_match with (security_invoker = true) as
select i.orgnr, m.cve, m.software_id, i.id as item_id,
  case when met.cve is null then m.verdict else 'affected' end as verdict,
  case when met.cve is null then m.grade else m.met_grade end as grade,
  case when m.companions is null or met.cve is not null then m.reason
    else jsonb_set(m.reason, '{code}', '"companion_missing"') end as reason,
  m.source
from vulnerability_match m
join inventory_item i on i.software_id = m.software_id and i.removed_at is null
left join companion_met met on met.cve = m.cve and met.software_id = m.software_id and met.orgnr = i.orgnr;
grant select on member_match to varde_app;

-- An advisory was sent about it: it is followed up also when it is no longer exploited.
alter table member_vulnerability add column advised boolean not null default false;

-- Whoever writes what is due asks for the matching with it: nobody can forget.
create function ask_matching() returns trigger language plpgsql as $$
begin
  perform add_job_soon('match', 0, 8);
  return null;
end $$;
create trigger ask_matching after insert on match_due for each statement execute function ask_matching();

-- What members run, and what it is called by, is changed by many hands, some of which see one member alone: so the database
-- writes down itself what is to be matched again.
create function software_due(ids bigint[]) returns void
  language sql security definer set search_path = public, pg_catalog as $$
  insert into match_due (kind, id, since)
  select distinct 'software', id::text, now() from unnest(ids) id
  on conflict do nothing
$$;
revoke execute on function software_due from public;

create function inventory_item_due() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
declare
  ids bigint[];
begin
  if tg_op = 'INSERT' then
    ids := array(select distinct software_id from after where removed_at is null);
  elsif tg_op = 'DELETE' then
    ids := array(select distinct software_id from before where removed_at is null);
  else
    ids := array(
      select distinct unnest(array[b.software_id, a.software_id]) from before b join after a using (id)
      where b.software_id <> a.software_id or (b.removed_at is null) <> (a.removed_at is null)
    );
  end if;
  if cardinality(ids) > 0 then perform software_due(ids); end if;
  return null;
end $$;
create trigger inventory_item_added after insert on inventory_item
  referencing new table as after for each statement execute function inventory_item_due();
create trigger inventory_item_changed after update on inventory_item
  referencing old table as before new table as after for each statement execute function inventory_item_due();
create trigger inventory_item_removed after delete on inventory_item
  referencing old table as before for each statement execute function inventory_item_due();

create function software_changed_due() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
declare
  ids bigint[] := array(select a.id from before b join after a using (id) where b is distinct from a);
begin
  if cardinality(ids) > 0 then perform software_due(ids); end if;
  return null;
end $$;
create trigger software_changed after update on software
  referencing old table as before new table as after for each statement execute function software_changed_due();

-- A name that is confirmed makes what was likely certain.
create function product_alias_due() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  perform software_due(array(select id from software where match_keys && array[new.one, new.other]));
  return null;
end $$;
create trigger product_alias_decided after update of state on product_alias
  for each row when (old.state is distinct from new.state) execute function product_alias_due();
