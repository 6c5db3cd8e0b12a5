/** Addresses and networks as people write them, as ranges of IPv6. Pure. */
import ipaddr from 'ipaddr.js'

/** The first and last address of an address or network, as IPv6; null where the text is neither. */
export function addressRange(text: string): { first: string; last: string } | null {
  const [address = '', bits, ...more] = text.split('/')
  if (more.length > 0 || !ipaddr.isValid(address) || (ipaddr.IPv4.isValid(address) && address.split('.').length !== 4))
    return null
  const parsed = ipaddr.parse(address)
  const widest = parsed.kind() === 'ipv4' ? 32 : 128
  const length = bits === undefined ? widest : /^[0-9]{1,3}$/.test(bits) ? Number(bits) : -1
  if (length < 0 || length > widest) return null
  const bytes = (
    parsed.kind() === 'ipv4' ? (parsed as ipaddr.IPv4).toIPv4MappedAddress() : (parsed as ipaddr.IPv6)
  ).toByteArray()
  const fixed = length + (128 - widest)
  const edge = (free: 0 | 255) =>
    new ipaddr.IPv6(
      bytes.map((byte, i) => {
        const keep = Math.min(Math.max(fixed - i * 8, 0), 8)
        const mask = (0xff << (8 - keep)) & 0xff
        return (byte & mask) | (free & ~mask & 0xff)
      }),
    ).toNormalizedString()
  return { first: edge(0), last: edge(255) }
}
