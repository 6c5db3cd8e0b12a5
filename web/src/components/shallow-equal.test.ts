import { expect, it } from 'vitest'
import { shallowEqual } from './shallow-equal.ts'

it('compares what two rows hold, and what lies within by identity', () => {
  const hourly = [1, 2]
  expect(shallowEqual({ id: 'a', hourly }, { id: 'a', hourly })).toBe(true)
  expect(shallowEqual({ id: 'a', hourly }, { id: 'a', hourly: [1, 2] })).toBe(false)
  expect(shallowEqual({ id: 'a' }, { id: 'b' })).toBe(false)
  expect(shallowEqual({ id: 'a', gone: undefined }, { id: 'a', was: undefined })).toBe(false)
  expect(shallowEqual({ id: 'a' }, { id: 'a', hourly })).toBe(false)
  expect(shallowEqual(null, { id: 'a' })).toBe(false)
  expect(shallowEqual(null, null)).toBe(true)
})
