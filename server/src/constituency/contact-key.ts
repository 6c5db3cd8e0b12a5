/**
 * A contact's OpenPGP key (RFC 9580, and RFC 4880 before it): whether it is theirs, whole, and fit to encrypt to. Asked
 * when it comes in, and again each time that something is sent: keys expire and are revoked.
 */
import { type Key, readKeys } from 'openpgp'
import type { Reading } from '../platform/index.ts'

export type ContactKey = {
  key: Key
  /** Upper-case hexadecimal. */
  fingerprint: string
  /** e.g. `RSA 3072`, `Curve25519`. */
  algorithm: string
  /** The earlier of the key's own end and that of its part that encrypts; null: never. */
  expiresAt: Date | null
}

const words = {
  none: 'holds no OpenPGP key. Paste the whole block, from -----BEGIN PGP PUBLIC KEY BLOCK----- to the end.',
  secret:
    'is a private key. Paste the public one; and whoever owns it should make a new pair now, since this one has been shown.',
  another: (email: string, named: string) =>
    `names ${named === '' ? 'nobody' : named}, and not ${email}. Ask the contact for a key with that address.`,
  revoked: 'has been revoked. Ask the contact for their new key.',
  expired: (at: Date) =>
    `expired on ${at.toISOString().slice(0, 10)}. Ask the contact to extend it, and to send it anew.`,
  unfit: 'cannot be encrypted to: it has no valid part for that, or is too weak (RSA under 2048 bits).',
}

/** @param bytes armoured text, or the bytes as WKD serves them */
export async function readContactKey(
  bytes: string | Uint8Array,
  email: string,
  now: Date,
): Promise<Reading<ContactKey>> {
  const keys = await keysIn(bytes)
  if (keys.length === 0) return { fault: words.none }
  if (keys.some((key) => key.isPrivate())) return { fault: words.secret }
  const faults: string[] = []
  for (const key of keys) {
    const read = await readOne(key, email, now)
    if ('value' in read) return read
    faults.push(read.fault)
  }
  return { fault: faults[0] as string }
}

async function keysIn(bytes: string | Uint8Array): Promise<Key[]> {
  try {
    if (typeof bytes !== 'string') return await readKeys({ binaryKeys: bytes })
    // What stands before the block, e.g. a mail's text, is no fault.
    const start = bytes.search(/-----BEGIN PGP (?:PUBLIC|PRIVATE) KEY BLOCK-----/)
    return start < 0 ? [] : await readKeys({ armoredKeys: bytes.slice(start) })
  } catch {
    return []
  }
}

async function readOne(key: Key, email: string, now: Date): Promise<Reading<ContactKey>> {
  const named = key.users.flatMap(({ userID }) => userID?.email ?? [])
  // The part before the @ may tell capitals apart in theory; no mail server that people use does.
  const own = named.find((address) => address.toLowerCase() === email)
  if (own === undefined) return { fault: words.another(email, named.join(', ')) }
  try {
    if (await key.isRevoked(undefined, undefined, now)) return { fault: words.revoked }
    // Its own signature on the address is what binds it.
    await key.getPrimaryUser(now, { email: own })
    const encrypting = await key.getEncryptionKey(undefined, now, { email: own })
    const ends = [await key.getExpirationTime({ email: own }), await encrypting.getExpirationTime()]
    const end = Math.min(...ends.map((at) => (at instanceof Date ? at.getTime() : Number.POSITIVE_INFINITY)))
    return {
      value: {
        key,
        fingerprint: key.getFingerprint().toUpperCase(),
        algorithm: algorithmOf(encrypting.getAlgorithmInfo()),
        expiresAt: Number.isFinite(end) ? new Date(end) : null,
      },
    }
  } catch {
    const end = await key.getExpirationTime().catch(() => null)
    return { fault: end instanceof Date && end <= now ? words.expired(end) : words.unfit }
  }
}

function algorithmOf({ algorithm, bits, curve }: { algorithm: string; bits?: number; curve?: string }): string {
  if (bits !== undefined) return `${/^rsa/i.test(algorithm) ? 'RSA' : algorithm} ${bits}`
  return curve === 'curve25519Legacy' || algorithm === 'x25519' ? 'Curve25519' : (curve ?? algorithm)
}
