/** Who mails come from, and the key that they are signed with. */
import type { PrivateKey } from 'openpgp'
import type { Config } from '../../config.ts'
import { openSigningKey, type Sender, senderOf } from './signing-key.ts'

export type OurMail = { sender: Sender; key: PrivateKey }

export async function openOurMail({ secrets, mailFrom }: Config, now: Date): Promise<OurMail> {
  return { sender: senderOf(mailFrom), key: await openSigningKey(secrets, mailFrom, now) }
}
