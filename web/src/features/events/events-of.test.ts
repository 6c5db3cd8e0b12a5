import { expect, test } from 'vitest'
import { eventSearch, eventsOf } from './events-of.ts'

const detection = {
  member: '999000123',
  inner_host: '10.1.0.4',
  cause: { kind: 'indicator' as const, key: '0195b0a0-0000-7000-8000-000000000001' },
  first_seen_at: '2026-11-24T01:00:00.5Z',
  last_seen_at: '2026-11-24T02:00:00Z',
}

test('the events behind a detection are its member’s, its host’s and of its cause, the last one too', () => {
  expect(eventsOf(detection)).toEqual({
    member: '999000123',
    address: '10.1.0.4',
    indicator: '0195b0a0-0000-7000-8000-000000000001',
    from: '2026-11-24T01:00:00.500Z',
    to: '2026-11-24T02:00:00.001Z',
  })
  const signature = { ...detection, inner_host: null, cause: { kind: 'signature' as const, key: '9000001' } }
  expect(eventsOf(signature)).toMatchObject({ signature: '9000001' })
  expect(eventsOf(signature)).not.toHaveProperty('address')
})

test('one event opens by its id and time, to the microsecond', () => {
  expect(eventSearch({ id: 'a'.repeat(32), time: '2026-11-24T01:00:00.123456Z', member: null })).toEqual({
    from: '2026-11-24T00:55:00.123Z',
    to: '2026-11-24T01:05:00.123Z',
    open: 'a'.repeat(32),
    at: '2026-11-24T01:00:00.123456Z',
  })
})
