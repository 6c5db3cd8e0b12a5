-- Advisories go to members as warnings, and members say of each vulnerability and each measure how it stands.
-- See docs/decisions/0042-advisories-to-members.md.

alter table warning
  -- The advisory that it tells of, and in which version; null for what was detected.
  add column advisory_id uuid,
  add column advisory_version int,
  -- What it says to this member, as it was sent; see server/src/warning/texts/advised-letter.ts.
  add column advised jsonb,
  add check ((advisory_id is null) = (advised is null) and (advisory_id is null) = (advisory_version is null));
-- Nobody is told of the same advisory in two warnings.
create unique index warning_advisory on warning (advisory_id, orgnr) where advisory_id is not null;

-- How a measure stands where it is not open. `done_by` and `done_at` are who said so, and when.
alter table warning_measure
  add column standing text not null default 'done' check (standing in ('done', 'not_relevant', 'help')),
  add column why text not null default '';

-- What was said of each vulnerability (VEX) with an answer: `[{"cve", "vex", "justification"}]`.
alter table response add column vex jsonb not null default '[]';
