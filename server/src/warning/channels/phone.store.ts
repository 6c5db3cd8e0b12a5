/** Messages by telephone: queued with the mails that they go beside, taken, and written down as it went. */
import type { ChannelState, DeliveryKind, Language, PhoneChannel, Severity, Tlp, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import { addJobs, type Db, newId, publish } from '../../platform/index.ts'
import { nightEnds } from '../chase/chase.ts'
import { readChaseRules } from '../chase/chase-rule.store.ts'
import { isPhoned, type PhoneKind, usualLeast } from './phone.ts'

/** The job that sends one message. */
export const phoneTask = 'phone'
export const phoneKey = (message: string) => `${phoneTask}:${message}`

export type PhoneChoice = { channel: PhoneChannel; least: Severity | null }

/** From which severity on each of these contacts is told, whether or not they have chosen. */
export async function phoneChoicesOf(db: Db, contacts: readonly string[]): Promise<Map<string, PhoneChoice[]>> {
  const { rows } = await sql<PhoneChoice & { contact_id: string }>`
    select contact_id, channel, least from contact_phone_choice
    where contact_id = any(${contacts}::uuid[])`.execute(db)
  return new Map(
    contacts.map((id) => [
      id,
      (['sms', 'voice'] as const).map((channel) => {
        const chosen = rows.find((row) => row.contact_id === id && row.channel === channel)
        return { channel, least: chosen === undefined ? usualLeast[channel] : chosen.least }
      }),
    ]),
  )
}

export async function keepPhoneChoices(trx: Db, contact: string, choices: readonly PhoneChoice[]): Promise<void> {
  await sql`
    insert into contact_phone_choice (contact_id, channel, least)
    select ${contact}, channel, least
    from json_to_recordset(${JSON.stringify(choices)}::json) as chosen (channel text, least text)
    on conflict (contact_id, channel) do update set least = excluded.least`.execute(trx)
}

export type BesideMail = {
  warning: string
  id: string
  kind: DeliveryKind
  relapse: number
  round: number
  /** Until when the mail waits; the message with it. */
  until?: Date | null | undefined
}

/** Beside these mails: to those of the contacts who have a number and want it. A second attempt makes no second message. */
export async function tellByPhone(trx: Db, mails: readonly BesideMail[], now: Date): Promise<void> {
  const said = mails.filter(({ kind }) => kind !== 'message')
  if (said.length === 0) return
  const { rows } = await sql<BesideMail & { name: string; phone: string; language: Language; severity: Severity }>`
    select m.*, c.name, c.phone, c.language, w.severity
    from json_to_recordset(${JSON.stringify(said)}::json)
      as m (warning uuid, id uuid, kind text, relapse int, round int, until timestamptz)
    join contact c on c.id = m.id and c.phone is not null join warning w on w.id = m.warning`.execute(trx)
  if (rows.length === 0) return
  const choices = await phoneChoicesOf(trx, [...new Set(rows.map(({ id }) => id))])
  const messages = rows.flatMap((row) =>
    (choices.get(row.id) ?? [])
      .filter(({ least }) => isPhoned(least, row.severity))
      .map(({ channel }) => ({ ...row, contact: row.id, id: newId(), channel })),
  )
  if (messages.length === 0) return
  const { rows: queued } = await sql<{ id: string; severity: Severity }>`
    insert into phone_message (id, warning_id, contact_id, contact_name, phone, language, channel, kind, relapse, round,
      created_at)
    select id, warning, contact, name, phone, language, channel, kind, relapse, round, ${now}
    from json_to_recordset(${JSON.stringify(messages)}::json) as m (id uuid, warning uuid, contact uuid, name text,
      phone text, language text, channel text, kind text, relapse int, round int)
    on conflict (warning_id, phone, channel, kind, relapse, round) do nothing
    returning id, (select severity from warning where warning.id = warning_id) as severity`.execute(trx)
  const rules = await readChaseRules(trx)
  const morning = nightEnds(now)
  const until = new Map(messages.map((message) => [message.id, message.until ?? null]))
  const quiet = (severity: Severity) => (rules[severity].quiet && severity !== 'critical' ? morning : null)
  const secondsTo = (moment: Date | null | undefined) => Math.max(0, ((moment ?? now).getTime() - now.getTime()) / 1000)
  await addJobs(
    trx,
    phoneTask,
    queued.map(({ id, severity }) => ({
      key: phoneKey(id),
      payload: { message: id },
      seconds: Math.max(secondsTo(until.get(id)), secondsTo(quiet(severity))),
    })),
  )
}

export type ClaimedMessage = {
  id: string
  warning: string
  phone: string
  language: Language
  channel: PhoneChannel
  kind: PhoneKind
  number: number
  severity: Severity
  tlp: Tlp
  member: string
  state: WarningState
  /** What is new in the advisory that it tells of; null where it tells of none. */
  news: string | null
  /** Whether the number is still a contact's of the member. */
  contact: boolean
  /** Whether the warning is open as it was when this was queued. */
  open: boolean
}

/** @returns null where there is nothing to send: sent already, given up, or gone */
export async function claimMessage(db: Db, id: string): Promise<ClaimedMessage | null> {
  const { rows } = await sql<ClaimedMessage>`
    with taken as (
      update phone_message set attempts = attempts + 1
      where id = ${id} and state in ('queued', 'deferred', 'failed') returning *)
    select p.id, p.warning_id as warning, p.phone, p.language, p.channel, p.kind, w.number, w.severity, w.tlp,
      m.name as member, w.advised -> 'texts' -> p.language ->> 'news' as news, w.state, w.state not in ('draft', 'cancelled', 'answered') and p.relapse = w.reopened or w.state = 'failed' as open,
      exists (select from contact c where c.orgnr = w.orgnr and c.phone = p.phone) as contact
    from taken p join warning w on w.id = p.warning_id join member m using (orgnr)`.execute(db)
  return rows[0] ?? null
}

/** It is not to be said any more, or there is no way to say it. */
export async function dropMessage(db: Db, id: string): Promise<void> {
  await db.deleteFrom('phone_message').where('id', '=', id).execute()
}

export async function finishMessage(
  db: Db,
  { id, warning }: { id: string; warning: string },
  { state, reply, text }: { state: Exclude<ChannelState, 'queued'>; reply: string; text: string },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      update phone_message set state = ${state}, last_reply = ${reply}, body_text = ${text},
        delivered_at = case when ${state} = 'delivered' then ${now}::timestamptz end
      where id = ${id}`.execute(trx)
    await publish(trx, 'warnings', [warning])
    if (state === 'failed') await publish(trx, 'failures', [id])
  })
}

/** Which warnings these messages are of, and what was answered last. */
export async function warningsOfMessages(db: Db, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; warning_id: string; last_reply: string }>`
    select id, warning_id, last_reply from phone_message where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A given-up message is under way again; its job is made to run by who calls. */
export async function requeueMessage(trx: Db, id: string): Promise<void> {
  await sql`update phone_message set state = 'queued' where id = ${id} and state = 'failed'`.execute(trx)
}
