-- Where reports come from: a sensor's row without a member, since what a report tells is attributed by network alone. It sends by
-- a token, is counted and is ended as a sensor is, and stands at nobody's site: row-level security shows it to those alone who see
-- all members.
alter table sensor drop constraint sensor_member,
  add column kind text not null default 'sensor' check (kind in ('sensor', 'source')),
  add constraint sensor_member check ((orgnr is null) = (kind = 'source' or id = '00000000-0000-4000-8000-000000000001'));
