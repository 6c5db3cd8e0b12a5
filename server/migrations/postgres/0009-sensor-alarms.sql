-- What has been told of a sensor's trouble: once for each sensor and trouble, until the sensor is well again.
create table sensor_alarm (
  sensor_id uuid not null references sensor on delete cascade,
  trouble text not null,
  raised_at timestamptz not null,
  primary key (sensor_id, trouble)
);
alter table sensor_alarm enable row level security;
create policy members on sensor_alarm to varde_app using (
  (select current_setting('varde.members', true)) = '*' or exists (select from sensor where sensor.id = sensor_id));
