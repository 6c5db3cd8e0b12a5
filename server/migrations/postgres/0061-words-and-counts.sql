-- The words by which a vulnerability is found stand by themselves: as an index of its own row they were worked out and written anew each
-- time a count, a weight or a day's EPSS changed. See docs/decisions/0050-searched-among-300000.md.
create table vulnerability_word (
  cve text primary key references vulnerability on delete cascade,
  -- Of number, title and description, and of the vendors and products that are named; without their places.
  words tsvector not null
);

-- What some are found by, of all that stands.
create function write_words(cves text[]) returns void
  language sql security definer set search_path = public, pg_catalog as $$
  insert into vulnerability_word
  select v.cve, strip(words_of(concat_ws(' ', v.cve, v.title, v.description,
    (select string_agg(concat_ws(' ', a.statement ->> 'vendor', a.statement ->> 'product'), ' ')
      from affected_statement a where a.cve = v.cve))))
  from vulnerability v where v.cve = any(cves)
  on conflict (cve) do update set words = excluded.words
$$;
revoke execute on function write_words from public;
select write_words(array(select cve from vulnerability));
create index vulnerability_word_words on vulnerability_word using gin (words);

create function vulnerabilities_written() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  perform write_words(array(select cve from after));
  return null;
end $$;
create trigger vulnerabilities_written after insert on vulnerability
  referencing new table as after for each statement execute function vulnerabilities_written();
-- Row by row: of most changes, which are counts and weights, no word is.
create function vulnerability_rewritten() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  perform write_words(array[new.cve]);
  return null;
end $$;
create trigger vulnerability_rewritten after update of title, description on vulnerability for each row
  when ((old.title, old.description) is distinct from (new.title, new.description))
  execute function vulnerability_rewritten();

-- Of what comes, only the names are read, and most of them stand in the title.
create function statements_named() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  update vulnerability_word w set words = w.words || n.words
  from (select cve, strip(words_of(string_agg(concat_ws(' ', statement ->> 'vendor', statement ->> 'product'), ' '))) as words
    from after group by cve) n
  where w.cve = n.cve and not tsvector_to_array(n.words) <@ tsvector_to_array(w.words);
  return null;
end $$;
create function statements_unnamed() returns trigger
  language plpgsql security definer set search_path = public, pg_catalog as $$
begin
  perform write_words(array(select distinct cve from before));
  return null;
end $$;
create trigger statements_named after insert on affected_statement
  referencing new table as after for each statement execute function statements_named();
create trigger statements_unnamed after delete on affected_statement
  referencing old table as before for each statement execute function statements_unnamed();
create trigger statements_renamed after update on affected_statement
  referencing old table as before for each statement execute function statements_unnamed();
drop index vulnerability_words, affected_statement_words;

-- What has waited longest, always by the index: where the table was empty a moment ago PostgreSQL expects one row, and put all that is due
-- in order for each thousand.
create function take_due(of_kind text, most int) returns setof text
  language sql security definer set search_path = public, pg_catalog set enable_sort = off set enable_bitmapscan = off as $$
  delete from match_due where ctid = any(array(
    select ctid from match_due where kind = of_kind order by since limit most for update skip locked))
  and current_setting('varde.members', true) = '*' returning id
$$;
revoke execute on function take_due from public;
grant execute on function take_due to varde_app;

-- What nobody has weighs less than all that somebody has (`mattersOf`), so the order itself finds it.
drop index vulnerability_nobody;
-- Asked for by nothing, and written with each count.
drop index vulnerability_modified;
-- The same twice (0051 and 0054).
drop index inventory_item_of_software;
