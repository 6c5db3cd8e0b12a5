/** Indicators: the form in which each type is kept and compared, and what is refused because it would match too much. */
import type { IndicatorType } from '@varde/contract'
import { readDomain, readEmail } from '../../constituency/index.ts'
import { addressText, parseAddress, type Reading, readNetwork } from '../../platform/index.ts'

/** Networks broader than these hold so much that a hit says nothing. */
const broadest = { ipv4_cidr: 8, ipv6_cidr: 16 }
/** An index entry of PostgreSQL ends at about 2,700 bytes. */
const longestUrl = 2000

/** Undoes what people do to an indicator so that nobody clicks on it: hxxp, [.], (dot), [at]. */
export function refang(text: string): string {
  return text
    .trim()
    .replace(/^(?:hxxp|hXXp|h\[tt\]p|htxp)(s?)(?=:|\[:)/i, 'http$1')
    .replace(/^fxp(?=:|\[:)/i, 'ftp')
    .replace(/\[:\/\/\]/g, '://')
    .replace(/\[:\]/g, ':')
    .replace(/\[\/\]/g, '/')
    .replace(/\\.|\s*[[({]\s*(?:\.|dot)\s*[\])}]\s*/gi, '.')
    .replace(/\s*[[({]\s*(?:@|at)\s*[\])}]\s*/gi, '@')
}

/** Reads a value of a type into the one form it is kept in. */
export function readIndicatorValue(type: IndicatorType, text: string): Reading<string> {
  return readers[type](refang(text))
}

const readers: Record<IndicatorType, (text: string) => Reading<string>> = {
  ipv4: (text) => readHost(text, 'ipv4'),
  ipv6: (text) => readHost(text, 'ipv6'),
  ipv4_cidr: (text) => readRange(text, 'ipv4_cidr'),
  ipv6_cidr: (text) => readRange(text, 'ipv6_cidr'),
  domain: readDomain,
  wildcard_domain: (text) => readDomain(text.replace(/^\*?\./, '')),
  url: readUrl,
  md5: (text) => readHex(text, 32, 'an MD5 hash'),
  sha1: (text) => readHex(text, 40, 'a SHA-1 hash'),
  sha256: (text) => readHex(text, 64, 'a SHA-256 hash'),
  ja3: (text) => readHex(text, 32, 'a JA3 fingerprint'),
  ja4: readJa4,
  email: readEmail,
}

function readHost(text: string, type: 'ipv4' | 'ipv6'): Reading<string> {
  if (text.includes('/')) return { fault: `is a network. Write the address alone, or the type ${type}_cidr.` }
  const address = parseAddress(text)
  if (address === null)
    return { fault: `is no address. Write e.g. ${type === 'ipv4' ? '203.0.113.7' : '2001:db8::7'}.` }
  if (address.kind() !== type) return { fault: `is of the other family. Write the type ${address.kind()}.` }
  return keepHost(address.range(), readNetwork(text), () => addressText(address))
}

function readRange(text: string, type: 'ipv4_cidr' | 'ipv6_cidr'): Reading<string> {
  const address = parseAddress(text.split('/')[0] ?? '')
  if (address && `${address.kind()}_cidr` !== type) {
    return { fault: `is of the other family. Write the type ${address.kind()}_cidr.` }
  }
  const length = Number(text.split('/')[1] ?? 128)
  if (address && length < broadest[type]) {
    return { fault: `is too broad: it would match far too much. Write networks of /${broadest[type]} or longer.` }
  }
  return keepHost(address?.range() ?? 'unicast', readNetwork(text), (network) => network)
}

/** Loopback and the like are on every machine; `readNetwork` knows what else is wrong with the form. */
function keepHost(range: string, read: Reading<string>, form: (network: string) => string): Reading<string> {
  if (range === 'loopback' || range === 'unspecified' || range === 'broadcast') {
    return { fault: `is a ${range} address, which every machine has. Leave the row out.` }
  }
  if ('fault' in read) return read
  return { value: form(read.value) }
}

function readUrl(text: string): Reading<string> {
  if (text.length > longestUrl) return { fault: `is longer than ${longestUrl} characters. Write the host as a domain.` }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:', 'ftp:'].includes(url.protocol) || !url.hostname.includes('.')) {
    return { fault: 'is no URL. Write it whole, e.g. https://evil.example/path.' }
  }
  // An event names the host without either, and the engine finds no host in a URL that has them.
  url.username = ''
  url.password = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  return { value: url.href }
}

function readHex(text: string, length: number, what: string): Reading<string> {
  if (new RegExp(`^[0-9a-f]{${length}}$`, 'i').test(text)) return { value: text.toLowerCase() }
  const kind = { 32: 'md5', 40: 'sha1', 64: 'sha256' }[text.length]
  const mend = /^[0-9a-f]+$/i.test(text) && kind !== undefined ? ` Of this length it may be of type ${kind}.` : ''
  return { fault: `is not ${what}. Write ${length} hexadecimal digits.${mend}` }
}

/** FoxIO's JA4: transport, version, SNI, counts and ALPN; then two truncated hashes of 12 digits. */
function readJa4(text: string): Reading<string> {
  const form = /^[tqd](?:s[1-3]|d[1-3]|1[0-3]|00)[di]\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/i
  if (form.test(text)) return { value: text.toLowerCase() }
  return { fault: 'is not a JA4 fingerprint. Write e.g. t13d1516h2_8daaf6152771_b186095e22b6.' }
}
