-- Lines by sensor and hour of receipt, for what is shown of them. What marks a segment loaded is needed only as long as its file
-- may still be there, and goes then: there may be thousands of segments a second.
create table loaded_hour (
  sensor_id uuid not null references sensor on delete cascade,
  hour timestamptz not null,
  lines bigint not null,
  rejected bigint not null,
  primary key (sensor_id, hour)
);
create index loaded_hour_hour on loaded_hour (hour);
alter table loaded_hour enable row level security;
create policy members on loaded_hour to varde_app using (
  (select current_setting('varde.members', true)) = '*' or exists (select from sensor where sensor.id = sensor_id));

insert into loaded_hour (sensor_id, hour, lines, rejected)
  select sensor_id, date_trunc('hour', received_at, 'UTC'), sum(lines), sum(rejected)
  from loaded_segment where received_at > now() - interval '8 days' group by 1, 2;

-- Whose spool the segment lay in: each process that receives knows what is left in its own. Null: marked before this was kept.
alter table loaded_segment add column spool uuid;
