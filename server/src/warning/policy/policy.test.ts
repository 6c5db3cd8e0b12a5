import {
  categories,
  causeKinds,
  holidayChoices,
  type PolicyRule,
  type PolicyWhen,
  policyActions,
  type Severity,
  severities,
} from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNorwegianHoliday } from './norwegian-holidays.ts'
import { decideBy, isOld, type PolicyFacts, policyFaults } from './policy.ts'
import { isWithin, osloMoment } from './policy-hours.ts'

const rule = (part: Partial<PolicyRule>): PolicyRule => ({ name: '', when: {}, action: 'queue', page: false, ...part })
const facts = (part: Partial<PolicyFacts> = {}): PolicyFacts => ({
  kind: 'indicator',
  category: 'c2',
  severity: 'high',
  confidence: 80,
  source: 'Testkilde',
  orgnr: '999999999',
  memberKind: 'municipality',
  attribution: 'network',
  old: false,
  at: new Date('2026-11-24T02:00:00Z'),
  ...part,
})
const send = [rule({ when: { causes: ['indicator'] }, action: 'warn', page: true }), rule({})]

describe('what a rule decides', () => {
  it('warns only where a rule says so, and never about what is attributed by sensor or old', () => {
    const decide = decideBy(send)
    expect(decide(facts())).toEqual({ rule: 1, action: 'warn', page: true })
    expect(decide(facts({ attribution: 'sensor' }))).toEqual({ rule: 1, action: 'queue', page: true })
    expect(decide(facts({ old: true }))).toEqual({ rule: 1, action: 'queue', page: true })
    expect(decide(facts({ kind: 'signature' }))).toEqual({ rule: 2, action: 'queue', page: false })
    expect(decideBy([])(facts())).toEqual({ rule: null, action: 'queue', page: false })
    const ignore = decideBy([rule({ action: 'ignore' })])
    expect(ignore(facts({ attribution: 'sensor', old: true })).action).toBe('ignore')
  })

  it('takes each condition by itself', () => {
    const hits = (when: PolicyWhen, part: Partial<PolicyFacts> = {}) =>
      decideBy([rule({ when, action: 'warn' }), rule({})])(facts(part)).rule === 1
    expect(hits({ categories: ['c2'] })).toBe(true)
    expect(hits({ categories: ['phishing'] })).toBe(false)
    expect(hits({ severity_at_least: 'high' })).toBe(true)
    expect(hits({ severity_at_least: 'critical' })).toBe(false)
    expect(hits({ confidence_at_least: 80 })).toBe(true)
    expect(hits({ confidence_at_least: 81 })).toBe(false)
    expect(hits({ confidence_at_least: 0 }, { confidence: null })).toBe(false)
    expect(hits({ sources: ['Testkilde'] })).toBe(true)
    expect(hits({ sources: ['En annen'] })).toBe(false)
    expect(hits({ members: ['999999999'] })).toBe(true)
    expect(hits({ members: ['888888888'] })).toBe(false)
    expect(hits({ member_kinds: ['municipality'] })).toBe(true)
    expect(hits({ member_kinds: ['gp'] })).toBe(false)
    // 03:00 on a Tuesday in Norway.
    expect(hits({ hours: { days: [2], from: '02:00', to: '04:00' } })).toBe(true)
    expect(hits({ hours: { days: [2], from: '04:00', to: '06:00' } })).toBe(false)
  })

  it('knows what is of the past', () => {
    const now = new Date('2026-11-24T12:00:00Z')
    const [minutes, days] = [new Date('2026-11-24T11:55:00Z'), new Date('2026-11-04T12:00:00Z')]
    expect(isOld(true, days, now)).toBe(true)
    expect(isOld(true, minutes, now)).toBe(false)
    // What a sensor sends late is matched as it is loaded, and is news.
    expect(isOld(false, days, now)).toBe(false)
  })
})

describe('hours', () => {
  it('are those of Norway, in summer and winter', () => {
    expect(osloMoment(new Date('2026-07-05T22:30:00Z'))).toMatchObject({ day: 1, minute: 30 })
    expect(osloMoment(new Date('2026-11-22T23:30:00Z'))).toMatchObject({ day: 1, minute: 30 })
    expect(osloMoment(new Date('2026-11-22T22:30:00Z'))).toMatchObject({ day: 7, minute: 23 * 60 + 30 })
  })

  const on = (day: number, minute: number, more = {}) => ({
    day,
    minute,
    holiday: false,
    holidayBefore: false,
    ...more,
  })

  it('run past midnight on the account of the day they began', () => {
    const fridayNight = { days: [5], from: '16:00', to: '08:00' }
    expect(isWithin(fridayNight, on(5, 16 * 60))).toBe(true)
    expect(isWithin(fridayNight, on(6, 7 * 60 + 59))).toBe(true)
    expect(isWithin(fridayNight, on(6, 8 * 60))).toBe(false)
    expect(isWithin(fridayNight, on(5, 7 * 60))).toBe(false)
    expect(isWithin({ days: [7], from: '16:00', to: '08:00' }, on(1, 60))).toBe(true)
    expect(isWithin({ days: [3], from: '00:00', to: '00:00' }, on(3, 700))).toBe(true)
  })

  it('take holidays as any other day, as free, or as free alone, also for the night after', () => {
    const office = { days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }
    const free = { days: [6, 7], from: '16:00', to: '16:00', holidays: 'also' as const }
    const whitMonday = new Date('2026-05-25T10:00:00Z')
    const noon = osloMoment(whitMonday)
    expect(isWithin(office, noon)).toBe(true)
    expect(isWithin({ ...office, holidays: 'never' }, noon)).toBe(false)
    expect(isWithin({ ...office, holidays: 'never' }, on(1, 600))).toBe(true)
    expect(isWithin({ ...office, days: [], holidays: 'also' }, noon)).toBe(true)
    expect(isWithin({ ...office, days: [], holidays: 'also' }, on(1, 600))).toBe(false)
    // The night after Whit Monday is still the holiday's, and the evening after that is not.
    expect(isWithin(free, osloMoment(new Date('2026-05-26T03:00:00Z')))).toBe(true)
    expect(isWithin(free, osloMoment(new Date('2026-05-26T16:00:00Z')))).toBe(false)
    // In Norway it is the 17th of May already, and then no longer.
    expect(osloMoment(new Date('2027-05-16T22:30:00Z'))).toMatchObject({ holiday: true, holidayBefore: true })
    expect(osloMoment(new Date('2027-05-17T22:30:00Z'))).toMatchObject({ holiday: false, holidayBefore: true })
  })

  it('know the Norwegian public holidays', () => {
    const inYear = (year: number) =>
      Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, i + 1)))
        .filter((date) => date.getUTCFullYear() === year)
        .filter((date) => isNorwegianHoliday(year, date.getUTCMonth() + 1, date.getUTCDate()))
        .map((date) => date.toISOString().slice(5, 10))
    expect(inYear(2026)).toEqual('01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26'.split(' '))
    // 17 May is Whit Monday here, so there is one fewer.
    expect(inYear(2027)).toEqual('01-01 03-25 03-26 03-28 03-29 05-01 05-06 05-16 05-17 12-25 12-26'.split(' '))
    // Easter at its earliest and latest of late, and where the computus corrects itself.
    const easters = {
      1954: '04-18',
      1981: '04-19',
      2000: '04-23',
      2008: '03-23',
      2011: '04-24',
      2038: '04-25',
      2049: '04-18',
    }
    for (const [year, easter] of Object.entries(easters)) expect(inYear(Number(year)), year).toContain(easter)
  })
})

const someOf = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 })
const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const anyWhen = fc.record(
  {
    causes: someOf(causeKinds),
    categories: someOf(categories),
    severity_at_least: fc.constantFrom(...severities),
    confidence_at_least: fc.nat(100),
    sources: someOf(['A', 'B']),
    members: someOf(['111111111', '222222222']),
    member_kinds: someOf(['gp', 'municipality']),
    hours: fc.record(
      { days: someOf([1, 2, 3, 4, 5, 6, 7]), from: clock, to: clock, holidays: fc.constantFrom(...holidayChoices) },
      { requiredKeys: ['days', 'from', 'to'] },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<PolicyWhen>
const anyRule = fc.record({
  name: fc.constant(''),
  when: anyWhen,
  action: fc.constantFrom(...policyActions),
  page: fc.boolean(),
})
const anyFacts: fc.Arbitrary<PolicyFacts> = fc.record({
  kind: fc.constantFrom(...causeKinds),
  category: fc.constantFrom(...categories),
  severity: fc.constantFrom(...severities),
  confidence: fc.option(fc.nat(100)),
  source: fc.constantFrom('A', 'B', ''),
  orgnr: fc.constantFrom('111111111', '222222222'),
  memberKind: fc.constantFrom('gp', 'municipality'),
  attribution: fc.constantFrom('network' as const, 'sensor' as const),
  old: fc.boolean(),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
})

/** The rules as a person would follow them with a finger: each minute of the week is looked up in a list. */
function model(rules: readonly PolicyRule[], f: PolicyFacts) {
  const worth: Record<Severity, number> = { low: 1, medium: 2, high: 3, critical: 4 }
  for (let i = 0; i < rules.length; i++) {
    const { when, action, page } = rules[i] as PolicyRule
    if (when.causes && !when.causes.some((one) => one === f.kind)) continue
    if (when.categories && !when.categories.some((one) => one === f.category)) continue
    if (when.severity_at_least && worth[f.severity] < worth[when.severity_at_least]) continue
    if (when.confidence_at_least !== undefined && (f.confidence ?? -1) < when.confidence_at_least) continue
    if (when.sources && !new Set(when.sources).has(f.source)) continue
    if (when.members && !new Set(when.members).has(f.orgnr)) continue
    if (when.member_kinds && !new Set(when.member_kinds).has(f.memberKind)) continue
    if (when.hours) {
      const { day, minute, holiday, holidayBefore } = osloMoment(f.at)
      const [from, to] = [when.hours.from, when.hours.to].map((text) => {
        const [h = '', m = ''] = text.split(':')
        return Number(h) * 60 + Number(m)
      }) as [number, number]
      const week = 7 * 1440
      const here = (day - 1) * 1440 + minute
      const length = (to - from + 1440) % 1440 || 1440
      // Since today's hours began, and since yesterday's did.
      const free = minute >= from ? holiday : holidayBefore
      const since = (minute - from + 1440) % 1440
      if (free && when.hours.holidays) {
        if (when.hours.holidays === 'never' || since >= length) continue
      } else if (!when.hours.days.some((d) => (here - ((d - 1) * 1440 + from) + week) % week < length)) continue
    }
    if (action === 'warn' && (f.old || f.attribution === 'sensor')) return { rule: i + 1, action: 'queue', page }
    return { rule: i + 1, action, page }
  }
  return { rule: null, action: 'queue', page: false }
}

it('decides everything, as the rules say in their order', () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 6 }), anyFacts, (some, one) => {
      const rules = [...some, rule({})]
      const decided = decideBy(rules)(one)
      expect(decided.rule).not.toBeNull()
      expect(decided).toEqual(model(rules, one))
    }),
    { numRuns: 1000 },
  )
})

it('is right only where the last rule, and no other, takes all that is left', () => {
  expect(policyFaults(send)).toEqual([])
  expect(policyFaults([rule({ when: { causes: ['indicator'] } })])[0]).toMatchObject({ at: 'body/rules/0/when' })
  expect(policyFaults([rule({}), rule({})])).toMatchObject([{ at: 'body/rules/0/when' }])
  const never = { days: [], from: '00:00', to: '00:00' }
  expect(policyFaults([rule({ when: { hours: never } }), rule({})])).toMatchObject([
    { at: 'body/rules/0/when/hours/days' },
  ])
  expect(policyFaults([rule({ when: { hours: { ...never, holidays: 'also' } } }), rule({})])).toEqual([])
  expect(policyFaults([rule({ action: 'ignore', page: true })])).toMatchObject([{ at: 'body/rules/0/page' }])
})
