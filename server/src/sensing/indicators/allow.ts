/**
 * What no indicator may hit, from the text that somebody writes. An indicator is stopped where it would hit something allowed:
 * an address or network within an allowed network or around one; a name that is allowed, lies below an allowed domain or has
 * something allowed below it; a URL of nothing but such a host; any other value that is allowed itself. A URL with a path is
 * left alone: it hits one page, and a member's own page that was broken into is worth finding. Pure.
 */
import type { AllowKind, IndicatorType } from '@varde/contract'
import { type Reading, readNetwork } from '../../platform/index.ts'
import { readHunt } from '../hunt/hunt.ts'

export type Allowed = { kind: AllowKind; value: string }

const kinds: Record<IndicatorType, AllowKind> = {
  ipv4: 'network',
  ipv4_cidr: 'network',
  ipv6: 'network',
  ipv6_cidr: 'network',
  domain: 'domain',
  wildcard_domain: 'domain',
  url: 'value',
  md5: 'value',
  sha1: 'value',
  sha256: 'value',
  ja3: 'value',
  ja4: 'value',
  email: 'value',
}

/** Reads what is written as people write indicators; its kind follows from its form. */
export function readAllowed(text: string): Reading<Allowed> {
  const { indicators, unread } = readHunt([text])
  const [first] = indicators
  if (first === undefined)
    return { fault: unread[0]?.fault ?? 'is empty. Write an address, a network, a domain or a hash.' }
  const kind = kinds[first.type]
  if (kind !== 'network') return { value: { kind, value: first.value } }
  const network = readNetwork(first.value)
  return 'fault' in network ? network : { value: { kind, value: network.value } }
}
