import { retentionClasses } from '@varde/contract'
import { describe, expect, it } from 'vitest'
import { cutOff, fewestDays, holdingOf, removalOrder, usualDays } from './retention.ts'

describe('retention', () => {
  it('cuts at the beginning of a day in UTC', () => {
    expect(cutOff(new Date('2026-11-24T00:00:00.000Z'), 1).toISOString()).toBe('2026-11-23T00:00:00.000Z')
    expect(cutOff(new Date('2026-11-24T23:59:59.999Z'), 1).toISOString()).toBe('2026-11-23T00:00:00.000Z')
    expect(cutOff(new Date('2026-03-30T12:00:00.000Z'), 90).toISOString()).toBe('2025-12-30T00:00:00.000Z')
  })

  it('keeps the log a year at least, and no class shorter than it may be', () => {
    expect(fewestDays.audit).toBe(365)
    for (const name of retentionClasses) expect(usualDays[name]).toBeGreaterThanOrEqual(fewestDays[name])
  })

  it('removes each class once, the log last', () => {
    expect([...removalOrder].sort()).toEqual([...retentionClasses].sort())
    expect(removalOrder.at(-1)).toBe('audit')
  })
})

describe('a hold', () => {
  const holds = [
    { class: 'events' as const, orgnr: null },
    { class: 'warnings' as const, orgnr: '2' },
    { class: null, orgnr: '1' },
    { class: null, orgnr: '1' },
  ]

  it('keeps one class or all, of one member or all', () => {
    expect(holdingOf('events', holds)).toEqual({ all: true, members: ['1'] })
    expect(holdingOf('warnings', holds)).toEqual({ all: false, members: ['1', '2'] })
    expect(holdingOf('audit', holds)).toEqual({ all: false, members: ['1'] })
    expect(holdingOf('audit', [{ class: null, orgnr: null }])).toEqual({ all: true, members: [] })
    expect(holdingOf('audit', [])).toEqual({ all: false, members: [] })
  })
})
