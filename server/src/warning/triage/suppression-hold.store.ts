/**
 * Which detections a suppression holds back, and how they are let go. Callers have locked the members. A detection that is
 * held back waits outside the queue and in no draft, and the policy does not see it.
 */
import type { DetectionState } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
import { draftDetections, leaveDrafts, lockMembers, type Queued } from '../warnings/dispatch.store.ts'

/** Whether suppression `s` is about detection `d`. What is worse than it was made for comes through. */
export const isAbout = sql<boolean>`(s.cause_key is null or s.cause_key = d.cause_key and s.cause_kind = d.cause_kind)
  and (s.category is null or lower(s.category) = lower(d.cause_category))
  and (s.source is null or s.source = d.source)
  and (s.orgnr is null or s.orgnr = d.orgnr)
  and (s.network is null or d.inner_host <<= s.network)
  and d.severity_rank >= s.up_to_rank`

type Found = Queued & {
  warning_id: string | null
  held: boolean
  accepted: boolean
  /** What is to hold it back: the one that does, or that which lasts the longest. */
  suppression: string | null
}

/**
 * The step between what was found and the policy. What somebody has taken stays theirs.
 * @returns those that are not held back; one that has become worse than what held it back is as new
 */
export async function holdBack<Row extends { id: string; state: DetectionState; inserted: boolean }>(
  trx: Db,
  rows: readonly Row[],
  now: Date,
): Promise<Row[]> {
  const waiting = rows.flatMap(({ id, state }) => (state === 'queued' ? [id] : []))
  if (waiting.length === 0) return [...rows]
  const { rows: found } = await sql<Found>`
    select d.id, d.orgnr, d.cause_kind, d.cause_key, d.warning_id, d.held, d.accepted_at is not null as accepted,
      m.id as suppression
    from detection d left join lateral (
      select s.id from suppression s where s.ended_at is null and s.until > ${now} and ${isAbout}
      order by (s.id = d.suppressed_by) desc, s.until desc limit 1) m on true
    where d.id = any(${waiting}::uuid[]) and (d.held or m.id is not null)`.execute(trx)
  const held = found.flatMap(({ suppression, accepted, held, ...one }) =>
    suppression !== null && (held || !accepted) ? [{ ...one, suppression }] : [],
  )
  const through = new Set(found.flatMap(({ id, held, suppression }) => (held && suppression === null ? [id] : [])))
  await hold(trx, held)
  await sql`update detection set held = false where id = any(${[...through]}::uuid[])`.execute(trx)
  const out = new Set(held.map(({ id }) => id))
  return rows.flatMap((row) => {
    if (out.has(row.id)) return []
    return [through.has(row.id) ? { ...row, inserted: true } : row]
  })
}

/** Takes them out of their drafts, and out of the queue. */
export async function hold(
  trx: Db,
  detections: readonly { id: string; warning_id: string | null; suppression: string }[],
): Promise<void> {
  if (detections.length === 0) return
  const pairs = detections.map(({ id, suppression }) => ({ id, suppression }))
  await sql`
    update detection set suppressed_by = pair.suppression, held = true,
      warning_id = (select w.id from warning w where w.id = detection.warning_id and w.state not in ('draft', 'cancelled'))
    from json_to_recordset(${JSON.stringify(pairs)}::json) as pair (id uuid, suppression uuid)
    where detection.id = pair.id`.execute(trx)
  await leaveDrafts(
    trx,
    detections.flatMap(({ warning_id }) => warning_id ?? []),
  )
}

type Released = Queued & { state: DetectionState; warning_id: string | null }

/** Lets go of what these hold back: it comes into the queue, and a person decides. @returns how many */
export async function releaseFrom(trx: Db, suppressions: readonly string[], now: Date): Promise<number> {
  const { rows: members } = await sql<{ orgnr: string }>`
    select distinct orgnr from detection where suppressed_by = any(${suppressions}::uuid[]) and held`.execute(trx)
  await lockMembers(
    trx,
    members.map(({ orgnr }) => orgnr),
  )
  const { rows } = await sql<Released>`
    update detection set held = false where suppressed_by = any(${suppressions}::uuid[]) and held
    returning id, orgnr, cause_kind, cause_key, state, warning_id`.execute(trx)
  const waiting = rows.filter(({ state }) => state === 'queued')
  await draftDetections(
    trx,
    waiting.filter(({ warning_id }) => warning_id === null),
    now,
  )
  // No ids where nothing was held: the list of suppressions has changed all the same.
  await publish(
    trx,
    'detections',
    waiting.map(({ id }) => id),
  )
  return waiting.length
}
