/** What was found at a member: its cause, how it stands, and what an analyst needs beside it. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, Severity, Tlp, words } from './common.ts'
import { Event } from './events.ts'
import { Grade, GradeQuery } from './grade.ts'
import { Contact } from './members.ts'
import { Answer } from './response.ts'
import { HitField, IndicatorType } from './sensing.ts'
import { SetAsideReason, TriagePerson } from './triage.ts'

/** What a detection rests on: an indicator that was seen, or a sensor's own signature. */
export const causeKinds = ['indicator', 'signature'] as const
export const CauseKind = words(causeKinds)
export type CauseKind = Static<typeof CauseKind>

/** How the member was found: by its networks (sure), or only by whose sensor saw it. */
export const attributions = ['network', 'sensor'] as const

export const detectionStates = ['queued', 'warned', 'dismissed', 'resolved'] as const
export const DetectionState = words(detectionStates)
export type DetectionState = Static<typeof DetectionState>

/**
 * The lists that a detection may be found in: its state, but that what is in the queue's state may be put away until a
 * time, or held back by a suppression, which its state does not say.
 */
export const detectionViews = ['queued', 'snoozed', 'suppressed', 'warned', 'dismissed', 'resolved'] as const
export const DetectionView = words(detectionViews)
export type DetectionView = Static<typeof DetectionView>

export const Cause = Type.Object({
  kind: CauseKind,
  /** The indicator's id, or the signature id. */
  key: Type.String(),
  /** The indicator's value, or the signature's text. */
  label: Type.String(),
  /** The indicator's category (c2, malware, phishing ...), or the signature's. */
  category: Type.String(),
  indicator_type: Nullable(IndicatorType),
  source: Type.String(),
  confidence: Nullable(Type.Integer()),
  /** How sure: null to members. */
  grade: Nullable(Grade),
  tlp: Tlp,
})
export type Cause = Static<typeof Cause>

export const Detection = Type.Object({
  id: Id,
  member: Orgnr,
  member_name: Type.String(),
  cause: Cause,
  inner_host: Nullable(Type.String()),
  fields: Type.Array(HitField),
  severity: Severity,
  attribution: words(attributions),
  /** All of its events were found by looking back: the indicator became known after they were stored. */
  retrospective: Type.Boolean(),
  state: DetectionState,
  view: DetectionView,
  /** Which version of the policy decided about it, and which of its rules, from 1; null where none did. */
  decided: Nullable(Type.Object({ version: Type.Integer(), rule: Type.Integer() })),
  dismiss_reason: Nullable(SetAsideReason),
  /** The detection of the same member that it repeats, and how that one stands. */
  duplicate_of: Nullable(Type.Object({ id: Id, state: DetectionState })),
  /** When somebody said that it is real and theirs to follow up. */
  accepted_at: Nullable(Instant),
  assigned_to: Nullable(TriagePerson),
  snoozed_until: Nullable(Instant),
  /** What holds it back from the queue, or did so last. */
  suppression: Nullable(Type.Object({ id: Id, reason: Type.String(), until: Instant, holds: Type.Boolean() })),
  events: Type.Integer(),
  first_seen_at: Instant,
  last_seen_at: Instant,
  created_at: Instant,
  warning: Nullable(Id),
  /** How many other members have the same cause. */
  other_members: Type.Integer(),
  /** Events an hour over the 24 hours up to the last one, oldest first. */
  hourly: Type.Array(Type.Integer()),
})
export type Detection = Static<typeof Detection>

export const DetectionListQuery = Type.Object({
  ...PageQuery,
  member: Type.Optional(Orgnr),
  state: Type.Optional(DetectionState),
  view: Type.Optional(DetectionView),
  assigned: Type.Optional(
    Type.Union([Id, words(['me', 'nobody'])], { description: 'Whose it is: a person’s id, `me` or `nobody`' }),
  ),
  severity: Type.Optional(Severity),
  ...GradeQuery,
  suppression: Type.Optional(Type.String({ format: 'uuid', description: 'What it holds back, or held back last' })),
  q: Type.Optional(Type.String({ description: 'Part of the cause, the member name, or the inner host' })),
})
export const DetectionPage = Page(Detection)

/** One detection with what an analyst needs beside it. */
export const DetectionDetail = Type.Object({
  detection: Detection,
  contacts: Type.Array(Contact),
  events: Type.Array(Event),
  open_warnings: Type.Integer(),
  /** What the member answered last, to any of its warnings; the newest first. */
  answers: Type.Array(Type.Object({ warning: Id, number: Type.Integer(), answer: Answer, at: Instant })),
  /** The same cause at other members, the last seen first; at most ten. */
  others: Type.Array(Type.Object({ id: Id, member_name: Type.String(), view: DetectionView, last_seen_at: Instant })),
  /** The warning as it would go out now, in the first contact's language. */
  draft: Nullable(Type.Object({ warning: Id, language: Language, subject: Type.String(), text: Type.String() })),
})
export type DetectionDetail = Static<typeof DetectionDetail>
