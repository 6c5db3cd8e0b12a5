/**
 * A mail as PGP/MIME (RFC 3156): signed with our key, and encrypted where the contact has one. What the header says lies
 * inside as well, under the signature (RFC 9788); outside an encrypted mail the subject says no more than which warning
 * it is and how it may be shared.
 */
import MimeNode from 'nodemailer/lib/mime-node'
import { createMessage, encrypt, enums, type Key, type PrivateKey, readSignature, sign } from 'openpgp'
import type { Sender } from './signing-key.ts'

export type Unsealed = {
  from: Sender
  to: Sender
  subject: string
  /** What an encrypted mail shows outside. */
  outerSubject: string
  text: string
  html: string
  messageId: string
  at: Date
  /** Threading and the like. */
  headers: Readonly<Record<string, string>>
}

/** @param theirs null: signed alone */
export async function sealMail(mail: Unsealed, ours: PrivateKey, theirs: Key | null): Promise<Buffer> {
  return theirs === null ? signed(mail, ours) : encrypted(mail, ours, theirs)
}

async function signed(mail: Unsealed, ours: PrivateKey): Promise<Buffer> {
  const inside = await insideOf(mail, 'clear', [])
  const message = await createMessage({ binary: inside, format: 'mime' })
  const armored = await sign({ message, signingKeys: ours, detached: true, date: mail.at })
  const [packet] = (await readSignature({ armoredSignature: armored })).packets
  const hash = packet?.hashAlgorithm ?? enums.hash.sha512
  const root = new MimeNode(
    `multipart/signed; micalg=pgp-${enums.read(enums.hash, hash)}; protocol="application/pgp-signature"`,
  )
  setHeaders(root, headersOf(mail, mail.subject))
  // As it was signed, byte for byte.
  root.createChild().setRaw(inside)
  attach(root, 'application/pgp-signature; name="signature.asc"', armored)
  return await root.build()
}

async function encrypted(mail: Unsealed, ours: PrivateKey, theirs: Key): Promise<Buffer> {
  const outside = headersOf(mail, mail.outerSubject)
  const inside = await insideOf(mail, 'cipher', outside)
  const message = await createMessage({ binary: inside, format: 'mime' })
  const armored = await encrypt({ message, encryptionKeys: theirs, signingKeys: ours, date: mail.at })
  const root = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"')
  setHeaders(root, outside)
  attach(root, 'application/pgp-encrypted', 'Version: 1\r\n')
  attach(root, 'application/octet-stream; name="encrypted.asc"', armored).setHeader(
    'Content-Disposition',
    'inline; filename="encrypted.asc"',
  )
  return await root.build()
}

type Header = readonly [name: string, value: string | Sender]

function headersOf({ from, to, messageId, at, headers }: Unsealed, subject: string): Header[] {
  return [
    ['From', from],
    ['To', to],
    ['Subject', subject],
    ['Date', at.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', messageId],
    ...Object.entries(headers),
  ]
}

function setHeaders(node: MimeNode, headers: readonly Header[]): void {
  for (const [name, value] of headers) node.setHeader(name, value as string)
}

/**
 * The text and its HTML beneath the header that is protected.
 * @param outside what an encrypted mail shows, said inside too, so that an answer gives away no more (RFC 9788, section 2.2)
 */
async function insideOf(mail: Unsealed, hp: 'clear' | 'cipher', outside: readonly Header[]): Promise<Buffer> {
  // `protected-headers` is the older name for it, which most mail programs of today still go by.
  const root = new MimeNode(`multipart/alternative; hp="${hp}"; protected-headers="v1"`)
  setHeaders(root, headersOf(mail, mail.subject))
  for (const [name, value] of outside) {
    root.addHeader(
      'HP-Outer',
      `${name}: ${typeof value === 'string' ? value : `${value.name} <${value.address}>`.trim()}`,
    )
  }
  for (const [type, content] of [['text/plain', mail.text] as const, ['text/html', mail.html] as const]) {
    const part = root.createChild(`${type}; charset=utf-8`)
    // No mail server on the way may have a reason to write it anew: that would break the signature.
    part.setHeader('Content-Transfer-Encoding', 'quoted-printable')
    part.setContent(content.replace(/\r?\n/g, '\r\n'))
  }
  return await root.build()
}

function attach(root: MimeNode, type: string, content: string): MimeNode {
  const part = root.createChild(type)
  part.setHeader('Content-Transfer-Encoding', '7bit')
  part.setContent(content.replace(/\r?\n/g, '\r\n'))
  return part
}
