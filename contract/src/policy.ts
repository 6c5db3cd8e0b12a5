/** What a new detection leads to: an ordered list of rules, in versions that are tried before they are switched on. */
import { type Static, Type } from 'typebox'
import { Category } from './category.ts'
import { Id, Instant, Nullable, Orgnr, Severity, words } from './common.ts'
import { causeKinds } from './detection.ts'

/** `ignore`: kept, and set aside. `queue`: waits for a person. `warn`: goes out at once. */
export const policyActions = ['ignore', 'queue', 'warn'] as const
export const PolicyAction = words(policyActions)
export type PolicyAction = Static<typeof PolicyAction>

const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Norwegian time, `HH:MM`' })

/** `also`: whatever day of the week they are; `never`: not even where that day is among the days. */
export const holidayChoices = ['also', 'never'] as const

/** Where `to` is not after `from`, it runs past midnight and belongs to the day it began. */
export const PolicyHours = Type.Object({
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, description: 'Monday is 1, Sunday 7' }),
  from: Clock,
  to: Clock,
  holidays: Type.Optional({
    ...words(holidayChoices),
    description: 'Norwegian public holidays; without it they are like any other day',
  }),
})
export type PolicyHours = Static<typeof PolicyHours>

const some = { minItems: 1, maxItems: 200 }

/** All that is said must hold; what is not said does not matter. */
export const PolicyWhen = Type.Object(
  {
    causes: Type.Optional(Type.Array(words(causeKinds), some)),
    categories: Type.Optional(Type.Array(Category, some)),
    severity_at_least: Type.Optional(Severity),
    confidence_at_least: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'A signature has none, and is never meant' }),
    ),
    sources: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), some)),
    members: Type.Optional(Type.Array(Orgnr, some)),
    member_kinds: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), some)),
    hours: Type.Optional(PolicyHours),
  },
  { additionalProperties: false },
)
export type PolicyWhen = Static<typeof PolicyWhen>

export const PolicyRule = Type.Object(
  {
    /** May be empty: then it is called by what it says. */
    name: Type.String({ maxLength: 80 }),
    when: PolicyWhen,
    action: PolicyAction,
    page: Type.Boolean({ description: 'Mail the duty officers at once, beside the action' }),
  },
  { additionalProperties: false },
)
export type PolicyRule = Static<typeof PolicyRule>

/** The first that matches decides; the last has no conditions. */
export const PolicyRules = Type.Array(PolicyRule, { minItems: 1, maxItems: 50 })

const Tally = Type.Object({ before: Type.Integer(), after: Type.Integer() })

/** What the rules would have done with the detections of 30 days, beside what was done. */
export const PolicyTrial = Type.Object({
  from: Instant,
  to: Instant,
  detections: Type.Integer(),
  actions: Type.Object({ ignore: Tally, queue: Tally, warn: Tally }),
  pages: Tally,
  warnings: Tally,
  /** To how many contacts the warnings would have gone at first. */
  mails: Tally,
  /** How many each rule decides, in their order. */
  rules: Type.Array(Type.Integer()),
  /** What would have gone otherwise, the most first, and what people did with it. */
  changes: Type.Array(
    Type.Object({
      before: PolicyAction,
      after: PolicyAction,
      count: Type.Integer(),
      warned: Type.Integer({ description: 'Of these, warned about by a person' }),
      dismissed: Type.Integer({ description: 'Of these, dismissed by a person' }),
      examples: Type.Array(
        Type.Object({
          detection: Id,
          member_name: Type.String(),
          label: Type.String(),
          severity: Severity,
          at: Instant,
        }),
      ),
    }),
  ),
  /** The members for whom it changes most. */
  members: Type.Array(Type.Object({ member: Orgnr, name: Type.String(), ignore: Tally, queue: Tally, warn: Tally })),
})
export type PolicyTrial = Static<typeof PolicyTrial>

export const PolicyVersion = Type.Object({
  number: Type.Integer(),
  rules: PolicyRules,
  created_at: Instant,
  created_by: Type.String(),
})
export type PolicyVersion = Static<typeof PolicyVersion>

export const PolicyDraft = Type.Object({
  number: Type.Integer(),
  rules: PolicyRules,
  /** Counts its changes: who changes it says which one they have seen. */
  revision: Type.Integer(),
  created_by: Type.String(),
  changed_at: Instant,
  changed_by: Type.String(),
  tried_at: Nullable(Instant),
  tried_by: Nullable(Type.String()),
  /** Of the rules as they are now; null until they are tried. */
  trial: Nullable(PolicyTrial),
})
export type PolicyDraft = Static<typeof PolicyDraft>

const Activation = { at: Instant, by: Type.String(), note: Type.String() }

export const Policy = Type.Object({
  active: Type.Object({ number: Type.Integer(), rules: PolicyRules, ...Activation }),
  draft: Nullable(PolicyDraft),
  /** What a rule may ask for, as it is found in the data. */
  sources: Type.Array(Type.String()),
  member_kinds: Type.Array(Type.String()),
  /** Those that a rule names. */
  members: Type.Array(Type.Object({ member: Orgnr, name: Type.String() })),
})
export type Policy = Static<typeof Policy>

/** Each time that a version was switched on, the newest first. */
export const PolicyHistory = Type.Object({
  items: Type.Array(Type.Object({ version: Type.Integer(), rules: PolicyRules, ...Activation })),
})
export type PolicyHistory = Static<typeof PolicyHistory>

export const PolicyDraftChange = Type.Object({
  rules: PolicyRules,
  revision: Type.Integer({ minimum: 0, description: 'The draft’s as it was seen; 0 where there was none' }),
})
export const PolicyDraftSeen = Type.Object({ revision: Type.Integer() })
const why = Type.String({ minLength: 1, maxLength: 1000, description: 'Why' })
export const PolicySwitchOn = Type.Object({ revision: Type.Integer(), note: why })
export const PolicySwitchBack = Type.Object({ note: why })
