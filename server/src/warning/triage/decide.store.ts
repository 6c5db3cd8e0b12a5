/**
 * One decision about many detections at once: who may be decided about is found out under lock, what they were before is
 * kept so that it can be undone, and one that is refused does not stop the others.
 */
import type { Act, CauseKind, DetectionState, TriageActWord, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import type { JsonValue, Note, Principal, Scope } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { type DetectionEvent, detectionAfter } from '../detections/detection.ts'
import { sightAnew } from '../findings/sighting.store.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { sentEntries } from '../warnings/send.store.ts'
import { countWaiting } from '../warnings/warning.store.ts'

export type Row = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  state: DetectionState
  warning_id: string | null
}

export type Triage = {
  ids: readonly string[]
  scope: Scope
  by: Pick<Principal, 'kind' | 'id' | 'name'>
  now: Date
  note: Note
}
export type Refused = { code: string; message: string }

const events = {
  warn: 'warn',
  dismiss: 'dismiss',
  duplicate: 'dismiss',
  restore: 'restore',
  accept: 'arrange',
  snooze: 'arrange',
  merge: 'arrange',
  split: 'arrange',
  assign: 'assign',
  suppress: 'arrange',
} as const satisfies Record<TriageActWord, DetectionEvent>

const logged = {
  warn: 'detection.warned',
  dismiss: 'detection.dismissed',
  duplicate: 'detection.dismissed',
  restore: 'detection.restored',
  accept: 'detection.accepted',
  snooze: 'detection.snoozed',
  merge: 'detection.merged',
  split: 'detection.split',
  assign: 'detection.assigned',
  suppress: 'detection.suppressed',
} as const satisfies Record<TriageActWord, Act>

export type Decision = {
  act: TriageActWord
  /** What the log says beside the act. */
  details?: { [key: string]: JsonValue }
  /** Which of those that the life cycle lets through are refused all the same. */
  refuse?: (trx: Db, rows: readonly Row[]) => Promise<ReadonlyMap<string, Refused>>
  /** @returns the warnings that it made, changed or sent */
  apply: (trx: Db, rows: readonly Row[]) => Promise<string[]>
}

export async function decide(db: Db, triage: Triage, decision: Decision): Promise<TriageResult> {
  return await db.transaction().execute((trx) => decideIn(trx, triage, decision))
}

/** The same, in a transaction of the caller's. */
export async function decideIn(
  trx: Db,
  triage: Triage,
  { act, details = {}, refuse, apply }: Decision,
): Promise<TriageResult> {
  const { rows, refused } = await possibleOf(trx, triage, events[act])
  const more = (await refuse?.(trx, rows)) ?? new Map<string, Refused>()
  refused.push(...[...more].map(([id, why]) => ({ id, ...why })))
  const possible = rows.filter(({ id }) => !more.has(id))
  const done = possible.map(({ id }) => id)
  if (done.length === 0) return { act: null, done, refused, warnings: [] }
  const id = await keepBefore(trx, act, done, triage)
  const warnings = await apply(trx, possible)
  await sql`
      update triage_act_detection a set state_after = d.state from detection d
      where a.act_id = ${id} and d.id = a.detection_id`.execute(trx)
  await sightAnew(trx, done, triage.now)
  await publish(trx, 'detections', done)
  const entries = possible.map(({ id, orgnr }) => {
    const object = { kind: 'detection', id } as const
    return { act: logged[act], object, member: orgnr, details }
  })
  await triage.note(trx, act === 'warn' ? [...entries, ...(await sentEntries(trx, warnings))] : entries)
  return { act: id, done, refused, warnings, ...(act === 'warn' ? { waiting: await countWaiting(trx, warnings) } : {}) }
}

/** Locks the members of those that were chosen, and tells which of them can be decided about. */
async function possibleOf(trx: Db, { ids, scope }: Triage, event: DetectionEvent) {
  const read = async () => {
    const { rows } = await sql<Row>`
      select id, orgnr, cause_kind, cause_key, state, warning_id from detection
      where id = any(${[...new Set(ids)]}::uuid[]) and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))
      order by id`.execute(trx)
    return rows
  }
  await lockMembers(trx, [...new Set((await read()).map(({ orgnr }) => orgnr))])
  // Read again under the lock: somebody else may have decided meanwhile.
  const known = await read()
  const found = new Set(known.map(({ id }) => id))
  const refused: TriageResult['refused'] = ids
    .filter((id) => !found.has(id))
    .map((id) => ({ id, code: 'not_found', message: 'There is no such detection.' }))
  const rows = known.filter(({ id, state }) => {
    const outcome = detectionAfter(state, event)
    if ('to' in outcome) return true
    refused.push({ id, code: `is_${state}`, message: outcome.refused })
    return false
  })
  return { rows, refused }
}

/** Writes the act, and what each detection is before it; `undo.store.ts` reads these columns back. */
async function keepBefore(trx: Db, act: TriageActWord, ids: readonly string[], { by, now }: Triage): Promise<string> {
  const id = newId()
  await trx.insertInto('triage_act').values({ id, at: now, act, by_kind: by.kind, by_id: by.id }).execute()
  await sql`
    insert into triage_act_detection (act_id, detection_id, state_after, before)
    select ${id}, id, state, jsonb_build_object('state', state, 'dismiss_reason', dismiss_reason,
      'dismissed_by', dismissed_by, 'duplicate_of', duplicate_of, 'accepted_at', accepted_at, 'assigned_to', assigned_to,
      'snoozed_until', snoozed_until, 'warning_id', warning_id, 'last_act', last_act, 'suppressed_by', suppressed_by,
      'held', held)
    from detection where id = any(${ids}::uuid[])`.execute(trx)
  await sql`update detection set last_act = ${id} where id = any(${ids}::uuid[])`.execute(trx)
  return id
}
