/** Reading detections: pages of them, one of them, and what else has the same cause. */
import {
  type CauseKind,
  type DetectionCounts,
  type DetectionState,
  type DetectionView,
  type HitField,
  type IndicatorType,
  type Reliability,
  type SetAsideReason,
  type Severity,
  severities,
  type Tlp,
} from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, decodeCursor, page } from '../../platform/index.ts'
import { idIn, numberIn } from '../cursor.ts'
import { membersCalled } from '../members-called.ts'
import { leastConfidence } from './grade.ts'

export type DetectionRow = {
  id: string
  orgnr: string
  member_name: string
  cause_kind: CauseKind
  cause_key: string
  cause_label: string
  cause_category: string
  indicator_type: IndicatorType | null
  source: string
  confidence: number | null
  reliability: Reliability
  tlp: Tlp
  inner_host: string | null
  fields: HitField[]
  severity: Severity
  severity_rank: number
  attribution: 'network' | 'sensor'
  retrospective: boolean
  state: DetectionState
  view: DetectionView
  dismiss_reason: SetAsideReason | null
  policy_version: number | null
  policy_rule: number | null
  duplicate_of: string | null
  duplicate_of_state: DetectionState | null
  accepted_at: Date | null
  assigned_to: string | null
  assigned_to_name: string | null
  snoozed_until: Date | null
  suppressed_by: string | null
  suppressed_reason: string | null
  suppressed_until: Date | null
  held: boolean
  events: number
  first_seen_at: Date
  last_seen_at: Date
  created_at: Date
  warning_id: string | null
  other_members: number
}

export type DetectionFilter = {
  scope: Scope
  now: Date
  member?: string | undefined
  state?: DetectionState | undefined
  view?: DetectionView | undefined
  /** A person’s id, or those who are nobody’s. */
  assigned?: string | 'nobody' | undefined
  severity?: Severity | undefined
  q?: string | undefined
  warning?: string | undefined
  /** At least so reliable, at least so credible. */
  reliability?: Reliability | undefined
  credibility?: number | undefined
  suppression?: string | undefined
  id?: string | undefined
  /** The caller may not read the texts of TLP:RED: a search must not tell of them either. */
  hideRed?: boolean | undefined
}

/** Ids count up with time, so the newest of the same severity come first. */
export async function listDetections(db: Db, filter: DetectionFilter, cursor: string | undefined, limit: number) {
  const after = decodeCursor(cursor, 2)
  const place = after === null ? null : { rank: numberIn(after[0]), id: idIn(after[1]) }
  const rows = await select(db, filter, place, limit + 1)
  return page(rows, limit, ({ severity_rank, id }) => [severity_rank, id])
}

export async function findDetection(db: Db, scope: Scope, id: string, now: Date): Promise<DetectionRow | null> {
  return (await select(db, { scope, id, now }, null, 1))[0] ?? null
}

/** All that a warning is about; at most as many as a page shows. */
export async function detectionsOfWarning(db: Db, scope: Scope, warning: string, now: Date): Promise<DetectionRow[]> {
  return await select(db, { scope, warning, now }, null, 500)
}

async function select(
  db: Db,
  {
    scope,
    now,
    member,
    state,
    view,
    assigned,
    severity,
    reliability,
    credibility,
    q,
    warning,
    suppression,
    id,
    hideRed = false,
  }: DetectionFilter,
  after: { rank: number; id: string } | null,
  limit: number,
): Promise<DetectionRow[]> {
  const like = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const where = [
    sql`true`,
    ...(scope === 'all' ? [] : [sql`d.orgnr = any(${scope})`]),
    ...(member === undefined ? [] : [sql`d.orgnr = ${member}`]),
    ...(state === undefined ? [] : [sql`d.state = ${sql.lit(state)}`]),
    ...(view === undefined ? [] : [inView(view, now)]),
    ...(assigned === undefined
      ? []
      : [assigned === 'nobody' ? sql`d.assigned_to is null` : sql`d.assigned_to = ${assigned}`]),
    ...(severity === undefined ? [] : [sql`d.severity_rank = ${severities.indexOf(severity)}`]),
    ...(warning === undefined ? [] : [sql`d.warning_id = ${warning}`]),
    ...(reliability === undefined
      ? []
      : [sql`exists (select from source_reliability r where r.source = d.source and r.reliability <= ${reliability})`]),
    ...(credibility === undefined ? [] : [sql`d.confidence >= ${leastConfidence(credibility)}`]),
    ...(suppression === undefined ? [] : [sql`d.suppressed_by = ${suppression}`]),
    ...(id === undefined ? [] : [sql`d.id = ${id}`]),
    ...(like === null
      ? []
      : [
          sql`(d.cause_search like lower(${like}) and not (${hideRed} and d.tlp = 'RED') or d.orgnr = any(${membersCalled(like)})
            or ${/^[\da-f.:]+$/i.test(q ?? '') ? sql`host(d.inner_host) like lower(${like})` : sql`false`})`,
        ]),
    // Worse first means a higher rank later, a newer id earlier.
    ...(after === null
      ? []
      : [sql`(d.severity_rank > ${after.rank} or (d.severity_rank = ${after.rank} and d.id < ${after.id}))`]),
  ]
  const { rows } = await sql<DetectionRow>`
    with place as materialized (
      select d.id from detection d
      where ${sql.join(where, sql` and `)}
      order by d.severity_rank, d.id desc limit ${limit}
    ), chosen as materialized (
      select d.* from place join detection d using (id)
    ), spread as (
      select d.cause_kind, d.cause_key, count(distinct d.orgnr) as members
      from detection d join (select distinct cause_kind, cause_key from chosen) c using (cause_kind, cause_key)
      group by d.cause_kind, d.cause_key
    )
    select c.id, c.orgnr, m.name as member_name, c.cause_kind, c.cause_key, c.cause_label, c.cause_category, c.indicator_type,
      c.source, c.confidence, coalesce(r.reliability, 'F') as reliability, c.tlp, host(c.inner_host) as inner_host, c.fields, c.severity, c.severity_rank,
      c.attribution, c.retrospective, c.state, ${viewOf('c', now)} as view,
      c.dismiss_reason, c.policy_version, c.policy_rule, c.duplicate_of, o.state as duplicate_of_state, c.accepted_at, c.assigned_to, p.name as assigned_to_name,
      c.snoozed_until, c.suppressed_by, u.reason as suppressed_reason, u.until as suppressed_until, c.held, c.events, c.first_seen_at, c.last_seen_at, c.created_at, c.warning_id,
      s.members - 1 as other_members
    from chosen c join spread s using (cause_kind, cause_key) join member m on m.orgnr = c.orgnr
    left join detection o on o.id = c.duplicate_of left join person p on p.id = c.assigned_to
    left join suppression u on u.id = c.suppressed_by left join source_reliability r on r.source = c.source
    order by c.severity_rank, c.id desc`.execute(db)
  return rows
}

/** Waits, but is held back by a suppression. */
const heldBack = (alias: 'c' | 'd') =>
  sql<boolean>`(${sql.ref(`${alias}.state`)} = 'queued' and ${sql.ref(`${alias}.held`)})`

/** Waits, but not before a time that somebody has chosen. */
const waitsPutAway = (alias: 'c' | 'd', now: Date) =>
  sql<boolean>`(${sql.ref(`${alias}.state`)} = 'queued' and ${sql.ref(`${alias}.snoozed_until`)} > ${now})`

/** The list that a detection is found in. */
export const viewOf = (alias: 'c' | 'd', now: Date) =>
  sql<DetectionView>`case when ${heldBack(alias)} then 'suppressed' when ${waitsPutAway(alias, now)} then 'snoozed'
    else ${sql.ref(`${alias}.state`)} end`

/** Whether a detection (`d`) is in one of the lists that triage shows. */
export function inView(view: DetectionView, now: Date) {
  if (view === 'suppressed') return heldBack('d')
  if (view === 'snoozed') return sql<boolean>`(${waitsPutAway('d', now)} and not d.held)`
  const here = sql<boolean>`d.state = ${sql.lit(view)}`
  return view === 'queued'
    ? sql<boolean>`(${here} and not d.held and (d.snoozed_until is null or d.snoozed_until <= ${now}))`
    : here
}

/** What waits, by the list that it is found in; an index has all of it. */
export async function countWaiting(db: Db, scope: Scope, now: Date): Promise<DetectionCounts> {
  const { rows } = await sql<DetectionCounts>`
    select count(*) filter (where ${inView('queued', now)}) as queued,
      count(*) filter (where ${inView('snoozed', now)}) as snoozed,
      count(*) filter (where ${inView('suppressed', now)}) as suppressed
    from detection d
    where d.state = 'queued' and (${scope === 'all'} or d.orgnr = any(${scope === 'all' ? [] : scope}))`.execute(db)
  return rows[0] as DetectionCounts
}

/** Warnings to one member that were sent and not answered. */
export async function countOpenWarnings(db: Db, orgnr: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from warning where orgnr = ${orgnr} and state in ('sent', 'acknowledged')`.execute(db)
  return rows[0]?.count ?? 0
}

export type Open = { detections: number; warnings: number; worst: Severity | null }

/** Per member what is open: detections that nobody has closed, warnings that are not answered. */
export async function openOf(db: Db, orgnrs: readonly string[]): Promise<Map<string, Open>> {
  const { rows } = await sql<{ orgnr: string; detections: number; warnings: number; worst: Severity | null }>`
    select m.orgnr, coalesce(d.count, 0) as detections, coalesce(w.count, 0) as warnings, d.worst
    from unnest(${orgnrs}::text[]) as m (orgnr)
    left join (
      select orgnr, count(*) as count, (${[...severities]}::text[])[min(severity_rank) + 1] as worst
      from detection where orgnr = any(${orgnrs}) and (state = 'warned' or state = 'queued' and not held) group by orgnr) d using (orgnr)
    left join (
      select orgnr, count(*) as count
      from warning where orgnr = any(${orgnrs}) and state in ('sent', 'acknowledged') group by orgnr) w using (orgnr)`.execute(
    db,
  )
  return new Map(rows.map(({ orgnr, ...open }) => [orgnr, open]))
}
