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

/** @param kind, value SQL of strings; a constant kind is written with its quotes */
export const keyOf = (kind: string, value: string) => `sipHash64(${kind}, ${value})`
export const proofOf = (kind: string, value: string) => `cityHash64(${kind}, ${value})`

/** The value of an address: its IPv6 form, as an event's address column has it too. */
export const addressValue = (address: string) => `IPv6NumToString(${address})`

/**
 * The value of a URL as it is kept (WHATWG, so that scheme and host are in lower case and there is a path): host, path and query.
 * An event knows neither the scheme nor what comes after `#`, and its host is kept without the port and a trailing dot.
 */
export const urlValue = (url: string) =>
  `replaceRegexpOne(${url}, '^[a-z]+://(?:[^/@]*@)?(\\\\[[^\\\\]]*\\\\]|[^/:]*?)\\\\.?(?::[0-9]*)?(/[^#]*)(?:#.*)?$', '\\\\1\\\\2')`

/**
 * (indicator, wildcard) of a value: zero where there is none. With `wildcard` only for names; elsewhere it is zero.
 * @param kind one of the letters above
 * @param value SQL of a string
 */
export const indicatorsByKey = (kind: IndicatorKind, value: string) =>
  `arrayMap(f -> if(f.1 = ${proofOf(`'${kind}'`, value)}, (f.2, f.3), (${noIndicator}, ${noIndicator})),
    [dictGet('indicator_of', ('proof', 'id', 'wildcard'), ${keyOf(`'${kind}'`, value)})])[1]`
