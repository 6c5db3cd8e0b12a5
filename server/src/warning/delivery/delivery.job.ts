/**
 * Sends one mail. Sent means the mail server's 250. Should the process die between that 250 and our writing it down, the
 * mail goes out a second time: no protocol can rule that out, and a warning twice is better than never. The Message-ID is
 * the same for each attempt, so mail programs show it as one.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MailError, type Platform, type Task } from '../../platform/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { letterOf } from '../texts/letter.ts'
import { mailOf } from '../texts/mail.ts'
import { warningFacts } from '../warnings/letter.store.ts'
import { claimDelivery, finishDelivery } from './delivery.store.ts'
import { loggable, messageIdOf } from './delivery.ts'

const Payload = Type.Object({ delivery: Type.String() })

export function deliverJob({ postgres: { db }, mailer, clock, config }: Platform, links: AnswerLinks): Task {
  return async (payload, { last }) => {
    const { delivery } = Value.Parse(Payload, payload)
    const claimed = await claimDelivery(db, delivery, clock())
    if (claimed === null) return
    const facts = await warningFacts(db, claimed.warning_id)
    if (facts === null) return
    const letter = letterOf(facts, claimed.language)
    const link = await links.linkTo({ delivery, warning: claimed.warning_id }, clock())
    try {
      const reply = await mailer.send({
        to: { name: claimed.contact_name, address: claimed.email },
        ...mailOf(letter, link),
        messageId: messageIdOf(delivery, config.publicUrl),
        headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      })
      const { subject, text } = mailOf(letter, links.shown)
      await finishDelivery(db, claimed, { state: 'delivered', reply, sent: { subject, text } }, clock())
    } catch (fault) {
      if (!(fault instanceof MailError)) throw fault
      const bounced = fault.fault === 'bounced'
      const state = bounced ? 'bounced' : last ? 'failed' : 'deferred'
      await finishDelivery(db, claimed, { state, reply: fault.message }, clock())
      // Thrown so that it is tried again; a refusal for good would only be refused again.
      if (!bounced) throw new Error(loggable(fault.fault, fault.message))
    }
  }
}
