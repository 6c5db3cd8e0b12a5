/** Hunting: whether indicators have been seen in what is stored. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'
import { HitField, IndicatorType } from './sensing.ts'

export const HuntIndicator = Type.Object({ type: IndicatorType, value: Type.String() })
export type HuntIndicator = Static<typeof HuntIndicator>

export const Unread = Type.Object({
  text: Type.String(),
  fault: Type.String({ description: 'What is wrong, and the mend' }),
})
export type Unread = Static<typeof Unread>

export const mostHuntDays = 3650
export const usualHuntDays = 30

export const HuntStart = Type.Object({
  indicators: Type.Array(Type.String({ maxLength: 2100 }), {
    minItems: 1,
    maxItems: 10_000,
    description: 'Values of any type, as they are pasted; refanged where they were made harmless',
  }),
  days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: mostHuntDays,
      default: usualHuntDays,
      description: 'Events received in the last so many days',
    }),
  ),
})
export const HuntStarted = Type.Object({
  id: Id,
  indicators: Type.Integer({ description: 'How many were understood' }),
  unread: Type.Array(Unread, { description: 'What was not understood, and is not looked for' }),
})

export const huntStates = ['waiting', 'running', 'done', 'stopped', 'failed'] as const
export const HuntState = words(huntStates)
export type HuntState = Static<typeof HuntState>

export const HuntResult = Type.Object({
  type: IndicatorType,
  value: Type.String(),
  /** Null: the events are no member's. */
  member: Nullable(Orgnr),
  member_name: Nullable(Type.String()),
  /** Distinct lines. */
  events: Type.Integer(),
  first_seen: Instant,
  last_seen: Instant,
  fields: Type.Array(HitField),
})
export type HuntResult = Static<typeof HuntResult>

/** What was found of one member, over all indicators. */
export const HuntMember = Type.Object({
  /** Null: the events are no member's. */
  member: Nullable(Orgnr),
  member_name: Nullable(Type.String()),
  /** Indicators that were seen. */
  indicators: Type.Integer(),
  events: Type.Integer({ description: 'An event that holds two of the indicators counts for each' }),
  first_seen: Instant,
  last_seen: Instant,
  days: Type.Array(Type.Object({ day: Type.String({ format: 'date' }), events: Type.Integer() }), {
    description: 'By the events’ own day in UTC, oldest first; days without any are left out',
  }),
})
export type HuntMember = Static<typeof HuntMember>

const summary = {
  id: Id,
  state: HuntState,
  created_at: Instant,
  ended_at: Nullable(Instant),
  days: Type.Integer(),
  indicators: Type.Integer(),
  events_total: Type.Integer({ description: 'Stored rows to be searched' }),
  events_done: Type.Integer(),
  /** Indicators that were seen. */
  seen: Type.Integer(),
}

export const HuntSummary = Type.Object({
  ...summary,
  members: Type.Integer({ description: 'Members whose events hold any of the indicators' }),
  first_indicators: Type.Array(HuntIndicator, { description: 'The first three that were asked for' }),
})
export type HuntSummary = Static<typeof HuntSummary>
export const HuntListQuery = Type.Object(PageQuery)
export const HuntPage = Page(HuntSummary)

export const Hunt = Type.Object({
  ...summary,
  results_total: Type.Integer(),
  results: Type.Array(HuntResult, { description: 'What was found so far, the most events first; at most 5,000' }),
  members: Type.Array(HuntMember, { description: 'The most events first' }),
})
export type Hunt = Static<typeof Hunt>

export const lookBackStates = ['waiting', 'running', 'done'] as const
export const LookBackState = words(lookBackStates)
export type LookBackState = Static<typeof LookBackState>

/** New indicators that look back over what is stored, by themselves and many at a time. */
export const LookBack = Type.Object({
  id: Id,
  /** `waiting`: until new events are matched against these indicators too. */
  state: LookBackState,
  created_at: Instant,
  ended_at: Nullable(Instant),
  days: Type.Integer(),
  indicators: Type.Integer(),
  events_total: Type.Integer({ description: 'Stored rows to be searched' }),
  events_done: Type.Integer(),
  events_found: Type.Integer({ description: 'Events that hold one of the indicators' }),
})
export type LookBack = Static<typeof LookBack>
export const LookBackList = Type.Object({
  waiting: Type.Integer({ description: 'Indicators that wait for the next one' }),
  items: Type.Array(LookBack, { description: 'The newest first; at most 20' }),
})
export type LookBackList = Static<typeof LookBackList>

export const LookBackStart = Type.Object({
  source: Type.String({ minLength: 1, maxLength: 1000, description: 'As the indicators have it, whole' }),
})
export const LookBackQueued = Type.Object({
  indicators: Type.Integer({ description: 'How many look back; those that are retracted, ended or stopped do not' }),
})
