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
  /** Found by looking back alone, and not of late; see `isOld`. */
  old: boolean
}) => PolicyRule['action']

const freshMilliseconds = 24 * 60 * 60 * 1000

/**
 * Whether a detection tells of the past: an indicator that has just become known was last seen more than a day ago. That is
 * worth knowing, but nobody need get up for it, and many indicators can come in at once. See decision 13.
 */
export function isOld(retrospective: boolean, lastSeen: Date, now: Date): boolean {
  return retrospective && now.getTime() - lastSeen.getTime() > freshMilliseconds
}

/**
 * A member that is known only by whose sensor saw it may be the wrong one: such a detection waits for a person. So does
 * what is old, and anything that no rule decides.
 */
export function decideBy(rules: readonly PolicyRule[]): Decide {
  return ({ kind, severity, attribution, old }) => {
    if (attribution === 'sensor' || old) return 'queue'
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
