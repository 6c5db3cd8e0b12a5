/** Who mails come from, the key that they are signed with, and where answers and what comes back go. */
import type { PrivateKey } from 'openpgp'
import { type Config, ConfigError } from '../../config.ts'
import { keptSecret } from '../../platform/index.ts'
import { longestLocal, type MailAddresses, mailAddresses } from './mail-address.ts'
import { openSigningKey, type Sender, senderOf } from './signing-key.ts'

export type OurMail = {
  sender: Sender
  key: PrivateKey
  addresses: MailAddresses
  /** Whether what comes to those addresses is taken in: only then are they given out. */
  answered: boolean
}

export async function openOurMail({ secrets, mailFrom, mailInPort, imapUrl }: Config, now: Date): Promise<OurMail> {
  const answered = mailInPort !== null || imapUrl !== null
  const sender = senderOf(mailFrom)
  if (answered && sender.address.indexOf('@') > longestLocal) {
    throw new ConfigError(
      `VARDE_MAIL_FROM: the part before the @ leaves no room for a tag. Write one of at most ${longestLocal} characters.`,
    )
  }
  const [key, addressKey] = await Promise.all([
    openSigningKey(secrets, mailFrom, now),
    keptSecret(secrets, 'mail-address'),
  ])
  return { sender, key, addresses: mailAddresses(sender.address, addressKey), answered }
}
