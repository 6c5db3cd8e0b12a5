/** One mail to one contact, with one warning or several: taken, and then written down as the mail server answered. */
import type {
  DeliveryKind,
  DeliveryState,
  Language,
  MailProtection,
  Severity,
  Tlp,
  WarningState,
} from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
import { addMails } from '../warnings/dispatch.store.ts'
import { dueHours } from '../warnings/letter.store.ts'
import { dueAt, type WarningEvent, warningAfter } from '../warnings/warning.ts'
import { goAlong, inOrder } from './gather.ts'

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
  severity: Severity
  tlp: Tlp
  created_at: Date
  /** The contact's OpenPGP key, armoured. */
  key: string | null
  /** Whether the address is still a contact's of the member: it may have been taken off while the mail waited. */
  contact: boolean
}

/** The mail that a delivery `d` goes in, by the delivery that it was made for. */
export const mailOfDelivery = sql<string>`coalesce(d.mail_id, d.id)`

const claimedColumns = sql`d.id, d.warning_id, d.contact_id, d.contact_name, d.email, d.language, d.kind, d.relapse, d.round,
  d.message_id, d.created_at, d.attempts, d.waits_until, w.orgnr, w.severity, w.tlp,
  (select armored from contact_key where contact_key.contact_id = d.contact_id) as key,
  exists (select from contact c where c.orgnr = w.orgnr and c.email = d.email) as contact`
type Row = Claimed & { orgnr: string; attempts: number; waits_until: Date | null }

/**
 * Takes what goes in one mail. At its first try it takes along what waits for the same contact; from then on it is the same
 * mail, so that one which went out without our knowing is not sent again with other contents under the same Message-ID.
 * @param mail the delivery that it was made for
 * @returns in the order in which they are to be read; none where there is nothing to send: delivered, refused for good,
 * gone, in another's mail, or to wait longer
 */
export async function claimMail(db: Db, mail: string, now: Date): Promise<Claimed[]> {
  return await db.transaction().execute(async (trx) => {
    await lockAddressee(trx, mail)
    const { rows: own } = await sql<Row>`
      select ${claimedColumns} from delivery d join warning w on w.id = d.warning_id
      where ${mailOfDelivery} = ${mail} and d.state in ('queued', 'deferred', 'failed')
      order by d.id for update of d`.execute(trx)
    const [first] = own
    if (first === undefined) return []
    const until = own.reduce((latest, { waits_until }) => Math.max(latest, waits_until?.getTime() ?? 0), 0)
    if (until > now.getTime()) {
      await addMails(trx, [{ id: mail, waits_until: new Date(until) }], now)
      return []
    }
    const all = own.every(({ attempts }) => attempts === 0) ? [...own, ...(await alongWith(trx, first))] : own
    await sql`
      update delivery set attempts = attempts + 1, attempted_at = ${now}, waits_for_key = false, waits_until = null,
        waits_for = null, mail_id = case when id <> ${mail} then ${mail}::uuid end
      where id = any(${all.map(({ id }) => id)}::uuid[])`.execute(trx)
    const warnings = new Set(all.map(({ warning_id }) => warning_id))
    if (all.some(({ waits_until }) => waits_until !== null)) await publish(trx, 'warnings', [...warnings])
    return inOrder(all)
  })
}

/** Two mails to the same contact are made one after the other: else each would miss the other. */
async function lockAddressee(trx: Db, mail: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(addressee, 0)) from (
      select w.orgnr || ' ' || d.email as addressee from delivery d join warning w on w.id = d.warning_id
      where ${mailOfDelivery} = ${mail} limit 1) as one`.execute(trx)
}

async function alongWith(trx: Db, first: Row): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${claimedColumns} from delivery d join warning w on w.id = d.warning_id
    where d.email = ${first.email} and w.orgnr = ${first.orgnr} and d.id <> ${first.id} and d.mail_id is null
      and d.state = 'queued' and d.attempts = 0 and d.contact_id is not distinct from ${first.contact_id}
    order by d.id for update of d`.execute(trx)
  return goAlong(first, rows)
}

export type Thread = {
  /** The mail with the warning itself to this address; null for that one. */
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
      (select ${mailOfDelivery} from delivery d where d.warning_id = w.id and d.email = ${email} and d.id <> ${id}
        and d.kind = 'warning' order by d.created_at, d.id limit 1) as first
    from warning w where w.id = ${warning_id}`.execute(db)
  return rows[0] ?? null
}

export type Outcome = {
  state: Exclude<DeliveryState, 'queued'>
  reply: string
  /** As each was sent, by delivery, without what opens the link. */
  sent?: { protection: MailProtection; texts: ReadonlyMap<string, { subject: string; text: string }> }
  waitsForKey?: boolean
}

/** Writes down how a mail went, the same for all in it, and what follows for each warning. */
export async function finishMail(db: Db, all: readonly Claimed[], outcome: Outcome, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two mails of one warning that end at once must see each other.
    const ids = [...new Set(all.map(({ warning_id }) => warning_id))]
    const { rows } = await sql<Standing & { id: string }>`
      select id, state, ${dueHours} as due_hours, reopened from warning w where id = any(${ids}::uuid[]) order by id for update`.execute(
      trx,
    )
    const standing = new Map(rows.map((row) => [row.id, row]))
    for (const claimed of all) {
      const warning = standing.get(claimed.warning_id)
      if (warning !== undefined) await finishOne(trx, claimed, warning, outcome, now)
    }
    await publish(trx, 'warnings', [...standing.keys()])
    if (outcome.state === 'failed') {
      await publish(
        trx,
        'failures',
        all.map(({ id }) => id),
      )
    }
  })
}

type Standing = { state: WarningState; due_hours: number; reopened: number }

async function finishOne(
  trx: Db,
  claimed: Claimed,
  warning: Standing,
  { state, reply, sent, waitsForKey = false }: Outcome,
  now: Date,
): Promise<void> {
  const said = sent?.texts.get(claimed.id)
  await sql`
    update delivery set state = ${state}, last_reply = ${reply.slice(0, 1000)},
      delivered_at = case when ${state} = 'delivered' then ${now}::timestamptz end,
      waits_for_key = ${waitsForKey}, protection = coalesce(${sent?.protection ?? null}, protection),
      subject = coalesce(${said?.subject ?? null}, subject), body_text = coalesce(${said?.text ?? null}, body_text)
    where id = ${claimed.id}`.execute(trx)
  // Reminders and messages, and what was put off until the warning was opened anew, change nothing of how it stands.
  const counts = (claimed.kind === 'warning' || claimed.kind === 'relapse') && claimed.relapse === warning.reopened
  if (!counts) return
  if (state === 'delivered') {
    await sql`
      update warning set state = ${after(warning.state, 'deliver')}, sent_at = coalesce(sent_at, ${now}),
        due_at = coalesce(due_at, ${dueAt(warning.due_hours, now)})
      where id = ${claimed.warning_id}`.execute(trx)
  } else if (state !== 'deferred') await failWhereNoneLeft(trx, claimed.warning_id)
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

/** Which warning each of these mails is of, one where there are several, and what was said of it last. */
export async function warningsOfMails(db: Db, mails: readonly string[]) {
  const { rows } = await sql<{ mail: string; warning_id: string; last_reply: string }>`
    select distinct on (${mailOfDelivery}) ${mailOfDelivery} as mail, d.warning_id, d.last_reply from delivery d
    where ${mailOfDelivery} = any(${mails}::uuid[]) order by ${mailOfDelivery}, d.id`.execute(db)
  return new Map(rows.map((row) => [row.mail, row]))
}

/** A given-up mail is under way again. */
export async function requeueMail(trx: Db, mail: string): Promise<void> {
  await underWay(trx, sql`${mailOfDelivery} = ${mail} and d.state = 'failed'`)
}

/** Mails that wait for a contact's key are under way again, now that it is another or gone. */
export async function requeueWaiting(trx: Db, contact: string, now: Date): Promise<void> {
  const mails = await underWay(trx, sql`d.contact_id = ${contact} and d.state = 'failed' and d.waits_for_key`)
  await addMails(
    trx,
    mails.map((id) => ({ id, waits_until: null })),
    now,
  )
}

/** @returns the mails */
async function underWay(trx: Db, which: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string; mail: string; warning_id: string }>`
    update delivery d set state = 'queued' where ${which}
    returning d.id, ${mailOfDelivery} as mail, d.warning_id`.execute(trx)
  if (rows.length === 0) return []
  await sql`
    update warning set state = 'sending' where state = 'failed' and exists (
      select from delivery d where d.id = any(${rows.map(({ id }) => id)}::uuid[]) and d.warning_id = warning.id
        and d.kind in ('warning', 'relapse') and d.relapse = reopened)`.execute(trx)
  await publish(trx, 'warnings', [...new Set(rows.map(({ warning_id }) => warning_id))])
  return [...new Set(rows.map(({ mail }) => mail))]
}
