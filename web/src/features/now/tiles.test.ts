import { expect, test } from 'vitest'
import type { Now } from '../../api/types.ts'
import { tiles } from './tiles.ts'

const quiet: Now = {
  as_of: '2026-11-24T12:00:00.000Z',
  quiet_since: '2026-11-24T09:12:00.000Z',
  queue: 0,
  queue_critical: 0,
  unanswered: 0,
  overdue: 0,
  need_help: 0,
  undelivered: 0,
  newly_exploited: 0,
  silent_sensors: 0,
  troubled_sensors: 0,
  worst_trouble: null,
  heartbeat: null,
  failures: 0,
  last_event_at: null,
  last_warning_at: null,
  last_indicator_at: null,
  active_indicators: 900,
  strip: [],
  burning: [],
}

test('a quiet night has no tile that calls', () => {
  expect(tiles(quiet).every((tile) => tile.tone === 'calm')).toBe(true)
})

test('tiles that lead somewhere are numbered 1 to 9 without a gap: each has a key', () => {
  expect(tiles(quiet).flatMap(({ digit, target }) => (target === null ? [] : digit))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9,
  ])
})

test('a member that asks for help is an alarm, an ordinary queue is not', () => {
  const tones = Object.fromEntries(tiles({ ...quiet, need_help: 1, queue: 40 }).map((tile) => [tile.id, tile.tone]))
  expect(tones).toMatchObject({ need_help: 'alarm', queue: 'calm' })
})

test('sensors with faults are counted in one tile, which names the worst and leads to them all', () => {
  const tile = tiles({ ...quiet, troubled_sensors: 7, worst_trouble: 'dropping' }).find(
    ({ id }) => id === 'troubled_sensors',
  )
  expect(tile).toMatchObject({ value: 7, tone: 'watch', worst: 'dropping', target: { search: { state: 'troubled' } } })
  expect(tiles(quiet).every(({ worst }) => worst === null)).toBe(true)
})
