import { describe, expect, it } from 'vitest'
import { stateOf, troublesOf } from './sensor.ts'
import {
  type Capture,
  type Health,
  linesPerSecond,
  lossBetween,
  type Measured,
  nextHealth,
  skewOf,
} from './sensor-health.ts'

const second = 1000
const minute = 60 * second
const start = Date.parse('2026-11-24T12:00:00Z')

/** A load of a thousand lines whose events are `seconds` late, of a sensor that sends what it saw within half a minute. */
function load(late = 0, more: Partial<Measured> = {}): Measured {
  const [least, most] = [late * second + 200, late * second + 30_000]
  const lag = { least, low: least + 1500, median: (least + most) / 2, most }
  return { events: 1000, rejected: 0, lag, stored: 400, capture: null, version: null, ...more }
}

/** One load a minute. */
function after(loads: readonly Measured[], before: Health | null = null, from = start): Health {
  return loads.reduce<Health | null>((health, told, i) => nextHealth(health, told, from + i * minute), before) as Health
}
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
const standing = (health: Health | null, now = health?.at ?? start) =>
  stateOf({ revoked_at: null, last_seen_at: new Date(health?.at ?? now), health }, new Date(now))

const capture = (at: number, more: Partial<Capture> = {}): Capture => ({
  at: start + at * minute,
  uptimeSeconds: 1000 + at * 60,
  packets: 0,
  drops: 0,
  memcapDrops: 0,
  rulesLoaded: 41_828,
  rulesFailed: 0,
  rulesLoadedAt: start,
  ...more,
})

describe('a sensor', () => {
  it('that sends as it should is ok', () => expect(standing(after(times(30, () => load())))).toBe('ok'))

  it('lags when what it sends is usually late, and no longer once it has caught up', () => {
    const behind = after(times(30, (i) => load(i * 60)))
    expect(standing(behind)).toBe('lagging')
    expect(behind.troubles.lagging).toBeGreaterThan(start)
    const caughtUp = after(
      times(60, () => load()),
      behind,
      behind.at + minute,
    )
    expect(standing(caughtUp)).toBe('ok')
    expect(caughtUp.troubles).toEqual({})
  })

  it('lags too when what it sends waits here', () => {
    expect(standing(after(times(30, () => load(0, { stored: 10 * minute }))))).toBe('lagging')
  })

  it('does not lag for one file from an archive', () => {
    const before = after(times(30, () => load()))
    expect(standing(nextHealth(before, load(400 * 24 * 3600), before.at + second))).toBe('ok')
  })

  it.each([
    ['a clock ahead is seen at once', 1, -90, 88.3],
    ['a clock a little ahead is no fault', 30, -20, 0],
    ['a clock behind shows as the same offset each time', 30, 3600, -3600.2],
    ['a few loads tell nothing of a clock behind', 5, 3600, 0],
    ['a shipper that waits is no clock behind', 30, 45, 0],
  ])('%s', (_what, loads, late, skew) => {
    const health = after(times(loads, () => load(late)))
    expect(skewOf(health) / second).toBeCloseTo(skew, 1)
    expect(troublesOf({ revoked_at: null, last_seen_at: new Date(health.at), health }, new Date(health.at))).toEqual(
      skew !== 0 ? ['skewed'] : late > 300 ? ['lagging'] : [],
    )
  })

  it('whose queue grows or shrinks has no clock behind', () => {
    expect(skewOf(after(times(60, (i) => load(i * 60))))).toBe(0)
    expect(skewOf(after(times(60, (i) => load(3600 - i * 50))))).toBe(0)
  })

  it('whose clock is set right is right with the next load', () => {
    const behind = after(times(30, () => load(3600)))
    expect(skewOf(nextHealth(behind, load(), behind.at + minute))).toBe(0)
    const ahead = after(times(30, () => load(-3600)))
    expect(skewOf(nextHealth(ahead, load(), ahead.at + minute))).toBe(0)
  })

  it('rejects when more than one line in twenty cannot be read, and not for a few', () => {
    expect(standing(after(times(30, () => load(0, { rejected: 100 }))))).toBe('rejecting')
    expect(standing(after(times(30, () => load(0, { rejected: 20 }))))).toBe('ok')
    const night = nextHealth(null, load(0, { events: 0, lag: null, rejected: 3 }), start)
    expect(standing(night)).toBe('ok')
  })

  it('that rejected and sends nothing more is no longer rejecting, then silent', () => {
    const health = after([load(0, { rejected: 100 })])
    expect(standing(health)).toBe('rejecting')
    expect(standing(health, health.at + 45 * minute)).toBe('ok')
    expect(standing(health, health.at + 61 * minute)).toBe('silent')
  })

  it('drops when it loses more than a packet in a hundred', () => {
    const losing = (lost: number) =>
      times(10, (i) => load(0, { capture: capture(i, { packets: 1e6 + i * 1e5, drops: 5e5 + i * lost }) }))
    expect(standing(after(losing(2000)))).toBe('dropping')
    // What it lost before it was first heard is long ago.
    expect(standing(after(losing(500)))).toBe('ok')
    const noMemory = times(10, (i) => load(0, { capture: capture(i, { packets: i * 1e5, memcapDrops: i * 2000 }) }))
    expect(standing(after(noMemory))).toBe('dropping')
  })

  it('with several troubles shows the worst, and all', () => {
    const health = after(
      times(30, (i) => load(i * 60, { rejected: 900, capture: capture(i, { packets: i * 1000, drops: i * 500 }) })),
    )
    const now = new Date(health.at)
    expect(troublesOf({ revoked_at: null, last_seen_at: now, health }, now)).toEqual([
      'dropping',
      'rejecting',
      'lagging',
    ])
    expect(standing(health)).toBe('dropping')
    expect(stateOf({ revoked_at: now, last_seen_at: now, health }, now)).toBe('revoked')
    expect(stateOf({ revoked_at: null, last_seen_at: null, health: null }, now)).toBe('waiting')
  })
})

describe('what was lost', () => {
  it.each<[string, Capture | null, Capture | null, number, number]>([
    ['is not known the first time', null, capture(0, { packets: 100, drops: 10 }), 0, 0],
    ['is what came since', capture(0, { packets: 100, drops: 10 }), capture(1, { packets: 300, drops: 15 }), 200, 5],
    ['is all since a restart', capture(9, { packets: 100 }), capture(10, { uptimeSeconds: 8, packets: 50 }), 50, 0],
    ['is not counted again when a batch is sent again', capture(1, { packets: 9 }), capture(0, { packets: 5 }), 0, 0],
    ['is nothing where nothing is told', capture(0), null, 0, 0],
  ])('%s', (_what, before, told, packets, lost) => expect(lossBetween(before, told)).toEqual({ packets, lost }))

  it('keeps the newest counts', () => {
    const [first, second] = [capture(0), capture(1)]
    expect(after([load(0, { capture: second }), load(0, { capture: first }), load()]).capture).toEqual(second)
  })
})

it('the rate is right from the first minutes on, and fades', () => {
  const health = after(times(5, () => load(0, { events: 6000 })))
  expect(linesPerSecond(health, health.at)).toBeGreaterThan(80)
  expect(linesPerSecond(health, health.at)).toBeLessThan(140)
  const steady = after(times(120, () => load(0, { events: 6000 })))
  expect(linesPerSecond(steady, steady.at)).toBeCloseTo(100, -1)
  expect(linesPerSecond(steady, steady.at + 60 * minute)).toBeLessThan(3)
})

it('a clock of this machine that is set back starts anew', () => {
  const health = after(times(30, () => load(0, { rejected: 900 })))
  expect(nextHealth(health, load(), start - minute)).toMatchObject({ loads: 1, since: start - minute, troubles: {} })
})
