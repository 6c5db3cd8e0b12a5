import { expect, test } from 'vitest'
import { countyName, filterOf, isNew, vulnerabilitiesSearch } from './vulnerabilities.search.ts'

const now = Date.parse('2026-11-27T03:20:00Z')

test('an address that says nonsense opens the plain list', () => {
  expect(vulnerabilitiesSearch({ exploitation: 'very', county: '99', epss: '12', member: 'x' })).toEqual({})
})

test('a county keeps its nought also where the address was read as a number', () => {
  expect(vulnerabilitiesSearch({ county: 3 })).toEqual({ county: '03' })
  expect(countyName('03')).toBe('Oslo')
})

test('the question is the same within an hour', () => {
  const search = vulnerabilitiesSearch({ affected: 'yes', epss: '50', since: 'day', reached: 'week', news: 'week' })
  expect(filterOf(search, now)).toEqual({
    affected: true,
    epss: 0.5,
    since: '2026-11-26T03:00:00.000Z',
    reached: '2026-11-20T03:00:00.000Z',
  })
  expect(filterOf(search, now + 600_000)).toEqual(filterOf(search, now))
})

test('new is what became exploited within a day', () => {
  const since = (exploitation_since: string) => isNew({ exploitation: 'active', exploitation_since }, now)
  expect(since('2026-11-26T04:00:00Z')).toBe(true)
  expect(since('2026-11-26T03:00:00Z')).toBe(false)
  expect(isNew({ exploitation: 'poc', exploitation_since: '2026-11-27T03:00:00Z' }, now)).toBe(false)
})
