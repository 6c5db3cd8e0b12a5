import { expect, it } from 'vitest'
import { weeksOf } from './weeks.ts'

it('begins weeks on Mondays, and ends with the one that is', () => {
  expect(weeksOf(new Date('2026-11-27T02:00:00Z'), 2).map((week) => week.toISOString())).toEqual([
    '2026-11-16T00:00:00.000Z',
    '2026-11-23T00:00:00.000Z',
  ])
  expect(weeksOf(new Date('2026-11-23T00:00:00Z'), 1)[0]?.toISOString()).toBe('2026-11-23T00:00:00.000Z')
  expect(weeksOf(new Date('2026-11-22T23:59:59Z'), 1)[0]?.toISOString()).toBe('2026-11-16T00:00:00.000Z')
})
