-- What is wrong with receiving and loading, by the machine that does it (`place`, its host name): once for each trouble, until
-- it is over. The duty officers were told when the row was made and are told when it goes.
create table telemetry_alarm (
  place text not null,
  trouble text not null,
  raised_at timestamptz not null,
  checked_at timestamptz not null,
  details jsonb not null,
  primary key (place, trouble)
);
alter table telemetry_alarm enable row level security;
create policy everything on telemetry_alarm to varde_app using ((select current_setting('varde.members', true)) = '*');
