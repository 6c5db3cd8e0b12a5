/** How long what is kept, what is held back from removal, and what is handed out and erased of a member. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, words } from './common.ts'

export const retentionClasses = [
  'events',
  'rejected_lines',
  'detections',
  'warnings',
  'inventory',
  'scan_findings',
  'sessions',
  'refused_sign_ins',
  'audit',
] as const
export const RetentionClass = words(retentionClasses)
export type RetentionClass = Static<typeof RetentionClass>

export const RetentionRule = Type.Object({
  class: RetentionClass,
  days: Type.Integer(),
  /** Holds that keep something of this class now. */
  holds: Type.Integer(),
  last_run: Nullable(
    Type.Object({
      at: Instant,
      /** What is older than this was removed. */
      before: Instant,
      removed: Type.Integer(),
      /** Old enough, and kept by a hold. */
      held: Type.Integer(),
    }),
  ),
})
export type RetentionRule = Static<typeof RetentionRule>
export const RetentionTable = Type.Object({ items: Type.Array(RetentionRule) })
export const RetentionChange = Type.Object({ days: Type.Integer({ minimum: 1, maximum: 36_500 }) })

/** Keeps what retention would remove: of one class or all, of one member or all. */
export const Hold = Type.Object({
  id: Id,
  class: Nullable(RetentionClass),
  member: Nullable(Orgnr),
  member_name: Nullable(Type.String()),
  reason: Type.String(),
  created_at: Instant,
  until: Nullable(Instant),
  released_at: Nullable(Instant),
})
export type Hold = Static<typeof Hold>
export const HoldList = Type.Object({ items: Type.Array(Hold) })
export const HoldPlace = Type.Object({
  class: Type.Optional(RetentionClass),
  member: Type.Optional(Orgnr),
  reason: Type.String({ minLength: 1, maxLength: 1000, format: 'free-text' }),
  until: Type.Optional(Instant),
})

/** Repeats the member's name, so that nobody erases the wrong one by a slip. */
export const MemberErase = Type.Object({ name: Type.String({ maxLength: 300 }) })
/** How much went, by what it was. */
export const MemberErased = Type.Object({ removed: Type.Record(Type.String(), Type.Integer()) })

export const IndicatorFetch = Type.Object({
  url: Type.String({ maxLength: 2000, description: 'http or https; a CSV of indicators, plain or gzip' }),
})
export type IndicatorFetch = Static<typeof IndicatorFetch>
