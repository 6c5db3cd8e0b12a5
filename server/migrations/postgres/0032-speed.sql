-- What lists, search and campaigns still waited for. See docs/decisions/0029-speed.md.

-- Row-level security means the same as before, written so that PostgreSQL takes it for what it is: whoever sees every member is
-- shut off from nothing. Of a comparison with `*` it knows nothing and guesses that one row in 200 passes, and then sorted
-- everything that waits for a page of 100, rather than read the first 100 of an index; that something is not null it takes for likely.
do $$
declare
  every constant text := $sql$(( SELECT current_setting('varde.members'::text, true) AS current_setting) = '*'::text)$sql$;
  likely constant text := $sql$((select nullif(current_setting('varde.members', true) = '*', false)) is not null)$sql$;
  rule record;
begin
  for rule in select * from pg_policies where schemaname = 'public' and position(every in qual) > 0 loop
    execute format('alter policy %I on %I using (%s)', rule.policyname, rule.tablename, replace(rule.qual, every, likely));
  end loop;
end $$;

-- All that a search compares, and all that lists are cut by, without opening the rows: those are wide, and most are not shown.
create index detection_search on detection (severity_rank, id desc)
  include (cause_search, orgnr, tlp, state, held, snoozed_until, inner_host);
drop index detection_order;
-- The same of what waits: most searches are of the queue, which is a part of all.
drop index detection_queue;
create index detection_queue on detection (severity_rank, id desc)
  include (cause_search, orgnr, tlp, held, snoozed_until, inner_host) where state = 'queued';
-- What waits is counted by the first page and above every list.
drop index detection_waiting;
create index detection_waiting on detection (severity_rank, id) include (orgnr, held, snoozed_until) where state = 'queued';
-- What is open at each of a hundred members, for every page of their list.
drop index detection_open;
create index detection_open on detection (orgnr, severity_rank) include (state, held) where state in ('queued', 'warned');
-- How many members have the same.
create index detection_spread on detection (cause_kind, cause_key, orgnr);
drop index detection_cause;

-- How many members a campaign has, by which the largest are chosen: counted where its detections change, by whatever way that is,
-- so that not all campaigns have to be counted whenever they are read.
alter table campaign add column members int not null default 0;

create function count_campaign_members(campaigns uuid[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update campaign c set members = coalesce(counted.members, 0)
  from unnest(campaigns) as changed (id) left join (
    select campaign_id, count(distinct orgnr) as members from campaign_detection join detection on detection.id = detection_id
    where standing = 'in' and campaign_id = any(campaigns) group by campaign_id) counted on counted.campaign_id = changed.id
  where c.id = changed.id and c.members <> coalesce(counted.members, 0)
$$;
revoke execute on function count_campaign_members from public;
grant execute on function count_campaign_members to varde_app;

create function campaign_detections_changed() returns trigger language plpgsql as $$
begin
  perform count_campaign_members(array(select distinct campaign_id from changed));
  return null;
end $$;
create trigger campaign_detection_come after insert on campaign_detection
  referencing new table as changed for each statement execute function campaign_detections_changed();
create trigger campaign_detection_other after update on campaign_detection
  referencing new table as changed for each statement execute function campaign_detections_changed();
create trigger campaign_detection_gone after delete on campaign_detection
  referencing old table as changed for each statement execute function campaign_detections_changed();

select count_campaign_members(array(select id from campaign));
