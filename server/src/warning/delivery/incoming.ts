/**
 * Mail that comes back, and answers. Who may write here is settled before a byte is taken: only the addresses that were
 * given out with one mail each exist; see `mail-address.ts`.
 */
import { type ParsedMail, simpleParser } from 'mailparser'
import { type Audit, noteBy } from '../../access/index.ts'
import type { IncomingMail, Platform, TakeMail } from '../../platform/index.ts'
import { numberOf } from '../warnings/warning.ts'
import { type AnsweredMail, findMail, recordReply, recordReturned } from './incoming.store.ts'
import type { MailAddresses } from './mail-address.ts'
import { mailWords } from './mail-words.ts'
import { openSealed } from './open-sealed.ts'
import type { OurMail } from './our-mail.ts'
import { isAutomatic, newTextOf } from './reply.ts'
import { roomFor } from './reply-file.store.ts'
import { filesOf } from './reply-file.ts'
import { readDeliveryStatus } from './returned.ts'

export function incomingMail(
  { postgres: { db }, clock, log }: Platform,
  audit: Audit,
  our: OurMail,
  addresses: MailAddresses,
): TakeMail {
  return {
    accepts: (address) => addresses.read(address) !== null,
    async take(incoming) {
      const about = addresses.read(incoming.to)
      const [first, ...more] = about === null ? [] : await findMail(db, about.delivery)
      // The warning is gone, by retention or with its member: there is nothing to write it on.
      if (about === null || first === undefined) return log.info('a mail about what is not kept any more')
      // Else what a notice tells is mixed into its text.
      const parsed = await simpleParser(incoming.raw, { keepDeliveryStatus: true })
      if (about.kind === 'bounce') await returned([first, ...more], parsed)
      else await replied([first, ...more], parsed, incoming)
    },
  }

  async function returned(mail: Carried, parsed: ParsedMail): Promise<void> {
    const part = parsed.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
    // Programs that answer for people who are away write here too (RFC 3834, section 4).
    const status = part === undefined ? null : readDeliveryStatus(part.content.toString('utf8'))
    if (status === null)
      return log.info({ delivery: mail[0].id }, 'a mail to a return path that is no notice of a fault')
    // It came back before we have written down that it went: the sender asks again.
    if (mail.some(({ state }) => state === 'queued' || state === 'deferred'))
      throw new Error('the mail is still being sent')
    await recordReturned(db, mail, status, clock())
  }

  async function replied(all: Carried, parsed: ParsedMail, { from, raw }: IncomingMail): Promise<void> {
    const [mail] = all
    const header = (name: string) => {
      const line = parsed.headerLines.find(({ key }) => key === name)?.line
      return line
        ?.slice(line.indexOf(':') + 1)
        .trim()
        .toLowerCase()
    }
    if (from === '' || isAutomatic(header)) return log.info({ delivery: mail.id }, 'an answer that no person wrote')
    const { mail: opened, signature } = await openSealed(parsed, raw, our.key, mail.key, clock())
    const address = (parsed.from?.value[0]?.address ?? from).toLowerCase()
    const said = newTextOf(opened.text ?? '')
    // Of several warnings in one mail, the one whose number is named, or else the first.
    const about = all.find(({ number }) => said.includes(numberOf(number))) ?? mail
    const { files, left } = filesOf(opened.attachments, await roomFor(db, about.warning_id))
    const words = mailWords[mail.language]
    const text = [said, ...(left === 0 ? [] : [words.leftOut(left)])].filter((one) => one !== '').join('\n\n')
    const note = noteBy(audit, { kind: 'link', id: mail.id, address: null })
    const writer = address === mail.email ? mail.contact_name : address
    await recordReply(
      db,
      all,
      {
        writer,
        text: text === '' ? words.empty : text,
        signature,
        files,
        about: about.id,
        mailId: mailIdOf(parsed),
      },
      clock(),
      note,
    )
  }
}

/** What was in the mail: one warning, or several. */
type Carried = [AnsweredMail, ...AnsweredMail[]]

/** Mail without a Message-ID is known by what it says and when. */
function mailIdOf({ messageId, date, text }: ParsedMail): string {
  return (messageId ?? `${date?.toISOString()} ${text?.slice(0, 100)}`).slice(0, 500)
}
