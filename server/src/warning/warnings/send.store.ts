/** A duty officer sends one warning. */
import type { WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note, Scope } from '../../access/index.ts'
import { type Db, Problem, problems, publish } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers, sendWarnings } from './dispatch.store.ts'
import { warningAfter } from './warning.ts'

/** @throws Problem not_found, warning_not_sendable, no_contact */
export async function sendWarning(
  db: Db,
  { id, scope, by, now, note }: { id: string; scope: Scope; by: string; now: Date; note: Note },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const read = async () => {
      const { rows } = await sql<{ orgnr: string; state: WarningState; contacts: number }>`
        select orgnr, state, (select count(*) from contact where contact.orgnr = warning.orgnr) as contacts
        from warning where id = ${id} and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))`.execute(
        trx,
      )
      return rows[0]
    }
    const found = await read()
    if (!found) throw new Problem(problems.notFound, 'There is no such warning.')
    await lockMembers(trx, [found.orgnr])
    const { state, contacts } = (await read()) ?? found
    const outcome = warningAfter(state, 'send')
    if ('refused' in outcome) throw new Problem(warningProblems.warningNotSendable, outcome.refused)
    if (contacts === 0) {
      throw new Problem(warningProblems.noContact, 'Add a contact with `varde members import`, then send again.')
    }
    const { rows } = await sql<{ id: string }>`
      select id from detection where warning_id = ${id} and state = 'queued'`.execute(trx)
    await sendWarnings(trx, [id], by, now)
    if (rows.length > 0)
      await publish(
        trx,
        'detections',
        rows.map((row) => row.id),
      )
    await note(trx, await sentEntries(trx, [id]))
  })
}

/** What the log says of warnings that go out, for the first time or anew. */
export async function sentEntries(trx: Db, warnings: readonly string[]): Promise<Entry[]> {
  if (warnings.length === 0) return []
  const rows = await trx.selectFrom('warning').select(['id', 'orgnr', 'reopened']).where('id', 'in', warnings).execute()
  return rows.map(({ id, orgnr, reopened }) => ({
    act: reopened > 0 ? 'warning.reopened' : 'warning.sent',
    object: { kind: 'warning', id },
    member: orgnr,
  }))
}
