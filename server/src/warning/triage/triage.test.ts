import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Chosen, type Draft, planSplit, planWarnings, untilFault } from './triage.ts'

it('reuses a draft that was chosen whole, empties the others, and makes one for the rest', () => {
  const chosen: Chosen[] = [
    { id: '1', orgnr: 'a', draft: 'A1' },
    { id: '2', orgnr: 'a', draft: 'A2' },
    { id: '3', orgnr: 'b', draft: 'B1' },
  ]
  const drafts: Draft[] = [
    { id: 'A1', left: 0 },
    { id: 'A2', left: 0 },
    { id: 'B1', left: 4 },
  ]
  expect(planWarnings(chosen, drafts)).toEqual({
    reuse: [{ draft: 'A1', detections: ['1', '2'] }],
    make: [{ orgnr: 'b', detections: ['3'] }],
    emptied: ['A2'],
  })
})

it('puts each chosen detection into one warning, one for each member, and never empties a draft it sends', () => {
  const chosen = fc.uniqueArray(
    fc.record({ id: fc.uuid(), orgnr: fc.constantFrom('a', 'b'), part: fc.constantFrom('1', '2', null) }),
    { selector: ({ id }) => id },
  )
  const left = fc.record({ a1: fc.nat(2), a2: fc.nat(2), b1: fc.nat(2), b2: fc.nat(2) })
  fc.assert(
    fc.property(chosen, left, (some, leftOf) => {
      const all = some.map(({ id, orgnr, part }): Chosen => ({ id, orgnr, draft: part === null ? null : orgnr + part }))
      const plan = planWarnings(
        all,
        Object.entries(leftOf).map(([id, left]) => ({ id, left })),
      )
      const told = [...plan.reuse, ...plan.make].flatMap(({ detections }) => detections)
      expect(told.toSorted()).toEqual(some.map(({ id }) => id).toSorted())
      expect(plan.reuse.length + plan.make.length).toBe(new Set(some.map(({ orgnr }) => orgnr)).size)
      expect(plan.emptied.filter((id) => plan.reuse.some(({ draft }) => draft === id))).toEqual([])
    }),
  )
})

it('splits what is chosen in part into one draft, what is chosen whole into one each, and nothing that is alone', () => {
  const chosen: Chosen[] = [
    { id: '1', orgnr: 'a', draft: 'A1' },
    { id: '2', orgnr: 'a', draft: 'A1' },
    { id: '3', orgnr: 'a', draft: 'A2' },
    { id: '4', orgnr: 'a', draft: 'A2' },
    { id: '5', orgnr: 'b', draft: 'B1' },
    { id: '6', orgnr: 'b', draft: null },
  ]
  const drafts = [
    { id: 'A1', left: 1 },
    { id: 'A2', left: 0 },
    { id: 'B1', left: 0 },
  ]
  expect(planSplit(chosen, drafts)).toEqual({
    make: [
      { orgnr: 'a', detections: ['1', '2'] },
      { orgnr: 'a', detections: ['4'] },
    ],
    alone: ['5', '6'],
  })
})

it('puts away for some time, at most a quarter of a year', () => {
  const now = new Date('2026-11-24T04:00:00.000Z')
  const ahead = (hours: number) => untilFault(new Date(now.getTime() + hours * 3_600_000), now)
  expect([ahead(1), ahead(90 * 24)]).toEqual([null, null])
  expect([ahead(0), ahead(-1), ahead(90 * 24 + 1)].every((fault) => fault !== null)).toBe(true)
})
