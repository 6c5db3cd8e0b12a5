/** One mail to one contact: taken, and then written down as the mail server answered. */
import type { DeliveryKind, DeliveryState, Language, Severity, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
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
  /** Whether the address is still a contact's of the member: it may have been taken off while the mail waited. */
  contact: boolean
}

/** @returns null where there is nothing to send: delivered, refused for good, or gone */
export async function claimDelivery(db: Db, id: string, now: Date): Promise<Claimed | null> {
  const { rows } = await sql<Claimed>`
    update delivery set attempts = attempts + 1, attempted_at = ${now}
    where id = ${id} and state in ('queued', 'deferred', 'failed')
    returning id, warning_id, contact_name, email, language, kind, relapse, round, message_id,
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
  sent?: { subject: string; text: string }
}

/** Writes down how it went, and what follows for the warning. */
export async function finishDelivery(
  db: Db,
  claimed: Claimed,
  { state, reply, sent }: Outcome,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two mails of one warning that end at once must see each other.
    const { rows } = await sql<{ state: WarningState; severity: Severity; reopened: number }>`
      select state, severity, reopened from warning where id = ${claimed.warning_id} for update`.execute(trx)
    const warning = rows[0]
    if (!warning) return
    await sql`
      update delivery set state = ${state}, last_reply = ${reply.slice(0, 1000)},
        delivered_at = case when ${state} = 'delivered' then ${now}::timestamptz end,
        subject = coalesce(${sent?.subject ?? null}, subject), body_text = coalesce(${sent?.text ?? null}, body_text)
      where id = ${claimed.id}`.execute(trx)
    // Reminders and messages, and what was put off until the warning was opened anew, change nothing of how it stands.
    const counts = (claimed.kind === 'warning' || claimed.kind === 'relapse') && claimed.relapse === warning.reopened
    if (counts && state === 'delivered') {
      await sql`
        update warning set state = ${after(warning.state, 'deliver')}, sent_at = coalesce(sent_at, ${now}),
          due_at = coalesce(due_at, ${dueAt(warning.severity, now)})
        where id = ${claimed.warning_id}`.execute(trx)
    } else if (counts && state !== 'deferred') {
      await sql`
        update warning set state = ${after(warning.state, 'give_up')}
        where id = ${claimed.warning_id} and not exists (
          select from delivery d where d.warning_id = warning.id and d.state in ('queued', 'deferred', 'delivered')
            and d.kind in ('warning', 'relapse') and d.relapse = warning.reopened)`.execute(trx)
    }
    await publish(trx, 'warnings', [claimed.warning_id])
    if (state === 'failed') await publish(trx, 'failures', [claimed.id])
  })
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
  const { rows } = await sql<{ warning_id: string }>`
    update delivery set state = 'queued' where id = ${id} and state = 'failed' returning warning_id`.execute(trx)
  const warning = rows[0]?.warning_id
  if (warning === undefined) return
  await sql`
    update warning set state = 'sending' where id = ${warning} and state = 'failed' and exists (
      select from delivery d where d.id = ${id} and d.kind in ('warning', 'relapse') and d.relapse = reopened)`.execute(
    trx,
  )
  await publish(trx, 'warnings', [warning])
}
