import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { readNetwork } from './network.ts'

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['2001:db8:0:0:1:0:0:0/80', '2001:db8:0:0:1::/80'],
    ['192.0.2.128/25', '192.0.2.128/25'],
  ])('%s is read as %s', (text, value) => {
    expect(readNetwork(text)).toEqual({ value })
  })

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['192.0.2.129/25', '192.0.2.128/25'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:192.0.2.1', '192.0.2.1/32'],
    ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
    ['::102:304', 'deprecated'],
    ['::1:0/112', 'deprecated'],
    ['0.0.0.0/0', 'every address'],
    ['::/0', 'every address'],
    ['10.0.0.0/33', '1 to 32'],
    ['2001:db8::/129', '1 to 128'],
    ['10.0.0.0/', '1 to 32'],
    ['10.0.0.0/8/8', 'is no network'],
    ['010.0.0.0/8', 'is no network'],
    ['10.1/16', 'is no network'],
    ['0x0a.0.0.0/8', 'is no network'],
    ['fe80::1%eth0', 'is no network'],
    ['helse.example', 'is no network'],
    ['', 'is no network'],
  ])('%s is refused with the mend "%s"', (text, mend) => {
    expect(readNetwork(text)).toEqual({ fault: expect.stringContaining(mend) })
  })

  it('read is read again as the same, and holds the address that it was made from', () => {
    const bytes = fc.oneof(
      fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat({ max: 255 }), { minLength: 16, maxLength: 16 }),
    )
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 128 }), (given, bits) => {
        const address = ipaddr.fromByteArray(given)
        const length = Math.min(bits, given.length * 8)
        const read = readNetwork(`${address}/${length}`)
        // With bits behind the prefix the fault names the form that is read.
        const value = 'value' in read ? read.value : (/Write (\S+), or/.exec(read.fault)?.[1] ?? '')
        fc.pre(value !== '')
        expect(readNetwork(value)).toEqual({ value })
        const [network, prefix] = ipaddr.parseCIDR(value)
        expect(prefix).toBe(length)
        expect(address.match(network as ipaddr.IPv4 & ipaddr.IPv6, prefix)).toBe(true)
      }),
    )
  })
})
