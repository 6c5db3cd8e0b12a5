/** Is anything burning? Values in, values out. */
import { type Now, sensorTroubles } from '@varde/contract'
import { severityRank } from '../detections/detection.ts'

export type Burning = Now['burning'][number]

/** A longer list would not be read; the figures beside it count all. */
export const mostBurning = 50

/**
 * First that nothing comes in or is looked at, or that we may be blind, since then nobody is warned; someone asks for help; then what
 * is exploited and many are still to be told of; then who is silent past the deadline; then who does not know; then what waits for us.
 */
const order: Record<Burning['kind'], number> = {
  spool_unwritable: 0,
  loading_behind: 1,
  heartbeat: 2,
  need_help: 3,
  advisory_waits: 4,
  overdue: 5,
  undelivered: 6,
  queue: 7,
  segments_set_aside: 8,
  disk_nearly_full: 9,
  clock_jumped: 10,
  silent_sensor: 11,
  dropping_sensor: 12,
  rejecting_sensor: 13,
  lagging_sensor: 14,
  skewed_sensor: 15,
  feed_shrunk: 16,
  feed_empty: 17,
  feed_unverified: 18,
  feed_malformed: 19,
  feed_unreachable: 20,
  feed_stale: 21,
  failure: 22,
}

/** The worst first: by kind, then severity, then the longest burning. */
export function sortBurning(burning: readonly Burning[]): Burning[] {
  return burning
    .toSorted(
      (a, b) =>
        order[a.kind] - order[b.kind] ||
        severityRank(a.severity) - severityRank(b.severity) ||
        (a.since < b.since ? -1 : 1),
    )
    .slice(0, mostBurning)
}

/** The gravest of these; null where there are none. */
export function worstTrouble(troubles: readonly Now['worst_trouble'][]): Now['worst_trouble'] {
  return sensorTroubles.find((trouble) => troubles.includes(trouble)) ?? null
}

const hour = 3_600_000
const stripHours = 24

/** The start of the first hour of the strip, in UTC. */
export function stripStart(now: Date): Date {
  return new Date(Math.floor(now.getTime() / hour) * hour - (stripHours - 1) * hour)
}

export type Counted = { hour: Date; count: number }

/** One entry for each hour, the oldest first, also where nothing happened. */
export function stripOf(
  now: Date,
  counts: { events: readonly Counted[]; detections: readonly Counted[]; warnings: readonly Counted[] },
): Now['strip'] {
  const start = stripStart(now).getTime()
  const at = (list: readonly Counted[], time: number) =>
    list.reduce((sum, one) => (Math.floor(one.hour.getTime() / hour) * hour === time ? sum + one.count : sum), 0)
  return Array.from({ length: stripHours }, (_, i) => {
    const time = start + i * hour
    return {
      hour: new Date(time).toISOString(),
      events: at(counts.events, time),
      detections: at(counts.detections, time),
      warnings: at(counts.warnings, time),
    }
  })
}
