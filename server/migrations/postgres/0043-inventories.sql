-- What members run: doors for what one member's caller must do with rows that others share, vulnerabilities that scans found on assets,
-- and what is worked out of the catalogue for the pages of products. See docs/decisions/0039-inventories.md.

-- A vulnerability that somebody else's scan named on a member's asset.
create table exposure (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  cve text not null references vulnerability on delete cascade,
  asset text not null,
  source text not null check (source in ('nmap', 'nuclei', 'shadowserver')),
  -- What the scan said of it: the template, the port.
  evidence text not null default '',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (orgnr, cve, asset, source)
);
create index exposure_cve on exposure (cve, orgnr);
create index exposure_newest on exposure (last_seen_at desc, id);

-- Products that the catalogue speaks of, to suggest from. `plain` is lower case.
create table known_product (
  vendor text not null,
  product text not null,
  plain text not null,
  statements int not null,
  primary key (vendor, product)
);
create index known_product_plain on known_product (plain text_pattern_ops);

-- How far the work on products has come: up to which statement names were learnt, and until when events were looked at.
create table product_work (
  one boolean primary key default true check (one),
  statements bigint not null default 0,
  learned_at timestamptz,
  seen_until timestamptz
);
insert into product_work default values;

-- Whether any source speaks of the product at all; worked out when it is made, and again as the catalogue changes.
alter table software add column known boolean not null default false;
create index software_product on software (lower(vendor || ' ' || product), id);

do $$
declare
  everyone constant text := $sql$(select nullif(current_setting('varde.members', true) = '*', false)) is not null$sql$;
  own constant text := $sql$orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])$sql$;
begin
  alter table exposure enable row level security;
  execute format('create policy members on exposure to varde_app using (%s)', everyone || ' or ' || own);
  alter table product_work enable row level security;
  execute format('create policy members on product_work to varde_app using (%s)', everyone);
end $$;

-- Software is one row for all members, and who may see one member's rows alone does not see it before it is that member's. So the
-- rows are found or made behind a door, which gives nothing but their ids.
create function take_software(given json, at timestamptz) returns table (place int, id bigint)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  insert into software (kind, vendor, product, version, cpe, purl, keys, match_keys, known, created_at)
    select kind, vendor, product, version, cpe, purl, keys, match_keys,
      exists (select from affected_statement a where a.keys && g.match_keys), at from json_to_recordset(given) as g
      (kind text, vendor text, product text, version text, cpe text, purl text, keys text[], match_keys text[])
    on conflict do nothing;
  -- A statement of its own, so that it sees what another made meanwhile.
  return query select g.place, s.id from json_to_recordset(given) as g
    (place int, kind text, vendor text, product text, version text, cpe text, purl text)
    join software s using (kind, vendor, product, version, cpe, purl);
end $$;

-- Whoever gives a member a product, or takes one away, has it matched (again): who is affected follows from it.
create function due_software(ids bigint[], at timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into match_due (kind, id, since) select 'software', unnest(ids)::text, at on conflict do nothing
$$;

-- Other names that stand, for working out what a product is called by.
create function aliases_standing() returns table (one text, other text, state text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select one, other, state from product_alias where state <> 'refused'
$$;

revoke execute on function take_software, due_software, aliases_standing from public;
grant execute on function take_software, due_software, aliases_standing to varde_app;
