-- Sensors that went with a member that was erased. What they sent may still lie in a spool, and must not be loaded: without
-- this a sensor that is gone could as well be one that a restored database does not know yet, whose lines must be kept.
create table erased_sensor (
  id uuid primary key,
  erased_at timestamptz not null default now()
);
alter table erased_sensor enable row level security;
create policy members on erased_sensor to varde_app using ((select current_setting('varde.members', true)) = '*');
