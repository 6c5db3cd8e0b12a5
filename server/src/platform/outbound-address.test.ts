import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from './outbound-address.ts'

/** Networks that nobody outside can be meant by, with their length in bits (IANA special-purpose registries). */
const special4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
const special6 = [
  '::',
  '64:ff9b',
  '64:ff9b:1',
  '100',
  '2001',
  '2001:db8',
  '2002',
  '3fff',
  '5f00',
  'fc00',
  'fd00',
  'fe80',
  'fec0',
  'ff02',
]

const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
const hex16 = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))

/** An address of a special network, anywhere in it. */
const inside4 = fc
  .constantFrom(...special4)
  .chain(([base, bits]) => fc.integer({ min: 0, max: 2 ** (32 - bits) - 1 }).map((rest) => dotted(number(base) + rest)))

describe('an address', () => {
  it('of a special IPv4 network is refused, however it is written', () => {
    fc.assert(
      fc.property(inside4, (address) => {
        const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number]
        const high = ((a << 8) | b).toString(16)
        const low = ((c << 8) | d).toString(16)
        const forms = [address, `::ffff:${address}`, `::ffff:${high}:${low}`, `[::ffff:${high}:${low}]`]
        // Within a range that carries IPv4 addresses: NAT64, 6to4, translated, compatible.
        forms.push(`64:ff9b::${high}:${low}`, `2002:${high}:${low}::1`, `::ffff:0:${high}:${low}`, `::${high}:${low}`)
        // As the URL standard reads decimal, hexadecimal, octal and short forms.
        for (const host of [
          String(number(address)),
          `0x${number(address).toString(16)}`,
          `${a}.${b}.${(c << 8) | d}`,
        ]) {
          forms.push(new URL(`http://${host}/`).hostname)
        }
        for (const form of forms) expect(refusalOf(form, []), form).not.toBeNull()
      }),
    )
  })

  it('of IPv6 outside what is given out on the internet is refused', () => {
    fc.assert(
      fc.property(fc.array(hex16, { minLength: 8, maxLength: 8 }), (parts) => {
        const first = Number.parseInt(parts[0] ?? '', 16)
        fc.pre(first < 0x2000 || first > 0x3fff)
        const mapped = /^(0:){5}ffff:/.test(parts.join(':'))
        fc.pre(!mapped)
        expect(refusalOf(parts.join(':'), [])).not.toBeNull()
      }),
    )
    for (const start of special6) expect(refusalOf(start === '::' ? '::' : `${start}::1`, []), start).not.toBeNull()
  })

  it('that is public may be fetched from', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const value = number(address)
        const isSpecial = special4.some(
          ([base, bits]) => Math.floor(value / 2 ** (32 - bits)) === Math.floor(number(base) / 2 ** (32 - bits)),
        )
        // Anycast of AS112, AMT and the former 6to4 relays: public, but no server of anybody's.
        fc.pre(!isSpecial && !/^192\.(175\.48|31\.196|52\.193|88\.99)\./.test(address))
        expect(refusalOf(address, [])).toBeNull()
        expect(refusalOf(`::ffff:${address}`, [])).toBeNull()
      }),
    )
    expect(refusalOf('2a02:c0:1::1', [])).toBeNull()
  })

  it.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['[::ffff:127.0.0.1]', 'loopback'],
    ['169.254.169.254', 'linkLocal'],
    ['fe80::1%eth0', 'linkLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['64:ff9b::7f00:1', 'rfc6052'],
    ['10.1.2.3', 'private'],
    ['localhost', 'other'],
    ['', 'other'],
  ])('%s is refused as %s', (address, kind) => {
    expect(refusalOf(address, [])).toEqual({ kind })
  })

  it('of a network that the operator allows may be fetched from, and none beside it', () => {
    const allow = ['10.20.0.0/24', 'fd00:20::/64']
    expect(refusalOf('10.20.0.9', allow)).toBeNull()
    expect(refusalOf('::ffff:10.20.0.9', allow)).toBeNull()
    expect(refusalOf('fd00:20::9', allow)).toBeNull()
    expect(refusalOf('10.20.1.9', allow)).toEqual({ kind: 'private' })
    expect(refusalOf('fd00:21::9', allow)).toEqual({ kind: 'uniqueLocal' })
  })
})
