/**
 * Which addresses on the network may be fetched from, so that nobody who enters a URL reaches what only this machine can
 * reach: itself, the machines beside it, a cloud's metadata service (server-side request forgery, OWASP).
 */
import ipaddr from 'ipaddr.js'
import { liesIn } from './network.ts'

/** Why an address may not be fetched from, as `ipaddr.js` names its kind, e.g. `loopback`; `other` where it has no name. */
export type Refusal = { kind: string }

/** The part of IPv6 that is given out on the internet (IANA, RFC 4291 section 2.4); all else is special. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/**
 * Judges an address as a connection would use it. Ranges that carry an IPv4 address within (NAT64, 6to4, Teredo) are
 * refused whole: what they lead to is not ours to know. An IPv4-mapped address is judged as the IPv4 address it is.
 * @param allow CIDRs that may be reached although they are not public
 * @param alone whether these alone may be
 */
export function refusalOf(address: string, allow: readonly string[], alone = false): Refusal | null {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/s, '')
  if (!ipaddr.isValid(bare)) return { kind: 'other' }
  const parsed = ipaddr.process(bare)
  if (liesIn(parsed, allow)) return null
  const kind = parsed.range()
  if (alone) return { kind }
  if (kind !== 'unicast') return { kind }
  return parsed.kind() === 'ipv6' && !parsed.match(globalUnicast) ? { kind: 'other' } : null
}
