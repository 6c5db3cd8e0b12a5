import { type DeliveryKind, type Severity, severities, type Tlp } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gathered, goAlong, inOrder, waitOf } from './gather.ts'

const medium = { gather_minutes: 15, quiet_first: false }
const low = { gather_minutes: 60, quiet_first: true }
const at = (time: string) => new Date(`2026-11-${time}:00Z`)
const first = (severity: Severity, kind: DeliveryKind = 'warning') => ({ kind, severity })

describe('when a mail may go', () => {
  it('lets the first to a contact go at once, and the next wait until the pause is over', () => {
    expect(waitOf(first('medium'), medium, null, at('24T12:00'))).toBe(null)
    expect(waitOf(first('medium'), medium, at('24T11:55'), at('24T12:00'))).toEqual({
      until: at('24T12:10'),
      why: 'gather',
    })
    expect(waitOf(first('medium', 'relapse'), medium, at('24T11:55'), at('24T12:00'))).not.toBe(null)
    expect(waitOf(first('medium'), medium, at('24T11:45'), at('24T12:00'))).toBe(null)
    expect(waitOf(first('high'), { gather_minutes: 0, quiet_first: false }, at('24T12:00'), at('24T12:00'))).toBe(null)
  })

  it('lets what may be quiet wait for the morning, in Norwegian time, in summer too', () => {
    expect(waitOf(first('low'), low, null, at('24T20:59'))).toBe(null)
    expect(waitOf(first('low'), low, null, at('24T21:30'))).toEqual({ until: at('25T05:00'), why: 'quiet' })
    expect(waitOf(first('low'), low, null, at('25T04:59'))).toEqual({ until: at('25T05:00'), why: 'quiet' })
    expect(waitOf(first('low'), low, null, at('25T05:00'))).toBe(null)
    // The pause ends in the night.
    expect(waitOf(first('low'), low, at('24T20:30'), at('24T20:45'))).toEqual({ until: at('25T05:00'), why: 'quiet' })
    const summer = new Date('2026-07-01T23:30:00Z')
    expect(waitOf(first('low'), low, null, summer)?.until).toEqual(new Date('2026-07-02T04:00:00Z'))
    // The night in which the clock is turned back is an hour longer.
    expect(waitOf(first('low'), low, null, new Date('2026-10-24T20:00:00Z'))?.until).toEqual(
      new Date('2026-10-25T05:00:00Z'),
    )
    expect(waitOf(first('medium'), medium, null, at('24T23:00'))).toBe(null)
  })

  it('never lets what is critical wait, nor a reminder or a message', () => {
    for (const rule of [medium, low]) {
      expect(waitOf(first('critical'), rule, at('24T23:00'), at('24T23:00'))).toBe(null)
      for (const kind of ['reminder', 'message'] as const) {
        expect(waitOf(first('low', kind), rule, at('24T23:00'), at('24T23:00'))).toBe(null)
      }
    }
  })

  it('lets nothing wait longer than its pause and a night', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...severities),
        fc.nat(1440),
        fc.boolean(),
        fc.date({ min: at('01T00:00'), max: at('30T00:00'), noInvalidDate: true }),
        fc.nat(1440),
        (severity, gather_minutes, quiet_first, now, ago) => {
          const last = new Date(now.getTime() - ago * 60_000)
          const wait = waitOf(first(severity), { gather_minutes, quiet_first }, last, now)
          if (wait === null) return
          const longest = gather_minutes * 60_000 + 8 * 3_600_000
          expect(wait.until.getTime()).toBeGreaterThan(now.getTime())
          expect(wait.until.getTime() - now.getTime()).toBeLessThanOrEqual(longest)
        },
      ),
    )
  })
})

const one = (severity: Severity, part: Partial<Gathered> = {}): Gathered => ({
  kind: 'warning',
  severity,
  tlp: 'AMBER',
  language: 'nb',
  created_at: at('24T12:00'),
  ...part,
})

describe('which go together', () => {
  it('takes along what waits for the same contact, the most severe first, then the newest', () => {
    const old = one('medium', { created_at: at('24T11:00') })
    const others = [one('low'), old, one('medium'), one('high'), one('low', { kind: 'reminder' })]
    expect(goAlong(one('medium'), others)).toEqual(inOrder(others))
    expect(inOrder(others).map(({ severity }) => severity)).toEqual(['high', 'medium', 'medium', 'low', 'low'])
    expect(inOrder(others)[2]).toBe(old)
  })

  it('lets what is critical, and a message, go alone', () => {
    const others = [one('critical'), one('high', { kind: 'message' })]
    expect(goAlong(one('high'), others)).toEqual([])
    expect(goAlong(one('critical'), [one('low')])).toEqual([])
    expect(goAlong(one('low', { kind: 'message' }), [one('low')])).toEqual([])
  })

  it('mixes neither languages nor what must be encrypted with what need not be', () => {
    expect(goAlong(one('high'), [one('high', { language: 'nn' })])).toEqual([])
    const mixed = (['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] satisfies Tlp[]).map((tlp) => one('low', { tlp }))
    expect(goAlong(one('low', { tlp: 'RED' }), mixed).map(({ tlp }) => tlp)).toEqual(['RED', 'AMBER+STRICT', 'AMBER'])
    expect(goAlong(one('low', { tlp: 'CLEAR' }), mixed).map(({ tlp }) => tlp)).toEqual(['GREEN', 'CLEAR'])
  })

  it('keeps a mail as short as can be read', () => {
    expect(
      goAlong(
        one('low'),
        Array.from({ length: 50 }, () => one('low')),
      ),
    ).toHaveLength(19)
  })
})
