/**
 * The addresses that one mail is answered at and comes back to: ours with a tag (RFC 5233) that names the delivery and is
 * signed, so that nobody who was not sent that mail can say that it bounced, or answer it. What may come back is told
 * from answers by the tag itself: whoever sees where answers go has no address to forge a bounce for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export type MailAddresses = {
  /** Where what cannot be delivered comes back to (a variable envelope return path). */
  bounceTo(delivery: string): string
  /** Where the contact answers. */
  replyTo(delivery: string): string
  /** @returns null where it is no address of ours, or not rightly signed */
  read(address: string): { kind: Kind; delivery: string } | null
}
type Kind = 'bounce' | 'reply'
const letters: Record<Kind, string> = { bounce: 'b', reply: 'r' }

/** Bytes: enough that guessing one over SMTP is hopeless, few enough for a local part of 64 characters. */
const idBytes = 16
const signatureBytes = 8
/** Five bits a character. */
const tagLength = Math.ceil(((idBytes + signatureBytes) * 8) / 5)
/** What is left for our own name before the tag: 64 (RFC 5321, section 4.5.3.1.1) without `+` and the letter. */
export const longestLocal = 64 - tagLength - 2

/** @param sender the address that mails come from */
export function mailAddresses(sender: string, key: Uint8Array): MailAddresses {
  const at = sender.lastIndexOf('@')
  const [local, domain] = [sender.slice(0, at), sender.slice(at + 1).toLowerCase()]
  const sign = (kind: Kind, id: Buffer) =>
    createHmac('sha256', key).update(kind).update(id).digest().subarray(0, signatureBytes)
  const address = (kind: Kind, delivery: string) => {
    const id = Buffer.from(delivery.replaceAll('-', ''), 'hex')
    const bytes = Buffer.concat([id, sign(kind, id)]).toString('hex')
    return `${local}+${letters[kind]}${BigInt(`0x${bytes}`).toString(32).padStart(tagLength, '0')}@${domain}`
  }
  return {
    bounceTo: (delivery) => address('bounce', delivery),
    replyTo: (delivery) => address('reply', delivery),
    read(text) {
      const found = /^(.+)\+([br])([0-9a-v]+)@([^@]+)$/i.exec(text)
      if (found === null) return null
      const [, name = '', letter = '', tag = '', host = ''] = found
      if (name.toLowerCase() !== local.toLowerCase() || host.toLowerCase() !== domain || tag.length !== tagLength)
        return null
      const kind: Kind = letter.toLowerCase() === 'b' ? 'bounce' : 'reply'
      const number = [...tag.toLowerCase()].reduce((sum, one) => sum * 32n + BigInt(Number.parseInt(one, 32)), 0n)
      const bytes = Buffer.from(number.toString(16).padStart((idBytes + signatureBytes) * 2, '0'), 'hex')
      if (bytes.length !== idBytes + signatureBytes) return null
      const id = bytes.subarray(0, idBytes)
      if (!timingSafeEqual(bytes.subarray(idBytes), sign(kind, id))) return null
      return { kind, delivery: id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') }
    },
  }
}
