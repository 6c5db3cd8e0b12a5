/** What came in by mail, written down: a mail that was returned, and an answer. */
import type { DeliveryState, Language, MailSignature, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { warningAfter } from '../warnings/warning.ts'
import { failWhereNoneLeft } from './delivery.store.ts'
import { raiseTask } from './mail-task.store.ts'
import { keepFiles } from './reply-file.store.ts'
import type { ReplyFile } from './reply-file.ts'
import type { Returned } from './returned.ts'

export type AnsweredMail = {
  id: string
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

export async function findMail(db: Db, delivery: string): Promise<AnsweredMail | null> {
  const { rows } = await sql<AnsweredMail>`
    select d.id, d.state, d.warning_id, w.orgnr, d.contact_id, d.contact_name, d.email, d.language,
      (select armored from contact_key k where k.contact_id = d.contact_id) as key
    from delivery d join warning w on w.id = d.warning_id where d.id = ${delivery}`.execute(db)
  return rows[0] ?? null
}

/**
 * A mail that was given up counts as undelivered, and somebody mends the address. One that is still tried for stands as it
 * was, with the words: no notice comes when it gets through.
 */
export async function recordReturned(
  db: Db,
  mail: AnsweredMail,
  { action, status, words }: Returned,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      update delivery set last_reply = ${words.slice(0, 1000)}, status = ${status}, reported_at = ${now},
        state = case when ${action === 'failed'} then 'bounced' else state end
      where id = ${mail.id} and state = 'delivered' returning id`.execute(trx)
    if (rows.length === 0) return
    if (action === 'failed') {
      await failWhereNoneLeft(trx, mail.warning_id)
      await raiseTask(trx, { ...mail, kind: 'address', words }, now)
    }
    await publish(trx, 'warnings', [mail.warning_id])
  })
}

export type Reply = {
  /** Who wrote, where it is another address than the contact's. */
  writer: string
  text: string
  signature: MailSignature | null
  files: readonly ReplyFile[]
  /** Its Message-ID: a mail that is handed over twice is one answer. */
  mailId: string
}

/**
 * Puts what was written on the warning, as read by the member: that it was acknowledged, never how it went. A free text is
 * for a person to judge, and somebody is told that there is one.
 */
export async function recordReply(
  db: Db,
  mail: AnsweredMail,
  { writer, text, signature, files, mailId }: Reply,
  now: Date,
  note: Note,
) {
  await db.transaction().execute(async (trx) => {
    await lockMembers(trx, [mail.orgnr])
    const { rows } = await sql<{ state: WarningState }>`
      select state from warning where id = ${mail.warning_id} for update`.execute(trx)
    const after = rows[0] === undefined ? null : warningAfter(rows[0].state, 'acknowledge')
    if (after === null || !('to' in after)) return
    const id = newId()
    const { rows: inserted } = await sql`
      insert into response (id, warning_id, contact_id, contact_name, kind, comment, created_at, channel, signature, mail_id)
      values (${id}, ${mail.warning_id}, ${mail.contact_id}, ${writer}, 'acknowledge', ${text}, ${now}, 'email',
        ${signature}, ${mailId})
      on conflict (warning_id, mail_id) where mail_id is not null do nothing returning id`.execute(trx)
    if (inserted.length === 0) return
    await keepFiles(trx, id, files)
    await sql`
      update warning set state = ${after.to}, acknowledged_at = coalesce(acknowledged_at, ${now})
      where id = ${mail.warning_id}`.execute(trx)
    await raiseTask(trx, { ...mail, kind: 'reply', words: text }, now)
    await publish(trx, 'warnings', [mail.warning_id])
    await note(trx, {
      act: 'warning.answered',
      object: { kind: 'warning', id: mail.warning_id },
      member: mail.orgnr,
      details: { kind: 'acknowledge', channel: 'email', signature, attachments: files.length },
    })
  })
}
