/** How a mail to a contact is kept: the rule, and what it needs to be followed. */
import type { MailProtection, Tlp } from '@varde/contract'
import type { PrivateKey } from 'openpgp'
import { readContactKey } from '../../constituency/index.ts'
import { openTlps } from './delivery.ts'
import { sealMail, type Unsealed } from './sealed-mail.ts'

/**
 * A contact's key cannot be used, and what is to be sent may not go without: it waits until the key is mended or taken
 * away, and somebody is told. See docs/decisions/0023-mail.md.
 */
export class KeyUnfit extends Error {
  override name = 'KeyUnfit'
}

export type Sealed = { raw: Buffer; protection: MailProtection; keyFault: string | null }

/**
 * @param armored the contact's key; null where there is none: then it goes signed
 * @throws KeyUnfit
 */
export async function seal(mail: Unsealed, tlp: Tlp, ours: PrivateKey, armored: string | null): Promise<Sealed> {
  if (armored === null) return { raw: await sealMail(mail, ours, null), protection: 'signed', keyFault: null }
  const read = await readContactKey(armored, mail.to.address, mail.at)
  if ('value' in read) {
    return { raw: await sealMail(mail, ours, read.value.key), protection: 'encrypted', keyFault: null }
  }
  const keyFault = `The OpenPGP key of ${mail.to.address} ${read.fault}`
  if (!openTlps.includes(tlp)) throw new KeyUnfit(keyFault)
  return { raw: await sealMail(mail, ours, null), protection: 'signed', keyFault }
}
