/**
 * Sends one mail. Sent means the mail server's 250. Should the process die between that 250 and our writing it down, the
 * mail goes out a second time: no protocol can rule that out, and a warning twice is better than never. The Message-ID is
 * the same for each attempt, so mail programs show it as one; and what is in the mail is, too.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MailError, type Platform, type Task } from '../../platform/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { warningFactsOf } from '../warnings/letter.store.ts'
import { type Claimed, claimMail, finishMail, threadOf } from './delivery.store.ts'
import { loggable, messageIdOf } from './delivery.ts'
import { alone, contentOf, type Told } from './mail-content.ts'
import { raiseTask } from './mail-task.store.ts'
import type { OurMail } from './our-mail.ts'
import { KeyUnfit, seal } from './seal.ts'

const Payload = Type.Object({ delivery: Type.String() })

export function deliverJob(
  { postgres: { db }, mailer, clock, config }: Platform,
  links: AnswerLinks,
  our: OurMail,
): Task {
  return async (payload, { last }) => {
    const { delivery: mail } = Value.Parse(Payload, payload)
    const claimed = await claimMail(db, mail, clock())
    const [first] = claimed
    if (first === undefined) return
    if (!first.contact) {
      const reply = 'Not sent: the address is no longer a contact of the member.'
      return await finishMail(db, claimed, { state: 'failed', reply }, clock())
    }
    const told = await toldOf(claimed)
    const [one, ...more] = told
    if (one === undefined) return
    const { tlp, ...content } = contentOf([one, ...more], our.answered)
    try {
      const messageId = messageIdOf(mail, config.publicUrl)
      const { raw, protection, keyFault } = await seal(
        {
          from: our.sender,
          to: { name: first.contact_name, address: first.email },
          ...content,
          messageId,
          at: clock(),
          headers: { ...automatic, ...threading(told, mail, config.publicUrl), ...answering(mail) },
        },
        tlp,
        our.key,
        first.key,
      )
      const reply = await mailer.sendBuilt({
        to: first.email,
        messageId,
        raw,
        returnPath: our.answered ? our.addresses.bounceTo(mail) : null,
      })
      const texts = new Map(told.map((each) => [each.claimed.id, alone({ ...each, link: links.shown }, our.answered)]))
      await finishMail(db, claimed, { state: 'delivered', reply, sent: { protection, texts } }, clock())
      if (keyFault !== null) await raiseTask(db, { ...first, kind: 'key', words: keyFault }, clock())
    } catch (fault) {
      if (fault instanceof KeyUnfit) {
        await finishMail(db, claimed, { state: 'failed', reply: fault.message, waitsForKey: true }, clock())
        await raiseTask(db, { ...first, kind: 'key', words: fault.message }, clock())
        return
      }
      if (!(fault instanceof MailError)) throw fault
      const bounced = fault.fault === 'bounced'
      const state = bounced ? 'bounced' : last ? 'failed' : 'deferred'
      await finishMail(db, claimed, { state, reply: fault.message }, clock())
      if (bounced) await raiseTask(db, { ...first, kind: 'address', words: fault.message }, clock())
      // Thrown so that it is tried again; a refusal for good would only be refused again.
      if (!bounced) throw new Error(loggable(fault.fault, fault.message))
    }
  }

  /** What each says; what has gone since it was taken is left out. */
  async function toldOf(claimed: readonly Claimed[]): Promise<(Told & { claimed: Claimed })[]> {
    const facts = await warningFactsOf(
      db,
      claimed.map(({ warning_id }) => warning_id),
    )
    const told = await Promise.all(
      claimed.map(async (one) => {
        const said = facts.get(one.warning_id)
        const thread = await threadOf(db, one)
        if (said === undefined || thread === null) return []
        const link = await links.linkTo({ delivery: one.id, warning: one.warning_id }, clock())
        return [{ claimed: one, thread, facts: said, link }]
      }),
    )
    return told.flat()
  }

  function answering(mail: string): Record<string, string> {
    return our.answered ? { 'Reply-To': our.addresses.replyTo(mail) } : {}
  }
}

/** Nobody’s mail program is to answer by itself (RFC 3834; the second is Exchange’s). */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

/** Mail programs show what follows warnings under the mails that these came in (RFC 5322, section 3.6.4). */
function threading(told: readonly Told[], mail: string, publicUrl: string): Record<string, string> {
  const firsts = new Set(told.flatMap(({ thread: { first } }) => (first === null || first === mail ? [] : [first])))
  if (firsts.size === 0) return {}
  const ids = [...firsts].map((first) => messageIdOf(first, publicUrl)).join(' ')
  return { 'In-Reply-To': ids, References: ids }
}
