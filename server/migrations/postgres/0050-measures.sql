-- The catalogue of measures, as the team changes it. See docs/decisions/0043-measures.md.

-- A row never changes. The newest of a key is in force; what comes with the program is version 0, and in the code.
create table measure_version (
  number int generated always as identity primary key,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  content jsonb not null,
  -- Not asked for any more; what was asked stands.
  retired boolean not null,
  at timestamptz not null,
  by text not null,
  note text not null
);
create index measure_version_key on measure_version (key, number desc);

-- Answers are kept by a measure's key. Until now one in own words was told by its place; that is its key from here on.
create function pg_temp.keyed(content jsonb) returns jsonb language sql immutable as $$
  select jsonb_set(content, '{measures}', (
    select jsonb_agg(
      case when jsonb_typeof(measure -> 'key') = 'string' then measure
        else measure || jsonb_build_object('key', 'line-' || place) end
      order by place)
    from jsonb_array_elements(content -> 'measures') with ordinality as listed (measure, place)))
$$;
update advisory_draft set content = pg_temp.keyed(content) where content @? '$.measures[*] ? (@.key == null)';
update advisory_version set content = pg_temp.keyed(content) where content @? '$.measures[*] ? (@.key == null)';
