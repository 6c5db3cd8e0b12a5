/** Tells one duty officer of what a rule pages for. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { openPageSms, personToMail } from '../../access/index.ts'
import { MailError, newId, type Platform, type Task } from '../../platform/index.ts'
import { loggable } from '../delivery/delivery.ts'
import { pagedAmong } from './page.store.ts'
import { pageMail, pageText } from './page-mail.ts'

const Payload = Type.Object({
  person: Type.String(),
  detections: Type.Array(Type.String()),
  by: Type.Union([Type.Literal('mail'), Type.Literal('sms')]),
})

export function pageJob(platform: Platform): Task {
  const { postgres, config, mailer } = platform
  const { db } = postgres
  const { publicUrl } = config
  const sendSms = openPageSms(platform)
  return async (payload) => {
    const { person: id, detections, by } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    const paged = await pagedAmong(db, detections)
    if (person === null || paged.length === 0) return
    const { name, email, language } = person
    if (by === 'sms') return await sendSms(id, pageText(paged, language))
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
