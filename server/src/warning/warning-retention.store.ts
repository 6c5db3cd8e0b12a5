/** Removes old detections and warnings, with all that hangs on them. */
import { sql } from 'kysely'
import { type Holding, type Removed, type Removers, removeInBatches } from '../access/index.ts'
import { type Db, publish } from '../platform/index.ts'

export function warningRemovers(db: Db): Pick<Removers, 'detections' | 'warnings'> {
  return {
    detections: (before, holding) => removeDetections(db, before, holding),
    warnings: (before, holding) => removeWarnings(db, before, holding),
  }
}

const keptBy = ({ all, members }: Holding) => sql<boolean>`(${all} or t.orgnr = any(${[...members]}::text[]))`

/** By when they were last seen, however they stand. What a warning said of them stays with the warning. */
async function removeDetections(db: Db, before: Date, holding: Holding): Promise<Removed> {
  const removed = await removeInBatches(db, 'detection', sql<boolean>`t.last_seen_at < ${before}`, keptBy(holding))
  // A warning that was never sent says only what its detections say.
  await sql`
    delete from warning w where w.content is null and w.state in ('draft', 'cancelled') and w.created_at < ${before}
      and not exists (select from detection d where d.warning_id = w.id)`.execute(db)
  await sql`
    delete from policy_page p where paged_at < ${before} and not exists (select from detection d
      where (d.orgnr, d.cause_kind, d.cause_key) = (p.orgnr, p.cause_kind, p.cause_key))`.execute(db)
  // An act whose detections are gone can neither be undone nor tell anything.
  await sql`
    delete from triage_act a where at < ${before}
      and not exists (select from triage_act_detection where act_id = a.id)`.execute(db)
  await sql`
    delete from suppression s where coalesce(s.ended_at, s.until) < ${before}
      and not exists (select from detection where suppressed_by = s.id)`.execute(db)
  if (removed.removed > 0) for (const topic of ['detections', 'warnings'] as const) await publish(db, topic, [])
  return removed
}

/** By when they were made; deliveries and answers go with them. */
async function removeWarnings(db: Db, before: Date, holding: Holding): Promise<Removed> {
  const removed = await removeInBatches(db, 'warning', sql<boolean>`t.created_at < ${before}`, keptBy(holding))
  if (removed.removed > 0) await publish(db, 'warnings', [])
  return removed
}
