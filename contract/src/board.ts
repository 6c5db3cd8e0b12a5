import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Severity, words } from './common.ts'
import { Warning } from './warning.ts'

/**
 * How a warning that was sent stands; each stands in one way. `silent`: on its way, or delivered and within the deadline.
 * `waiting`: no mail has gone yet, since it waits for the morning or for others to the same contact.
 */
export const boardParts = [
  'need_help',
  'undelivered',
  'overdue',
  'silent',
  'waiting',
  'acknowledged',
  'answered',
] as const
export const BoardPart = words(boardParts)
export type BoardPart = Static<typeof BoardPart>

export const BoardQuery = Type.Object({
  campaign: Type.Optional(Id),
  advisory: Type.Optional(Id),
  severity: Type.Optional(Severity),
  kind: Type.Optional(Type.String({ maxLength: 40, description: 'The kind of member, e.g. hospital' })),
  part: Type.Optional(BoardPart),
  silent: Type.Optional(Type.Boolean({ description: 'Only those who have not answered' })),
})
export type BoardQuery = Static<typeof BoardQuery>

const counts = Object.fromEntries(boardParts.map((part) => [part, Type.Integer()])) as Record<
  BoardPart,
  ReturnType<typeof Type.Integer>
>

/** Who is silent: one row per warning that was sent, the worst first. */
export const Board = Type.Object({
  as_of: Instant,
  /** What the campaign of the filter is called; null without one. */
  campaign: Nullable(Type.String()),
  /** The number of the advisory of the filter; null without one, and before anybody was told of it. */
  advisory: Nullable(Type.String()),
  totals: Type.Object({ sent: Type.Integer(), delivered: Type.Integer() }),
  /**
   * How far they have come, each a part of the one before it: opened in the portal, as far as that is known, or acknowledged or
   * answered; acknowledged or answered; answered; and answered so that nothing is left to do. Whether a mail was read nobody knows.
   */
  come: Type.Object({ opened: Type.Integer(), seen: Type.Integer(), answered: Type.Integer(), done: Type.Integer() }),
  /** They add up to what was sent. */
  parts: Type.Object(counts),
  rows: Type.Array(Warning),
})
export type Board = Static<typeof Board>

export const WarningTimesQuery = Type.Object({
  campaign: Type.Optional(Id),
  severity: Type.Optional(Severity),
  weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 104, default: 12 })),
})

/** Seconds; null where there were none. */
export const Spread = Type.Object({
  count: Type.Integer(),
  p50: Nullable(Type.Number()),
  p90: Nullable(Type.Number()),
  p99: Nullable(Type.Number()),
})
export type Spread = Static<typeof Spread>

export const WarningTimes = Type.Object({
  as_of: Instant,
  /** From the first event's receipt to the first 250 of a mail server, and from that to the answer. All of the weeks. */
  warn: Spread,
  answer: Spread,
  /** By the Monday, in UTC, of the week in which they were sent; the oldest first. */
  weeks: Type.Array(Type.Object({ week: Instant, warn: Spread, answer: Spread })),
})
export type WarningTimes = Static<typeof WarningTimes>
