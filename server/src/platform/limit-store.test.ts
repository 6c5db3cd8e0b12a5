import { afterEach, expect, it, vi } from 'vitest'
import { steadyStore } from './limit-store.ts'

const minute = 60_000
let now = 0
const open = (cache?: number) => new (steadyStore(() => now))(cache === undefined ? {} : { cache })
const ask = (store: ReturnType<typeof open>, key = 'a') => {
  let said: { current: number; ttl: number } | undefined
  store.incr(
    key,
    (_, result) => {
      said = result
    },
    minute,
  )
  return said
}
afterEach(() => {
  now = 0
  vi.useRealTimers()
})

it('counts within a window, says how long it lasts, and begins anew behind it', () => {
  const store = open()
  expect(ask(store)).toEqual({ current: 1, ttl: minute })
  now = 15_000
  expect(ask(store)).toEqual({ current: 2, ttl: 45_000 })
  expect(ask(store, 'b')).toEqual({ current: 1, ttl: minute })
  now = minute
  expect(ask(store)).toEqual({ current: 1, ttl: minute })
})

it('goes by the time that passes, and not by a clock that is set back', () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] })
  const store = open()
  ask(store)
  vi.setSystemTime(new Date('2026-11-23T12:00:00Z'))
  now = minute + 1
  expect(ask(store)).toEqual({ current: 1, ttl: minute })
})

it('forgets the least recent first, and shares nothing with a child', () => {
  const store = open(2)
  for (const key of ['a', 'b', 'a', 'c']) ask(store, key)
  expect(ask(store, 'a')?.current).toBe(3)
  expect(ask(store, 'b')?.current).toBe(1)
  expect(ask(store.child({}) as typeof store, 'a')?.current).toBe(1)
})
