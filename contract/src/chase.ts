/** After a warning has gone out: reminders, the telephone, notes that stay and messages that leave. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, Orgnr, Severity, words } from './common.ts'
import { Answer } from './response.ts'
import { WarningState } from './warning.ts'

/** How one severity is chased. */
export const ChaseRule = Type.Object({
  severity: Severity,
  due_hours: Type.Integer({
    minimum: 1,
    maximum: 2160,
    description: 'To answer, from when the first mail was delivered',
  }),
  before_hours: Type.Integer({ minimum: 0, maximum: 720, description: 'The first reminder, before the deadline' }),
  every_hours: Type.Integer({ minimum: 1, maximum: 720, description: 'Between reminders after the deadline' }),
  most: Type.Integer({ minimum: 0, maximum: 50, description: 'Reminders after the one at the deadline' }),
  all_at_once: Type.Boolean({ description: 'Every contact at the first mail, and not the nearest first' }),
  quiet: Type.Boolean({ description: 'No reminder from 22 to 6, Norwegian time; never so for what is critical' }),
  gather_minutes: Type.Integer({
    minimum: 0,
    maximum: 1440,
    description: 'What comes so soon after another warning to the same contact waits, and goes in one mail with others',
  }),
  quiet_first: Type.Boolean({
    description: 'No first mail from 22 to 6 either: it waits for the morning; never so for what is critical',
  }),
})
export type ChaseRule = Static<typeof ChaseRule>

const { due_hours, gather_minutes, quiet_first, ...rest } = ChaseRule.properties
/** As it is sent to us: what came later and is not said stays as it was. */
export const WrittenChaseRule = Type.Object({
  ...rest,
  due_hours: Type.Optional(due_hours),
  gather_minutes: Type.Optional(gather_minutes),
  quiet_first: Type.Optional(quiet_first),
})
export type WrittenChaseRule = Static<typeof WrittenChaseRule>
export const ChaseRules = Type.Object({ rules: Type.Array(WrittenChaseRule) })

/** With what it follows from, and who chose it. */
export const ChaseRuleShown = Type.Object({
  ...ChaseRule.properties,
  /** Null where nobody has changed it. */
  changed_at: Nullable(Instant),
  changed_by: Nullable(Type.String()),
})
export type ChaseRuleShown = Static<typeof ChaseRuleShown>
export const ChaseRulesShown = Type.Object({ rules: Type.Array(ChaseRuleShown) })

const said = { minLength: 1, maxLength: 4000 }

/** Reminders and the next contact follow the new one. Why is for staff alone. */
export const NewDeadline = Type.Object({
  due_at: Type.String({ format: 'date-time', description: 'Later than now, at most a year' }),
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
})
export type NewDeadline = Static<typeof NewDeadline>

/** For staff alone: it leaves by no way. */
export const WarningNote = Type.Object({ id: Id, text: Type.String(), author: Type.String(), at: Instant })
export type WarningNote = Static<typeof WarningNote>
export const WarningNotes = Type.Object({ items: Type.Array(WarningNote) })
export type WarningNotes = Static<typeof WarningNotes>
export const NewNote = Type.Object({ text: Type.String(said) })
/** Goes to the member's contacts, by mail. */
export const NewMessage = Type.Object({ message: Type.String(said) })
/** What was done to help a member that asked for it. */
export const HelpGiven = Type.Object({ done: Type.String(said) })

/** A call as it is written down. Taken and no answer: they have acknowledged. */
export const NewCall = Type.Object({
  contact_name: Type.String({ minLength: 1, maxLength: 200 }),
  reached: Type.Boolean(),
  answer: Type.Optional(Answer),
  comment: Type.Optional(Type.String({ maxLength: 4000 })),
  called_at: Type.Optional(Instant),
})
export type NewCall = Static<typeof NewCall>

/** `undelivered`: no mail has reached them. */
export const callReasons = ['need_help', 'undelivered', 'overdue'] as const
export const CallEntry = Type.Object({
  warning: Id,
  number: Type.Integer(),
  member: Orgnr,
  member_name: Type.String(),
  title: Type.String(),
  severity: Severity,
  state: WarningState,
  reason: words(callReasons),
  since: Instant,
  /** What to say, in the language of the first contact. */
  script: Type.String(),
  language: Language,
  contacts: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      role: Type.String(),
      rank: Type.Integer(),
      phone: Nullable(Type.String()),
      language: Language,
    }),
  ),
  calls: Type.Array(
    Type.Object({
      at: Instant,
      contact_name: Type.String(),
      reached: Type.Boolean(),
      comment: Type.String(),
      author: Type.String(),
    }),
  ),
})
export type CallEntry = Static<typeof CallEntry>
export const CallList = Type.Object({ as_of: Instant, items: Type.Array(CallEntry) })
export type CallList = Static<typeof CallList>
