/**
 * How an indicator that is matched exactly is found in the engine: by a hash of its kind and value, with a second hash as the
 * proof that it is no other text. Both sides of the comparison, what is kept and what an event holds, are built here. Pure.
 */
import type { IndicatorType } from '@varde/contract'

/** A name's row holds both the indicator of the name with all below it and that of what is below alone. */
export const indicatorKinds = {
  ipv4: 'a',
  ipv6: 'a',
  domain: 'n',
  wildcard_domain: 'n',
  url: 'u',
  md5: 'h',
  sha1: 'h',
  sha256: 'h',
  ja3: 'j',
  ja4: 'k',
  email: 'e',
} as const satisfies Partial<Record<IndicatorType, string>>
export type IndicatorKind = (typeof indicatorKinds)[keyof typeof indicatorKinds]

export const noIndicator = `toUUID('00000000-0000-0000-0000-000000000000')`

/**
 * @param kind SQL of a string; a constant is written with its quotes
 * @param value SQL of a string, or of an IPv6 for an address: hashing its 16 bytes costs half of what its text does
 */
export const keyOf = (kind: string, value: string) => `sipHash64(${kind}, ${value})`
export const proofOf = (kind: string, value: string) => `cityHash64(${kind}, ${value})`

/** Of the last two labels of a name: what a name must share with an indicator to be it or below it. */
export const endKeyOf = (name: string) => `sipHash64(substringIndex(${name}, '.', -2))`

/**
 * The value of a URL, as SQL of a whole URL: host, path and query. An event knows neither the scheme nor what comes after `#`, and
 * keeps its host without the port. Loading, hunts and look-backs all compare by it; the column `sought` of `event` and `look` and
 * `key` of `hunt_value` say the same (migration 0008).
 */
export const urlValue = (url: string) =>
  `concat(lower(domain(${url})), substring(cutFragment(${url}), position(${url}, '/', position(${url}, '://') + 3)))`

/** The same of the request of an event: one through a proxy names its URL whole. */
export const requestedUrl = `if(startsWith(http_url, '/'), concat(http_host, http_url), ${urlValue('http_url')})`
