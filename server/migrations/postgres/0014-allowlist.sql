-- What no indicator may hit: an indicator that would is stopped, which is kept and shown with the reason but not matched,
-- unless somebody lets it through. Members' own networks and domains count as such entries by themselves.

-- `network`: addresses, in the form of cidr. `domain`: a name and all below it. `name`: a name alone. `value`: one indicator,
-- compared whole, e.g. a hash. Built-in entries come with the program and have a word as their reason.
create table allow_entry (
  id uuid primary key,
  kind text not null check (kind in ('network', 'domain', 'name', 'value')),
  value text not null check (value <> ''),
  reason text not null check (reason <> ''),
  built_in boolean not null default false,
  created_at timestamptz not null default now(),
  created_by_kind text not null,
  created_by text,
  unique (kind, value)
);

-- `stopped_by` says whose entry it was, `stopped_entry` the network or name, `stopped_reason` the entry's reason or, of a
-- member's own, its organisation number.
alter table indicator
  add column stopped_by text check (stopped_by in ('member', 'entry', 'built_in')),
  add column stopped_entry text,
  add column stopped_reason text,
  add column let_through_reason text check (let_through_reason <> ''),
  add column let_through_at timestamptz;
create index indicator_stopped on indicator (id) where stopped_by is not null;

-- `allowed` counts changes of what stops indicators; `weighed` is the newest of these by which all indicators were weighed.
alter table reference_version drop constraint reference_version_what_check,
  add check (what in ('networks', 'indicators', 'allowed', 'weighed'));
insert into reference_version (what, version) values ('allowed', 1), ('weighed', 0);
create trigger allow_entry_changed after insert or update or delete or truncate on allow_entry
  for each statement execute function bump_reference_version('allowed');
create trigger member_network_allowed after insert or update or delete or truncate on member_network
  for each statement execute function bump_reference_version('allowed');
create trigger member_domain_allowed after insert or update or delete or truncate on member_domain
  for each statement execute function bump_reference_version('allowed');

-- Of each indicator network that counts at `at`: its own id, and those of the networks around it, the outermost first.
-- PostgreSQL sorts a network before those within it, so one pass with the networks that are open at a time is enough.
create function indicator_surroundings(at timestamptz) returns table (type text, value text, ids uuid[])
  language plpgsql stable as $$
declare
  depth int := 0;
  around inet[] := '{}';
  inner_ids uuid[] := '{}';
  one record;
begin
  for one in
    select i.id, i.type, i.value, i.value::inet as network from indicator i
    where i.type in ('ipv4_cidr', 'ipv6_cidr') and i.retracted_at is null and (i.valid_until is null or i.valid_until > at)
      and (i.stopped_by is null or i.let_through_reason is not null)
    order by i.value::inet
  loop
    while depth > 0 and not around[depth] >>= one.network loop
      depth := depth - 1;
    end loop;
    around := around[1:depth] || one.network;
    inner_ids := inner_ids[1:depth] || one.id;
    depth := depth + 1;
    type := one.type;
    value := one.value;
    ids := inner_ids;
    return next;
  end loop;
end $$;
