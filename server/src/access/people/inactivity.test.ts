import { expect, it } from 'vitest'
import { inactivityStep } from './inactivity.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))
const created_at = day(0)

it.each([
  ['a new account', { last_sign_in_at: null, warned_at: null }, 89, null],
  ['one that was never used', { last_sign_in_at: null, warned_at: null }, 90, 'warn'],
  ['one that was used', { last_sign_in_at: day(50), warned_at: null }, 139, null],
  ['one that was used long ago', { last_sign_in_at: day(50), warned_at: null }, 140, 'warn'],
  ['one that was warned', { last_sign_in_at: day(50), warned_at: day(140) }, 153, null],
  ['one that was warned two weeks ago', { last_sign_in_at: day(50), warned_at: day(140) }, 154, 'close'],
  ['one that was used after a warning', { last_sign_in_at: day(141), warned_at: day(140) }, 160, null],
  ['one whose warning is older than its last use', { last_sign_in_at: day(141), warned_at: day(140) }, 231, 'warn'],
] as const)('%s', (_name, seen, now, due) => {
  expect(inactivityStep({ created_at, ...seen }, day(now))).toBe(due)
})
