import { expect, test } from 'vitest'
import { dayAfter, dayEnd, dayOf, dayStart } from './days.ts'

const noon = new Date(2026, 10, 24, 12).getTime()

test('a day begins and ends in the reader’s own zone', () => {
  expect(dayOf(noon)).toBe('2026-11-24')
  expect(dayOf(Date.parse(dayStart('2026-11-24') ?? ''))).toBe('2026-11-24')
  expect(dayOf(Date.parse(dayEnd('2026-11-24') ?? ''))).toBe('2026-11-24')
  expect(Date.parse(dayEnd('2026-11-24') ?? '') - Date.parse(dayStart('2026-11-24') ?? '')).toBe(86_399_999)
})

test('days are counted over the turn of a year', () => {
  expect(dayAfter(noon, 90)).toBe('2027-02-22')
})

test('what is no day is null', () => {
  expect(dayStart('')).toBeNull()
  expect(dayStart('24.11.2026')).toBeNull()
  expect(dayEnd('2026-13-01')).toBeNull()
})
