-- An indicator that was stopped and is let through has come back as well: what came in meanwhile was not matched against it.
create or replace function queue_look_back() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into look_back_indicator
      select id from new_indicator where retracted_at is null and (valid_until is null or valid_until > now())
        and (stopped_by is null or let_through_reason is not null)
      on conflict (indicator_id) do update set look_back_id = null;
  else
    insert into look_back_indicator
      select n.id from new_indicator n join old_indicator o using (id)
      where n.retracted_at is null and (n.valid_until is null or n.valid_until > now())
        and (n.stopped_by is null or n.let_through_reason is not null)
        and (o.retracted_at is not null or o.valid_until <= now() or (o.stopped_by is not null and o.let_through_reason is null))
      on conflict (indicator_id) do update set look_back_id = null;
  end if;
  if found then
    perform add_jobs('look_back', '[{"key": "look_back", "payload": {}}]', 8);
  end if;
  return null;
end $$;
