import { type Static, Type } from 'typebox'
import { OtherDelivery } from './channels.ts'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, Severity, Tlp, words } from './common.ts'
import { Delivery, Wait } from './delivery.ts'
import { Detection } from './detection.ts'
import { Answer, Response } from './response.ts'

export const warningStates = ['draft', 'sending', 'sent', 'acknowledged', 'answered', 'failed', 'cancelled'] as const
export const WarningState = words(warningStates)
export type WarningState = Static<typeof WarningState>

export const Warning = Type.Object({
  id: Id,
  number: Type.Integer({ description: 'Counts up; shown as V-000123' }),
  member: Orgnr,
  member_name: Type.String(),
  title: Type.String(),
  severity: Severity,
  tlp: Tlp,
  state: WarningState,
  created_at: Instant,
  sent_at: Nullable(Instant),
  /** By a person of the member in the portal; what is done with mails is not known. */
  opened_at: Nullable(Instant),
  acknowledged_at: Nullable(Instant),
  answered_at: Nullable(Instant),
  answer: Nullable(Answer),
  due_at: Nullable(Instant),
  /** Why nobody has got it yet: every mail of it waits; until the first of them goes. */
  waits: Nullable(Wait),
  reopened: Type.Integer({ description: 'How many times it has come back after an answer' }),
  reopened_at: Nullable(Instant),
  reminders: Type.Integer({ description: 'Sent since it was last opened' }),
  detections: Type.Integer(),
  /** The advisory that it tells of, in which version; null for what was detected. */
  advisory: Nullable(Type.Object({ id: Id, version: Type.Integer() })),
})
export type Warning = Static<typeof Warning>

export const WarningListQuery = Type.Object({
  ...PageQuery,
  member: Type.Optional(Orgnr),
  state: Type.Optional(WarningState),
  severity: Type.Optional(Severity),
  q: Type.Optional(Type.String()),
  open: Type.Optional(Type.Boolean({ description: 'Only those sent and not yet answered' })),
})
export const WarningPage = Page(Warning)

export const WarningDetail = Type.Object({
  warning: Warning,
  detections: Type.Array(Detection),
  deliveries: Type.Array(Delivery),
  /** By webhook and by telephone. Only mail counts for how the warning stands. */
  others: Type.Array(OtherDelivery),
  responses: Type.Array(Response),
  texts: Type.Array(Type.Object({ language: Language, subject: Type.String(), text: Type.String() })),
  timeline: Type.Array(Type.Object({ at: Instant, what: Type.String(), who: Nullable(Type.String()) })),
  /** The last time that somebody moved the deadline, where it still stands so; null to members. */
  deadline_moved: Nullable(
    Type.Object({ due_before: Instant, reason: Type.String(), author: Type.String(), at: Instant }),
  ),
  /** Seconds from the first event's receipt to the first 250 from a mail server. */
  seconds_to_warn: Nullable(Type.Number()),
})
export type WarningDetail = Static<typeof WarningDetail>
