-- A draft of an advisory is written by itself when the rule holds. See docs/decisions/0045-drafted-by-itself.md.
alter table exploited_rule add column draft boolean not null default true;

-- Of which vulnerabilities one was written, and which: once for each. A draft that was thrown away leaves its row behind, so that
-- it is not written again.
create table exploited_draft (
  cve text primary key references vulnerability on delete cascade,
  advisory_id uuid references advisory on delete set null,
  drafted_at timestamptz not null
);
create index exploited_draft_advisory on exploited_draft (advisory_id);

alter table exploited_draft enable row level security;
create policy members on exploited_draft to varde_app
  using ((select nullif(current_setting('varde.members', true) = '*', false)) is not null);
