-- What came with an answer by e-mail: its signature and its files.

alter table response
  -- Null: it carried none. Unknown: made with a key that we do not have for the contact.
  add column signature text check (signature in ('good', 'bad', 'unknown'));
update response set signature = 'good' where verified;
alter table response drop column verified;

-- Here and not in a folder: a backup, an erasure and a retention take the files along with the answer.
create table response_attachment (
  id uuid primary key,
  response_id uuid not null references response on delete cascade,
  number int not null,
  name text not null,
  size int not null,
  -- Lower-case hexadecimal.
  sha256 text not null,
  content bytea not null,
  unique (response_id, number)
);
-- Files are packed already.
alter table response_attachment alter column content set storage external;
create index response_attachment_sha256 on response_attachment (sha256);
alter table response_attachment enable row level security;
create policy members on response_attachment to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from response where response.id = response_id));
