-- Who may see and do what: the role that all queries run as, rows shut off by member, keys with a history, and the log of
-- what was done. See docs/decisions/0007-two-fences.md.

-- The owner migrates and runs the job queue; everything else is done as varde_app, which owns nothing. A cluster has one
-- such role for all its databases.
do $$ begin
  if not exists (select from pg_roles where rolname = 'varde_app') then
    begin
      create role varde_app nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then
        raise exception 'VARDE_POSTGRES_URL: % may not make roles. Ask an administrator to run: create role varde_app nologin; grant varde_app to %;',
          current_user, quote_ident(current_user);
    end;
  end if;
  if not pg_has_role(current_user, 'varde_app', 'member') then
    execute format('grant varde_app to %I', current_user);
  end if;
end $$;

-- Keys: sensors' tokens are keys too, so that there is one way to make, turn over, end and count them.
alter table api_key
  add column orgnr text references member on delete cascade,
  add column sensor_id uuid references sensor on delete cascade,
  add column created_by uuid references person on delete set null,
  add column networks cidr[] not null default '{}',
  add column last_used_from inet,
  add column failures bigint not null default 0,
  add column last_failure_at timestamptz,
  add column last_failure_from inet,
  add column last_failure_reason text check (last_failure_reason in ('expired', 'revoked', 'network', 'certificate')),
  add column rotated_from uuid references api_key on delete set null;

update api_key set orgnr = split_part(scope, ':', 2)
  where scope ~ '^(member|blocklist):' and split_part(scope, ':', 2) in (select orgnr from member);
insert into api_key (id, name, scope, secret_hash, created_at, revoked_at, orgnr, sensor_id)
  select gen_random_uuid(), name, 'sensor:' || id, token_hash, created_at, revoked_at, orgnr, id from sensor;
alter table sensor drop column token_hash;
alter table api_key add check ((sensor_id is not null) = (scope like 'sensor:%'));
create index api_key_orgnr on api_key (orgnr);
create index api_key_sensor on api_key (sensor_id);
create index api_key_created_by on api_key (created_by);

-- People: when they were here last, and whether the door is shut.
alter table person
  add column last_sign_in_at timestamptz,
  add column inactivity_warned_at timestamptz,
  add column deactivated_at timestamptz,
  add column created_by uuid references person on delete set null;
alter table person_session add column "method" text not null default 'unknown'
  check ("method" in ('passkey', 'totp', 'recovery_code', 'oidc', 'link', 'unknown'));
create unique index person_account_provider on person_account ("providerId", "accountId");

-- The log of what was done, each entry bound to the one before by an HMAC whose key is not in the database. It names
-- people and objects by id alone, and refers to none of them: it outlives what it speaks of.
create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'key', 'sensor', 'link', 'command', 'system', 'nobody')),
  actor_id text,
  address text,
  act text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  object_kind text,
  object_id text,
  orgnr text,
  details jsonb not null default '{}',
  hash bytea not null check (length(hash) = 32)
);
create index audit_entry_object on audit_entry (object_kind, object_id, seq desc);
create index audit_entry_orgnr on audit_entry (orgnr, seq desc);
create index audit_entry_actor on audit_entry (actor_id, seq desc);
create index audit_entry_act on audit_entry (act, seq desc);
create index audit_entry_at on audit_entry (at);

-- The newest link of the chain: whoever writes locks this row, so entries follow one another.
create table audit_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash bytea not null check (length(hash) = 32)
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- How long each class of data is kept; a class without a row has the days that the code says.
create table retention_rule (
  class text primary key,
  days int not null check (days between 1 and 36500),
  updated_at timestamptz not null default now()
);

create table archive_hold (
  id uuid primary key,
  class text,
  orgnr text references member on delete restrict,
  reason text not null check (reason <> ''),
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  until timestamptz,
  released_at timestamptz
);
create index archive_hold_orgnr on archive_hold (orgnr);

create table retention_run (
  id uuid primary key,
  at timestamptz not null default now(),
  class text not null,
  before timestamptz not null,
  removed bigint not null,
  held bigint not null
);
create index retention_run_class on retention_run (class, at desc);

-- What varde_app may do. Later tables get the same by default; the log can only grow.
grant usage on schema public to varde_app;
grant select, insert, update, delete on all tables in schema public to varde_app;
alter default privileges in schema public grant select, insert, update, delete on tables to varde_app;
revoke insert, update, delete on migration from varde_app;
revoke update, delete on audit_entry from varde_app;
revoke insert, delete on audit_head from varde_app;

-- Rows by member. `varde.members` is set for each transaction: `*`, or organisation numbers split by commas; unset, no
-- row is seen. The scalar subqueries are worked out once for each query and not for each row.
do $$
declare
  everyone constant text := $sql$(select current_setting('varde.members', true)) = '*'$sql$;
  own constant text := $sql$orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])$sql$;
  rule record;
begin
  for rule in
    select * from (values
      ('member', everyone || ' or ' || own),
      ('member_network', everyone || ' or ' || own),
      ('member_domain', everyone || ' or ' || own),
      ('contact', everyone || ' or ' || own),
      ('sensor', everyone || ' or ' || own),
      ('api_key', everyone || ' or ' || own),
      ('person_role', everyone || ' or ' || own),
      ('warning', everyone || ' or ' || own),
      ('detection', everyone || ' or ' || own),
      ('archive_hold', everyone || ' or ' || own),
      -- These have no member of their own: they are seen where what they belong to is seen.
      ('delivery', everyone || ' or exists (select from warning where warning.id = warning_id)'),
      ('response', everyone || ' or exists (select from warning where warning.id = warning_id)'),
      ('loaded_segment', everyone || ' or exists (select from sensor where sensor.id = sensor_id)'),
      ('person', everyone || ' or exists (select from person_role where person_role.person_id = person.id)'),
      -- Only the system's own work touches these.
      ('person_session', everyone),
      ('person_account', everyone),
      ('person_verification', everyone),
      ('person_passkey', everyone),
      ('person_two_factor', everyone)
    ) as policies (name, seen)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('create policy members on %I to varde_app using (%s)', rule.name, rule.seen);
  end loop;
  -- Anyone's act is written down; only one's own members' entries are read.
  alter table audit_entry enable row level security;
  execute format('create policy read_members on audit_entry for select to varde_app using (%s)', everyone || ' or ' || own);
  create policy append on audit_entry for insert to varde_app with check (true);
end $$;

-- Whether a person has chosen how to sign in, without showing how: the ways themselves are for the system's own work.
create function is_enrolled(whom uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person where id = whom and "twoFactorEnabled")
    or exists (select from person_passkey where "userId" = whom)
    or exists (select from person_account where "userId" = whom and "providerId" like 'oidc:%')
$$;
revoke execute on function is_enrolled from public;
grant execute on function is_enrolled to varde_app;

-- The job queue's tables belong to its library, which shuts them to all but their owner. These are the doors. Their
-- bodies are read when they are called, since the library makes its tables after this file has run.
create function add_jobs(task text, jobs json, tries int) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(
    identifier := task, payload := job.payload, job_key := job.key, max_attempts := tries)
    from json_to_recordset(jobs) as job (key text, payload json);
end $$;

create function given_up_jobs()
  returns table (id text, task text, key text, attempts int, error text, at timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query select job.id::text, job.task_identifier, job.key, job.attempts::int, coalesce(job.last_error, ''), job.updated_at
    from graphile_worker.jobs job where job.attempts >= job.max_attempts and job.locked_at is null
    order by job.updated_at desc limit 200;
end $$;

-- By hand, since the library takes 0 attempts for "leave them".
create function retry_job(job bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.reschedule_jobs(array[job], run_at := now(), attempts := 0);
  return found;
end $$;

revoke execute on function add_jobs, given_up_jobs, retry_job from public;
grant execute on function add_jobs, given_up_jobs, retry_job to varde_app;
