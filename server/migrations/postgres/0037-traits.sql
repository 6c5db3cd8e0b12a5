-- What detections at several members can have in common beyond their cause: outside addresses and domains, fingerprints and
-- techniques of the events behind, some of each kind. Values under the shape of `eventTraitKinds` in contract/src/campaign.ts.

create table detection_trait (
  detection_id uuid not null references detection on delete cascade,
  kind text not null check (kind in ('address', 'domain', 'ja4', 'ja3', 'technique')),
  value text not null,
  primary key (detection_id, kind, value)
);

-- What belongs together across members is for those who see them all.
alter table detection_trait enable row level security;
create policy members on detection_trait to varde_app using ((select current_setting('varde.members', true)) = '*');

-- What is shared is said with what it weighs; until a campaign is worked out anew, by its kind alone.
update campaign set traits = (
  select coalesce(jsonb_agg(trait || jsonb_build_object('weight',
    case trait ->> 'kind' when 'indicator' then 1 when 'domain' then 0.8 else 0.6 end) order by place), '[]')
  from jsonb_array_elements(traits) with ordinality as t (trait, place));
