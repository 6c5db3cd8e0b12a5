import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Burning, mostBurning, sortBurning, stripOf } from './overview.ts'

const fire = (kind: Burning['kind'], severity: Burning['severity'], since: string): Burning => ({
  kind,
  severity,
  since,
  title: '',
  member: null,
  member_name: null,
  id: since,
})

it('lists what burns: help first, then by kind, severity and age, and no more than can be read', () => {
  const a = fire('queue', 'high', '1')
  const b = fire('overdue', 'low', '2')
  const c = fire('need_help', 'low', '3')
  const d = fire('queue', 'critical', '4')
  const e = fire('queue', 'critical', '0')
  expect(sortBurning([a, b, c, d, e])).toEqual([c, b, e, d, a])
  expect(sortBurning(Array.from({ length: 80 }, (_, i) => fire('failure', 'high', String(i))))).toHaveLength(
    mostBurning,
  )
})

it('has 24 hours up to now, and counts each in its own', () => {
  const now = new Date('2026-11-24T04:30:00Z')
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 23 })), (hours) => {
      const events = hours.map((back) => ({ hour: new Date(now.getTime() - back * 3_600_000), count: 2 }))
      const strip = stripOf(now, { events, detections: [], warnings: [] })
      expect(strip).toHaveLength(24)
      expect(strip.at(-1)?.hour).toBe('2026-11-24T04:00:00.000Z')
      expect(strip.reduce((sum, one) => sum + one.events, 0)).toBe(hours.length * 2)
      for (const back of hours) expect(strip[23 - back]?.events).toBeGreaterThan(0)
    }),
  )
})
