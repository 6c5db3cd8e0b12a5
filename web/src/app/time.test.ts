import { expect, test } from 'vitest'
import { formatTime, relativeTime, span } from './time.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const ago = (ms: number) => relativeTime(now - ms, now)

test('under a minute is now, on both sides', () => {
  expect(ago(59_999)).toEqual({ unit: 'now' })
  expect(ago(-59_999)).toEqual({ unit: 'now' })
})

test('counts whole minutes, hours and days, rounded down', () => {
  expect(ago(3 * 60_000 + 59_000)).toEqual({ unit: 'minutes', count: 3, direction: 'past' })
  expect(ago(60 * 60_000)).toEqual({ unit: 'hours', count: 1, direction: 'past' })
  expect(ago(47 * 3_600_000)).toEqual({ unit: 'days', count: 1, direction: 'past' })
  expect(ago(-90 * 60_000)).toEqual({ unit: 'hours', count: 1, direction: 'future' })
})

test('after fourteen days the date says more', () => {
  expect(ago(14 * 24 * 3_600_000)).toEqual({ unit: 'date' })
})

test('the exact time names its zone', () => {
  expect(formatTime(now, 'nb', 'exact', 'Europe/Oslo')).toContain('13:00:00')
  expect(formatTime(now, 'en', 'exact', 'Europe/Oslo')).toMatch(/CET|GMT\+1/)
})

test('a span is split, never empty, and without seconds beside hours', () => {
  expect(span(4_805)).toEqual({ hours: 1, minutes: 20, seconds: 0 })
  expect(span(65)).toEqual({ hours: 0, minutes: 1, seconds: 5 })
  expect(span(-3)).toEqual({ hours: 0, minutes: 0, seconds: 1 })
})
