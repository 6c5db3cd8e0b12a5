-- What was unresolved at members, from when until when: written as it changes, since history cannot be made up afterwards.
-- See docs/decisions/0044-followed-over-time.md.

-- Which member was told of which vulnerability, by which advisory, and when last.
create table advisory_told (
  advisory_id uuid not null,
  orgnr text not null references member on delete cascade,
  cve text not null references vulnerability on delete cascade,
  told_at timestamptz not null,
  primary key (advisory_id, orgnr, cve)
);
create index advisory_told_pair on advisory_told (orgnr, cve, told_at);
create index advisory_told_cve on advisory_told (cve);

-- An exploited vulnerability that is unresolved at a member, for as long as it stands in one way; see following/unresolved.ts.
create table member_vulnerability_span (
  orgnr text not null references member on delete cascade,
  cve text not null references vulnerability on delete cascade,
  standing text not null check (standing in ('silent', 'untold', 'answered')),
  -- Since when it is both at the member and exploited: the same however it stands meanwhile.
  open_since timestamptz not null,
  began_at timestamptz not null,
  -- Null while it stands so.
  ended_at timestamptz,
  primary key (orgnr, cve, began_at),
  check (ended_at > began_at)
);
create unique index member_vulnerability_span_open on member_vulnerability_span (cve, orgnr)
  include (standing, open_since, began_at) where ended_at is null;
create index member_vulnerability_span_cve on member_vulnerability_span (cve);
create index member_vulnerability_span_began on member_vulnerability_span (began_at);
create index member_vulnerability_span_ended on member_vulnerability_span (ended_at);
-- When each member last said something.
create index member_vulnerability_said on member_vulnerability (orgnr, vex_at) where vex is not null;

do $$
declare
  seen constant text := $sql$(select nullif(current_setting('varde.members', true) = '*', false)) is not null
    or orgnr = any ((select string_to_array(current_setting('varde.members', true), ','))::text[])$sql$;
  name text;
begin
  foreach name in array array['advisory_told', 'member_vulnerability_span'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy members on %I to varde_app using (%s)', name, seen);
  end loop;
end $$;

insert into advisory_told (advisory_id, orgnr, cve, told_at)
select w.advisory_id, w.orgnr, v.cve, max(coalesce(w.reopened_at, w.sent_at, w.approved_at, w.created_at))
from warning w cross join lateral jsonb_array_elements_text(w.advised -> 'cves') as named (cve)
join vulnerability v on v.cve = named.cve
where w.advisory_id is not null and w.state not in ('draft', 'cancelled')
group by 1, 2, 3;

-- How it stood before now was not kept.
insert into member_vulnerability_span (orgnr, cve, standing, open_since, began_at)
select f.orgnr, f.cve,
  case when told.at is not null and (f.vex is null or f.vex_at < told.at) then 'silent'
    when f.vex is not null then 'answered' else 'untold' end,
  greatest(f.opened_at, v.exploitation_since), now()
from member_vulnerability f join vulnerability v using (cve)
cross join lateral (select max(told_at) as at from advisory_told t where t.orgnr = f.orgnr and t.cve = f.cve) as told
where f.ended_at is null and v.exploitation = 'active';
