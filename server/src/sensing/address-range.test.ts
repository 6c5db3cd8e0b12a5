import { expect, it } from 'vitest'
import { addressRange } from './address-range.ts'

it.each([
  ['192.0.2.7', '::ffff:c000:207', '::ffff:c000:207'],
  ['192.0.2.7/24', '::ffff:c000:200', '::ffff:c000:2ff'],
  ['10.0.0.0/9', '::ffff:a00:0', '::ffff:a7f:ffff'],
  ['0.0.0.0/0', '::ffff:0:0', '::ffff:ffff:ffff'],
  ['2001:db8::1', '2001:db8::1', '2001:db8::1'],
  ['2001:db8:1234:ffff::/49', '2001:db8:1234:8000::', '2001:db8:1234:ffff:ffff:ffff:ffff:ffff'],
])('%s is read as an address or a network', (text, first, last) => {
  const range = addressRange(text)
  const plain = (address: string | undefined) => new URL(`http://[${address}]`).hostname.slice(1, -1)
  expect([plain(range?.first), plain(range?.last)]).toEqual([first, last])
})

it.each(['example', '10.1', '1', '192.0.2.7/33', '192.0.2.7/', '192.0.2.7/x', '10.0.0.0/8/8', '', '2001:db8::/129'])(
  '"%s" is neither',
  (text) => expect(addressRange(text)).toBeNull(),
)
