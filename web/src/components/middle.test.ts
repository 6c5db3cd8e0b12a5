import { expect, test } from 'vitest'
import { middle } from './middle.ts'

test('short text stays whole', () => {
  expect(middle('203.0.113.4', 28)).toBe('203.0.113.4')
})

test('long text keeps both ends and the asked length', () => {
  const hash = '0123456789abcdef0123456789abcdef'
  expect(middle(hash, 11)).toBe('01234…bcdef')
  expect(middle(hash, 12)).toHaveLength(12)
})
