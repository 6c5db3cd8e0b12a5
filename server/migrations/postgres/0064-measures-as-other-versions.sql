-- What is retired is part of what a version says, as with all that is kept in versions; see server/src/platform/versions.ts.

update measure_version set content = jsonb_build_object('said', content, 'retired', retired);
alter table measure_version drop column retired;
