import { expect, test } from 'vitest'
import { countWays } from './ways.ts'

const none = { passkeys: [], password: false, totp: false, recovery_codes_left: null, organisations: [] }

test('a password without a code is no way in', () => {
  expect(countWays({ ...none, password: true })).toBe(0)
  expect(countWays({ ...none, password: true, totp: true, recovery_codes_left: 10 })).toBe(1)
})

test('each passkey and each organisation counts', () => {
  const passkey = (id: string) => ({ id, name: id, created_at: null })
  const linked = { id: 'o', provider: 'p', name: 'P', linked_at: '2026-11-24T00:00:00.000Z' }
  expect(countWays({ ...none, passkeys: [passkey('a'), passkey('b')], organisations: [linked] })).toBe(3)
})
