/** What a member's own people see: what must be done today, one warning in plain words, and what they answer. */
import { type Static, Type } from 'typebox'
import { categories } from './category.ts'
import { PhoneChoice, PhoneStanding } from './channels.ts'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, Severity, Tlp, words } from './common.ts'
import { CauseKind } from './detection.ts'
import { UnresolvedCounts } from './follow-up.ts'
import { Answer, Response } from './response.ts'
import { MeasureStands, VexStands } from './standing.ts'
import { CveId, VexJustification, VexStatus } from './vulnerability.ts'
import { WarningState } from './warning.ts'

/** One line of a list. */
export const PortalWarning = Type.Object({
  id: Id,
  number: Type.Integer(),
  member: Orgnr,
  member_name: Type.String(),
  /** In plain words, in the reader's language. */
  headline: Type.String(),
  /** The machines that it is about, in words. */
  where: Type.String(),
  severity: Severity,
  state: WarningState,
  answer: Nullable(Answer),
  sent_at: Nullable(Instant),
  due_at: Nullable(Instant),
  acknowledged_at: Nullable(Instant),
  answered_at: Nullable(Instant),
  reopened_at: Nullable(Instant),
  measures: Type.Object({ done: Type.Integer(), of: Type.Integer() }),
})
export type PortalWarning = Static<typeof PortalWarning>

const asked = { member: Type.Optional(Orgnr), language: Type.Optional(Language) }
export const PortalQuery = Type.Object(asked)
export const PortalWarningQuery = Type.Object({
  ...PageQuery,
  ...asked,
  open: Type.Optional(Type.Boolean({ description: 'Only those that wait for an answer' })),
})
export const PortalViewQuery = Type.Omit(PortalWarningQuery, ['member'])
export const PortalWarningPage = Page(PortalWarning)
export const PortalLanguageQuery = Type.Object({ language: Type.Optional(Language) })

export const PortalToday = Type.Object({
  as_of: Instant,
  /** The organisations that the reader acts for. */
  members: Type.Array(Type.Object({ orgnr: Orgnr, name: Type.String() })),
  /** The CSIRT's own telephone number; null where none is set. */
  phone: Nullable(Type.String()),
  /** Without an answer, the nearest deadline first; at most fifty. */
  unanswered: Type.Array(PortalWarning),
  unanswered_count: Type.Integer(),
  /** Answered, and still with something to do: help was asked for, or nobody knows yet. */
  unfinished: Type.Array(PortalWarning),
  /** Contacts whose last mail did not arrive. */
  undelivered: Type.Array(
    Type.Object({ id: Id, member: Orgnr, member_name: Type.String(), name: Type.String(), email: Type.String() }),
  ),
  silent_sensors: Type.Array(
    Type.Object({ member: Orgnr, member_name: Type.String(), silent: Type.Integer(), sensors: Type.Integer() }),
  ),
  /** Exploited ones that they have or may have, by how they stand. */
  vulnerabilities: UnresolvedCounts,
})
export type PortalToday = Static<typeof PortalToday>

export const PortalWarningDetail = Type.Object({
  warning: PortalWarning,
  tlp: Tlp,
  language: Language,
  phone: Nullable(Type.String()),
  /** What was seen, where and when, and how sure it is; one for each cause. */
  findings: Type.Array(
    Type.Object({ what: Type.String(), where: Type.String(), when: Type.String(), how_sure: Type.String() }),
  ),
  /** Causes that are not among the findings. */
  more: Type.Integer(),
  meaning: Type.Array(Type.String(), { description: 'What it means, by paragraph' }),
  tlp_text: Type.String(),
  measures: Type.Array(MeasureStands),
  /** Of an advisory: its vulnerabilities, with what the member has said of each; null for what was detected. */
  vulnerabilities: Nullable(Type.Array(VexStands)),
  /** The newest first; all that anybody at the member has said. */
  responses: Type.Array(Response),
  /** What the CSIRT has written about it since, the newest first. */
  messages: Type.Array(Type.Object({ id: Id, text: Type.String(), at: Instant })),
})
export type PortalWarningDetail = Static<typeof PortalWarningDetail>

/** Without an answer: it is only acknowledged. */
export const PortalAnswer = Type.Object({
  answer: Type.Optional(Answer),
  comment: Type.Optional(Type.String({ maxLength: 4000 })),
  /** Keys of measures that are done now. Of those not named nothing is said: each tick is taken away by itself. */
  done: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 100 })),
  /** VEX of those vulnerabilities of an advisory that stand otherwise than the answer says. */
  vex: Type.Optional(Type.Array(Type.Object({ cve: CveId, vex: VexStatus }), { maxItems: 100 })),
  /** Of what is not affected. */
  justification: Type.Optional(Nullable(VexJustification)),
})
export type PortalAnswer = Static<typeof PortalAnswer>

/** `advisory`: advisories on what the member is not known to have. Those on what it has always come. */
export const choiceKinds = [...categories, 'advisory'] as const
export const ChoiceKind = words(choiceKinds)
export type ChoiceKind = Static<typeof ChoiceKind>

/** The least severe warning of one kind that a contact wants by mail. What is critical always comes. */
export const ContactChoice = Type.Object({ category: ChoiceKind, least: Severity })
export type ContactChoice = Static<typeof ContactChoice>
/** Every kind once. `phone`: a channel that is not named stays as it is. */
export const ContactChoices = Type.Object({
  choices: Type.Array(ContactChoice),
  phone: Type.Optional(Type.Array(PhoneChoice, { maxItems: 2 })),
})

/** What the reader has chosen at each of its organisations. `contact`: null where the reader is no contact and gets no mail. */
export const PortalChoices = Type.Object({
  items: Type.Array(
    Type.Object({
      member: Orgnr,
      member_name: Type.String(),
      contact: Nullable(Id),
      choices: Type.Array(ContactChoice),
      phone: Nullable(PhoneStanding),
    }),
  ),
})
export type PortalChoices = Static<typeof PortalChoices>

export const FalseAlarmQuery = Type.Object({ kind: CauseKind, key: Type.String({ minLength: 1, maxLength: 200 }) })
/** What members say of one cause: how many of those warned call it a false alarm, by their last answer. */
export const FalseAlarms = Type.Object({
  warned: Type.Integer({ description: 'Members that were warned of it' }),
  members: Type.Integer({ description: 'Those whose last answer is that it is a false alarm' }),
  /** Enough members say so that the cause itself should be looked at: suppress it, or retract the indicator. */
  review: Type.Boolean(),
  /** The newest first; at most ten. */
  items: Type.Array(
    Type.Object({
      warning: Id,
      number: Type.Integer(),
      member: Orgnr,
      member_name: Type.String(),
      comment: Type.String(),
      at: Instant,
    }),
  ),
})
export type FalseAlarms = Static<typeof FalseAlarms>
