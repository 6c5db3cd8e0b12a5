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
left join companion_met met on met.cve = m.cve and met.software_id = m.software_id and met.orgnr = i.orgnr
union all
-- A scan named it there: likely, since no scan says whether it tried or only read a version. A member that says that it is fixed
-- is believed until it is seen again.
select e.orgnr, e.cve, null, null, 'affected', 'likely',
  jsonb_build_object('code', 'scan', 'source', 'scan:' || e.source, 'product', e.asset, 'by', 'scan', 'version', '',
    'range', coalesce(nullif(e.evidence, ''), e.asset), 'notes', jsonb_build_array()),
  'scan:' || e.source, e.last_seen_at, e.asset, true, null, e.last_seen_at
from exposure e join vulnerability v on v.cve = e.cve and v.state <> 'rejected'
where not exists (
  select from member_vulnerability said where said.orgnr = e.orgnr and said.cve = e.cve
    and said.end_reason in ('fixed', 'not_affected') and said.ended_at >= e.last_seen_at);

-- So a member's word changes how many have it. It may be given by one who sees that member alone.
create function member_word_due() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  if exists (select from exposure e where e.orgnr = new.orgnr and e.cve = new.cve) then
    insert into match_due (kind, id, since) values ('vulnerability', new.cve, now()) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger member_word_given after insert on member_vulnerability for each row
  when (new.end_reason in ('fixed', 'not_affected'))
  execute function member_word_due();
create trigger member_word_changed after update of end_reason on member_vulnerability for each row
  when (old.end_reason is distinct from new.end_reason
    and (old.end_reason in ('fixed', 'not_affected') or new.end_reason in ('fixed', 'not_affected')))
  execute function member_word_due();
