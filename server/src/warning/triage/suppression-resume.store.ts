/** A suppression that was ended by mistake goes on. */
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, Problem, problems, publish } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { waitingAbout } from './suppression.store.ts'
import { hold } from './suppression-hold.store.ts'

/**
 * Undoes an ending, while its time is not over. What it is about and waits is held back anew, but for what somebody has
 * taken; what was decided meanwhile stands.
 * @returns how many @throws Problem not_found, suppression_over
 */
export async function resumeSuppression(
  db: Db,
  { id, now, note }: { id: string; now: Date; note: Note },
): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const { rows: found } = await sql<{ orgnr: string | null; ended: boolean; over: boolean }>`
      select orgnr, ended_at is not null as ended, until <= ${now} as over from suppression where id = ${id}
      for no key update`.execute(trx)
    const [suppression] = found
    if (!suppression) throw new Problem(problems.notFound, 'There is no such suppression.')
    if (suppression.over) throw new Problem(warningProblems.suppressionOver, 'Make a new one from a detection.')
    if (!suppression.ended) return 0
    await trx.updateTable('suppression').set({ ended_at: null, ended_by: null }).where('id', '=', id).execute()
    const ids = await waitingAbout(trx, id)
    const { rows: members } = await sql<{ orgnr: string }>`
      select distinct orgnr from detection where id = any(${ids}::uuid[])`.execute(trx)
    await lockMembers(
      trx,
      members.map(({ orgnr }) => orgnr),
    )
    const { rows: waiting } = await sql<{ id: string; warning_id: string | null }>`
      select id, warning_id from detection
      where id = any(${ids}::uuid[]) and state = 'queued' and not held and accepted_at is null`.execute(trx)
    await hold(
      trx,
      waiting.map((one) => ({ ...one, suppression: id })),
    )
    // No ids where nothing is held: the list of suppressions has changed all the same.
    await publish(
      trx,
      'detections',
      waiting.map((one) => one.id),
    )
    const object = { kind: 'suppression', id } as const
    const details = { detections: waiting.length }
    await note(trx, { act: 'suppression.resumed', object, member: suppression.orgnr, details })
    return waiting.length
  })
}
