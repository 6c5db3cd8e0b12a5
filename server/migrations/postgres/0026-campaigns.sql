-- What belongs together across members: proposals that are worked out from what detections share, and campaigns that an
-- analyst made of them.

create table campaign (
  id uuid primary key,
  number bigint generated always as identity unique,
  state text not null check (state in ('proposed', 'aside', 'made')),
  name text not null default '',
  note text not null default '',
  -- What its detections share, the heaviest first: `Shared` in server/src/warning/correlation/correlation.ts.
  traits jsonb not null default '[]',
  -- How many members there were when it was set aside: with more it is proposed again.
  aside_members int,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index campaign_state on campaign (state);

-- `in`: belongs to it, to one at most. `suggested`: shares something with a campaign that was made before it came.
-- `out`: an analyst took it out, and it is not suggested again.
create table campaign_detection (
  campaign_id uuid not null references campaign on delete cascade,
  detection_id uuid not null references detection on delete cascade,
  standing text not null check (standing in ('in', 'suggested', 'out')),
  primary key (campaign_id, detection_id)
);
create unique index campaign_detection_in on campaign_detection (detection_id) where standing = 'in';
create index campaign_detection_detection on campaign_detection (detection_id);

alter table warning add column campaign_id uuid references campaign on delete set null;
create index warning_campaign on warning (campaign_id) where campaign_id is not null;

-- A campaign is of several members: for those who see them all.
alter table campaign enable row level security;
create policy members on campaign to varde_app using ((select current_setting('varde.members', true)) = '*');
alter table campaign_detection enable row level security;
create policy members on campaign_detection to varde_app using ((select current_setting('varde.members', true)) = '*');

-- One run of a task in some seconds, however often it is asked for until then.
create function add_job_soon(task text, seconds int, tries int) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(
    identifier := task, payload := '{}'::json, job_key := task, max_attempts := tries,
    run_at := now() + make_interval(secs => seconds), job_key_mode := 'preserve_run_at');
end $$;
revoke execute on function add_job_soon from public;
grant execute on function add_job_soon to varde_app;
