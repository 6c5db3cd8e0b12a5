/** When a silent member is reminded, and when the next contact is told. Values in, values out. */
import {
  type ChaseRule,
  type ProblemDetails,
  type Severity,
  severities,
  type WarningState,
  type WrittenChaseRule,
} from '@varde/contract'

const hour = 3_600_000
/** The night, in which what is less than critical does not ring unless it is chosen: Norwegian time. */
const night = { from: 22, to: 6 }
const norwegianHour = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Oslo' })
/** Two reminders closer than this are one too many, whoever sends them. */
const leastMilliseconds = 10 * 60_000

export type Chased = {
  state: WarningState
  severity: Severity
  due_at: Date | null
  reminded_at: Date | null
  /** The last moment of the plan that was acted on; 0 for none. */
  chase_step: number
}

/** The moments of the plan: before the deadline, at it, and at even times after it. */
export function planOf({ before_hours, every_hours, most }: ChaseRule, due: Date): Date[] {
  const after = Array.from({ length: most }, (_, i) => (i + 1) * every_hours)
  return [-before_hours, 0, ...after].map((hours) => new Date(due.getTime() + hours * hour))
}

function isNight(at: Date): boolean {
  const hours = Number(norwegianHour.format(at))
  return hours >= night.from || hours < night.to
}

function isQuiet({ quiet }: ChaseRule, now: Date): boolean {
  return quiet && isNight(now)
}

/** @returns when the night is over that it is now; null by day. Norway's clock is whole hours away from UTC. */
export function nightEnds(now: Date): Date | null {
  let at = now
  while (isNight(at)) at = new Date((Math.floor(at.getTime() / hour) + 1) * hour)
  return at === now ? null : at
}

export function remindedJustNow(remindedAt: Date | null, now: Date): boolean {
  return remindedAt !== null && now.getTime() - remindedAt.getTime() < leastMilliseconds
}

/** How many moments of the plan have passed: a deadline that is moved makes up for none of them. */
export function stepAt(rule: ChaseRule, due: Date, now: Date): number {
  return planOf(rule, due).filter((moment) => moment <= now).length
}

const longestMilliseconds = 365 * 24 * hour

/** @returns what is wrong with a new deadline; null for nothing */
export function deadlineFault(due: Date, now: Date): string | null {
  if (due <= now) return 'The deadline is past already. Write a later one.'
  return due.getTime() - now.getTime() > longestMilliseconds ? 'The deadline is over a year ahead.' : null
}

/**
 * Which moment of the plan a reminder is due for. Moments that were slept through are made up for by one reminder, and
 * who has acknowledged is left in peace until the deadline.
 * @returns its place, from 1; null where nobody is to be reminded now
 */
export function stepDue(warning: Chased, rule: ChaseRule, now: Date): number | null {
  const { state, due_at, reminded_at, chase_step } = warning
  if ((state !== 'sent' && state !== 'acknowledged') || due_at === null) return null
  if (isQuiet(rule, now) || remindedJustNow(reminded_at, now)) return null
  const step = stepAt(rule, due_at, now)
  if (step <= chase_step || (step === 1 && state === 'acknowledged')) return null
  return step
}

export type Ranked = { rank: number; told: boolean }

/**
 * Who is told next: those of the nearest rank that nobody has told yet. At once where no mail has reached anybody, else
 * after the deadline, and one rank for each pause between reminders.
 * @returns the rank; null for none
 */
export function rankDue(
  warning: Chased & { escalated_at: Date | null },
  contacts: readonly Ranked[],
  rule: ChaseRule,
  now: Date,
): number | null {
  const { state, due_at, escalated_at } = warning
  const left = contacts.filter(({ told }) => !told).map(({ rank }) => rank)
  if (left.length === 0) return null
  const nearest = Math.min(...left)
  if (state === 'failed') return nearest
  if ((state !== 'sent' && state !== 'acknowledged') || due_at === null) return null
  const last = Math.max(due_at.getTime(), escalated_at === null ? 0 : escalated_at.getTime() + rule.every_hours * hour)
  return now.getTime() < last || isQuiet(rule, now) ? null : nearest
}

/** Whether anything of the plan is to be done now. */
export function isDue(
  warning: Parameters<typeof rankDue>[0],
  contacts: readonly Ranked[],
  rule: ChaseRule,
  now: Date,
): boolean {
  return stepDue(warning, rule, now) !== null || rankDue(warning, contacts, rule, now) !== null
}

/** Whom the first mail goes to. */
export function firstOf<Contact extends { rank: number }>(contacts: readonly Contact[], rule: ChaseRule): Contact[] {
  const nearest = Math.min(...contacts.map(({ rank }) => rank))
  return contacts.filter(({ rank }) => rule.all_at_once || rank === nearest)
}

/**
 * Each severity is said once, what is critical is never quiet and never waits, and no reminder is due at once.
 * @returns what is wrong, and the mend
 */
export function chaseFaults(rules: readonly WrittenChaseRule[]): NonNullable<ProblemDetails['errors']> {
  const at = 'body/rules'
  const counted = severities.flatMap((severity) => {
    const said = rules.filter((rule) => rule.severity === severity).length
    return said === 1 ? [] : [{ at, message: `${severity}: is said ${said} times. Write one rule.` }]
  })
  const early = rules.flatMap(({ severity, due_hours, before_hours }) =>
    due_hours !== undefined && before_hours >= due_hours
      ? [`${severity}: is reminded before it is told. Write less than ${due_hours} in before_hours.`]
      : [],
  )
  const critical = rules.filter(({ severity }) => severity === 'critical')
  const faults = [
    ...early,
    ...(critical.some(({ quiet, quiet_first }) => quiet || quiet_first)
      ? ['critical: is never quiet. Write false.']
      : []),
    ...(critical.some(({ gather_minutes = 0 }) => gather_minutes > 0)
      ? ['critical: never waits for others. Write 0 minutes.']
      : []),
  ]
  return [...counted, ...faults.map((message) => ({ at, message }))]
}
