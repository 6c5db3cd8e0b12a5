import { expect, test } from 'vitest'
import { chosenTime, ownTime, untilTime } from './until-times.ts'

const until = (choice: Parameters<typeof untilTime>[0], now: string) => untilTime(choice, new Date(now)).toISOString()

test('hours from now, and mornings by the clock in Oslo', () => {
  const tuesday = '2026-11-24T03:30:00.000Z'
  expect(until('hour', tuesday)).toBe('2026-11-24T04:30:00.000Z')
  expect(until('four_hours', tuesday)).toBe('2026-11-24T07:30:00.000Z')
  expect(until('tomorrow', tuesday)).toBe('2026-11-25T07:00:00.000Z')
  expect(until('monday', tuesday)).toBe('2026-11-30T07:00:00.000Z')
})

test('late in the evening UTC it is tomorrow already, and on a Monday the next one is meant', () => {
  expect(until('tomorrow', '2026-11-24T23:30:00.000Z')).toBe('2026-11-26T07:00:00.000Z')
  expect(until('monday', '2026-11-30T06:00:00.000Z')).toBe('2026-12-07T07:00:00.000Z')
  expect(until('monday', '2026-11-29T12:00:00.000Z')).toBe('2026-11-30T07:00:00.000Z')
})

test('eight in the morning is eight also after the clocks have changed', () => {
  expect(until('tomorrow', '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T06:00:00.000Z')
  expect(until('tomorrow', '2026-10-24T12:00:00.000Z')).toBe('2026-10-25T07:00:00.000Z')
})

test('a time of one’s own is Oslo’s', () => {
  expect(ownTime('2026-07-01T08:00')?.toISOString()).toBe('2026-07-01T06:00:00.000Z')
  expect(ownTime('')).toBeNull()
})

test('what is held back is so for whole days', () => {
  expect(until('week', '2026-11-24T03:30:00.000Z')).toBe('2026-12-01T03:30:00.000Z')
})

test('a time of one’s own is ahead, and no further than may be', () => {
  const now = new Date('2026-11-24T03:30:00.000Z')
  const own = (written: string) => chosenTime('own', written, now, 90)?.toISOString()
  expect(own('2026-11-24T04:31')).toBe('2026-11-24T03:31:00.000Z')
  expect(own('2026-11-24T04:30')).toBeUndefined()
  expect(own('2027-02-22T04:30')).toBe('2027-02-22T03:30:00.000Z')
  expect(own('2027-02-22T04:31')).toBeUndefined()
  expect(own('')).toBeUndefined()
  expect(chosenTime('week', 'what', now, 90)?.toISOString()).toBe('2026-12-01T03:30:00.000Z')
})
