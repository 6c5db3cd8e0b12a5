/** Networks that a key is pinned to: where alone it may be used from. */
import ipaddr from 'ipaddr.js'
import { addressText, liesIn, Problem, parseAddress, readNetwork } from '../../platform/index.ts'
import { keyProblems } from './key.problems.ts'

/**
 * Reads networks in CIDR notation; each once.
 * @throws Problem key_network_wrong, which names each faulty one and its mend
 */
export function readPins(texts: readonly string[]): string[] {
  const networks = new Set<string>()
  const errors: { at: string; message: string }[] = []
  for (const [index, text] of texts.entries()) {
    const read = readNetwork(text.trim())
    if ('value' in read) networks.add(read.value)
    else errors.push({ at: `body/networks/${index}`, message: `"${text}" ${read.fault}` })
  }
  if (errors[0]) throw new Problem(keyProblems.networkWrong, errors[0].message, { errors })
  return [...networks]
}

/** A caller's address in its one form: an IPv4 caller of an IPv6 socket as IPv4, without a zone (RFC 4007); null for none. */
export function callerAddress(text: string): string | null {
  const address = parseAddress(text.replace(/%.*$/s, ''))
  if (address === null) return null
  return addressText(ipaddr.process(address.toString()))
}

/** Whether a caller may use a key with these pins; a key without pins is used from anywhere. */
export function isWithin(address: string | null, networks: readonly string[]): boolean {
  if (networks.length === 0) return true
  if (address === null) return false
  return liesIn(ipaddr.parse(address), networks)
}
