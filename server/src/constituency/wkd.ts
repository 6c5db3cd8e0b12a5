/**
 * OpenPGP Web Key Directory (draft-koch-openpgp-webkey-service): a mail domain serves its people's keys at addresses that
 * follow from theirs. The advanced form is asked first, as the draft says, and then the direct one.
 */
import { createHash } from 'node:crypto'
import { domainToASCII } from 'node:url'

/** z-base-32: five bits a character (human-oriented base-32 encoding, Zooko Wilcox-O'Hearn). */
const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769'

function zBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The name of a key in the directory, from the part before the @. */
export function wkdHash(local: string): string {
  // SHA-1 is what the draft names; it hides nothing and guards nothing here.
  return zBase32(createHash('sha1').update(local.toLowerCase()).digest())
}

/** Where the key of an address lies, in the order to ask. */
export function wkdUrls(email: string): string[] {
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, at), domainToASCII(email.slice(at + 1))]
  if (at < 1 || domain === '') return []
  const file = `hu/${wkdHash(local)}?l=${encodeURIComponent(local)}`
  return [
    `https://openpgpkey.${domain}/.well-known/openpgpkey/${domain}/${file}`,
    `https://${domain}/.well-known/openpgpkey/${file}`,
  ]
}
