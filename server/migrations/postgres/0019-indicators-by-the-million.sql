-- What follows from a change of indicators is done once a statement, by one function each, at a cost that a million rows bear.

-- Indicators that wait to look back, in the order in which they came; a pass takes those up to a place. An indicator that comes
-- back while a pass has it is there once more, behind, and so in the next. Without a key on the indicator or a reference to the
-- pass: these took a quarter of the time that a million indicators need to come in.
create table look_back_queue (
  place bigint generated always as identity primary key,
  indicator_id uuid not null
);
insert into look_back_queue (indicator_id)
  select indicator_id from look_back_indicator order by look_back_id is null, indicator_id;
-- The last place of the pass.
alter table look_back add column upto bigint not null default 0;
update look_back set upto = (select count(*) from look_back_indicator where look_back_id is not null) where state <> 'done';
drop table look_back_indicator;
alter table look_back_queue rename to look_back_indicator;

-- How many indicators of each type are not retracted: counting 13 million took seconds at each look at the page.
create table indicator_known (type text primary key, known bigint not null);
insert into indicator_known select type, count(*) from indicator where retracted_at is null group by type;

-- Indicators are listed by their ids, which sort by when they were made.
drop index indicator_created;

drop trigger indicator_changed on indicator;
drop trigger indicator_new on indicator;
drop trigger indicator_back on indicator;
drop function queue_look_back();

create function indicators_came_in() returns trigger language plpgsql as $$
begin
  if not exists (select from new_indicator) then return null; end if;
  -- First: who has changed it keeps others from taking places until the end of the transaction, and a pass from passing them by.
  update reference_version set version = version + 1 where what = 'indicators';
  perform pg_notify('varde_reference', 'indicators');
  insert into indicator_known as k select type, count(*) from new_indicator where retracted_at is null group by type
    on conflict (type) do update set known = k.known + excluded.known;
  insert into look_back_indicator (indicator_id)
    select id from new_indicator where retracted_at is null and (valid_until is null or valid_until > now())
      and (stopped_by is null or let_through_reason is not null);
  if found then perform add_jobs('look_back', '[{"key": "look_back", "payload": {}}]', 8); end if;
  return null;
end $$;
create trigger indicator_new after insert on indicator
  referencing new table as new_indicator for each statement execute function indicators_came_in();

-- Those that were retracted, had ended or were stopped, and count again, look back: what came in meanwhile was not matched.
create function indicators_changed() returns trigger language plpgsql as $$
begin
  if not exists (select from new_indicator) then return null; end if;
  update reference_version set version = version + 1 where what = 'indicators';
  perform pg_notify('varde_reference', 'indicators');
  insert into indicator_known as k
    select type, sum(counts) from (
      select type, count(*) as counts from new_indicator where retracted_at is null group by type
      union all select type, -count(*) from old_indicator where retracted_at is null group by type) changed
    group by type having sum(counts) <> 0
    on conflict (type) do update set known = k.known + excluded.known;
  insert into look_back_indicator (indicator_id)
    select n.id from new_indicator n join old_indicator o using (id)
    where n.retracted_at is null and (n.valid_until is null or n.valid_until > now())
      and (n.stopped_by is null or n.let_through_reason is not null)
      and (o.retracted_at is not null or o.valid_until <= now() or (o.stopped_by is not null and o.let_through_reason is null));
  if found then perform add_jobs('look_back', '[{"key": "look_back", "payload": {}}]', 8); end if;
  return null;
end $$;
create trigger indicator_changed after update on indicator
  referencing new table as new_indicator old table as old_indicator for each statement execute function indicators_changed();

create function indicators_went() returns trigger language plpgsql as $$
begin
  update reference_version set version = version + 1 where what = 'indicators';
  perform pg_notify('varde_reference', 'indicators');
  if tg_op = 'TRUNCATE' then delete from indicator_known;
  else
    update indicator_known k set known = k.known - gone.counts
      from (select type, count(*) as counts from old_indicator where retracted_at is null group by type) gone
      where k.type = gone.type;
  end if;
  return null;
end $$;
create trigger indicator_gone after delete on indicator
  referencing old table as old_indicator for each statement execute function indicators_went();
create trigger indicator_truncated after truncate on indicator
  for each statement execute function indicators_went();
