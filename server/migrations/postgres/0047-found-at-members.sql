-- Who has it, with since when that is known: what a member said before that does not speak of it.
-- See docs/decisions/0038-matching.md.
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
left join companion_met met on met.cve = m.cve and met.software_id = m.software_id and met.orgnr = i.orgnr;
