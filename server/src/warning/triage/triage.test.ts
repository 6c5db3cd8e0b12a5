import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Chosen, type Draft, planWarnings } from './triage.ts'

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
