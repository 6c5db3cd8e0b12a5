import { expect, it } from 'vitest'
import { eventsAddress, narrowed, readPasted, strip } from './found.ts'

it('reads what was pasted, value by value, each once, and leaves values that were made harmless whole', () => {
  expect(readPasted('evil.example\n203.0.113.7, 203.0.113.8;evil.example\r\n\n  198.51.100.0/24 a.example')).toEqual([
    'evil.example',
    '203.0.113.7',
    '203.0.113.8',
    '198.51.100.0/24',
    'a.example',
  ])
  expect(readPasted('evil [dot] example\npost (at) evil.example')).toEqual([
    'evil [dot] example',
    'post (at) evil.example',
  ])
})

const result = (value: string, member: string | null) => ({
  type: 'domain' as const,
  value,
  member,
  member_name: member === null ? null : 'Granvåg kommune',
  events: 1,
  first_seen: '2026-11-24T03:00:00.000Z',
  last_seen: '2026-11-24T03:00:00.000Z',
  fields: [],
})

it('narrows down by member, and by a part of the value or the name', () => {
  const [one, other] = [result('evil.example', '123456785'), result('bad.example', null)]
  expect(narrowed([one, other], {})).toHaveLength(2)
  expect(narrowed([one, other], { member: '123456785' })).toEqual([one])
  expect(narrowed([one, other], { q: 'GRANVÅG' })).toEqual([one])
  expect(narrowed([one, other], { q: 'bad' })).toEqual([other])
})

it('draws a bar a day, several days where there are many, and nothing of other times', () => {
  const days = [
    { day: '1970-01-01', events: 9 },
    { day: '2026-11-22', events: 1 },
    { day: '2026-11-24', events: 2 },
  ]
  expect(strip(days, { created_at: '2026-11-24T12:00:00Z', days: 2 })).toEqual([1, 0, 2])
  expect(strip(days, { created_at: '2026-11-24T12:00:00Z', days: 30 })).toHaveLength(31)
  const year = strip(days, { created_at: '2026-11-24T12:00:00Z', days: 365 })
  expect(year.length).toBeLessThanOrEqual(31)
  expect(year.at(-1)).toBe(3)
})

it('leads to the events of one indicator at one member', () => {
  expect(eventsAddress(result('198.51.100.0/24', '123456785'))).toBe('/events?q=198.51.100.0%2F24&member=123456785')
  expect(eventsAddress(result('evil.example', null))).toBe('/events?q=evil.example')
})
