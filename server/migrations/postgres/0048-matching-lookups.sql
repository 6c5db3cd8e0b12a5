-- What matching looks up by name, as an index can have it. Under row-level security PostgreSQL takes `@>` and `&&` for something that
-- could tell of rows, and reads all software, and all matches, for each name; so the names are looked up here, for those who see all.
create function software_named(names text[]) returns setof bigint
  language sql stable security definer set search_path = public, pg_catalog as $$
  select distinct s.id from unnest(names) n (name) join software s on s.match_keys @> array[n.name]
  where current_setting('varde.members', true) = '*'
$$;
create function cves_with_companion(names text[]) returns setof text
  language sql stable security definer set search_path = public, pg_catalog as $$
  select distinct m.cve from unnest(names) n (name)
  join vulnerability_match m on m.companions is not null and m.companion_keys @> array[n.name]
  where current_setting('varde.members', true) = '*'
$$;
revoke execute on function software_named, cves_with_companion from public;
grant execute on function software_named, cves_with_companion to varde_app;

-- What was just written would wait in a list that each look-up reads whole.
alter index software_match_keys set (fastupdate = off);
alter index affected_statement_keys set (fastupdate = off);
alter index vulnerability_match_companions set (fastupdate = off);

-- The longest waiting first, of hundreds of thousands.
create index match_due_since on match_due (kind, since);
