/** Mails one duty officer about what a rule pages for. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { personToMail } from '../../access/index.ts'
import { MailError, newId, type Platform, type Task } from '../../platform/index.ts'
import { loggable } from '../delivery/delivery.ts'
import { pagedAmong } from './page.store.ts'
import { pageMail } from './page-mail.ts'

const Payload = Type.Object({ person: Type.String(), detections: Type.Array(Type.String()) })

export function pageJob({ postgres: { db }, config: { publicUrl }, mailer }: Platform): Task {
  return async (payload) => {
    const { person: id, detections } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    const paged = await pagedAmong(db, detections)
    if (person === null || paged.length === 0) return
    const { name, email, language } = person
    const linkTo = (detection: string) => `${publicUrl}/triage?open=${detection}`
    try {
      await mailer.send({
        to: { name, address: email },
        ...pageMail(paged, language, linkTo),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
        headers: { 'X-Priority': '1', Importance: 'high', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      })
    } catch (fault) {
      throw fault instanceof MailError ? new Error(loggable(fault.fault, fault.message)) : fault
    }
  }
}
