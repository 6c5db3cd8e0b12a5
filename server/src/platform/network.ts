/** Networks in CIDR notation (RFC 4632, RFC 4291), in the one form that PostgreSQL's `cidr` accepts and prints. */
import ipaddr from 'ipaddr.js'
import type { Reading } from './reading.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Dotted decimal without leading zeros, or IPv6; the looser forms of old programs mean different things to each. */
export function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  if (/^[0-9a-f:.]+$/i.test(text) && text.includes(':') && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text)
  return null
}

/** RFC 5952 for IPv6, so that one address has one text. */
export function addressText(address: Address): string {
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString()
}

/** Reads a network; a bare address is the network of that one address. */
export function readNetwork(text: string): Reading<string> {
  const [left = '', right, ...more] = text.split('/')
  const address = parseAddress(left)
  if (address === null || more.length > 0) {
    return { fault: 'is no network. Write an address and a prefix length, e.g. 192.0.2.0/24 or 2001:db8::/32.' }
  }
  if (address.kind() === 'ipv6' && (address as ipaddr.IPv6).isIPv4MappedAddress()) {
    return { fault: `is an IPv4 network in IPv6 form. Write it as IPv4: ${mappedForm(address as ipaddr.IPv6, right)}.` }
  }
  const bits = address.kind() === 'ipv6' ? 128 : 32
  const length = right === undefined ? bits : Number(right)
  if (right !== undefined && (!/^\d{1,3}$/.test(right) || length > bits)) {
    return { fault: `has no prefix length. Write a whole number from 1 to ${bits} after the slash.` }
  }
  if (length === 0) return { fault: 'is every address there is. Write only the networks that are meant.' }
  // RFC 4291, section 2.5.5.1: deprecated, and PostgreSQL prints them in a form of its own.
  if (
    bits === 128 &&
    length >= 96 &&
    address
      .toByteArray()
      .slice(0, 12)
      .every((byte) => byte === 0)
  ) {
    return { fault: 'is an IPv4 network in a deprecated IPv6 form. Write it as IPv4.' }
  }
  const first = addressText(firstAddress(address, length))
  if (first !== addressText(address)) {
    return { fault: `has bits set behind its prefix. Write ${first}/${length}, or a longer prefix.` }
  }
  return { value: `${first}/${length}` }
}

function firstAddress(address: Address, length: number): Address {
  const bytes = address.toByteArray().map((byte, i) => {
    const kept = Math.min(8, Math.max(0, length - i * 8))
    return byte & (0xff << (8 - kept)) & 0xff
  })
  return ipaddr.fromByteArray(bytes)
}

function mappedForm(address: ipaddr.IPv6, length: string | undefined): string {
  const plain = address.toIPv4Address()
  const bits = length === undefined || !/^\d{1,3}$/.test(length) ? 32 : Math.max(1, Number(length) - 96)
  return `${addressText(firstAddress(plain, Math.min(32, bits)))}/${Math.min(32, bits)}`
}

/** Whether an address lies in one of these networks, each in the form that `readNetwork` gives. */
export function liesIn(address: Address, networks: readonly string[]): boolean {
  return networks.some((network) => {
    const [base, length] = ipaddr.parseCIDR(network)
    return base.kind() === address.kind() && address.match(base, length)
  })
}
