-- What is retired is part of what a version says, as with all that is kept in versions; see server/src/platform/versions.ts.

update measure_version set content = jsonb_build_object('said', content, 'retired', retired);
alter table measure_version drop column retired;

-- When a person of the member first had it open in the portal since it was last opened anew; not who. What is done with a mail is
-- not known, and a link may be opened by a filter.
alter table warning add column opened_at timestamptz;
