/**
 * Sends one mail. Sent means the mail server's 250. Should the process die between that 250 and our writing it down, the
 * mail goes out a second time: no protocol can rule that out, and a warning twice is better than never. The Message-ID is
 * the same for each attempt, so mail programs show it as one.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MailError, type Platform, type Task } from '../../platform/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { type FollowUp, followUpMail } from '../chase/follow-up.ts'
import { type Letter, letterOf } from '../texts/letter.ts'
import { type Mail, mailOf } from '../texts/mail.ts'
import { warningFacts } from '../warnings/letter.store.ts'
import { type Claimed, claimDelivery, finishDelivery, type Thread, threadOf } from './delivery.store.ts'
import { loggable, messageIdOf } from './delivery.ts'

const Payload = Type.Object({ delivery: Type.String() })

export function deliverJob({ postgres: { db }, mailer, clock, config }: Platform, links: AnswerLinks): Task {
  return async (payload, { last }) => {
    const { delivery } = Value.Parse(Payload, payload)
    const claimed = await claimDelivery(db, delivery, clock())
    if (claimed === null) return
    if (!claimed.contact) {
      const reply = 'Not sent: the address is no longer a contact of the member.'
      return await finishDelivery(db, claimed, { state: 'failed', reply }, clock())
    }
    const facts = await warningFacts(db, claimed.warning_id)
    const thread = await threadOf(db, claimed)
    if (facts === null || thread === null) return
    const letter = letterOf(facts, claimed.language)
    const link = await links.linkTo({ delivery, warning: claimed.warning_id }, clock())
    try {
      const reply = await mailer.send({
        to: { name: claimed.contact_name, address: claimed.email },
        ...mailFor(claimed, thread, letter, facts.number, link),
        messageId: messageIdOf(delivery, config.publicUrl),
        headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply', ...threading(thread, config.publicUrl) },
      })
      const { subject, text } = mailFor(claimed, thread, letter, facts.number, links.shown)
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

function mailFor(claimed: Claimed, thread: Thread, letter: Letter, number: number, link: string): Mail {
  const followUp = followUpOf(claimed, thread)
  return followUp === null ? mailOf(letter, link) : followUpMail(letter, number, followUp, link)
}

function followUpOf({ kind, round }: Claimed, { state, due_at, answered_at, message }: Thread): FollowUp | null {
  switch (kind) {
    case 'warning':
      return null
    case 'reminder':
      return { kind, count: round, dueAt: due_at, acknowledged: state === 'acknowledged' }
    case 'relapse':
      return { kind, answeredAt: answered_at }
    case 'message':
      return { kind, text: message ?? '' }
  }
}

/** Mail programs show what follows a warning under it (RFC 5322, section 3.6.4). */
function threading({ first }: Thread, publicUrl: string): Record<string, string> {
  if (first === null) return {}
  const id = messageIdOf(first, publicUrl)
  return { 'In-Reply-To': id, References: id }
}
