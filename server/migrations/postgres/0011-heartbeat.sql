-- The heartbeat: each process that receives sends an event to itself at set times and looks for it in the telemetry store.
-- Its events come from a sensor that is no member's: the only one. `sensing/heartbeat.ts` has its id and makes its row.
alter table sensor alter column orgnr drop not null;
alter table sensor add constraint sensor_member check (orgnr is not null or id = '00000000-0000-4000-8000-000000000001');

-- A row for each process that receives, by the machine's name and the port; gone when the process is stopped in good order.
create table heartbeat (
  receiver text primary key,
  every_seconds integer not null check (every_seconds > 0),
  -- When the process last sent one, or started.
  seen_at timestamptz not null,
  -- When the oldest was sent of those that are out since the last that came back; null: none is out.
  waiting_since timestamptz,
  -- What sending the newest met, where it was not taken.
  fault text,
  -- Of the newest that was found again: when it was sent, and how long it took.
  back_sent_at timestamptz,
  back_seconds double precision,
  -- Since when the duty officers know that something is wrong; null: nothing is.
  alarm_at timestamptz
);
alter table heartbeat enable row level security;
create policy members on heartbeat to varde_app using ((select current_setting('varde.members', true)) = '*');

-- Whether a sensor's member is told of its troubles too, and whether it has been told of this one.
alter table sensor add column tell_member boolean not null default false;
alter table sensor_alarm add column member_told boolean not null default false;
