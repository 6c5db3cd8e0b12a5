/** Opens an answer that was encrypted to our key (RFC 3156, section 4), and sees whether the contact signed it. */
import { type ParsedMail, simpleParser } from 'mailparser'
import { decrypt, type PrivateKey, readKey, readMessage } from 'openpgp'

const armor = /-----BEGIN PGP MESSAGE-----[\s\S]*?-----END PGP MESSAGE-----/

/**
 * A signature of its own, beside a text that anybody can read, is not looked at: such an answer counts as any other.
 * @param theirs the contact's key, armoured
 */
export async function openSealed(
  mail: ParsedMail,
  ours: PrivateKey,
  theirs: string | null,
  now: Date,
): Promise<{ mail: ParsedMail; verified: boolean }> {
  const part = mail.attachments.find(({ contentType }) => contentType === 'application/octet-stream')
  const found = armor.exec(part?.content.toString('latin1') ?? '') ?? armor.exec(mail.text ?? '')
  if (found === null) return { mail, verified: false }
  try {
    const { data, signatures } = await decrypt({
      message: await readMessage({ armoredMessage: found[0] }),
      decryptionKeys: ours,
      ...(theirs === null ? {} : { verificationKeys: await readKey({ armoredKey: theirs }) }),
      format: 'binary',
      date: now,
    })
    const [signature] = signatures
    const verified = theirs !== null && signature !== undefined && (await signature.verified.catch(() => false))
    // PGP/MIME holds a whole mail; in a block within the text it is the text itself.
    const bytes = Buffer.from(data as Uint8Array)
    const opened = await simpleParser(part === undefined ? Buffer.concat([Buffer.from('\r\n'), bytes]) : bytes)
    return { mail: opened, verified }
  } catch {
    // Not for us, or broken: what there is to read is what came.
    return { mail, verified: false }
  }
}
