/** One mail to one contact: taken, and then written down as the mail server answered. */
import type { DeliveryKind, DeliveryState, Language, MailProtection, WarningState } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import { addJobs, type Db, publish } from '../../platform/index.ts'
import { deliverKey, deliverTask } from '../warnings/dispatch.store.ts'
import { dueHours } from '../warnings/letter.store.ts'
import { dueAt, type WarningEvent, warningAfter } from '../warnings/warning.ts'

export type Claimed = {
  id: string
  warning_id: string
  contact_name: string
  email: string
  language: Language
  kind: DeliveryKind
  relapse: number
  round: number
  message_id: string | null
  contact_id: string | null
  /** The contact's OpenPGP key, armoured. */
  key: string | null
  /** Whether the address is still a contact's of the member: it may have been taken off while the mail waited. */
  contact: boolean
}

/** @returns null where there is nothing to send: delivered, refused for good, or gone */
export async function claimDelivery(db: Db, id: string, now: Date): Promise<Claimed | null> {
  const { rows } = await sql<Claimed>`
    update delivery set attempts = attempts + 1, attempted_at = ${now}, waits_for_key = false
    where id = ${id} and state in ('queued', 'deferred', 'failed')
    returning id, warning_id, contact_id, contact_name, email, language, kind, relapse, round, message_id,
      (select armored from contact_key where contact_key.contact_id = delivery.contact_id) as key,
      exists (select from warning w join contact c using (orgnr)
        where w.id = delivery.warning_id and c.email = delivery.email) as contact`.execute(db)
  return rows[0] ?? null
}

export type Thread = {
  /** The first mail of the warning to this address; null for the first itself. */
  first: string | null
  state: WarningState
  due_at: Date | null
  answered_at: Date | null
  message: string | null
}

/** What a mail that follows a warning tells of it. */
export async function threadOf(db: Db, { id, warning_id, email, message_id }: Claimed): Promise<Thread | null> {
  const { rows } = await sql<Thread>`
    select w.state, w.due_at, w.answered_at, (select text from warning_message where id = ${message_id}) as message,
      (select d.id from delivery d where d.warning_id = w.id and d.email = ${email} and d.id <> ${id}
        and d.kind = 'warning' order by d.created_at, d.id limit 1) as first
    from warning w where w.id = ${warning_id}`.execute(db)
  return rows[0] ?? null
}

export type Outcome = {
  state: Exclude<DeliveryState, 'queued'>
  reply: string
  /** As it was sent, without what opens the link. */
  sent?: { subject: string; text: string; protection: MailProtection }
  waitsForKey?: boolean
}

/** Writes down how it went, and what follows for the warning. */
export async function finishDelivery(
  db: Db,
  claimed: Claimed,
  { state, reply, sent, waitsForKey = false }: Outcome,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two mails of one warning that end at once must see each other.
    const { rows } = await sql<{ state: WarningState; due_hours: number; reopened: number }>`
      select state, ${dueHours} as due_hours, reopened from warning w where id = ${claimed.warning_id} for update`.execute(
      trx,
    )
    const warning = rows[0]
    if (!warning) return
    await sql`
      update delivery set state = ${state}, last_reply = ${reply.slice(0, 1000)},
        delivered_at = case when ${state} = 'delivered' then ${now}::timestamptz end,
        waits_for_key = ${waitsForKey}, protection = coalesce(${sent?.protection ?? null}, protection),
        subject = coalesce(${sent?.subject ?? null}, subject), body_text = coalesce(${sent?.text ?? null}, body_text)
      where id = ${claimed.id}`.execute(trx)
    // Reminders and messages, and what was put off until the warning was opened anew, change nothing of how it stands.
    const counts = (claimed.kind === 'warning' || claimed.kind === 'relapse') && claimed.relapse === warning.reopened
    if (counts && state === 'delivered') {
      await sql`
        update warning set state = ${after(warning.state, 'deliver')}, sent_at = coalesce(sent_at, ${now}),
          due_at = coalesce(due_at, ${dueAt(warning.due_hours, now)})
        where id = ${claimed.warning_id}`.execute(trx)
    } else if (counts && state !== 'deferred') {
      await failWhereNoneLeft(trx, claimed.warning_id)
    }
    await publish(trx, 'warnings', [claimed.warning_id])
    if (state === 'failed') await publish(trx, 'failures', [claimed.id])
  })
}

/** A warning whose mails have all been given up has reached nobody. */
export async function failWhereNoneLeft(trx: Db, id: string): Promise<void> {
  const { rows } = await sql<{ state: WarningState }>`
    select state from warning where id = ${id} and not exists (
      select from delivery d where d.warning_id = warning.id and d.state in ('queued', 'deferred', 'delivered')
        and d.kind in ('warning', 'relapse') and d.relapse = warning.reopened) for update`.execute(trx)
  const [warning] = rows
  if (warning !== undefined) {
    await sql`update warning set state = ${after(warning.state, 'give_up')} where id = ${id}`.execute(trx)
  }
}

function after(state: WarningState, event: WarningEvent): WarningState {
  const outcome = warningAfter(state, event)
  return 'to' in outcome ? outcome.to : state
}

/** Which warnings these deliveries are of. */
export async function warningsOfDeliveries(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; warning_id: string; last_reply: string }>`
    select id, warning_id, last_reply from delivery where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A given-up mail is under way again. */
export async function requeueDelivery(trx: Db, id: string): Promise<void> {
  await underWay(trx, sql`id = ${id} and state = 'failed'`)
}

/** Mails that wait for a contact's key are under way again, now that it is another or gone. */
export async function requeueWaiting(trx: Db, contact: string): Promise<void> {
  const ids = await underWay(trx, sql`contact_id = ${contact} and state = 'failed' and waits_for_key`)
  await addJobs(
    trx,
    deliverTask,
    ids.map((id) => ({ key: deliverKey(id), payload: { delivery: id } })),
  )
}

async function underWay(trx: Db, which: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string; warning_id: string }>`
    update delivery set state = 'queued' where ${which} returning id, warning_id`.execute(trx)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  await sql`
    update warning set state = 'sending' where state = 'failed' and exists (
      select from delivery d where d.id = any(${ids}::uuid[]) and d.warning_id = warning.id
        and d.kind in ('warning', 'relapse') and d.relapse = reopened)`.execute(trx)
  await publish(trx, 'warnings', [...new Set(rows.map(({ warning_id }) => warning_id))])
  return ids
}
