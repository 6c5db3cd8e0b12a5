import { expect, test } from 'vitest'
import type { Sensor } from '../../api/types.ts'
import { fleetCounts, fleetGroups, fleetOrder, inState, matches, troubleNotes } from './fleet.ts'

function sensor(name: string, state: Sensor['state'], member_name = 'Fjordvik kommune'): Sensor {
  return {
    id: name,
    name,
    member: '999000017',
    member_name,
    state,
    troubles: [],
    health: null,
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
    tell_member: false,
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
    sensor('l', 'lagging'),
    sensor('d', 'dropping'),
  ]
  expect(fleetOrder(fleet).map((one) => one.name)).toEqual(['z', 'd', 'l', 'w', 'a', 'b', 'r'])
  expect(fleetCounts(fleet)).toMatchObject({ silent: 1, dropping: 1, skewed: 0, waiting: 1, ok: 2, revoked: 1 })
})

test('the fleet is shown by state, the worst first, without the states that none is in', () => {
  const fleet = fleetOrder([sensor('a', 'ok'), sensor('w', 'waiting'), sensor('b', 'ok'), sensor('s', 'skewed')])
  expect(fleetGroups(fleet).map(({ state, sensors }) => [state, sensors.map(({ name }) => name)])).toEqual([
    ['skewed', ['s']],
    ['waiting', ['w']],
    ['ok', ['a', 'b']],
  ])
})

test('each trouble is told in its figures', () => {
  const health = {
    as_of: '2026-11-24T12:00:00.000Z',
    lag_seconds: 1,
    longest_lag_seconds: 2,
    usual_lag_seconds: 400,
    stored_seconds: 1,
    usual_stored_seconds: 20,
    skew_seconds: 0,
    lines_per_second: 10,
    rejected_share: 0.2,
    version: null,
    capture: null,
  }
  expect(troubleNotes({ troubles: ['silent'], health })).toEqual([])
  expect(troubleNotes({ troubles: ['rejecting', 'lagging'], health })).toEqual([
    { kind: 'rejecting', share: 0.2 },
    { kind: 'lagging', seconds: 420 },
  ])
  expect(troubleNotes({ troubles: ['skewed'], health: { ...health, skew_seconds: 90 } })).toEqual([
    { kind: 'ahead', seconds: 90 },
  ])
  // What the clock is behind is no lag.
  expect(troubleNotes({ troubles: ['lagging', 'skewed'], health: { ...health, skew_seconds: -90 } })).toEqual([
    { kind: 'lagging', seconds: 330 },
    { kind: 'behind', seconds: 90 },
  ])
})

test('search finds by sensor and by member', () => {
  expect(matches(sensor('edge-1', 'ok'), 'FJORD')).toBe(true)
  expect(matches(sensor('edge-1', 'ok'), 'edge')).toBe(true)
  expect(matches(sensor('edge-1', 'ok'), 'x')).toBe(false)
})

test('the list is cut down to a state, or to all with any trouble', () => {
  const fleet: Sensor[] = [
    { ...sensor('a', 'silent'), troubles: ['silent'] },
    { ...sensor('b', 'lagging'), troubles: ['lagging', 'skewed'] },
    sensor('c', 'ok'),
    sensor('d', 'revoked'),
  ]
  const names = (wanted: Parameters<typeof inState>[1]) =>
    fleet.filter((one) => inState(one, wanted)).map(({ name }) => name)
  expect(names('troubled')).toEqual(['a', 'b'])
  expect(names('lagging')).toEqual(['b'])
  expect(names(undefined)).toHaveLength(4)
})
