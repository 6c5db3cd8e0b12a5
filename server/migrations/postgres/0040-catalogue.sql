-- What the readings of the catalogue need beside 0039; see docs/decisions/0036-catalogue.md.

-- Of the statements alone: a source that changes its score or its references is not matched anew. Null: none stand.
alter table vulnerability_source add column statements_digest bytea;

-- How often a source is read by itself, and after how long without a reading it is stale: both in minutes.
alter table feed add column interval_minutes int not null default 1440 check (interval_minutes between 5 and 43200);
-- The last try, good or not: what is due counts from here, so that a source that is down is not asked each minute.
alter table feed add column tried_at timestamptz;

alter table feed_run drop constraint feed_run_outcome_check;
alter table feed_run add check (outcome in ('done', 'unchanged', 'refused', 'failed'));
create index feed_run_source on feed_run (source, started_at desc);

-- Where what changed lately is listed, for a source that has so much that it is read whole only once.
alter table feed add column delta_url text;

-- The public sources, switched off until somebody switches them on. Records are the field's own; see docs/guides/feeds.md.
insert into feed (source, url, delta_url, interval_minutes) values
  ('cve', null, 'https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/deltaLog.json', 60),
  ('kev:cisa', 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json', null, 60),
  ('kev:eu', null, null, 60),
  ('kev:own', null, null, 1440),
  ('epss', 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz', null, 1440);

-- FIRST EPSS for every CVE it names, known here or not: one that comes into the catalogue later has its score at once.
create table epss_score (
  cve text primary key,
  epss real not null check (epss between 0 and 1),
  percentile real not null check (percentile between 0 and 1),
  -- The first day of the scores that said so.
  since date not null
);
