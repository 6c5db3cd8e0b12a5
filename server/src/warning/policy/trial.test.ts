import { type PolicyAction, type PolicyRule, type PolicyWhen, policyActions, severities } from '@varde/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideBy } from './policy.ts'
import { openTrial, type Tried } from './trial.ts'

const rule = (part: Partial<PolicyRule>): PolicyRule => ({ name: '', when: {}, action: 'queue', page: false, ...part })

const anyRules = fc
  .array(
    fc.record({
      name: fc.constant(''),
      when: fc.oneof(
        fc.constantFrom(...severities).map((severity_at_least): PolicyWhen => ({ severity_at_least })),
        fc.subarray(['1', '2', '3'], { minLength: 1 }).map((members): PolicyWhen => ({ members })),
        fc.constant<PolicyWhen>({ causes: ['indicator'] }),
      ),
      action: fc.constantFrom(...policyActions),
      page: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((rules) => [...rules, rule({})])

const anyTried: fc.Arbitrary<Tried> = fc.record({
  id: fc.uuid(),
  cause: fc.constantFrom('a', 'b'),
  batch: fc.constantFrom('1', '2'),
  done: fc.constantFrom(...policyActions),
  paged: fc.boolean(),
  person: fc.constantFrom('warned' as const, 'dismissed' as const, null),
  kind: fc.constantFrom('indicator' as const, 'signature' as const),
  category: fc.constant('c2' as const),
  severity: fc.constantFrom(...severities),
  confidence: fc.constant(null),
  source: fc.constant(''),
  orgnr: fc.constantFrom('1', '2', '3'),
  memberKind: fc.constant('gp'),
  attribution: fc.constantFrom('network' as const, 'sensor' as const),
  old: fc.boolean(),
  at: fc.constant(new Date('2026-11-24T03:00:00Z')),
})

it('counts each detection once, and as the live path would decide about it', () => {
  fc.assert(
    fc.property(anyRules, fc.array(anyTried, { maxLength: 60 }), (rules, all) => {
      const trial = openTrial(rules)
      for (const one of all) trial.add(one)
      const said = trial.result()
      const decide = decideBy(rules)
      const pairs = all.map((one) => ({ one, before: one.done, after: decide(one).action }))
      const count = (keep: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(keep).length
      for (const action of policyActions) {
        expect(said.actions[action]).toEqual({
          before: count(({ before }) => before === action),
          after: count(({ after }) => after === action),
        })
      }
      expect(said.rules.reduce((a, b) => a + b, 0)).toBe(all.length)
      expect(said.changes.reduce((sum, change) => sum + change.count, 0)).toBe(
        count(({ before, after }) => before !== after),
      )
      const goesOut = (action: PolicyAction) => action === 'warn'
      const together = (side: 'before' | 'after') =>
        new Set(pairs.filter((pair) => goesOut(pair[side])).map(({ one }) => `${one.orgnr} ${one.batch}`)).size
      expect([said.sent.before.length, said.sent.after.length]).toEqual([together('before'), together('after')])
      const pages = new Set(all.filter((one) => decide(one).page).map(({ orgnr, cause }) => `${orgnr} ${cause}`))
      expect(said.pages.after).toBe(pages.size)
    }),
  )
})
