/** What an analyst decides about many detections at once; one that is refused does not stop the others. */
import type { Act, CauseKind, DetectionState, DismissReason, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import type { JsonValue, Note, Scope } from '../../access/index.ts'
import { type Db, publish } from '../../platform/index.ts'
import { reopenWarnings, sentAmong } from '../chase/relapse.store.ts'
import { type DetectionEvent, detectionAfter } from '../detections/detection.ts'
import {
  attach,
  draftDetections,
  lockMembers,
  makeWarnings,
  refreshWarnings,
  sendWarnings,
} from '../warnings/dispatch.store.ts'
import { sentEntries } from '../warnings/send.store.ts'
import { type Draft, planWarnings } from './triage.ts'

type Row = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  state: DetectionState
  warning_id: string | null
}

export type Triage = { ids: readonly string[]; scope: Scope; by: string; now: Date; note: Note }

/** Sends one warning to each member concerned. */
export function warnAbout(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, 'warn', {}, async (trx, chosen) => {
    const opened = await sentAmong(
      trx,
      chosen.flatMap(({ warning_id }) => warning_id ?? []),
    )
    const back = chosen.flatMap(({ id, orgnr, warning_id: warning }) =>
      warning !== null && opened.has(warning) ? [{ id, orgnr, warning }] : [],
    )
    const rows = chosen.filter(({ warning_id }) => warning_id === null || !opened.has(warning_id))
    const plan = planWarnings(
      rows.map(({ id, orgnr, warning_id }) => ({ id, orgnr, draft: warning_id })),
      await draftsOf(trx, rows),
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    const made = await makeWarnings(
      trx,
      plan.make.map(({ orgnr, detections }) => [orgnr, detections.flatMap((id) => byId.get(id) ?? [])] as const),
      triage.now,
    )
    await attach(
      trx,
      plan.reuse.flatMap(({ draft, detections }) => detections.map((id) => ({ id, warning: draft }))),
    )
    await sql`update warning set state = 'cancelled' where id = any(${plan.emptied}::uuid[])`.execute(trx)
    const warnings = [...made, ...plan.reuse.map(({ draft }) => draft)]
    const touched = rows.flatMap(({ warning_id }) => warning_id ?? []).filter((id) => !plan.emptied.includes(id))
    await refreshWarnings(trx, [...new Set([...warnings, ...touched])])
    await sendWarnings(trx, warnings, triage.by, triage.now)
    await publish(trx, 'warnings', [...touched, ...plan.emptied])
    await reopenWarnings(trx, back, triage.now)
    return [...warnings, ...new Set(back.map(({ warning }) => warning))]
  })
}

/** A draft whose detections are all dismissed is cancelled, and comes back with the first that is restored. */
export function dismiss(db: Db, triage: Triage, reason: DismissReason): Promise<TriageResult> {
  return decide(db, triage, 'dismiss', { reason }, async (trx, rows) => {
    await sql`
      update detection set state = 'dismissed', dismiss_reason = ${reason}, dismissed_by = ${triage.by},
        updated_at = ${triage.now}
      where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(trx)
    const drafts = [...new Set(rows.flatMap(({ warning_id }) => warning_id ?? []))]
    await sql`
      update warning set state = 'cancelled' where id = any(${drafts}::uuid[]) and state = 'draft'
        and not exists (select from detection where warning_id = warning.id and state = 'queued')`.execute(trx)
    await refreshWarnings(trx, drafts)
    await publish(trx, 'warnings', drafts)
    return drafts
  })
}

export function restore(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, 'restore', {}, async (trx, rows) => {
    const ids = rows.map(({ id }) => id)
    await sql`
      update detection set state = 'queued', dismiss_reason = null, dismissed_by = null, updated_at = ${triage.now}
      where id = any(${ids}::uuid[])`.execute(trx)
    const drafts = [...new Set(rows.flatMap(({ warning_id }) => warning_id ?? []))]
    await sql`update warning set state = 'draft' where id = any(${drafts}::uuid[]) and state = 'cancelled'`.execute(trx)
    await refreshWarnings(trx, drafts)
    // Its draft may have gone out without it.
    await draftDetections(
      trx,
      rows.filter(({ warning_id }) => warning_id === null),
      triage.now,
    )
    await publish(trx, 'warnings', drafts)
    return drafts
  })
}

const acts = {
  warn: 'detection.warned',
  dismiss: 'detection.dismissed',
  restore: 'detection.restored',
} as const satisfies Partial<Record<DetectionEvent, Act>>

async function decide(
  db: Db,
  { ids, scope, note }: Triage,
  event: keyof typeof acts,
  details: { [key: string]: JsonValue },
  apply: (trx: Db, rows: Row[]) => Promise<string[]>,
): Promise<TriageResult> {
  return await db.transaction().execute(async (trx) => {
    const read = async () => {
      const { rows } = await sql<Row>`
        select id, orgnr, cause_kind, cause_key, state, warning_id from detection
        where id = any(${[...new Set(ids)]}::uuid[]) and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))
        order by id`.execute(trx)
      return rows
    }
    await lockMembers(trx, [...new Set((await read()).map(({ orgnr }) => orgnr))])
    // Read again under the lock: somebody else may have decided meanwhile.
    const rows = await read()
    const known = new Set(rows.map(({ id }) => id))
    const refused = ids
      .filter((id) => !known.has(id))
      .map((id) => ({ id, code: 'not_found', message: 'There is no such detection.' }))
    const possible: Row[] = []
    for (const row of rows) {
      const outcome = detectionAfter(row.state, event)
      if ('to' in outcome) possible.push(row)
      else refused.push({ id: row.id, code: `is_${row.state}`, message: outcome.refused })
    }
    const done = possible.map(({ id }) => id)
    const warnings = done.length === 0 ? [] : await apply(trx, possible)
    if (done.length > 0) await publish(trx, 'detections', done)
    const object = (id: string) => ({ kind: 'detection', id }) as const
    const entries = possible.map(({ id, orgnr }) => ({ act: acts[event], object: object(id), member: orgnr, details }))
    await note(trx, event === 'warn' ? [...entries, ...(await sentEntries(trx, warnings))] : entries)
    return { done, refused, warnings }
  })
}

/** How many waiting detections each draft has besides the chosen ones. */
async function draftsOf(trx: Db, rows: readonly Row[]): Promise<Draft[]> {
  const { rows: drafts } = await sql<Draft>`
    select warning_id as id, count(*) filter (where id <> all(${rows.map(({ id }) => id)}::uuid[])) as left
    from detection
    where state = 'queued' and warning_id = any(${rows.flatMap(({ warning_id }) => warning_id ?? [])}::uuid[])
    group by warning_id`.execute(trx)
  return drafts
}
