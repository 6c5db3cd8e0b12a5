-- Vulnerabilities: what is said of them and by whom, what members run, and which of it is affected.
-- See docs/decisions/0035-vulnerabilities.md.

-- One CVE. What its sources say is in the tables below; here is what lists sort and filter by.
create table vulnerability (
  cve text primary key check (cve ~ '^CVE-[0-9]{4}-[0-9]{4,}$'),
  -- `named`: another source names it, and its own record is not here yet.
  state text not null default 'named' check (state in ('named', 'published', 'rejected')),
  title text not null default '',
  description text not null default '',
  published_at timestamptz,
  modified_at timestamptz,
  cvss_version text,
  cvss_score real check (cvss_score between 0 and 10),
  cvss_vector text,
  cvss_source text,
  -- FIRST EPSS: probability of exploitation within 30 days, and its place among all.
  epss real check (epss between 0 and 1),
  epss_percentile real check (epss_percentile between 0 and 1),
  epss_on date,
  ssvc_automatable text check (ssvc_automatable in ('no', 'yes')),
  ssvc_technical_impact text check (ssvc_technical_impact in ('partial', 'total')),
  -- The gravest claim that stands, and since when it is so; see exploitation_claim.
  exploitation text not null default 'none' check (exploitation in ('none', 'poc', 'active')),
  exploitation_since timestamptz,
  -- Members by the surest grade that any of their products has here; kept by the matching.
  members_certain int not null default 0,
  members_likely int not null default 0,
  members_possible int not null default 0,
  members_unknown int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index vulnerability_exploited on vulnerability (exploitation_since desc, cve) where exploitation <> 'none';
create index vulnerability_modified on vulnerability (modified_at desc, cve);

-- What one source says of one CVE. `source`: cve:cna, cve:adp:CISA-ADP, kev:cisa, kev:eu, kev:own, csaf:PUBLISHER/TRACKING-ID.
create table vulnerability_source (
  cve text not null references vulnerability on delete cascade,
  source text not null,
  -- When the source said it, and when we first and last read it so.
  stated_at timestamptz,
  seen_at timestamptz not null,
  changed_at timestamptz not null,
  -- The source no longer says so.
  retracted_at timestamptz,
  -- SHA-256 of what it said, so that what has not changed costs nothing.
  digest bytea not null,
  -- Shape by kind of source; see SourceFacts in server/src/vulnerability/catalogue/source-facts.ts.
  facts jsonb not null,
  primary key (cve, source)
);
create index vulnerability_source_of on vulnerability_source (source, cve);

-- Which products and versions a source says are affected, one row per product; see Statement in catalogue/statement.ts.
create table affected_statement (
  id bigint generated always as identity primary key,
  cve text not null,
  source text not null,
  keys text[] not null,
  statement jsonb not null,
  foreign key (cve, source) references vulnerability_source on delete cascade
);
create index affected_statement_keys on affected_statement using gin (keys);
create index affected_statement_cve on affected_statement (cve, source);

-- Who says that a vulnerability is exploited, and since when.
create table exploitation_claim (
  cve text not null references vulnerability on delete cascade,
  source text not null,
  exploitation text not null check (exploitation in ('none', 'poc', 'active')),
  since timestamptz not null,
  said_by text not null,
  reference text not null default '',
  recorded_at timestamptz not null,
  retracted_at timestamptz,
  primary key (cve, source)
);

-- Each time the answer changed: what policies act on, and what the time line shows.
create table exploitation_change (
  id bigint generated always as identity primary key,
  cve text not null references vulnerability on delete cascade,
  before text not null,
  after text not null,
  source text not null,
  at timestamptz not null
);
create index exploitation_change_cve on exploitation_change (cve, at desc);
create index exploitation_change_at on exploitation_change (at desc);

-- A product in a version, once however many members run it: matching weighs each once.
create table software (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('application', 'operating_system', 'firmware', 'device', 'library')),
  vendor text not null,
  product text not null,
  -- Empty where it is not known.
  version text not null,
  cpe text not null default '',
  purl text not null default '',
  -- What it is called by; `match_keys` has the aliases beside, see product_alias.
  keys text[] not null,
  match_keys text[] not null,
  created_at timestamptz not null,
  unique (kind, vendor, product, version, cpe, purl)
);
create index software_match_keys on software using gin (match_keys);
create index software_keys on software using gin (keys);

-- Two names of one product. `proposed` ones count for less until an analyst has said yes or no.
create table product_alias (
  id uuid primary key,
  one text not null,
  other text not null,
  state text not null check (state in ('proposed', 'confirmed', 'refused')),
  -- Where the proposal comes from, in words of products/alias.ts, and in how many records it was seen.
  origin text not null,
  evidence int not null default 1,
  reason text not null default '',
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null,
  unique (one, other),
  check (one < other)
);
create index product_alias_other on product_alias (other);

-- What a member runs, as declared or as seen.
create table inventory_item (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  software_id bigint not null references software,
  origin text not null check (origin in ('csv', 'cyclonedx', 'spdx', 'api', 'portal', 'sensor', 'scan')),
  -- Host, serial number or the like; empty where none was given.
  asset text not null default '',
  -- Reached from the internet, as far as anybody said.
  exposed boolean,
  -- What care depends on: 'none' to 'critical'; null where nobody said.
  care_impact text check (care_impact in ('none', 'some', 'high', 'critical')),
  -- Which file or sensor last said so.
  origin_ref text not null default '',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  removed_at timestamptz,
  unique (orgnr, software_id, origin, asset)
);
create index inventory_item_software on inventory_item (software_id, orgnr) where removed_at is null;
create index inventory_item_member on inventory_item (orgnr, last_seen_at desc) where removed_at is null;

-- What is to be matched (again); written in the transaction that made it so.
create table match_due (
  kind text not null check (kind in ('vulnerability', 'software')),
  id text not null,
  since timestamptz not null,
  primary key (kind, id)
);

-- Affected, or not known whether. What is not affected has no row: why it is not is worked out when somebody asks.
create table vulnerability_match (
  cve text not null references vulnerability on delete cascade,
  software_id bigint not null references software on delete cascade,
  verdict text not null check (verdict in ('affected', 'unknown')),
  grade text not null check (grade in ('certain', 'likely', 'possible')),
  -- Code and its places, worded in the reader's language; see Reason in contract/src/vulnerability.ts.
  reason jsonb not null,
  source text not null,
  matched_at timestamptz not null,
  primary key (cve, software_id)
);
create index vulnerability_match_software on vulnerability_match (software_id, cve);

-- A vulnerability at a member that is followed up, from when we knew until it is gone: every exploited one that matches it,
-- and every one an advisory was sent about. `ended_at` null: open.
create table member_vulnerability (
  orgnr text not null references member on delete cascade,
  cve text not null references vulnerability on delete cascade,
  grade text not null check (grade in ('certain', 'likely', 'possible')),
  verdict text not null check (verdict in ('affected', 'unknown')),
  -- What the member says (VEX): null until it has.
  vex text check (vex in ('affected', 'not_affected', 'under_investigation', 'fixed')),
  vex_justification text,
  vex_by text,
  vex_at timestamptz,
  opened_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('fixed', 'not_affected', 'no_longer_matched', 'no_longer_exploited')),
  primary key (orgnr, cve),
  check ((ended_at is null) = (end_reason is null))
);
create index member_vulnerability_cve on member_vulnerability (cve, orgnr);
create index member_vulnerability_open on member_vulnerability (orgnr, opened_at) where ended_at is null;

-- How each source of the catalogue stands; see catalogue/feed.ts.
create table feed (
  source text primary key,
  url text,
  enabled boolean not null default false,
  -- What the last good reading brought, for what shrinks or brings nothing.
  records int,
  read_at timestamptz,
  changed_at timestamptz,
  trouble text check (trouble in ('unreachable', 'empty', 'shrunk', 'malformed', 'unverified', 'stale')),
  trouble_since timestamptz,
  trouble_detail text not null default '',
  -- What the server said of the last version (ETag, Last-Modified), and where a long reading had come to.
  cursor jsonb not null default '{}'
);

-- One reading of one source, by file or by schedule.
create table feed_run (
  id uuid primary key,
  source text not null,
  name text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'refused', 'failed')),
  read int not null default 0,
  added int not null default 0,
  changed int not null default 0,
  unchanged int not null default 0,
  retracted int not null default 0,
  unused int not null default 0,
  detail text not null default ''
);
create index feed_run_newest on feed_run (started_at desc);

-- Each record that was read and not used, with why.
create table feed_unused (
  run_id uuid not null references feed_run on delete cascade,
  number int not null,
  record text not null,
  reason text not null,
  primary key (run_id, number)
);

do $$
declare
  everyone constant text := $sql$(select nullif(current_setting('varde.members', true) = '*', false)) is not null$sql$;
  own constant text := $sql$orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])$sql$;
  rule record;
begin
  for rule in
    select * from (values
      -- A name of a product may tell who runs it.
      ('software', everyone || ' or exists (select from inventory_item where software_id = software.id)'),
      ('inventory_item', everyone || ' or ' || own),
      ('vulnerability_match', everyone || ' or exists (select from inventory_item i where i.software_id = vulnerability_match.software_id)'),
      ('member_vulnerability', everyone || ' or ' || own),
      ('product_alias', everyone),
      ('match_due', everyone),
      ('feed', everyone),
      ('feed_run', everyone),
      ('feed_unused', everyone)
    ) as policies (name, seen)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('create policy members on %I to varde_app using (%s)', rule.name, rule.seen);
  end loop;
end $$;
