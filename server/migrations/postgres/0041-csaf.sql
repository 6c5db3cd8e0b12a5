-- CSAF documents and those who provide them; see docs/decisions/0037-csaf.md.

-- A trusted provider, or a publisher. How its readings stand is in `feed`, under the same source.
create table csaf_provider (
  source text primary key references feed on delete cascade,
  name text not null,
  -- What its documents' publisher must be of; see provider-metadata.ts.
  namespace text not null,
  role text not null check (role in ('csaf_publisher', 'csaf_provider', 'csaf_trusted_provider')),
  metadata_url text not null unique,
  -- Which of its distributions are read: addresses as its metadata has them. What is no longer there is not read.
  distributions text[] not null,
  created_at timestamptz not null
);

-- What a provider lists, one row for each document's address: what is listed as newer than this is fetched.
create table csaf_listed (
  provider text not null references csaf_provider on delete cascade,
  url text not null,
  updated_at timestamptz not null,
  -- `missed`: it could not be fetched or verified, and is tried again.
  outcome text not null check (outcome in ('taken', 'refused', 'missed')),
  -- The document that it is, as in csaf_document.
  source text,
  primary key (provider, url)
);

-- Each version of a document that was read, with what became of it. `used` is one of each source at most.
create table csaf_document (
  id uuid primary key,
  source text not null,
  version text not null,
  tracking_id text not null,
  publisher text not null,
  title text not null,
  category text not null,
  csaf_version text not null,
  tlp text,
  released_at timestamptz,
  -- Whose listing it came by; null: a file that somebody imported.
  provider text references csaf_provider on delete set null,
  url text,
  signed boolean not null default false,
  state text not null check (state in ('used', 'refused', 'replaced', 'withdrawn')),
  reason text not null default '',
  -- Mandatory tests that it fails, and is used nevertheless: [{ test, message }].
  marked jsonb not null default '[]',
  cves text[] not null,
  products int not null,
  seen_at timestamptz not null,
  -- SHA-256 of what it says, however its lines are broken.
  digest bytea not null,
  -- As it came, gzip.
  body bytea not null,
  unique (source, version)
);
create unique index csaf_document_used on csaf_document (source) where state = 'used';
create index csaf_document_newest on csaf_document (seen_at desc, id desc);

do $$
declare
  name text;
begin
  foreach name in array array['csaf_provider', 'csaf_listed', 'csaf_document'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy members on %I to varde_app using ((select nullif(current_setting(''varde.members'', true) = ''*'', false)) is not null)', name);
  end loop;
end $$;
