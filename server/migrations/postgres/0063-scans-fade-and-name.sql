-- Products that scans saw fade as their findings do, and a finding says which product it is of.
-- See docs/decisions/0048-scan-findings.md.
alter table inventory_item
  -- Whose scan saw it last; null where no scan did.
  add column scanner text check (scanner in ('nmap', 'nuclei', 'shadowserver')),
  -- Not found by the last scan of its host, or not seen for long; see exposure/standing.ts. What is gone is taken off the list.
  add column fading boolean not null default false,
  -- Later scans of the same host that did not find it, and when the last of them was.
  add column missed int not null default 0,
  add column missed_at timestamptz;
update inventory_item set scanner = case when origin_ref = 'Shadowserver' then 'shadowserver' else 'nmap' end
where origin = 'scan';
alter table inventory_item add check ((scanner is not null) = (origin = 'scan'));
-- Those that scans saw are few among all, and those that fade fewer.
create index inventory_item_scanned on inventory_item (asset, scanner) where scanner is not null and removed_at is null;
create index inventory_item_fading on inventory_item (software_id, orgnr) where fading and removed_at is null;

-- What the scan says that it is found in; empty where it does not say it.
alter table exposure
  add column vendor text not null default '',
  add column product text not null default '',
  add column version text not null default '';

-- The one product that a CVE's own record speaks of; null where it speaks of several, or of none by name. Of all sources the record's
-- own writer is asked: others write the same product otherwise, and it would be two.
create function cve_product(asked text) returns text language sql stable parallel safe set search_path = public, pg_temp as $$
  select case when count(distinct lower(name)) = 1 then min(name) end from (
    select concat_ws(' ', nullif(a.statement ->> 'vendor', ''), a.statement ->> 'product') as name
    from affected_statement a join vulnerability_source s on s.cve = a.cve and s.source = a.source and s.retracted_at is null
    where a.cve = asked and a.source = 'cve:cna' and coalesce(a.statement ->> 'product', '') <> '') as named
$$;

-- As before, but for two things: what a scan saw and fades is no surer than possible, and the reason of a finding names its product.
create or replace view member_match with (security_invoker = true) as
select i.orgnr, m.cve, m.software_id, i.id as item_id,
  case when met.cve is null then m.verdict else 'affected' end as verdict,
  case when i.fading then 'possible' when met.cve is null then m.grade else m.met_grade end as grade,
  case when m.companions is null or met.cve is not null then m.reason
    else jsonb_set(m.reason, '{code}', '"companion_missing"') end as reason,
  m.source,
  greatest(m.matched_at, i.first_seen_at) as known_at,
  i.asset, i.exposed, i.care_impact, i.last_seen_at
from vulnerability_match m
join inventory_item i on i.software_id = m.software_id and i.removed_at is null
left join companion_met met on met.cve = m.cve and met.software_id = m.software_id and met.orgnr = i.orgnr
union all
select e.orgnr, e.cve, null, null, 'affected', e.standing,
  jsonb_build_object('code', 'scan', 'source', 'scan:' || e.source,
    'product', coalesce(nullif(concat_ws(' ', nullif(e.vendor, ''), nullif(e.product, ''), nullif(e.version, '')), ''),
      cve_product(e.cve), e.asset),
    'by', 'scan', 'version', '', 'range', coalesce(nullif(e.evidence, ''), e.asset), 'notes', jsonb_build_array()),
  'scan:' || e.source, e.last_seen_at, e.asset, true, null, e.last_seen_at
from exposure e join vulnerability v on v.cve = e.cve and v.state <> 'rejected'
where e.standing <> 'gone' and e.false_at is null and not exists (
  select from member_vulnerability said where said.orgnr = e.orgnr and said.cve = e.cve
    and said.end_reason in ('fixed', 'not_affected') and said.ended_at >= e.last_seen_at);
