-- Mails that wait for the morning or for others to the same contact, and mails that carry several warnings.
-- See docs/decisions/0030-gathered-mails.md.

-- `gather_minutes`: what comes so soon after another first mail to the same contact waits, and goes with others; 0: at once.
-- `quiet_first`: a first mail waits for the morning too. What is critical does neither.
alter table chase_rule
  add column gather_minutes int not null default 0 check (gather_minutes between 0 and 1440),
  add column quiet_first boolean not null default false;
update chase_rule set gather_minutes = 15 where severity = 'medium';
update chase_rule set gather_minutes = 60, quiet_first = true where severity = 'low';
alter table chase_rule add constraint chase_rule_critical_at_once
  check (severity <> 'critical' or (gather_minutes = 0 and not quiet_first));

alter table delivery
  -- The mail that it goes in, by the delivery that it was made for; null: its own. No reference: the mail stands where that
  -- delivery is gone.
  add column mail_id uuid,
  -- Not before then, and why; null once it is under way.
  add column waits_until timestamptz,
  add column waits_for text check (waits_for in ('quiet', 'gather')),
  add constraint delivery_waits check ((waits_until is null) = (waits_for is null));
create index delivery_mail on delivery (coalesce(mail_id, id));
-- What else goes, or has just gone, to the same address.
create index delivery_address on delivery (email, created_at);
create index delivery_waiting on delivery (warning_id) where waits_until is not null;

-- In so many seconds from now: the clock of the queue is the database's, and need not be ours.
create or replace function add_jobs(task text, jobs json, tries int) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(
    identifier := task, payload := job.payload, job_key := job.key, max_attempts := tries,
    run_at := now() + make_interval(secs => coalesce(job.seconds, 0)))
    from json_to_recordset(jobs) as job (key text, payload json, seconds double precision);
end $$;
