import { expect, it } from 'vitest'
import type { SpoolState } from '../receive/spool-look.ts'
import { jumpBetween, troublesOf } from './telemetry-trouble.ts'

const now = new Date('2026-11-24T12:00:00Z')
const well: SpoolState = { fault: null, freeBytes: 50 * 1024 ** 3, setAside: 0, oldest: null }
const troubles = (state: Partial<SpoolState>, jumped = 0) =>
  troublesOf({ ...well, ...state }, now, jumped).map(({ trouble }) => trouble)

it('finds nothing wrong with a spool that empties, a disk with room and a clock that goes', () => {
  expect(troubles({})).toEqual([])
  expect(troubles({ oldest: new Date(now.getTime() - 4 * 60_000) })).toEqual([])
})

it('names each trouble with its figures; a full disk is not also nearly full', () => {
  expect(troubles({ fault: { kind: 'full', code: 'ENOSPC' }, freeBytes: 0 })).toEqual(['spool_unwritable'])
  expect(troubles({ freeBytes: 1024 ** 3 })).toEqual(['disk_nearly_full'])
  const state = { ...well, setAside: 2, oldest: new Date(now.getTime() - 6 * 60_000) }
  expect(troublesOf(state, now, -90_000)).toEqual([
    { trouble: 'segments_set_aside', details: { segments: 2 } },
    { trouble: 'loading_behind', details: { minutes: 6 } },
    { trouble: 'clock_jumped', details: { seconds: -90 } },
  ])
})

it('a clock that is set is told from one that is kept right, and from time that passes', () => {
  expect(jumpBetween(15_000, 15_000)).toBe(0)
  expect(jumpBetween(16_000, 15_000)).toBe(0)
  expect(jumpBetween(3_615_000, 15_000)).toBe(3_600_000)
  expect(jumpBetween(-3_585_000, 15_000)).toBe(-3_600_000)
  // The process stood still for an hour, and so did nothing else.
  expect(jumpBetween(3_600_000, 3_600_000)).toBe(0)
})
