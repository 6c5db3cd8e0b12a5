/**
 * What a new detection leads to. One function decides, for what comes in now and for the trial on what came in before, so
 * that a version does what its trial said.
 */
import {
  type Category,
  type CauseKind,
  type PolicyAction,
  type PolicyRule,
  type PolicyWhen,
  type ProblemDetails,
  type Severity,
  severities,
} from '@varde/contract'
import { isWithin, osloMoment } from './policy-hours.ts'

export type PolicyFacts = {
  kind: CauseKind
  category: Category
  severity: Severity
  /** 0–100; null for a signature. */
  confidence: number | null
  source: string
  orgnr: string
  memberKind: string
  attribution: 'network' | 'sensor'
  /** Found by looking back alone, and not of late; see `isOld`. */
  old: boolean
  /** When it is decided. */
  at: Date
}

export type Decision = {
  /** The rule's place, from 1; null where none matched. */
  rule: number | null
  action: PolicyAction
  /** Mail the duty officers. */
  page: boolean
}

const freshMilliseconds = 24 * 60 * 60 * 1000

/**
 * Whether a detection tells of the past: an indicator that has just become known was last seen more than a day ago. That is
 * worth knowing, but nobody need get up for it, and many indicators can come in at once. See decision 13.
 */
export function isOld(retrospective: boolean, lastSeen: Date, now: Date): boolean {
  return retrospective && now.getTime() - lastSeen.getTime() > freshMilliseconds
}

/**
 * The first rule that matches decides. But a member that is known only by whose sensor saw it may be the wrong one, and what
 * is old is no emergency: where the rule would warn, these wait for a person. So does anything that no rule decides.
 */
export function decideBy(rules: readonly PolicyRule[]): (facts: PolicyFacts) => Decision {
  return (facts) => {
    const place = rules.findIndex(({ when }) => matches(when, facts))
    const rule = rules[place]
    if (rule === undefined) return { rule: null, action: 'queue', page: false }
    const held = rule.action === 'warn' && (facts.attribution === 'sensor' || facts.old)
    return { rule: place + 1, action: held ? 'queue' : rule.action, page: rule.page }
  }
}

function matches(when: PolicyWhen, facts: PolicyFacts): boolean {
  return (
    isAmong(when.causes, facts.kind) &&
    isAmong(when.categories, facts.category) &&
    (when.severity_at_least === undefined ||
      severities.indexOf(facts.severity) <= severities.indexOf(when.severity_at_least)) &&
    (when.confidence_at_least === undefined ||
      (facts.confidence !== null && facts.confidence >= when.confidence_at_least)) &&
    isAmong(when.sources, facts.source) &&
    isAmong(when.members, facts.orgnr) &&
    isAmong(when.member_kinds, facts.memberKind) &&
    (when.hours === undefined || isWithin(when.hours, osloMoment(facts.at)))
  )
}

function isAmong<T>(wanted: readonly T[] | undefined, is: T): boolean {
  return wanted === undefined || wanted.includes(is)
}

type Faults = NonNullable<ProblemDetails['errors']>

/** The last rule takes whatever is left, and no rule before it does. @returns what is wrong; empty where it is right */
export function policyFaults(rules: readonly PolicyRule[]): Faults {
  return rules.flatMap(({ when, action, page }, i): Faults => {
    const at = `body/rules/${i}`
    const faults: Faults = []
    const last = i === rules.length - 1
    const open = Object.keys(when).length === 0
    if (last && !open) {
      faults.push({ at: `${at}/when`, message: 'The last rule must take all that is left. Remove its conditions.' })
    }
    if (!last && open) {
      faults.push({ at: `${at}/when`, message: 'No rule after this one would decide anything. Give it a condition.' })
    }
    if (when.hours?.days.length === 0 && when.hours.holidays !== 'also') {
      faults.push({ at: `${at}/when/hours/days`, message: 'No day is among these hours. Choose one, or holidays too.' })
    }
    if (action === 'ignore' && page) {
      faults.push({ at: `${at}/page`, message: 'What is ignored cannot page anybody. Choose queue or warn.' })
    }
    return faults
  })
}
