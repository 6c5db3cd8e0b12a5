/** What was answered as dealt with and is seen again opens the same warning anew, in the transaction that saw it. */
import type { WarningState } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
import { tellSent } from '../channels/webhook-event.store.ts'
import { willingContacts } from '../warnings/choice.store.ts'
import { contactsOfWarnings, queueMails } from '../warnings/dispatch.store.ts'
import { renewContent } from '../warnings/letter.store.ts'
import { warningAfter } from '../warnings/warning.ts'

/** Of these warnings, those that have been sent: a detection that waits and belongs to one has come back. */
export async function sentAmong(db: Db, warnings: readonly string[]): Promise<Set<string>> {
  if (warnings.length === 0) return new Set()
  const { rows } = await sql<{ id: string; state: WarningState }>`
    select id, state from warning where id = any(${[...new Set(warnings)]}::uuid[])`.execute(db)
  return new Set(rows.filter(({ state }) => 'to' in warningAfter(state, 'reopen')).map(({ id }) => id))
}

/**
 * Opens warnings anew for detections that came back: everyone who wants it gets a mail in the same thread. The caller has
 * locked the members.
 */
export async function reopenWarnings(
  trx: Db,
  back: readonly { id: string; orgnr: string; warning: string }[],
  now: Date,
): Promise<void> {
  if (back.length === 0) return
  const ids = [...new Set(back.map(({ warning }) => warning))]
  await sql`
    update detection set state = 'warned', updated_at = ${now}
    where id = any(${back.map(({ id }) => id)}::uuid[])`.execute(trx)
  await renewContent(trx, ids)
  await openAnew(trx, ids, now)
}

/**
 * Opens warnings anew that say something new: mails in the same thread, and a deadline that counts from there. The caller has
 * locked the members, and written down what they say.
 */
export async function openAnew(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update warning set state = 'sending', reopened = reopened + 1, reopened_at = ${now}, due_at = null,
      opened_at = null, acknowledged_at = null, answer = null, reminders = 0, reminded_at = null, chase_step = 0, escalated_at = null
    where id = any(${ids}::uuid[])`.execute(trx)
  // What is still on its way would only say the same once more.
  await sql`
    delete from delivery where warning_id = any(${ids}::uuid[]) and kind <> 'message'
      and state in ('queued', 'deferred')`.execute(trx)
  const contacts = await contactsOfWarnings(trx, ids)
  await queueMails(
    trx,
    (await willingContacts(trx, contacts)).map((contact) => ({ ...contact, kind: 'relapse', round: 0, message: null })),
    now,
  )
  const reachable = [...new Set(contacts.map(({ warning }) => warning))]
  await sql`
    update warning set state = 'failed' where id = any(${ids}::uuid[]) and id <> all(${reachable}::uuid[])`.execute(trx)
  await tellSent(trx, ids, now)
  await publish(trx, 'warnings', ids)
}
