-- The ways beside mail: members' webhooks, and messages by telephone through a gateway.
-- See docs/decisions/0031-webhooks-and-gateways.md.

-- An address of a member's own that is called when something happens to its warnings.
create table webhook (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  name text not null check (name <> ''),
  url text not null,
  types text[] not null,
  least text not null check (least in ('critical', 'high', 'medium', 'low')),
  -- `stopped`: by us, since nobody answers there or the address is gone.
  state text not null default 'on' check (state in ('on', 'paused', 'stopped')),
  stopped_for text check (stopped_for in ('gone', 'failing')),
  -- Encrypted, with a key that is not in the database. The one before signs too until then.
  secret text not null,
  old_secret text,
  old_until timestamptz,
  -- Calls that were given up since the last that was taken.
  given_up int not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  check ((state = 'stopped') = (stopped_for is not null))
);
create index webhook_orgnr on webhook (orgnr, created_at);

-- What a webhook is told, once: `occasion` tells the same type for the same warning apart. A test has no warning.
create table webhook_event (
  id uuid primary key,
  webhook_id uuid not null references webhook on delete cascade,
  warning_id uuid references warning on delete cascade,
  type text not null,
  occasion text not null,
  -- What is said of the warning, as JSON: the same at each attempt.
  data text not null,
  state text not null default 'queued' check (state in ('queued', 'deferred', 'delivered', 'failed')),
  created_at timestamptz not null,
  unique (webhook_id, warning_id, type, occasion)
);
create index webhook_event_newest on webhook_event (webhook_id, created_at desc);
create index webhook_event_warning on webhook_event (warning_id);

create table webhook_attempt (
  event_id uuid not null references webhook_event on delete cascade,
  number int not null,
  at timestamptz not null,
  -- Null where nothing answered.
  status int,
  -- The first of what it answered, or what was wrong in our words.
  reply text not null,
  primary key (event_id, number)
);

-- From which severity on a contact is told by telephone: without a row as the code says.
create table contact_phone_choice (
  contact_id uuid not null references contact on delete cascade,
  channel text not null check (channel in ('sms', 'voice')),
  least text check (least in ('critical', 'high', 'medium', 'low')),
  primary key (contact_id, channel)
);

-- One message to one contact, for one occasion of a warning as `delivery` tells them apart.
create table phone_message (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  contact_id uuid references contact on delete set null,
  contact_name text not null,
  phone text not null,
  language text not null,
  channel text not null check (channel in ('sms', 'voice')),
  kind text not null check (kind in ('warning', 'reminder', 'relapse')),
  relapse int not null,
  round int not null,
  state text not null default 'queued' check (state in ('queued', 'deferred', 'delivered', 'failed')),
  attempts int not null default 0,
  last_reply text not null default '',
  body_text text not null default '',
  created_at timestamptz not null,
  delivered_at timestamptz,
  constraint phone_message_once unique (warning_id, phone, channel, kind, relapse, round)
);

do $$
declare
  everyone constant text := $sql$(select current_setting('varde.members', true)) = '*'$sql$;
  own constant text := $sql$orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])$sql$;
  rule record;
begin
  for rule in
    select * from (values
      ('webhook', everyone || ' or ' || own),
      ('webhook_event', everyone || ' or exists (select from webhook where webhook.id = webhook_id)'),
      ('webhook_attempt', everyone || ' or exists (select from webhook_event where webhook_event.id = event_id)'),
      ('contact_phone_choice', everyone || ' or exists (select from contact where contact.id = contact_id)'),
      ('phone_message', everyone || ' or exists (select from warning where warning.id = warning_id)')
    ) as policies (name, seen)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('create policy members on %I to varde_app using (%s)', rule.name, rule.seen);
  end loop;
end $$;
