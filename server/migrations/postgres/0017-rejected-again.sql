-- A sensor's unreadable lines that are loaded again after a mend: the last time that somebody asked, and how far it is.
create table rejected_again (
  -- No reference: the row outlives a sensor that goes with its member, until what was being loaded is gone too.
  sensor_id uuid primary key,
  asked_at timestamptz not null,
  -- Null is any.
  reason text,
  batch uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  faults integer not null default 0,
  lines_total bigint not null default 0,
  lines_done bigint not null default 0,
  lines_read bigint not null default 0,
  ended_at timestamptz,
  -- Lines up to this one are done; null is none.
  position jsonb,
  -- The lines under way, with those that were read once that is recorded; kept until these have left the list.
  slice jsonb
);

alter table rejected_again enable row level security;
create policy members on rejected_again to varde_app using ((select current_setting('varde.members', true)) = '*'
  or exists (select from sensor where sensor.id = sensor_id));
