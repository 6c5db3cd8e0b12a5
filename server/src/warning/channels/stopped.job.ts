/** Tells one contact that a webhook of the member's is called no more. */
import type { Language } from '@varde/contract'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MailError, newId, noticePage, type Platform, paragraphs, type Task } from '../../platform/index.ts'
import { loggable } from '../delivery/delivery.ts'
import { oneLine } from '../texts/safe.ts'
import { stoppedWords } from './stopped-words.ts'

const Payload = Type.Object({ webhook: Type.String(), contact: Type.String() })
type Stopped = { name: string; why: 'gone' | 'failing'; to: string; email: string; language: Language }

export function stoppedJob({ postgres: { db }, config: { publicUrl }, mailer }: Platform): Task {
  return async (payload) => {
    const { webhook, contact } = Value.Parse(Payload, payload)
    const { rows } = await sql<Stopped>`
      select h.name, h.stopped_for as why, c.name as to, c.email, c.language
      from webhook h join contact c using (orgnr)
      where h.id = ${webhook} and h.state = 'stopped' and c.id = ${contact}`.execute(db)
    const [stopped] = rows
    if (stopped === undefined) return
    const { why, to, email, language } = stopped
    const words = stoppedWords[language]
    const subject = words.subject(oneLine(stopped.name))
    const link = `${publicUrl}/portal/details`
    const lines = [words.why[why], words.mail, words.mend]
    try {
      await mailer.send({
        to: { name: to, address: email },
        subject,
        text: `${subject}.\n\n${lines.join('\n')}\n\n${link}\n`,
        html: noticePage({ language, subject, body: paragraphs(lines), button: { link, text: words.open } }),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      })
    } catch (fault) {
      throw fault instanceof MailError ? new Error(loggable(fault.fault, fault.message)) : fault
    }
  }
}
