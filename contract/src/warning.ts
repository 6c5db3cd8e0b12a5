import { type Static, Type } from 'typebox'
import { OtherDelivery } from './channels.ts'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, Severity, Tlp, words } from './common.ts'
import { Event } from './events.ts'
import { Grade, GradeQuery } from './grade.ts'
import { Contact } from './members.ts'
import { HitField, heartbeatStates, IndicatorType, sensorTroubles, telemetryTroubles } from './sensing.ts'
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

export const answers = ['affected_handled', 'affected_need_help', 'not_affected', 'false_alarm', 'unknown'] as const
export const Answer = words(answers)
export type Answer = Static<typeof Answer>

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

export const warningStates = ['draft', 'sending', 'sent', 'acknowledged', 'answered', 'failed', 'cancelled'] as const
export const WarningState = words(warningStates)
export type WarningState = Static<typeof WarningState>

export const deliveryStates = ['queued', 'deferred', 'delivered', 'bounced', 'failed'] as const
export const DeliveryState = words(deliveryStates)
export type DeliveryState = Static<typeof DeliveryState>

/** Why a mail waits: for the morning, or for others to the same contact. */
export const waitReasons = ['quiet', 'gather'] as const
export type WaitReason = (typeof waitReasons)[number]
export const Wait = Type.Object({ until: Instant, why: words(waitReasons) })
export type Wait = Static<typeof Wait>

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

/** What a mail is for: the warning, a reminder of it, that it is seen again, or a message about it. */
export const deliveryKinds = ['warning', 'reminder', 'relapse', 'message'] as const
export const DeliveryKind = words(deliveryKinds)
export type DeliveryKind = Static<typeof DeliveryKind>

/** Signed with our OpenPGP key, so that it is known as ours; or encrypted to the contact's own as well. */
export const mailProtections = ['signed', 'encrypted'] as const
export const MailProtection = words(mailProtections)
export type MailProtection = Static<typeof MailProtection>

export const Delivery = Type.Object({
  id: Id,
  kind: DeliveryKind,
  contact_name: Type.String(),
  email: Type.String(),
  language: Language,
  state: DeliveryState,
  attempts: Type.Integer(),
  last_reply: Type.String({ description: "The mail server's own words" }),
  created_at: Instant,
  delivered_at: Nullable(Instant),
  protection: Nullable(MailProtection),
  status: Nullable(Type.String({ description: 'What came back after it was taken: a status code of RFC 3463' })),
  reported_at: Nullable(Instant),
  waits_for_key: Type.Boolean({
    description: 'It goes out when the contact’s OpenPGP key can be used, or is taken away',
  }),
  waits: Nullable(Wait),
  together: Type.Array(Type.Integer(), { description: 'The numbers of the other warnings in the same mail' }),
})
export type Delivery = Static<typeof Delivery>

/** How it was said: by the link, in the portal, on the telephone, by e-mail, or by us where we have helped. */
export const responseChannels = ['link', 'portal', 'phone', 'staff', 'email'] as const
export const ResponseChannel = words(responseChannels)
export type ResponseChannel = Static<typeof ResponseChannel>

/** `bad`: made with the contact's key, and not of what came. `unknown`: made with a key that we do not have for them. */
export const mailSignatures = ['good', 'bad', 'unknown'] as const
export const MailSignature = words(mailSignatures)
export type MailSignature = Static<typeof MailSignature>

/** A file that came with an answer. It may hold malware: it is handed out as bytes to staff, and never shown. */
export const Attachment = Type.Object({
  id: Id,
  /** As the mail named it, without what a name could do harm with. */
  name: Type.String(),
  size: Type.Integer({ description: 'Bytes' }),
  sha256: Type.String(),
  /** An indicator that holds, of the same hash; null to members. */
  indicator: Nullable(Id),
  /** Other warnings that the same file was sent to; none to members. */
  also: Type.Array(Type.Object({ warning: Id, number: Type.Integer(), member_name: Type.String() })),
})
export type Attachment = Static<typeof Attachment>

export const Response = Type.Object({
  id: Id,
  channel: ResponseChannel,
  /** Who of ours wrote it down; null to members. */
  recorded_by: Nullable(Type.String()),
  contact_name: Type.String(),
  kind: words(['acknowledge', 'answer']),
  answer: Nullable(Answer),
  comment: Type.String(),
  /** Of an answer by e-mail; null where it carried none. */
  signature: Nullable(MailSignature),
  /** Files that came with an answer by e-mail. */
  attachments: Type.Array(Attachment),
  /** The measures that were ticked off with the answer, in the words that were read. */
  done: Type.Array(Type.String()),
  at: Instant,
})
export type Response = Static<typeof Response>

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

/** Work that was given up after its retries and now needs a person. */
export const Failure = Type.Object({
  id: Type.String(),
  task: Type.String(),
  attempts: Type.Integer(),
  error: Type.String(),
  failed_at: Instant,
  warning: Nullable(Id),
})
export type Failure = Static<typeof Failure>
export const FailureList = Type.Object({ items: Type.Array(Failure) })

export const Now = Type.Object({
  as_of: Instant,
  /** Since when nothing has burnt; null while something does. */
  quiet_since: Nullable(Instant),
  queue: Type.Integer(),
  queue_critical: Type.Integer(),
  unanswered: Type.Integer(),
  overdue: Type.Integer(),
  need_help: Type.Integer(),
  undelivered: Type.Integer(),
  silent_sensors: Type.Integer(),
  /** Sensors with anything wrong, the silent ones among them. */
  troubled_sensors: Type.Integer(),
  /** The gravest of their troubles. */
  worst_trouble: Nullable(words(sensorTroubles)),
  /** Of the receiving server that fares worst; null where none sends a heartbeat. */
  heartbeat: Nullable(
    Type.Object({
      receiver: Type.String({ description: 'Machine and port' }),
      state: words(heartbeatStates),
      /** When the newest was sent that came back, and how long it took. */
      back_at: Nullable(Instant),
      seconds: Nullable(Type.Number()),
    }),
  ),
  failures: Type.Integer(),
  last_event_at: Nullable(Instant),
  last_warning_at: Nullable(Instant),
  last_indicator_at: Nullable(Instant),
  active_indicators: Type.Integer(),
  /** The last 24 hours, oldest first. */
  strip: Type.Array(
    Type.Object({ hour: Instant, events: Type.Integer(), detections: Type.Integer(), warnings: Type.Integer() }),
  ),
  burning: Type.Array(
    Type.Object({
      kind: words([
        'need_help',
        'overdue',
        'queue',
        'undelivered',
        'silent_sensor',
        'dropping_sensor',
        'rejecting_sensor',
        'lagging_sensor',
        'skewed_sensor',
        'heartbeat',
        'failure',
        ...telemetryTroubles,
      ]),
      severity: Severity,
      title: Type.String(),
      member: Nullable(Orgnr),
      member_name: Nullable(Type.String()),
      since: Instant,
      id: Type.String(),
    }),
  ),
})
export type Now = Static<typeof Now>

/** What `GET /api/v1/live` sends: only what changed, never the data itself. */
export const liveTopics = [
  'detections',
  'warnings',
  'sensors',
  'members',
  'indicators',
  'hunts',
  'failures',
  'campaigns',
  'policy',
  'views',
] as const
export const LiveTopic = words(liveTopics)
export type LiveTopic = Static<typeof LiveTopic>
export const LiveMessage = Type.Object({ topic: LiveTopic, ids: Type.Array(Type.String()) })
export type LiveMessage = Static<typeof LiveMessage>
