-- Why something was not used is a code and what it names, so that each reader is told in their own language; see
-- server/src/vulnerability/catalogue/fault.ts. What was said before stays as it was said.
alter table feed_unused alter reason type jsonb
  using jsonb_build_object('code', 'text', 'given', jsonb_build_object('text', reason));

alter table feed_run alter detail drop default, alter detail drop not null;
alter table feed_run alter detail type jsonb
  using case when detail <> '' then jsonb_build_object('code', 'text', 'given', jsonb_build_object('text', detail)) end;

alter table feed alter trouble_detail drop default, alter trouble_detail drop not null;
alter table feed alter trouble_detail type jsonb
  using case when trouble_detail <> ''
    then jsonb_build_object('code', 'text', 'given', jsonb_build_object('text', trouble_detail)) end;

alter table csaf_document alter reason drop default, alter reason drop not null;
alter table csaf_document alter reason type jsonb
  using case when reason <> '' then jsonb_build_object('code', 'text', 'given', jsonb_build_object('text', reason)) end;

-- Read whole where the list of changes does not reach back to what is here: at first, and after a long pause.
update feed set url = 'https://github.com/CVEProject/cvelistV5/archive/refs/heads/main.zip' where source = 'cve' and url is null;
update feed set url = 'https://raw.githubusercontent.com/enisaeu/CNW/main/eukev/eukev.json' where source = 'kev:eu' and url is null;
