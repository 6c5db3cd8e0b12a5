/** Reading campaigns and proposals. Who sees only some members sees none: a campaign is of several. */
import type { CampaignMember, CampaignState, CauseKind, DetectionState, Severity, Tlp } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { Shared } from './correlation.ts'

/** More proposals than this would not be read; the largest are shown. */
const mostShown = 200
const mostDetections = 2000

export type CampaignRow = {
  id: string
  number: number
  state: CampaignState
  name: string
  note: string
  traits: Shared[]
  members: number
  detections: number
  queued: number
  suggested: number
  warnings: number
  severity: Severity
  first_seen_at: Date
  last_joined_at: Date
}

/** The largest first; those that were made before those that are proposed. */
export async function listCampaigns(db: Db, only: { state?: CampaignState | undefined; id?: string }) {
  const where = [
    ...(only.state === undefined ? [] : [sql`c.state = ${only.state}`]),
    ...(only.id === undefined ? [] : [sql`c.id = ${only.id}`]),
    sql`c.members > 0`,
  ]
  // Chosen by what each was counted to have when its detections changed; the other figures are worked out for those alone.
  const { rows } = await sql<CampaignRow>`
    with chosen as materialized (
      select c.* from campaign c where ${sql.join(where, sql` and `)}
      order by (c.state = 'made') desc, c.members desc, c.id limit ${mostShown}
    )
    select c.id, c.number, c.state, c.name, c.note, c.traits, c.members, f.detections, f.queued, f.suggested,
      (select count(*) from warning w where w.campaign_id = c.id and w.state not in ('draft', 'cancelled')) as warnings,
      (array['critical', 'high', 'medium', 'low'])[f.rank + 1] as severity, f.first_seen_at, f.last_joined_at
    from chosen c cross join lateral (
      select count(*) filter (where standing = 'in') as detections,
        count(*) filter (where standing = 'in' and d.state = 'queued' and not d.held) as queued,
        count(*) filter (where standing = 'suggested') as suggested,
        min(d.severity_rank) filter (where standing = 'in') as rank,
        min(d.first_seen_at) filter (where standing = 'in') as first_seen_at,
        max(d.first_seen_at) filter (where standing = 'in') as last_joined_at
      from campaign_detection join detection d on d.id = detection_id where campaign_id = c.id) f
    order by (c.state = 'made') desc, c.members desc, c.id`.execute(db)
  return rows
}

export async function membersOfCampaign(db: Db, id: string): Promise<CampaignMember[]> {
  const { rows } = await sql<CampaignMember>`
    select m.orgnr as member, m.name, (select count(*) from contact c where c.orgnr = m.orgnr) as contacts,
      count(*) filter (where cd.standing = 'in' and d.state = 'queued' and not d.held) as queued
    from campaign_detection cd join detection d on d.id = cd.detection_id join member m using (orgnr)
    where cd.campaign_id = ${id} and cd.standing <> 'out' group by m.orgnr, m.name
    order by m.name, m.orgnr`.execute(db)
  return rows
}

export type CampaignDetectionRow = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  cause_label: string
  cause_category: string
  tlp: Tlp
  inner_host: string | null
  severity: Severity
  attribution: 'network' | 'sensor'
  state: DetectionState
  events: number
  last_seen_at: Date
  standing: 'in' | 'suggested'
}

export async function detectionsOfCampaign(db: Db, id: string): Promise<CampaignDetectionRow[]> {
  const { rows } = await sql<CampaignDetectionRow>`
    select d.id, d.orgnr, d.cause_kind, d.cause_key, d.cause_label, d.cause_category, d.tlp,
      host(d.inner_host) as inner_host, d.severity, d.attribution, d.state, d.events, d.last_seen_at, cd.standing
    from campaign_detection cd join detection d on d.id = cd.detection_id
    where cd.campaign_id = ${id} and cd.standing <> 'out'
    order by d.severity_rank, d.id desc limit ${mostDetections}`.execute(db)
  return rows
}
