/** OpenPGP keys of fictive people. */
import { generateKey } from 'openpgp'

export type KeyPair = { publicKey: string; privateKey: string; revocationCertificate: string }

/** @param seconds until it expires; 0: never */
export function keyPairOf(
  email: string,
  { seconds = 0, at = new Date('2026-01-01T00:00:00Z') } = {},
): Promise<KeyPair> {
  return generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ name: 'Åse Vakt', email }],
    date: at,
    keyExpirationTime: seconds,
    format: 'armored',
  })
}

/** One key with several addresses, as those have it who answer for each other. */
export async function publicKeyOf(emails: readonly string[], type: 'rsa' | 'ecc'): Promise<string> {
  const { publicKey } = await generateKey({
    ...(type === 'rsa' ? { type, rsaBits: 3072 } : { type, curve: 'curve25519Legacy' as const }),
    userIDs: emails.map((email) => ({ email })),
    format: 'armored',
  })
  return publicKey
}
