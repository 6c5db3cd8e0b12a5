/** How the engine finds an indicator: by a hash of its kind and value, and a second hash as the proof. */

/** `a`: address. `n`: name. `u`: host and path. `h`: hash of a file or certificate. `j`: JA3 and JA3S. `k`: JA4. `e`: e-mail address. */
export type IndicatorKind = 'a' | 'n' | 'u' | 'h' | 'j' | 'k' | 'e'

/** @param value SQL of a text in lower case, or of an IPv6 for `a` */
export const keyOf = (kind: IndicatorKind, value: string) => `sipHash64('${kind}', ${value})`
export const proofOf = (kind: IndicatorKind, value: string) => `cityHash64('${kind}', ${value})`

/** Of the last two labels of a name: what a name must share with an indicator to be it or below it. */
export const endKeyOf = (name: string) => `sipHash64(substringIndex(${name}, '.', -2))`

/**
 * Host and path of a URL, as they are compared: an event knows neither the scheme nor what comes after `#`, and keeps its host
 * without the port.
 */
export function urlKey(value: string): string {
  const url = new URL(value)
  return `${url.hostname.replace(/\.$/, '')}${url.pathname}${url.search}`
}

/** The same of a whole URL in SQL; it is compared as it was written, but for the host's case. */
export const urlKeyOf = (url: string) =>
  `concat(lower(domain(${url})), substring(cutFragment(${url}), position(${url}, '/', position(${url}, '://') + 3)))`
