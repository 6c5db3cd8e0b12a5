/** Counts what rules would have done beside what was done. Pure: fed page by page, so that a hundred thousand need no more room than one page. */
import { type PolicyAction, type PolicyRule, policyActions, type Severity, severities } from '@varde/contract'
import { decideBy, type PolicyFacts } from './policy.ts'

/** A detection of the last 30 days. */
export type Tried = PolicyFacts & {
  id: string
  /** The duty officers are mailed once for each member and cause. */
  cause: string
  /** What all that is sent at once of one batch for one member goes out together. */
  batch: string
  /** What the policy did with it then. */
  done: PolicyAction
  paged: boolean
  /** What a person did with it. */
  person: 'warned' | 'dismissed' | null
}

type Tally = { before: number; after: number }
type ByAction = Record<PolicyAction, Tally>

export type Counted = {
  detections: number
  actions: ByAction
  pages: Tally
  rules: number[]
  changes: {
    before: PolicyAction
    after: PolicyAction
    count: number
    warned: number
    dismissed: number
    examples: string[]
  }[]
  members: ({ member: string } & ByAction)[]
  /** Of each warning whose it is, and how severe; in the order of `Tally`. */
  sent: { before: Sent[]; after: Sent[] }
}
export type Sent = { member: string; severity: Severity }

/** So many examples of each change are told; the newest. */
const mostExamples = 5
/** So many members are told of; those for whom it changes most. */
const mostMembers = 15

const none = (): ByAction => ({
  ignore: { before: 0, after: 0 },
  queue: { before: 0, after: 0 },
  warn: { before: 0, after: 0 },
})

export function openTrial(rules: readonly PolicyRule[]) {
  const decide = decideBy(rules)
  const counted = { detections: 0, actions: none(), rules: rules.map(() => 0) }
  const changes = new Map<string, Counted['changes'][number]>()
  const members = new Map<string, ByAction>()
  const pages = { before: new Set<string>(), after: new Set<string>() }
  const sent = { before: new Map<string, Sent>(), after: new Map<string, Sent>() }

  const add = (one: Tried) => {
    const { rule, action, page } = decide(one)
    counted.detections += 1
    if (rule !== null) counted.rules[rule - 1] = (counted.rules[rule - 1] ?? 0) + 1
    if (one.paged) pages.before.add(`${one.orgnr} ${one.cause}`)
    if (page) pages.after.add(`${one.orgnr} ${one.cause}`)
    const member = members.get(one.orgnr) ?? none()
    members.set(one.orgnr, member)
    for (const tally of [counted.actions, member]) {
      tally[one.done].before += 1
      tally[action].after += 1
    }
    if (one.done === 'warn') join(sent.before, one)
    if (action === 'warn') join(sent.after, one)
    if (one.done !== action) change(one, action)
  }

  const change = (one: Tried, after: PolicyAction) => {
    const key = `${one.done} ${after}`
    const known = changes.get(key) ?? { before: one.done, after, count: 0, warned: 0, dismissed: 0, examples: [] }
    changes.set(key, known)
    known.count += 1
    if (one.person !== null) known[one.person] += 1
    if (known.examples.length < mostExamples) known.examples.push(one.id)
  }

  return {
    /** The newest first. */
    add,
    result: (): Counted => ({
      ...counted,
      pages: { before: pages.before.size, after: pages.after.size },
      changes: [...changes.values()].sort((a, b) => b.count - a.count),
      members: [...members]
        .map(([member, tally]) => ({ member, ...tally }))
        .filter((one) => shift(one) > 0)
        .sort((a, b) => shift(b) - shift(a))
        .slice(0, mostMembers),
      sent: { before: [...sent.before.values()], after: [...sent.after.values()] },
    }),
  }
}

/** A warning is as severe as the worst it is about. */
function join(warnings: Map<string, Sent>, { orgnr, batch, severity }: Tried): void {
  const key = `${orgnr} ${batch}`
  const known = warnings.get(key)
  if (known === undefined) warnings.set(key, { member: orgnr, severity })
  else if (severities.indexOf(severity) < severities.indexOf(known.severity)) known.severity = severity
}

function shift(tally: ByAction): number {
  return policyActions.reduce((sum, action) => sum + Math.abs(tally[action].after - tally[action].before), 0)
}
