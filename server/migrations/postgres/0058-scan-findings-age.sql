-- What a scan found is not true for ever: it fades as it is not found again, and a person may say that it is false.
-- See docs/decisions/0048-scan-findings.md.
alter table exposure
  -- How sure it is that it is still there; see exposure/standing.ts.
  add column standing text not null default 'likely' check (standing in ('likely', 'possible', 'gone')),
  add column standing_since timestamptz,
  -- Later scans of the same host that did not find it, and when the last of them came.
  add column missed int not null default 0,
  add column missed_at timestamptz,
  -- Who of ours said that it is false, and why: it stays so when it is found again.
  add column false_reason text,
  add column false_by text,
  add column false_at timestamptz,
  add check ((false_at is null) = (false_reason is null) and (false_at is null) = (false_by is null));
update exposure set standing_since = first_seen_at;
alter table exposure alter column standing_since set not null;

create or replace view member_match with (security_invoker = true) as
select i.orgnr, m.cve, m.software_id, i.id as item_id,
  case when met.cve is null then m.verdict else 'affected' end as verdict,
  case when met.cve is null then m.grade else m.met_grade end as grade,
  case when m.companions is null or met.cve is not null then m.reason
    else jsonb_set(m.reason, '{code}', '"companion_missing"') end as reason,
  m.source,
  greatest(m.matched_at, i.first_seen_at) as known_at,
  i.asset, i.exposed, i.care_impact, i.last_seen_at
from vulnerability_match m
join inventory_item i on i.software_id = m.software_id and i.removed_at is null
left join companion_met met on met.cve = m.cve and met.software_id = m.software_id and met.orgnr = i.orgnr
union all
-- A scan named it there: never surer than likely, since no scan says whether it tried or only read a version. A member that says that
-- it is fixed is believed until it is seen again.
select e.orgnr, e.cve, null, null, 'affected', e.standing,
  jsonb_build_object('code', 'scan', 'source', 'scan:' || e.source, 'product', e.asset, 'by', 'scan', 'version', '',
    'range', coalesce(nullif(e.evidence, ''), e.asset), 'notes', jsonb_build_array()),
  'scan:' || e.source, e.last_seen_at, e.asset, true, null, e.last_seen_at
from exposure e join vulnerability v on v.cve = e.cve and v.state <> 'rejected'
where e.standing <> 'gone' and e.false_at is null and not exists (
  select from member_vulnerability said where said.orgnr = e.orgnr and said.cve = e.cve
    and said.end_reason in ('fixed', 'not_affected') and said.ended_at >= e.last_seen_at);

-- Who has it by a scan alone is one of those that an advisory is for. Who was told of it reads it on, also when it is gone.
do $$
declare
  everyone constant text := $sql$(select nullif(current_setting('varde.members', true) = '*', false)) is not null$sql$;
  own constant text := $sql$(select string_to_array(current_setting('varde.members', true), ','))::text[]$sql$;
begin
  execute format('alter policy members on advisory_version using (%s)', everyone || format($sql$ or (select %1$s) is not null and (
    tlp in ('CLEAR', 'GREEN')
    or members && (%1$s)
    or tlp <> 'RED' and audience = 'all'
    or tlp <> 'RED' and audience = 'affected' and (
      exists (select from member_match m where m.cve = any(advisory_version.cves) and m.orgnr = any(%1$s))
      or exists (select from advisory_told t
        where t.advisory_id = advisory_version.advisory_id and t.orgnr = any(%1$s))))$sql$, own));
end $$;
