/** Opens an answer that was encrypted to our key (RFC 3156, section 4), and sees whether the contact signed it. */
import type { MailSignature } from '@varde/contract'
import { type ParsedMail, simpleParser } from 'mailparser'
import { decrypt, type PrivateKey, readMessage } from 'openpgp'
import { keyOf, signatureOf, signedBy, stateOf } from './signature.ts'

const armor = /-----BEGIN PGP MESSAGE-----[\s\S]*?-----END PGP MESSAGE-----/

type Opened = { mail: ParsedMail; signature: MailSignature | null }

/**
 * @param raw the same mail, byte for byte
 * @param armored the contact's key
 */
export async function openSealed(
  mail: ParsedMail,
  raw: Buffer,
  ours: PrivateKey,
  armored: string | null,
  now: Date,
): Promise<Opened> {
  const theirs = await keyOf(armored)
  const part = mail.attachments.find(({ contentType }) => contentType === 'application/octet-stream')
  const found = armor.exec(part?.content.toString('latin1') ?? '') ?? armor.exec(mail.text ?? '')
  if (found === null) return { mail, signature: await signatureOf(raw, theirs, now) }
  try {
    const { data, signatures } = await decrypt({
      message: await readMessage({ armoredMessage: found[0] }),
      decryptionKeys: ours,
      verificationKeys: theirs ?? [],
      format: 'binary',
      date: signedBy(now),
    })
    // PGP/MIME holds a whole mail; in a block within the text it is the text itself.
    const bytes = Buffer.from(data as Uint8Array)
    const opened = await simpleParser(part === undefined ? Buffer.concat([Buffer.from('\r\n'), bytes]) : bytes)
    // Signed together with the encryption, or before it (RFC 3156, section 6).
    const signature = (await stateOf(signatures, theirs)) ?? (await signatureOf(bytes, theirs, now))
    return { mail: opened, signature }
  } catch {
    // Not for us, or broken: what there is to read is what came.
    return { mail, signature: null }
  }
}
