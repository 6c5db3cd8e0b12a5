/**
 * The key that mails are signed with: made at first use, or put there by the operator, among the secrets and outside the
 * databases. Its public part is served to whoever looks our address up; see `our-key.routes.ts`.
 */
import { generateKey, type PrivateKey, readPrivateKey } from 'openpgp'
import { ConfigError } from '../../config.ts'
import { keptText } from '../../platform/index.ts'

/** In the folder of the secrets. An operator who has a key puts it there before the first start. */
const file = 'openpgp.asc'
const day = 86_400_000

/** @param from who mails come from, e.g. `Varde <varde@csirt.example>` */
export async function openSigningKey(secrets: string, from: string, now: Date): Promise<PrivateKey> {
  const sender = senderOf(from)
  const armored = await keptText(secrets, file, () => make(sender, now))
  const key = await readPrivateKey({ armoredKey: armored }).catch(() => null)
  if (key === null)
    throw new ConfigError(`VARDE_SECRETS: ${file} there holds no OpenPGP private key. Put one there, or remove it.`)
  if (!key.isDecrypted()) {
    throw new ConfigError(
      `VARDE_SECRETS: ${file} there asks for a passphrase. Export the key without one; the folder guards it.`,
    )
  }
  return key
}

/** Curve25519 as RFC 4880's implementations know it: GnuPG before 2.5 reads no other form of it. */
async function make(sender: Sender, now: Date): Promise<string> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [sender.name === '' ? { email: sender.address } : { name: sender.name, email: sender.address }],
    // A clock that is a little behind must not find the key to be of the future.
    date: new Date(now.getTime() - day),
    format: 'armored',
  })
  return privateKey
}

export type Sender = { name: string; address: string }

/** The two parts of `VARDE_MAIL_FROM`. */
export function senderOf(from: string): Sender {
  const named = /^(.*)<([^<>]+)>$/.exec(from)
  return named === null
    ? { name: '', address: from }
    : { name: (named[1] ?? '').trim().replace(/^"(.*)"$/, '$1'), address: named[2] ?? '' }
}
