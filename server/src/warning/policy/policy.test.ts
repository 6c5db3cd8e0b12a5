import { causeKinds, type PolicyRule, severities } from '@varde/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideBy, isOld, policyFaults } from './policy.ts'

const rules: PolicyRule[] = causeKinds.flatMap((cause) =>
  severities.map((severity) => ({
    cause,
    severity,
    action: cause === 'indicator' ? ('send' as const) : ('queue' as const),
  })),
)

it('sends only what a rule says, and never what is attributed by sensor', () => {
  const decide = decideBy(rules)
  expect(decide({ kind: 'indicator', severity: 'high', attribution: 'network', old: false })).toBe('send')
  expect(decide({ kind: 'indicator', severity: 'high', attribution: 'sensor', old: false })).toBe('queue')
  expect(decide({ kind: 'signature', severity: 'high', attribution: 'network', old: false })).toBe('queue')
  expect(decideBy([])({ kind: 'indicator', severity: 'critical', attribution: 'network', old: false })).toBe('queue')
})

it('never sends what was found by looking back and is more than a day old', () => {
  expect(decideBy(rules)({ kind: 'indicator', severity: 'critical', attribution: 'network', old: true })).toBe('queue')
  const now = new Date('2026-11-24T12:00:00Z')
  const [minutes, days] = [new Date('2026-11-24T11:55:00Z'), new Date('2026-11-04T12:00:00Z')]
  expect(isOld(true, days, now)).toBe(true)
  expect(isOld(true, minutes, now)).toBe(false)
  // What a sensor sends late is matched as it is loaded, and is news.
  expect(isOld(false, days, now)).toBe(false)
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
