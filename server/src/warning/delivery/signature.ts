/** Whether an answer carries a signature of the contact's own: beside a text that anybody can read (RFC 3156, section 5), or within what was encrypted. */
import type { MailSignature } from '@varde/contract'
import { createMessage, type Key, type KeyID, readKey, readSignature, verify } from 'openpgp'

/** A sender's clock may be this much ahead of ours. */
const skewMilliseconds = 15 * 60_000

export function signedBy(now: Date): Date {
  return new Date(now.getTime() + skewMilliseconds)
}

export async function keyOf(armored: string | null): Promise<Key | null> {
  return armored === null ? null : await readKey({ armoredKey: armored }).catch(() => null)
}

type Signed = { keyID: KeyID; verified: Promise<unknown> }

/** Of several signatures a good one counts. A key that is not the contact's proves nothing, and nothing false either. */
export async function stateOf(signatures: readonly Signed[], theirs: Key | null): Promise<MailSignature | null> {
  if (signatures.length === 0) return null
  const own = theirs?.getKeyIDs() ?? []
  let state: MailSignature = 'unknown'
  for (const { verified, keyID } of signatures) {
    if (await verified.catch(() => false)) return 'good'
    if (own.some((id) => id.equals(keyID))) state = 'bad'
  }
  return state
}

/**
 * @param raw the mail, byte for byte
 * @returns null where it is not signed as a whole
 */
export async function signatureOf(raw: Buffer, theirs: Key | null, now: Date): Promise<MailSignature | null> {
  const parts = signedParts(raw)
  if (parts === null) return null
  try {
    const { signatures } = await verify({
      message: await createMessage({ binary: parts.signed }),
      signature: await readSignature({ armoredSignature: parts.armored }),
      verificationKeys: theirs ?? [],
      date: signedBy(now),
    })
    return await stateOf(signatures, theirs)
  } catch {
    // What cannot be read at all was broken on the way, or is no signature.
    return 'bad'
  }
}

/** The part that is signed, byte for byte, and the signature. Each byte is a character here. */
function signedParts(raw: Buffer): { signed: Buffer; armored: string } | null {
  const text = raw.toString('latin1').replace(/\r?\n/g, '\r\n')
  const end = text.indexOf('\r\n\r\n')
  // Folded lines are one (RFC 5322, section 2.2.3).
  const head = text.slice(0, Math.max(end, 0)).replace(/\r\n[ \t]+/g, ' ')
  const type = /^content-type:\s*multipart\/signed\s*;(.*)$/im.exec(head)?.[1]
  if (type === undefined || !/protocol\s*=\s*"?application\/pgp-signature/i.test(type)) return null
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  const [first, second] = text
    .slice(end + 2)
    .split(`\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`)
    .slice(1)
  const armored = /-----BEGIN PGP (?:SIGNATURE|MESSAGE)-----[\s\S]*?-----END PGP (?:SIGNATURE|MESSAGE)-----/.exec(
    second ?? '',
  )
  if (first === undefined || armored === null) return null
  // The rest of the boundary's own line is no content.
  const content = first.slice(first.indexOf('\r\n') + 2)
  return { signed: Buffer.from(content, 'latin1'), armored: armored[0] }
}
