/** A rule as a form holds it, and back. Pure. */
import type { PolicyAction, PolicyCategory, PolicyCause, PolicyRule, Severity } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import { days, type holidays } from './rule-choices.ts'

export type Day = (typeof days)[number]
export type Holidays = (typeof holidays)[number]
export type Fields = {
  name: string
  action: PolicyAction
  page: boolean
  severity: Severity | 'any'
  causes: PolicyCause[]
  categories: PolicyCategory[]
  /** Empty: it does not matter. */
  confidence: string
  sources: string[]
  members: string[]
  kinds: string[]
  /** None, and no holidays: hours do not matter. */
  days: Day[]
  holidays: Holidays
  from: string
  to: string
}

export function fieldsOf(rule: PolicyRule | null): Fields {
  const when = rule?.when ?? {}
  return {
    name: rule?.name ?? '',
    action: rule?.action ?? 'queue',
    page: rule?.page ?? false,
    severity: when.severity_at_least ?? 'any',
    causes: when.causes ?? [],
    categories: when.categories ?? [],
    confidence: when.confidence_at_least === undefined ? '' : String(when.confidence_at_least),
    sources: when.sources ?? [],
    members: when.members ?? [],
    kinds: when.member_kinds ?? [],
    days: days.filter((day) => when.hours?.days.includes(day)),
    holidays: when.hours?.holidays ?? 'as_days',
    from: when.hours?.from ?? '16:00',
    to: when.hours?.to ?? '08:00',
  }
}

export function ruleOf(fields: Fields): PolicyRule {
  const some = <T>(all: T[]) => (all.length === 0 ? undefined : all)
  const confidence = fields.confidence.trim() === '' ? undefined : Number(fields.confidence)
  return {
    name: fields.name.trim(),
    when: compact({
      causes: some(fields.causes),
      categories: some(fields.categories),
      severity_at_least: fields.severity === 'any' ? undefined : fields.severity,
      confidence_at_least:
        confidence === undefined || !Number.isFinite(confidence)
          ? undefined
          : Math.min(100, Math.max(0, Math.round(confidence))),
      sources: some(fields.sources),
      members: some(fields.members),
      member_kinds: some(fields.kinds),
      hours: haveHours(fields) ? hoursOf(fields) : undefined,
    }),
    action: fields.action,
    page: fields.page,
  }
}

/** Whether hours matter: holidays alone can be what is meant. */
export function haveHours({ days, holidays }: Pick<Fields, 'days' | 'holidays'>): boolean {
  return days.length > 0 || holidays === 'also'
}

function hoursOf({ days, from, to, holidays }: Fields) {
  return { days, from, to, ...(holidays === 'as_days' ? {} : { holidays }) }
}
