-- That something waits to be matched is for members to know too: without it an unfinished answer reads as "nobody". What waits is not.
create function matching_waits(of_cve text) returns boolean
  language sql stable security definer set search_path = public, pg_catalog as $$
  select exists (select from match_due where kind = 'software') or case
    when of_cve is null then exists (select from match_due where kind = 'vulnerability')
    else exists (select from match_due where kind = 'vulnerability' and id = of_cve) end
$$;
revoke execute on function matching_waits from public;
grant execute on function matching_waits to varde_app;
