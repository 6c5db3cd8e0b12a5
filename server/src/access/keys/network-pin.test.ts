import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerAddress, isWithin, readPins } from './network-pin.ts'

describe('the networks of a key', () => {
  it('are read in one form, each once', () => {
    const texts = ['192.0.2.0/24', ' 192.0.2.0/24', '198.51.100.7', '2001:DB8:0::/32']
    expect(readPins(texts)).toEqual(['192.0.2.0/24', '198.51.100.7/32', '2001:db8::/32'])
  })

  it('that are none are named, each with its place and mend', () => {
    const texts = ['192.0.2.0/24', 'home', '192.0.2.1/24', '0.0.0.0/0', '::ffff:192.0.2.0/120']
    const faults = [
      { at: 'body/networks/1', message: expect.stringMatching(/^"home" is no network\. Write /) },
      { at: 'body/networks/2', message: expect.stringContaining('Write 192.0.2.0/24') },
      { at: 'body/networks/3', message: expect.stringContaining('every address') },
      { at: 'body/networks/4', message: expect.stringContaining('Write it as IPv4: 192.0.2.0/24') },
    ]
    expect(() => readPins(texts)).toThrow(expect.objectContaining({ errors: faults }))
  })

  it.each([
    ['192.0.2.9', ['192.0.2.0/24'], true],
    ['::ffff:192.0.2.9', ['192.0.2.0/24'], true],
    ['192.0.3.9', ['192.0.2.0/24'], false],
    ['192.0.3.9', ['192.0.2.0/24', '192.0.3.9/32'], true],
    ['2001:db8::5', ['2001:db8::/64'], true],
    ['2001:db8:1::5', ['2001:db8::/64'], false],
    ['fe80::1%eth0', ['fe80::/64'], true],
    ['2001:db8::5', ['192.0.2.0/24'], false],
    ['192.0.2.9', [], true],
    ['', ['192.0.2.0/24'], false],
    ['', [], true],
  ])('let %j in at %j: %j', (address, networks, allowed) => {
    expect(isWithin(callerAddress(address), networks)).toBe(allowed)
  })

  it('hold exactly the addresses whose first bits they share', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
    const number = (of: readonly number[]) => of.reduce((sum, octet) => sum * 256 + octet, 0)
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 1, max: 32 }), (base, caller, length) => {
        const span = 2 ** (32 - length)
        const first = Math.floor(number(base) / span)
        const network = [24, 16, 8, 0].map((shift) => Math.floor((first * span) / 2 ** shift) % 256).join('.')
        expect(isWithin(caller.join('.'), [`${network}/${length}`])).toBe(Math.floor(number(caller) / span) === first)
        expect(isWithin(base.join('.'), [`${network}/${length}`])).toBe(true)
      }),
    )
  })
})
