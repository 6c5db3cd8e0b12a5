import { afterEach, expect, test, vi } from 'vitest'
import { barEnd, barStart, barsOf, stretch, timesOf } from './span.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const now = Date.parse('2026-11-24T12:34:56.789Z')

test('a span ends now, and two instants are taken as they are', () => {
  expect(timesOf({}, now)).toEqual({ from: '2026-11-23T12:34:56.789Z', to: '2026-11-24T12:34:56.789Z' })
  expect(timesOf({ span: '15m' }, now).from).toBe('2026-11-24T12:19:56.789Z')
  expect(timesOf({ span: 'all' }, now)).toEqual({})
  expect(timesOf({ span: '1h', from: '2026-11-24T00:00:00.000Z' }, now)).toEqual({ from: '2026-11-24T00:00:00.000Z' })
})

test('days, weeks and months begin at the reader’s midnight, whatever the clocks do in between', () => {
  vi.stubEnv('TZ', 'Europe/Oslo')
  // The days on which the clocks go forward and back, and one on which they do not.
  for (const [month, date, hours] of [
    [2, 29, 23],
    [9, 25, 25],
    [10, 24, 24],
  ] as const) {
    const at = new Date(2026, month, date, 13, 14).getTime()
    const day = barStart(at, 'P1D')
    expect(day).toBe(new Date(2026, month, date).getTime())
    expect((barEnd(day, 'P1D') - day) / 3_600_000).toBe(hours)
    expect(new Date(barStart(at, 'P1W')).getDay()).toBe(1)
    expect(barStart(at, 'P1M')).toBe(new Date(2026, month, 1).getTime())
    expect(barEnd(new Date(2026, month, 1).getTime(), 'P1M')).toBe(new Date(2026, month + 1, 1).getTime())
  }
})

const histogram = {
  bucket: 'PT1H' as const,
  total: 7,
  buckets: [
    { at: '2026-11-24T09:00:00.000Z', count: 5, hits: 1, alerts: 1, types: {} },
    { at: '2026-11-24T11:00:00.000Z', count: 2, hits: 0, alerts: 0, types: {} },
  ],
}

test('empty bars stand between the others, over all of the time that was asked for', () => {
  const bars = barsOf(histogram, { from: '2026-11-24T07:30:00.000Z', to: '2026-11-24T13:00:00.000Z' })
  expect(bars.map(({ count }) => count)).toEqual([0, 0, 5, 0, 2, 0])
  expect(bars[2]?.marked).toBe(2)
  expect(barsOf(histogram, {}).map(({ count }) => count)).toEqual([5, 0, 2])
  expect(barsOf({ ...histogram, buckets: [] }, {})).toEqual([])
})

test('what is drawn over is whole bars', () => {
  const bars = barsOf(histogram, {})
  const at = (clock: string) => Date.parse(`2026-11-24T${clock}:00.000Z`)
  expect(stretch(bars, at('09:20'), at('10:10'))).toEqual({
    from: '2026-11-24T09:00:00.000Z',
    to: '2026-11-24T11:00:00.000Z',
  })
  expect(stretch(bars, at('02:00'), at('03:00'))).toBeNull()
})
