/** A warning whose mails wait: it goes at once after all, or not at all. */
import { sql } from 'kysely'
import type { Entry } from '../../access/index.ts'
import { type Db, Problem, publish } from '../../platform/index.ts'
import { untellAdvised } from '../../vulnerability/index.ts'
import { tellSent } from '../channels/webhook-event.store.ts'
import type { ChasedWarning } from '../chase/chase.store.ts'
import { detectionAfter } from '../detections/detection.ts'
import { warningProblems } from '../warning.problems.ts'
import { addMails, refreshWarnings } from './dispatch.store.ts'
import { warningAfter } from './warning.ts'

/** What else waits for the same contacts goes along. @throws Problem not_waiting */
export async function hurryWarning(trx: Db, { id, orgnr }: ChasedWarning, now: Date): Promise<Entry> {
  const { rows } = await sql<{ id: string; waits_until: null }>`
    update delivery set waits_until = null, waits_for = null where warning_id = ${id} and waits_until is not null
    returning id, waits_until`.execute(trx)
  if (rows.length === 0) throw new Problem(warningProblems.notWaiting, 'It has gone out, or was never sent.')
  await addMails(trx, rows, now)
  await tellSent(trx, [id], now)
  await publish(trx, 'warnings', [id])
  return { act: 'warning.hurried', object: { kind: 'warning', id }, member: orgnr }
}

/**
 * Back to a draft, with its detections in the queue, as if it had not been sent. Only while every mail of it waits; what has
 * come back was sent before. @throws Problem not_withdrawable
 */
export async function withdrawWarning(trx: Db, warning: ChasedWarning, now: Date): Promise<Entry> {
  const { id, orgnr, reopened } = warning
  const outcome = warningAfter(warning.state, 'withdraw')
  // Locked, so that a worker takes none of them meanwhile.
  const { rows } = await sql<{ waits: boolean }>`
    select waits_until is not null as waits from delivery where warning_id = ${id} for update`.execute(trx)
  if ('refused' in outcome || reopened > 0 || rows.length === 0 || !rows.every(({ waits }) => waits)) {
    throw new Problem(warningProblems.notWithdrawable, 'A mail of it is on its way or has gone out. Send a message.')
  }
  await sql`delete from delivery where warning_id = ${id}`.execute(trx)
  await sql`delete from phone_message where warning_id = ${id} and state = 'queued'`.execute(trx)
  const after = detectionAfter('warned', 'unwarn')
  const { rows: detections } = await sql<{ id: string }>`
    update detection set state = ${'to' in after ? after.to : 'warned'}, updated_at = ${now}
    where warning_id = ${id} and state = 'warned' returning id`.execute(trx)
  const { rows: told } = await sql<{ advisory: string | null }>`
    update warning set state = ${outcome.to}, content = null, texts = null, approved_at = null, approved_by = null,
      escalated_at = null
    where id = ${id} returning advisory_id as advisory`.execute(trx)
  for (const { advisory } of told) if (advisory !== null) await untellAdvised(trx, { advisory, orgnr }, now)
  await refreshWarnings(trx, [id])
  await publish(
    trx,
    'detections',
    detections.map((row) => row.id),
  )
  await publish(trx, 'warnings', [id])
  return { act: 'warning.withdrawn', object: { kind: 'warning', id }, member: orgnr }
}
