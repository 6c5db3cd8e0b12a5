import { causeKinds, type PolicyRule, severities } from '@varde/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideBy, policyFaults } from './policy.ts'

const rules: PolicyRule[] = causeKinds.flatMap((cause) =>
  severities.map((severity) => ({
    cause,
    severity,
    action: cause === 'indicator' ? ('send' as const) : ('queue' as const),
  })),
)

it('sends only what a rule says, and never what is attributed by sensor', () => {
  const decide = decideBy(rules)
  expect(decide({ kind: 'indicator', severity: 'high', attribution: 'network' })).toBe('send')
  expect(decide({ kind: 'indicator', severity: 'high', attribution: 'sensor' })).toBe('queue')
  expect(decide({ kind: 'signature', severity: 'high', attribution: 'network' })).toBe('queue')
  expect(decideBy([])({ kind: 'indicator', severity: 'critical', attribution: 'network' })).toBe('queue')
})

it('is right only where each case is decided once', () => {
  expect(policyFaults(rules)).toEqual([])
  fc.assert(
    fc.property(fc.shuffledSubarray(rules), (some) => {
      expect(policyFaults(some)).toHaveLength(rules.length - some.length)
    }),
  )
  expect(policyFaults([...rules, rules[0] as PolicyRule])[0]?.message).toContain('said 2 times')
})
