/** Which draft says which detection: several into one, or one out of several. */
import type { TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
import { sentAmong } from '../chase/relapse.store.ts'
import { attach, leaveDrafts, makeWarnings, refreshWarnings } from '../warnings/dispatch.store.ts'
import { decide, type Refused, type Row, type Triage } from './decide.store.ts'
import { type Draft, planSplit, planWarnings } from './triage.ts'

/** Gathers the chosen into one draft for each member. @returns these drafts */
export async function gather(trx: Db, rows: readonly Row[], now: Date): Promise<string[]> {
  const plan = planWarnings(
    rows.map(({ id, orgnr, warning_id }) => ({ id, orgnr, draft: warning_id })),
    await draftsOf(trx, rows),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const made = await makeWarnings(
    trx,
    plan.make.map(({ orgnr, detections }) => [orgnr, detections.flatMap((id) => byId.get(id) ?? [])] as const),
    now,
  )
  await attach(
    trx,
    plan.reuse.flatMap(({ draft, detections }) => detections.map((id) => ({ id, warning: draft }))),
  )
  await sql`update warning set state = 'cancelled' where id = any(${plan.emptied}::uuid[])`.execute(trx)
  const warnings = [...made, ...plan.reuse.map(({ draft }) => draft)]
  const touched = rows.flatMap(({ warning_id }) => warning_id ?? []).filter((id) => !plan.emptied.includes(id))
  await refreshWarnings(trx, [...new Set([...warnings, ...touched])])
  await publish(trx, 'warnings', [...touched, ...plan.emptied])
  return warnings
}

/** Those that belong to a warning that was sent, and came back: they stay there. */
export async function cameBack(trx: Db, rows: readonly Row[]): Promise<Map<string, Refused>> {
  const sent = await sentAmong(
    trx,
    rows.flatMap(({ warning_id }) => warning_id ?? []),
  )
  const why = {
    code: 'came_back',
    message: 'It came back under the warning that told of it. Warn about it there, or dismiss it.',
  }
  return new Map(rows.flatMap(({ id, warning_id }) => (warning_id !== null && sent.has(warning_id) ? [[id, why]] : [])))
}

/** Takes the chosen out of the drafts that they share with others. */
export function split(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'split',
    async refuse(trx, rows) {
      const back = await cameBack(trx, rows)
      const { alone } = planSplit(chosenOf(rows), await draftsOf(trx, rows))
      const why = { code: 'is_alone', message: 'It is alone in its draft already.' }
      return new Map([...alone.map((id) => [id, why] as const), ...back])
    },
    async apply(trx, rows) {
      const { make } = planSplit(chosenOf(rows), await draftsOf(trx, rows))
      const byId = new Map(rows.map((row) => [row.id, row]))
      const made = await makeWarnings(
        trx,
        make.map(({ orgnr, detections }) => [orgnr, detections.flatMap((id) => byId.get(id) ?? [])] as const),
        triage.now,
      )
      await leaveDrafts(
        trx,
        rows.flatMap(({ warning_id }) => warning_id ?? []),
      )
      await publish(trx, 'warnings', made)
      return made
    },
  })
}

const chosenOf = (rows: readonly Row[]) => rows.map(({ id, orgnr, warning_id }) => ({ id, orgnr, draft: warning_id }))

/** How many waiting detections each draft has besides the chosen ones. */
async function draftsOf(trx: Db, rows: readonly Row[]): Promise<Draft[]> {
  const { rows: drafts } = await sql<Draft>`
    select warning_id as id, count(*) filter (where id <> all(${rows.map(({ id }) => id)}::uuid[])) as left
    from detection
    where state = 'queued' and warning_id = any(${rows.flatMap(({ warning_id }) => warning_id ?? [])}::uuid[])
    group by warning_id`.execute(trx)
  return drafts
}
