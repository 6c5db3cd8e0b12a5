import { expect, test } from 'vitest'
import type { Sensor } from '../../api/types.ts'
import { clockOf, fleetCounts, fleetOrder, matches } from './fleet.ts'

function sensor(name: string, state: Sensor['state'], member_name = 'Fjordvik kommune'): Sensor {
  return {
    id: name,
    name,
    member: '999000017',
    member_name,
    state,
    created_at: '2026-11-01T00:00:00.000Z',
    last_seen_at: null,
    last_event_at: null,
    accepted_lines: 0,
    rejected_lines: 0,
    token_expires_at: null,
    networks: [],
    last_used_from: null,
    failures: 0,
    last_failure_at: null,
    last_failure_reason: null,
    hourly: [],
  }
}

test('the blind come first, then by member and name', () => {
  const fleet = [
    sensor('b', 'ok'),
    sensor('a', 'ok'),
    sensor('z', 'silent'),
    sensor('r', 'revoked'),
    sensor('w', 'waiting'),
  ]
  expect(fleetOrder(fleet).map((one) => one.name)).toEqual(['z', 'w', 'a', 'b', 'r'])
  expect(fleetCounts(fleet)).toEqual({ silent: 1, waiting: 1, ok: 2, revoked: 1 })
})

test('lag and a fast clock are told apart', () => {
  const at = (event: string) => ({ last_seen_at: '2026-11-24T12:00:00.000Z', last_event_at: event })
  expect(clockOf(at('2026-11-24T11:59:00.000Z'))).toEqual({ kind: 'ordinary' })
  expect(clockOf(at('2026-11-24T11:00:00.000Z'))).toEqual({ kind: 'behind', seconds: 3_600 })
  expect(clockOf(at('2026-11-24T12:10:00.000Z'))).toEqual({ kind: 'ahead', seconds: 600 })
  expect(clockOf({ last_seen_at: null, last_event_at: null })).toEqual({ kind: 'unknown' })
})

test('search finds by sensor and by member', () => {
  expect(matches(sensor('edge-1', 'ok'), 'FJORD')).toBe(true)
  expect(matches(sensor('edge-1', 'ok'), 'edge')).toBe(true)
  expect(matches(sensor('edge-1', 'ok'), 'x')).toBe(false)
})
