/** Hunts: which indicators a pasted text names, what to look for in events, and in which slices. Pure. */
import type { HuntIndicator, IndicatorType, Unread } from '@varde/contract'
import type { Reading } from '../../platform/index.ts'
import { addressRange } from '../address-range.ts'
import { readIndicatorValue, refang } from '../indicators/indicator.ts'

/**
 * Reads values of any type, as people paste them. 32 hexadecimal digits can be an MD5 hash or a JA3 fingerprint: both are
 * meant. The same value twice is one.
 */
export function readHunt(texts: readonly string[]): { indicators: HuntIndicator[]; unread: Unread[] } {
  const indicators = new Map<string, HuntIndicator>()
  const unread: Unread[] = []
  for (const given of texts) {
    const text = refang(given)
    if (text === '') continue
    for (const type of typesOf(text)) {
      const read: Reading<string> = readIndicatorValue(type, text)
      if ('value' in read) indicators.set(`${type} ${read.value}`, { type, value: read.value })
      else unread.push({ text: given.trim().slice(0, 200), fault: read.fault })
    }
  }
  return { indicators: [...indicators.values()], unread }
}

function typesOf(text: string): IndicatorType[] {
  const [before = '', ...after] = text.split('/')
  if (text.includes('://')) return ['url']
  if (addressRange(before) !== null) {
    const family = before.includes(':') ? 'ipv6' : 'ipv4'
    return after.length === 0 ? [family] : [`${family}_cidr`]
  }
  if (/^[0-9a-f]+$/i.test(text)) {
    if (text.length === 32) return ['md5', 'ja3']
    if (text.length === 40) return ['sha1']
    if (text.length === 64) return ['sha256']
  }
  if (/^[a-z0-9]{10}_[0-9a-f]{12}_[0-9a-f]{12}$/i.test(text)) return ['ja4']
  if (text.includes('@')) return ['email']
  return text.startsWith('*.') || text.startsWith('.') ? ['wildcard_domain'] : ['domain']
}

/** What is looked for in events. `text` is how a hit names it. */
export type HuntValue = {
  kind: 'address' | 'network' | 'domain' | 'wildcard' | 'url' | 'hash' | 'ja3' | 'ja4' | 'email'
  text: string
  /** Of an address or the first of a network. */
  address: string
  /** A network's length as IPv6. */
  bits: number
}

/** What a statement must know of the values it seeks: which kinds there are, and which lengths of networks. */
export type Sought = { kinds: ReadonlySet<HuntValue['kind']>; lengths: readonly number[] }

export function soughtOf(values: readonly HuntValue[]): Sought {
  const lengths = values.flatMap(({ kind, bits }) => (kind === 'network' ? [bits] : []))
  return { kinds: new Set(values.map(({ kind }) => kind)), lengths: [...new Set(lengths)] }
}

const noAddress = { address: '::', bits: 0 }

export const huntKinds = {
  ipv4: 'address',
  ipv6: 'address',
  ipv4_cidr: 'network',
  ipv6_cidr: 'network',
  domain: 'domain',
  wildcard_domain: 'wildcard',
  url: 'url',
  // Told apart by length.
  md5: 'hash',
  sha1: 'hash',
  sha256: 'hash',
  ja3: 'ja3',
  ja4: 'ja4',
  email: 'email',
} as const satisfies Record<IndicatorType, HuntValue['kind']>

export function huntValueOf({ type, value }: HuntIndicator): HuntValue {
  const kind = huntKinds[type]
  if (kind === 'address') return { kind, text: value, address: value, bits: 0 }
  if (kind === 'network') {
    const bits = Number(value.split('/')[1] ?? 0) + (type === 'ipv4_cidr' ? 96 : 0)
    return { kind, text: value, address: addressRange(value)?.first ?? '::', bits }
  }
  return { kind, text: kind === 'email' ? value.toLowerCase() : value, ...noAddress }
}

/** The events of one hour of `event.hour`. */
export type HuntHour = { hour: number; events: number }
/** From one hour to another, both included; null is without limit. */
export type HuntSlice = { from: number | null; to: number | null; events: number }

/**
 * Cuts the hours into slices of at least so many events, the newest first, so that there is progress and what is new shows
 * early. By the events' own time: a line that was sent again has the same, so no slice counts what another has counted.
 */
export function slicesOf(hours: readonly HuntHour[], fewest: number): HuntSlice[] {
  const slices: HuntSlice[] = []
  let events = 0
  let to: number | null = null
  for (const one of hours.toSorted((a, b) => b.hour - a.hour)) {
    events += one.events
    if (events < fewest) continue
    slices.push({ from: one.hour, to, events })
    events = 0
    to = one.hour - 1
  }
  const last = slices.at(-1)
  if (events === 0 && last) last.from = null
  else slices.push({ from: null, to, events })
  return slices
}
