import { expect, test } from 'vitest'
import { huntValueOf, readHunt, slicesOf } from './hunt.ts'

const types = (text: string) => readHunt([text]).indicators.map(({ type, value }) => `${type} ${value}`)

test('reads what people paste, each in the form it is kept in', () => {
  expect(types('203.0.113[.]7')).toEqual(['ipv4 203.0.113.7'])
  expect(types(' 198.51.100.0/24')).toEqual(['ipv4_cidr 198.51.100.0/24'])
  expect(types('2001:DB8::7')).toEqual(['ipv6 2001:db8::7'])
  expect(types('2001:db8:1::/48')).toEqual(['ipv6_cidr 2001:db8:1::/48'])
  expect(types('Evil[.]Example')).toEqual(['domain evil.example'])
  expect(types('*.evil.example')).toEqual(['wildcard_domain evil.example'])
  expect(types('hxxps://evil[.]example/a?b')).toEqual(['url https://evil.example/a?b'])
  expect(types('a'.repeat(40))).toEqual([`sha1 ${'a'.repeat(40)}`])
  expect(types('t13d1516h2_8daaf6152771_b186095e22b6')).toEqual(['ja4 t13d1516h2_8daaf6152771_b186095e22b6'])
  expect(types('post(at)evil.example')).toEqual(['email post@evil.example'])
})

test('takes 32 hexadecimal digits for a hash and for a fingerprint', () => {
  expect(types('A'.repeat(32))).toEqual([`md5 ${'a'.repeat(32)}`, `ja3 ${'a'.repeat(32)}`])
})

test('counts the same twice as one, passes over what is empty, and lists what it cannot read with the mend', () => {
  const { indicators, unread } = readHunt(['evil.example', '', 'EVIL.example.', 'no such thing', '127.0.0.1'])
  expect(indicators).toEqual([{ type: 'domain', value: 'evil.example' }])
  expect(unread.map(({ text }) => text)).toEqual(['no such thing', '127.0.0.1'])
  expect(unread[1]?.fault).toMatch(/loopback/)
})

test('looks for a network as IPv6, and for a hash of any length as one kind', () => {
  const value = (type: Parameters<typeof huntValueOf>[0]['type'], text: string) => huntValueOf({ type, value: text })
  expect(value('ipv4_cidr', '198.51.100.0/24')).toMatchObject({ kind: 'network', bits: 120 })
  expect(value('ipv6_cidr', '2001:db8::/32')).toMatchObject({ kind: 'network', bits: 32 })
  expect(value('ipv4', '203.0.113.7')).toMatchObject({ kind: 'address', bits: 0 })
  for (const type of ['md5', 'sha1', 'sha256'] as const)
    expect(value(type, 'a'.repeat(40))).toMatchObject({ kind: 'hash', text: 'a'.repeat(40) })
  expect(value('email', 'Post@evil.example')).toMatchObject({ kind: 'email', text: 'post@evil.example' })
})

test('cuts the hours into slices that hold every hour once, the newest first', () => {
  const hours = [1, 2, 3, 4, 5].map((hour) => ({ hour, events: 10 }))
  expect(slicesOf(hours, 20)).toEqual([
    { from: 4, to: null, events: 20 },
    { from: 2, to: 3, events: 20 },
    { from: null, to: 1, events: 10 },
  ])
  expect(slicesOf(hours.slice(0, 4), 20).at(-1)).toEqual({ from: null, to: 2, events: 20 })
  expect(slicesOf([], 20)).toEqual([{ from: null, to: null, events: 0 }])
})
