/** A rule as a duty officer reads it. Pure. */
import type { Language, PolicyRule } from '../../api/types.ts'
import type { Say } from '../../app/i18n.tsx'

export type Naming = {
  t: Say
  language: Language
  /** A member's name by its organisation number. */
  member: (orgnr: string) => string
  kind: (kind: string) => string
}

/** E.g. `Når årsaken er en indikator og alvoret er minst høy: varsle straks og si fra til vakten.` */
export function ruleText(rule: PolicyRule, naming: Naming): string {
  const { t, language } = naming
  const conditions = conditionsOf(rule, naming)
  const action = t(rule.page ? 'rule.and_page' : 'rule.only', { action: t(`policy.action.${rule.action}`) })
  if (conditions.length === 0) return t('rule.else', { action })
  return t('rule.when', { conditions: listed(conditions, language, 'conjunction'), action })
}

function conditionsOf({ when }: PolicyRule, { t, language, member, kind }: Naming): string[] {
  const either = (all: readonly string[]) => listed(cut(all), language, 'disjunction')
  return [
    ...(when.causes ? [t('rule.causes', { what: either(when.causes.map((one) => t(`policy.cause.${one}`))) })] : []),
    ...(when.categories
      ? [t('rule.categories', { what: either(when.categories.map((one) => t(`category.${one}`))) })]
      : []),
    ...(when.severity_at_least ? [t('rule.severity', { severity: t(`severity.${when.severity_at_least}`) })] : []),
    ...(when.confidence_at_least === undefined ? [] : [t('rule.confidence', { percent: when.confidence_at_least })]),
    ...(when.sources ? [t('rule.sources', { what: either(when.sources) })] : []),
    ...(when.members ? [t('rule.members', { what: either(when.members.map(member)) })] : []),
    ...(when.member_kinds ? [t('rule.kinds', { what: either(when.member_kinds.map(kind)) })] : []),
    ...(when.hours
      ? [t('rule.hours', { from: when.hours.from, to: when.hours.to, days: whichDays(when.hours, t, language) })]
      : []),
  ]
}

/** The days, and what holidays are where that is said. */
function whichDays({ days, holidays }: Hours, t: Say, language: Language): string {
  if (holidays === undefined) return daysText(days, t, language)
  if (days.length === 0) return t('rule.holidays.alone')
  return t(`rule.holidays.${holidays}`, { days: daysText(days, t, language) })
}
type Hours = NonNullable<PolicyRule['when']['hours']>

/** `mandag til fredag` where they follow one another, else each. */
export function daysText(days: readonly number[], t: Say, language: Language): string {
  const sorted = days.toSorted((a, b) => a - b)
  const [first, last] = [sorted[0] ?? 1, sorted.at(-1) ?? 7]
  const name = (day: number) => t(`day.${day as Day}`)
  if (sorted.length === 7) return t('rule.every_day')
  if (sorted.length > 2 && last - first + 1 === sorted.length) {
    return t('rule.days', { first: name(first), last: name(last) })
  }
  return listed(sorted.map(name), language, 'conjunction')
}
type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** More than so many are counted instead of listed. */
const named = 6

function cut(all: readonly string[]): readonly string[] {
  return all.length > named ? [...all.slice(0, named - 1), `+ ${all.length - named + 1}`] : all
}

function listed(all: readonly string[], language: Language, type: 'conjunction' | 'disjunction'): string {
  // Nynorsk lists as bokmål does, and not every browser knows it.
  const locale = language === 'en' ? 'en-GB' : 'nb-NO'
  return new Intl.ListFormat(locale, { type }).format(all)
}
