/** What came in by mail, written down: a mail that was returned, and an answer. */
import type { DeliveryState, Language, MailSignature, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { warningAfter } from '../warnings/warning.ts'
import { failWhereNoneLeft, mailOfDelivery } from './delivery.store.ts'
import { raiseTask } from './mail-task.store.ts'
import { keepFiles } from './reply-file.store.ts'
import type { ReplyFile } from './reply-file.ts'
import type { Returned } from './returned.ts'

/** One of the warnings in a mail that came back, or was answered. */
export type AnsweredMail = {
  id: string
  number: number
  state: DeliveryState
  warning_id: string
  orgnr: string
  contact_id: string | null
  contact_name: string
  email: string
  language: Language
  /** The contact's OpenPGP key, armoured. */
  key: string | null
}

/** @returns all that was in it; none where it is not kept any more */
export async function findMail(db: Db, mail: string): Promise<AnsweredMail[]> {
  const { rows } = await sql<AnsweredMail>`
    select d.id, w.number, d.state, d.warning_id, w.orgnr, d.contact_id, d.contact_name, d.email, d.language,
      (select armored from contact_key k where k.contact_id = d.contact_id) as key
    from delivery d join warning w on w.id = d.warning_id where ${mailOfDelivery} = ${mail} order by d.id`.execute(db)
  return rows
}

/**
 * A mail that was given up counts as undelivered, and somebody mends the address. One that is still tried for stands as it
 * was, with the words: no notice comes when it gets through.
 */
export async function recordReturned(
  db: Db,
  mail: readonly AnsweredMail[],
  { action, status, words }: Returned,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      update delivery set last_reply = ${words.slice(0, 1000)}, status = ${status}, reported_at = ${now},
        state = case when ${action === 'failed'} then 'bounced' else state end
      where id = any(${mail.map(({ id }) => id)}::uuid[]) and state = 'delivered' returning id`.execute(trx)
    const returned = mail.filter(({ id }) => rows.some((row) => row.id === id))
    for (const one of action === 'failed' ? returned : []) {
      await failWhereNoneLeft(trx, one.warning_id)
      await raiseTask(trx, { ...one, kind: 'address', words }, now)
    }
    await publish(
      trx,
      'warnings',
      returned.map(({ warning_id }) => warning_id),
    )
  })
}

export type Reply = {
  /** Who wrote, where it is another address than the contact's. */
  writer: string
  text: string
  signature: MailSignature | null
  files: readonly ReplyFile[]
  /** Which of the mails it is most about: that one's answer keeps the files. */
  about: string
  /** Its Message-ID: a mail that is handed over twice is one answer. */
  mailId: string
}

/**
 * Puts what was written on each warning that was in the mail, as read by the member: that it was acknowledged, never how it went. A free text is
 * for a person to judge, and somebody is told that there is one: once, by the warning that it names, else the first.
 */
export async function recordReply(
  db: Db,
  mail: readonly [AnsweredMail, ...AnsweredMail[]],
  reply: Reply,
  now: Date,
  note: Note,
) {
  await db.transaction().execute(async (trx) => {
    await lockMembers(trx, [mail[0].orgnr])
    const entries: Entry[] = []
    const written: AnsweredMail[] = []
    for (const one of mail) {
      const entry = await recordOn(trx, one, reply, now)
      if (entry === null) continue
      entries.push(entry)
      written.push(one)
    }
    const first = written.find(({ id }) => id === reply.about) ?? written[0]
    if (first === undefined) return
    await raiseTask(trx, { ...first, kind: 'reply', words: reply.text }, now)
    await note(trx, entries)
  })
}

/** @returns what the log says of it; null where it is there already, or nothing can be answered */
async function recordOn(
  trx: Db,
  mail: AnsweredMail,
  { writer, text, signature, files, about, mailId }: Reply,
  now: Date,
): Promise<Entry | null> {
  const { rows } = await sql<{ state: WarningState }>`
    select state from warning where id = ${mail.warning_id} for update`.execute(trx)
  const after = rows[0] === undefined ? null : warningAfter(rows[0].state, 'acknowledge')
  if (after === null || !('to' in after)) return null
  const id = newId()
  const { rows: inserted } = await sql`
    insert into response (id, warning_id, contact_id, contact_name, kind, comment, created_at, channel, signature, mail_id)
    values (${id}, ${mail.warning_id}, ${mail.contact_id}, ${writer}, 'acknowledge', ${text}, ${now}, 'email',
      ${signature}, ${mailId})
    on conflict (warning_id, mail_id) where mail_id is not null do nothing returning id`.execute(trx)
  if (inserted.length === 0) return null
  const kept = about === mail.id ? files : []
  await keepFiles(trx, id, kept)
  await sql`
    update warning set state = ${after.to}, acknowledged_at = coalesce(acknowledged_at, ${now})
    where id = ${mail.warning_id}`.execute(trx)
  await publish(trx, 'warnings', [mail.warning_id])
  return {
    act: 'warning.answered',
    object: { kind: 'warning', id: mail.warning_id },
    member: mail.orgnr,
    details: { kind: 'acknowledge', channel: 'email', signature, attachments: kept.length },
  }
}
