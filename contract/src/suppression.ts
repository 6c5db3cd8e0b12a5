/** What is held back from the queue and the policy for some time, by what it is. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Severity, words } from './common.ts'
import { CauseKind } from './detection.ts'
import { TriageResult } from './triage.ts'

export const suppressionStates = ['active', 'over'] as const
export const SuppressionState = words(suppressionStates)
export type SuppressionState = Static<typeof SuppressionState>

/** A property that is not said is any; at least one is said. */
export const NewSuppression = Type.Object({
  cause: Type.Optional(
    Type.Object(
      { kind: CauseKind, key: Type.String({ minLength: 1, maxLength: 100 }) },
      { description: 'As detections give it' },
    ),
  ),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  source: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  member: Type.Optional(Orgnr),
  network: Type.Optional(
    Type.String({ maxLength: 60, description: 'The inner host, or a network (CIDR) that it lies in' }),
  ),
  /** The worst that is held back; what is worse comes through. */
  up_to: Severity,
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
  until: Type.String({ format: 'date-time', description: 'Later than now, at most 90 days' }),
})
export type NewSuppression = Static<typeof NewSuppression>
/** What it would be about, before there is a reason and an end. */
export const SuppressionTry = Type.Omit(NewSuppression, ['reason', 'until'])
export type SuppressionTry = Static<typeof SuppressionTry>
export const SuppressionTried = Type.Object({
  detections: Type.Integer({ description: 'In the queue, which it would hold back at once' }),
  members: Type.Integer(),
})
export type SuppressionTried = Static<typeof SuppressionTried>

export const SuppressionUntil = Type.Object({ until: NewSuppression.properties.until })

export const Suppression = Type.Object({
  id: Id,
  state: SuppressionState,
  cause: Nullable(Type.Object({ kind: CauseKind, key: Type.String(), label: Type.String() })),
  category: Nullable(Type.String()),
  source: Nullable(Type.String()),
  member: Nullable(Orgnr),
  member_name: Nullable(Type.String()),
  network: Nullable(Type.String()),
  up_to: Severity,
  reason: Type.String(),
  author: Type.String(),
  created_at: Instant,
  until: Instant,
  ended_at: Nullable(Instant),
  /** Null where it ran out. */
  ended_by: Nullable(Type.String()),
  /** What it has held back, now or before: detections, the events behind them, and of how many members. */
  detections: Type.Integer(),
  events: Type.Integer(),
  members: Type.Integer(),
  /** Detections that it holds back now. */
  held: Type.Integer(),
})
export type Suppression = Static<typeof Suppression>
export const SuppressionList = Type.Object({
  items: Type.Array(Suppression),
  total: Type.Integer({ description: 'That match, also those past the limit' }),
  held: Type.Integer({ description: 'Detections that those which match hold back now' }),
})
export type SuppressionList = Static<typeof SuppressionList>
export const SuppressionQuery = Type.Object({
  state: Type.Optional(SuppressionState),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'In the reason, who made it, the cause, and the member’s name' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 500 })),
})

export const SuppressionMade = Type.Object({
  id: Id,
  /** What became of those that were in the queue. */
  result: TriageResult,
})
export type SuppressionMade = Static<typeof SuppressionMade>
export const SuppressionEnded = Type.Object({
  released: Type.Integer({ description: 'Detections that are in the queue again' }),
})
export const SuppressionResumed = Type.Object({
  held: Type.Integer({ description: 'Detections that are held back again' }),
})
