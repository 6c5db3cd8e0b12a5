/**
 * Puts detections into drafts, drafts into the mail, and keeps a warning's own figures true to its detections. All of it
 * runs in a transaction that has locked the members first, so that two never change the same member's at once.
 */
import type { CauseKind, DeliveryKind, Language, Severity, Tlp } from '@varde/contract'
import { sql } from 'kysely'
import { addJobs, type Db, newId, publish } from '../../platform/index.ts'
import { tellByPhone } from '../channels/phone.store.ts'
import { tellSent } from '../channels/webhook-event.store.ts'
import { firstOf } from '../chase/chase.ts'
import { readChaseRules } from '../chase/chase-rule.store.ts'
import { waitsOf } from '../delivery/wait.store.ts'
import { severityRank, worstOf } from '../detections/detection.ts'
import { willingContacts } from './choice.store.ts'
import { keepContent, renewContent } from './letter.store.ts'
import { strictestTlp, titleOf } from './warning.ts'

/** The job that sends one delivery. */
export const deliverTask = 'deliver'
export const deliverKey = (delivery: string) => `${deliverTask}:${delivery}`

/** A detection that waits in the queue. */
export type Queued = { id: string; orgnr: string; cause_kind: CauseKind; cause_key: string }

/** Locks members in one order, so that nobody waits in a circle. @returns those that exist */
export async function lockMembers(trx: Db, orgnrs: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ orgnr: string }>`
    select orgnr from member where orgnr = any(${orgnrs}) order by orgnr for no key update`.execute(trx)
  return rows.map(({ orgnr }) => orgnr)
}

/** Makes a draft of each group. @returns the drafts' ids */
export async function makeWarnings(
  trx: Db,
  groups: readonly (readonly [orgnr: string, detections: readonly Queued[]])[],
  now: Date,
): Promise<string[]> {
  if (groups.length === 0) return []
  const made = groups.map(([orgnr, detections]) => ({ id: newId(), orgnr, detections: detections.map(({ id }) => id) }))
  // Title, severity and the rest follow from the detections, in `refreshWarnings`.
  await sql`
    insert into warning (id, orgnr, title, severity, tlp, state, received_at, created_at)
    select id, orgnr, '', 'low', 'AMBER', 'draft', ${now}, ${now}
    from json_to_recordset(${JSON.stringify(made)}::json) as made (id uuid, orgnr text)`.execute(trx)
  await attach(
    trx,
    made.flatMap(({ id, detections }) => detections.map((detection) => ({ id: detection, warning: id }))),
  )
  const ids = made.map(({ id }) => id)
  await refreshWarnings(trx, ids)
  return ids
}

/** Puts waiting detections into the member's draft about the same cause, or a new one. */
export async function draftDetections(trx: Db, queued: readonly Queued[], now: Date): Promise<void> {
  if (queued.length === 0) return
  const { rows } = await sql<{ orgnr: string; cause_kind: CauseKind; cause_key: string; warning: string }>`
    select distinct on (d.orgnr, d.cause_kind, d.cause_key) d.orgnr, d.cause_kind, d.cause_key, w.id as warning
    from (select distinct orgnr, cause_kind, cause_key from json_to_recordset(${JSON.stringify(queued)}::json)
      as q (orgnr text, cause_kind text, cause_key text)) q
    join detection d using (orgnr, cause_kind, cause_key)
    join warning w on w.id = d.warning_id and w.state = 'draft'
    order by d.orgnr, d.cause_kind, d.cause_key, w.id`.execute(trx)
  const causeOf = (row: Omit<Queued, 'id'>) => `${row.orgnr} ${row.cause_kind} ${row.cause_key}`
  const drafts = new Map(rows.map((row) => [causeOf(row), row.warning]))
  const joining = queued.flatMap((detection) => {
    const warning = drafts.get(causeOf(detection))
    return warning === undefined ? [] : [{ id: detection.id, warning }]
  })
  await attach(trx, joining)
  await refreshWarnings(trx, [...new Set(joining.map(({ warning }) => warning))])
  const alone = Map.groupBy(
    queued.filter((detection) => !drafts.has(causeOf(detection))),
    causeOf,
  )
  const made = await makeWarnings(
    trx,
    [...alone.values()].map((group) => [(group[0] as Queued).orgnr, group] as const),
    now,
  )
  await publish(trx, 'warnings', [...made, ...joining.map(({ warning }) => warning)])
}

/** Brings drafts up to date that detections were taken out of; those that have nothing left to say are cancelled. */
export async function leaveDrafts(trx: Db, ids: readonly string[]): Promise<void> {
  const drafts = [...new Set(ids)]
  if (drafts.length === 0) return
  await sql`
    update warning set state = 'cancelled' where id = any(${drafts}::uuid[]) and state = 'draft'
      and not exists (select from detection where warning_id = warning.id and state = 'queued')`.execute(trx)
  await refreshWarnings(trx, drafts)
  await publish(trx, 'warnings', drafts)
}

export async function attach(trx: Db, pairs: readonly { id: string; warning: string | null }[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    update detection set warning_id = pair.warning
    from json_to_recordset(${JSON.stringify(pairs)}::json) as pair (id uuid, warning uuid)
    where detection.id = pair.id`.execute(trx)
}

type Content = {
  warning: string
  label: string
  category: string
  innerHost: string | null
  severity: Severity
  tlp: Tlp
  received_at: Date
}

/**
 * Title, severity, TLP and the start of the time to warn, from the detections that are not dismissed. What has been sent
 * stands as it was.
 */
export async function refreshWarnings(trx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<Content>`
    select warning_id as warning, cause_label as label, cause_category as category, host(inner_host) as "innerHost",
      severity, tlp, received_at
    from detection where warning_id = any(${ids}::uuid[]) and state <> 'dismissed' order by id`.execute(trx)
  const figures = [...Map.groupBy(rows, ({ warning }) => warning)].map(([id, content]) => ({
    id,
    title: titleOf(content.map((one) => ({ ...one, severityRank: severityRank(one.severity) }))),
    severity: worstOf(content.map(({ severity }) => severity)),
    tlp: strictestTlp(content.map(({ tlp }) => tlp)),
    received_at: new Date(Math.min(...content.map(({ received_at }) => received_at.getTime()))),
  }))
  await sql`
    update warning set title = figure.title, severity = figure.severity, tlp = figure.tlp, received_at = figure.received_at
    from json_to_recordset(${JSON.stringify(figures)}::json)
      as figure (id uuid, title text, severity text, tlp text, received_at timestamptz)
    where warning.id = figure.id and warning.content is null`.execute(trx)
}

/**
 * Sends drafts, or again what reached nobody: a mail to each contact that wants it, a job for each mail. A warning whose member has no
 * contact fails at once and says so on the first page. Callers have made sure that the life cycle lets each be sent.
 * @param by who decided; null for the policy
 */
export async function sendWarnings(trx: Db, ids: readonly string[], by: string | null, now: Date): Promise<void> {
  if (ids.length === 0) return
  // What was dismissed from a draft is not told, and must not look as if it were.
  await sql`update detection set warning_id = null where warning_id = any(${ids}::uuid[]) and state = 'dismissed'`.execute(
    trx,
  )
  const { rows: told } = await sql<{ warning_id: string }>`
    update detection set state = 'warned', updated_at = ${now}
    where warning_id = any(${ids}::uuid[]) and state = 'queued' returning warning_id`.execute(trx)
  // What came back while nobody could be reached is said along with it.
  await renewContent(
    trx,
    told.map(({ warning_id }) => warning_id),
  )
  await keepContent(trx, ids)
  const contacts = await contactsOfWarnings(trx, ids)
  const rules = await readChaseRules(trx)
  const willing = Map.groupBy(await willingContacts(trx, contacts), ({ warning }) => warning)
  const first = [...Map.groupBy(contacts, ({ warning }) => warning)].flatMap(([warning, all]) => {
    // What reached nobody before is sent to everyone now.
    if (all.some(({ known }) => known)) return all
    return firstOf(willing.get(warning) ?? all, rules[(all[0] as WarningContact).severity])
  })
  await queueMails(
    trx,
    first.map((contact) => ({ ...contact, kind: kindOf(contact), round: 0, message: null })),
    now,
  )
  const reachable = new Set(contacts.map(({ warning }) => warning))
  await sql`
    update warning set approved_at = ${now}, approved_by = ${by},
      state = case when id = any(${[...reachable]}::uuid[]) then 'sending' else 'failed' end
    where id = any(${ids}::uuid[])`.execute(trx)
  await tellSent(trx, ids, now)
  await publish(trx, 'warnings', ids)
}

export type WarningContact = {
  warning: string
  severity: Severity
  relapse: number
  id: string
  name: string
  email: string
  language: Language
  rank: number
  /** Whether a mail of this warning was queued for them, now that it is open. */
  known: boolean
}

/** Whether a contact `c` has a mail of the warning `w`, now that it is open. */
export const told = sql<boolean>`exists (select from delivery d where d.warning_id = w.id and d.email = c.email
  and d.relapse = w.reopened and d.kind in ('warning', 'relapse'))`

/** Everyone at the member who can be told, the nearest first. */
export async function contactsOfWarnings(trx: Db, ids: readonly string[]): Promise<WarningContact[]> {
  const { rows } = await sql<WarningContact>`
    select w.id as warning, w.severity, w.reopened as relapse, c.id, c.name, c.email, c.language, c.rank,
      ${told} as known
    from warning w join contact c using (orgnr)
    where w.id = any(${ids}::uuid[]) order by w.id, c.rank, c.email`.execute(trx)
  return rows
}

/** The warning itself, or that it is seen again. */
export function kindOf({ relapse }: Pick<WarningContact, 'relapse'>): 'warning' | 'relapse' {
  return relapse > 0 ? 'relapse' : 'warning'
}

export type QueuedMail = Pick<WarningContact, 'warning' | 'relapse' | 'id' | 'name' | 'email' | 'language'> & {
  kind: DeliveryKind
  /** The reminder's or the message's number. */
  round: number
  message: string | null
}

/**
 * A second attempt makes no second mail to those who have one: only what was given up is queued again, in a mail of its own.
 * What is to go with others, or not at night, waits.
 */
export async function queueMails(trx: Db, mails: readonly QueuedMail[], now: Date): Promise<void> {
  if (mails.length === 0) return
  const waits = await waitsOf(trx, mails, now)
  const queued = mails.map((mail, i) => ({ ...mail, delivery: newId(), until: waits[i]?.until, why: waits[i]?.why }))
  const { rows } = await sql<{ id: string; waits_until: Date | null }>`
    insert into delivery as known (id, warning_id, contact_id, contact_name, email, language, state, created_at, kind,
      relapse, round, message_id, waits_until, waits_for)
    select delivery, warning, id, name, email, language, 'queued', ${now}, kind, relapse, round, message, until, why
    from json_to_recordset(${JSON.stringify(queued)}::json)
      as m (delivery uuid, warning uuid, id uuid, name text, email text, language text, kind text, relapse int,
        round int, message uuid, until timestamptz, why text)
    on conflict (warning_id, email, kind, relapse, round) do update
      set state = 'queued', contact_name = excluded.contact_name, language = excluded.language, mail_id = null,
        waits_until = excluded.waits_until, waits_for = excluded.waits_for
      where known.state in ('bounced', 'failed')
    returning id, waits_until`.execute(trx)
  await addMails(trx, rows, now)
  await tellByPhone(trx, queued, now)
}

/** A job for each mail, to begin when it no longer waits. */
export async function addMails(
  trx: Db,
  mails: readonly { id: string; waits_until: Date | null }[],
  now: Date,
): Promise<void> {
  const seconds = (until: Date | null) => (until === null ? 0 : Math.max(0, (until.getTime() - now.getTime()) / 1000))
  await addJobs(
    trx,
    deliverTask,
    mails.map(({ id, waits_until }) => ({
      key: deliverKey(id),
      payload: { delivery: id },
      seconds: seconds(waits_until),
    })),
  )
}
