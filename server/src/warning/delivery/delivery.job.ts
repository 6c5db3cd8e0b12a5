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
import { numberOf } from '../warnings/warning.ts'
import { type Claimed, claimDelivery, finishDelivery, type Thread, threadOf } from './delivery.store.ts'
import { loggable, messageIdOf } from './delivery.ts'
import { raiseTask } from './mail-task.store.ts'
import { mailWords } from './mail-words.ts'
import type { OurMail } from './our-mail.ts'
import { KeyUnfit, seal } from './seal.ts'

const Payload = Type.Object({ delivery: Type.String() })

export function deliverJob(
  { postgres: { db }, mailer, clock, config }: Platform,
  links: AnswerLinks,
  our: OurMail,
): Task {
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
    const letter = saying(letterOf(facts, claimed.language), facts.number)
    const link = await links.linkTo({ delivery, warning: claimed.warning_id }, clock())
    try {
      const messageId = messageIdOf(delivery, config.publicUrl)
      const { raw, protection, keyFault } = await seal(
        {
          from: our.sender,
          to: { name: claimed.contact_name, address: claimed.email },
          ...mailFor(claimed, thread, letter, facts.number, link),
          outerSubject: `[TLP:${facts.tlp}] ${mailWords[claimed.language].warning(numberOf(facts.number))}`,
          messageId,
          at: clock(),
          headers: { ...automatic, ...threading(thread, config.publicUrl), ...answering(delivery) },
        },
        facts.tlp,
        our.key,
        claimed.key,
      )
      const reply = await mailer.sendBuilt({
        to: claimed.email,
        messageId,
        raw,
        returnPath: our.answered ? our.addresses.bounceTo(delivery) : null,
      })
      const { subject, text } = mailFor(claimed, thread, letter, facts.number, links.shown)
      await finishDelivery(db, claimed, { state: 'delivered', reply, sent: { subject, text, protection } }, clock())
      if (keyFault !== null) await raiseTask(db, { ...claimed, kind: 'key', words: keyFault }, clock())
    } catch (fault) {
      if (fault instanceof KeyUnfit) {
        await finishDelivery(db, claimed, { state: 'failed', reply: fault.message, waitsForKey: true }, clock())
        await raiseTask(db, { ...claimed, kind: 'key', words: fault.message }, clock())
        return
      }
      if (!(fault instanceof MailError)) throw fault
      const bounced = fault.fault === 'bounced'
      const state = bounced ? 'bounced' : last ? 'failed' : 'deferred'
      await finishDelivery(db, claimed, { state, reply: fault.message }, clock())
      if (bounced) await raiseTask(db, { ...claimed, kind: 'address', words: fault.message }, clock())
      // Thrown so that it is tried again; a refusal for good would only be refused again.
      if (!bounced) throw new Error(loggable(fault.fault, fault.message))
    }
  }

  function answering(delivery: string): Record<string, string> {
    return our.answered ? { 'Reply-To': our.addresses.replyTo(delivery) } : {}
  }

  function saying(letter: Letter, number: number): Letter {
    return our.answered ? { ...letter, doNotReply: mailWords[letter.language].mayReply(numberOf(number)) } : letter
  }
}

/** Nobody’s mail program is to answer by itself (RFC 3834; the second is Exchange’s). */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

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
