-- How a mail is kept from others and known as ours, what comes back of it, and what somebody must see to then.

-- A contact's OpenPGP key (RFC 9580): what is written to them is encrypted to it.
create table contact_key (
  contact_id uuid primary key references contact on delete cascade,
  armored text not null,
  fingerprint text not null,
  algorithm text not null,
  expires_at timestamptz,
  source text not null check (source in ('uploaded', 'wkd')),
  added_at timestamptz not null
);

alter table delivery
  -- Null for what was sent before mails were signed, and for what was not sent yet.
  add column protection text check (protection in ('signed', 'encrypted')),
  -- What the recipient's side said of it after a mail server of ours had taken it: a status code of RFC 3463, and when.
  add column status text,
  add column reported_at timestamptz,
  -- The contact's key could not be used, and the mail may not go without.
  add column waits_for_key boolean not null default false;

-- What a person must see to. One is open at a time of a kind, for a contact, or for a warning.
create table mail_task (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  contact_id uuid references contact on delete cascade,
  warning_id uuid references warning on delete cascade,
  kind text not null check (kind in ('address', 'key', 'key_expiring', 'reply')),
  words text not null,
  raised_at timestamptz not null,
  done_at timestamptz,
  done_by text
);
create unique index mail_task_open on mail_task (orgnr, kind, contact_id, warning_id) nulls not distinct where done_at is null;

alter table response
  drop constraint response_channel_check,
  add constraint response_channel_check check (channel in ('link', 'phone', 'staff', 'portal', 'email')),
  -- Of an answer by e-mail: whether it carried a good signature of the contact's own key.
  add column verified boolean,
  -- The answer's own Message-ID: a mail that is handed over twice is one answer.
  add column mail_id text;
create unique index response_mail on response (warning_id, mail_id) where mail_id is not null;

alter table contact_key enable row level security;
create policy members on contact_key to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from contact where contact.id = contact_id));
alter table mail_task enable row level security;
create policy members on mail_task to varde_app using ((select current_setting('varde.members', true)) = '*');
