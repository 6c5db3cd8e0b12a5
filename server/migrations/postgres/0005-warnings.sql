-- From what was seen to what was answered.

create table warning (
  id uuid primary key,
  number bigint generated always as identity unique,
  orgnr text not null references member on delete cascade,
  title text not null,
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  tlp text not null,
  state text not null check (state in ('draft', 'sending', 'sent', 'acknowledged', 'answered', 'failed', 'cancelled')),
  -- When the first of the events behind was received: the start of the time to warn.
  received_at timestamptz not null,
  created_at timestamptz not null default now(),
  approved_at timestamptz,
  approved_by text,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  answer text check (answer in ('affected_handled', 'affected_need_help', 'not_affected', 'unknown')),
  due_at timestamptz,
  -- What it says, as it was when it was sent: its detections change afterwards, a warning does not.
  content jsonb
);
create index warning_orgnr on warning (orgnr);
create index warning_created on warning (created_at desc);
create index warning_state on warning (state);

create table detection (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  cause_kind text not null check (cause_kind in ('indicator', 'signature')),
  cause_key text not null,
  cause_label text not null,
  cause_category text not null,
  indicator_type text,
  source text not null default '',
  confidence smallint,
  tlp text not null,
  inner_host inet,
  fields text[] not null default '{}',
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  -- Lists sort by it: 0 is the worst.
  severity_rank smallint not null generated always as
    (case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 else 3 end) stored,
  attribution text not null check (attribution in ('network', 'sensor')),
  state text not null check (state in ('queued', 'warned', 'dismissed', 'resolved')),
  dismiss_reason text,
  dismissed_by text,
  events bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  received_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  warning_id uuid references warning on delete set null,
  unique nulls not distinct (orgnr, cause_kind, cause_key, inner_host)
);
create index detection_queue on detection (severity_rank, id desc) where state = 'queued';
create index detection_order on detection (severity_rank, id desc);
create index detection_orgnr on detection (orgnr, state);
create index detection_cause on detection (cause_kind, cause_key);
create index detection_warning on detection (warning_id);
create index detection_created on detection (created_at);

-- One message to one contact. The address is copied, so that what was sent stays true when the contact changes.
create table delivery (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  contact_id uuid references contact on delete set null,
  contact_name text not null,
  email text not null,
  language text not null,
  state text not null check (state in ('queued', 'deferred', 'delivered', 'bounced', 'failed')),
  attempts int not null default 0,
  last_reply text not null default '',
  subject text not null default '',
  body_text text not null default '',
  created_at timestamptz not null default now(),
  attempted_at timestamptz,
  delivered_at timestamptz,
  unique (warning_id, email)
);

create table response (
  id uuid primary key,
  warning_id uuid not null references warning on delete cascade,
  contact_id uuid references contact on delete set null,
  contact_name text not null,
  kind text not null check (kind in ('acknowledge', 'answer')),
  answer text check (answer in ('affected_handled', 'affected_need_help', 'not_affected', 'unknown')),
  comment text not null default '',
  created_at timestamptz not null default now()
);
create index response_warning on response (warning_id, created_at);

-- What a new detection leads to: total over cause and severity.
create table policy_rule (
  cause text not null check (cause in ('indicator', 'signature')),
  severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
  action text not null check (action in ('queue', 'send')),
  primary key (cause, severity)
);
insert into policy_rule (cause, severity, action) values
  ('indicator', 'critical', 'send'), ('indicator', 'high', 'send'), ('indicator', 'medium', 'send'), ('indicator', 'low', 'queue'),
  ('signature', 'critical', 'queue'), ('signature', 'high', 'queue'), ('signature', 'medium', 'queue'), ('signature', 'low', 'queue');
