-- A warning of an advisory can be answered by what the member says of each of its vulnerabilities by itself.
-- See docs/decisions/0049-answered-one-by-one.md.
alter table response
  -- The answer follows from what was said of each vulnerability by itself: it holds as long as that does.
  add column one_by_one boolean not null default false,
  drop constraint response_kind_check,
  -- withdraw: what the answer followed from was taken back.
  add constraint response_kind_check check (kind in ('acknowledge', 'answer', 'withdraw'));

-- What became exploited within a few seconds is one mail to each duty officer. Open until the first of them is written.
-- See docs/decisions/0040-exploited-and-decided.md.
create table exploited_page_round (
  id uuid primary key,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index exploited_page_round_open on exploited_page_round (opened_at) where closed_at is null;
alter table exploited_page add column round uuid references exploited_page_round;
create index exploited_page_by_round on exploited_page (round);
alter table exploited_page_round enable row level security;
create policy members on exploited_page_round to varde_app
  using ((select nullif(current_setting('varde.members', true) = '*', false)) is not null);

-- Whom an advisory's expiry, and what stands open of it, is told: who wrote what is out. None: the duty officers.
alter table advisory add column authors text[] not null default '{}';
create table advisory_reminder (
  advisory_id uuid not null references advisory on delete cascade,
  kind text not null check (kind in ('expires_soon', 'expired', 'draft_waits', 'measures_overdue')),
  -- The moment that it is about: another day of expiry, or a draft that was changed, is another.
  about timestamptz not null,
  reminded_at timestamptz not null,
  primary key (advisory_id, kind, about)
);
alter table advisory_reminder enable row level security;
create policy members on advisory_reminder to varde_app
  using ((select nullif(current_setting('varde.members', true) = '*', false)) is not null);
