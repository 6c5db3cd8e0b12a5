-- Advisories: what many are told of a vulnerability or a threat. See docs/decisions/0041-advisories.md.

create table advisory (
  id uuid primary key,
  -- Given when it is first published, and never again: per year, without gaps.
  prefix text,
  year int,
  serial int check (serial > 0),
  -- How the work stands; what is out is told by `version`. See advisories/advisory.ts.
  state text not null default 'draft' check (state in ('draft', 'in_review', 'approved', 'published', 'withdrawn')),
  -- The newest that was published; 0: none.
  version int not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (year, serial),
  check ((year is null) = (serial is null) and (year is null) = (prefix is null) and (year is null) = (version = 0))
);
create index advisory_changed on advisory (changed_at desc, id);

-- What is being written. Kept apart from what is out, so that no member's query can reach it.
create table advisory_draft (
  advisory_id uuid primary key references advisory on delete cascade,
  content jsonb not null,
  -- When each language was last written: what is older than another may say another thing.
  written jsonb not null default '{}',
  -- Counts up with each change; who changes says which one they have seen.
  revision int not null default 1,
  changed_by text not null,
  -- Everyone who has written since it was last published: none of them approves it.
  writers text[] not null default '{}',
  approved_by text,
  approved_at timestamptz,
  -- What the reviewer says when it goes back.
  remark text not null default ''
);

-- What was published, in bytes that never change.
create table advisory_version (
  advisory_id uuid not null references advisory on delete cascade,
  version int not null check (version > 0),
  content jsonb not null,
  -- What is new in this version, by language.
  news jsonb not null,
  withdrawn boolean not null default false,
  tlp text not null check (tlp in ('RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR')),
  audience text not null check (audience in ('all', 'affected', 'members')),
  cves text[] not null,
  members text[] not null,
  -- The CSAF document, and beside it what proves that it is ours.
  file text not null,
  document text not null,
  sha256 text not null,
  sha512 text not null,
  signature text not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (advisory_id, version)
);
create index advisory_version_published on advisory_version (published_at desc);
create index advisory_version_file on advisory_version (file);

-- Who has it open to write; gone half a minute after they last said so.
create table advisory_writing (
  advisory_id uuid not null references advisory on delete cascade,
  person_id uuid not null references person on delete cascade,
  at timestamptz not null,
  primary key (advisory_id, person_id)
);

do $$
declare
  everyone constant text := $sql$(select nullif(current_setting('varde.members', true) = '*', false)) is not null$sql$;
  own constant text := $sql$(select string_to_array(current_setting('varde.members', true), ','))::text[]$sql$;
  rule record;
begin
  for rule in
    select * from (values
      ('advisory_draft', everyone),
      ('advisory_writing', everyone),
      -- CLEAR and GREEN: every member's. AMBER: whom it is for. RED: only who is named.
      ('advisory_version', everyone || format($sql$ or (select %1$s) is not null and (
        tlp in ('CLEAR', 'GREEN')
        or members && (%1$s)
        or tlp <> 'RED' and audience = 'all'
        or tlp <> 'RED' and audience = 'affected' and exists (
          select from vulnerability_match m join inventory_item i on i.software_id = m.software_id
          where m.cve = any(advisory_version.cves) and i.removed_at is null and i.orgnr = any(%1$s)))$sql$, own)),
      ('advisory', everyone || ' or exists (select from advisory_version v where v.advisory_id = advisory.id and v.version = advisory.version)')
    ) as policies (name, seen)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('create policy members on %I to varde_app using (%s)', rule.name, rule.seen);
  end loop;
end $$;
