/** What a new detection leads to: a warning at once, or a place in the queue. */
import {
  type CauseKind,
  causeKinds,
  type PolicyRule,
  type ProblemDetails,
  policyActions,
  type Severity,
  severities,
} from '@varde/contract'

export type Decide = (facts: {
  kind: CauseKind
  severity: Severity
  attribution: 'network' | 'sensor'
}) => PolicyRule['action']

/**
 * A member that is known only by whose sensor saw it may be the wrong one: such a detection waits for a person. So does
 * anything that no rule decides.
 */
export function decideBy(rules: readonly PolicyRule[]): Decide {
  return ({ kind, severity, attribution }) => {
    if (attribution === 'sensor') return 'queue'
    return rules.find((rule) => rule.cause === kind && rule.severity === severity)?.action ?? 'queue'
  }
}

/** Every cause and severity must be decided once. @returns what is missing or said twice; empty where it is right */
export function policyFaults(rules: readonly PolicyRule[]): NonNullable<ProblemDetails['errors']> {
  return causeKinds.flatMap((cause) =>
    severities.flatMap((severity) => {
      const said = rules.filter((rule) => rule.cause === cause && rule.severity === severity).length
      if (said === 1) return []
      const fault = said === 0 ? 'is missing' : `is said ${said} times`
      return [
        {
          at: 'body/rules',
          message: `${cause}, ${severity}: ${fault}. Write one rule, with action ${policyActions.join(' or ')}.`,
        },
      ]
    }),
  )
}
