-- A warning of an advisory can be answered by what the member says of each of its vulnerabilities by itself.
-- See docs/decisions/0049-answered-one-by-one.md.
alter table response
  -- The answer follows from what was said of each vulnerability by itself: it holds as long as that does.
  add column one_by_one boolean not null default false,
  drop constraint response_kind_check,
  -- withdraw: what the answer followed from was taken back.
  add constraint response_kind_check check (kind in ('acknowledge', 'answer', 'withdraw'));
