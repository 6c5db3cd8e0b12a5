/** What an import has come to so far, on both stores. */
import { sql } from 'kysely'
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import { marksKeptMilliseconds } from '../load/loaded-marks.ts'

export type Since = { sensor: string; since: Date }

/**
 * Of what a sensor sent since then: lines that are loaded, and those among them that are no events. From longer ago than marks are
 * kept it counts whole hours, with what was sent before in the first of them.
 */
export async function loadedSince(
  db: Db,
  { sensor, since }: Since,
  now: Date,
): Promise<{ lines: number; rejected: number }> {
  const isMarked = now.getTime() - since.getTime() < marksKeptMilliseconds
  const counted = isMarked
    ? sql`loaded_segment where received_at >= ${since}`
    : sql`loaded_hour where hour >= date_trunc('hour', ${since}::timestamptz, 'UTC')`
  const { rows: found } = await sql<{ lines: number; rejected: number }>`
    select coalesce(sum(lines), 0)::bigint as lines, coalesce(sum(rejected), 0)::bigint as rejected
    from ${counted} and sensor_id = ${sensor}`.execute(db)
  return found[0] ?? { lines: 0, rejected: 0 }
}

/** A sensor's events that were first received since then: what came before is not counted again. */
export async function newSince(clickhouse: Clickhouse, { sensor, since }: Since): Promise<number> {
  const at = (sign: '<' | '>=') => `select id from event where sensor = {sensor:UUID}
    and received_at ${sign} fromUnixTimestamp64Milli({since:Int64}, 'UTC')`
  const [found] = await rows<{ events: number }>(
    clickhouse,
    `select toFloat64(uniqExact(id)) as events from (${at('>=')}) where id not in (${at('<')} and id in (${at('>=')}))`,
    { sensor, since: since.getTime() },
  )
  return found?.events ?? 0
}

/** Of what a sensor or source sent since then: events that are no member's. */
export async function unattributedSince(clickhouse: Clickhouse, { sensor, since }: Since): Promise<number> {
  const [found] = await rows<{ events: number }>(
    clickhouse,
    `select toFloat64(uniqExact(id)) as events from event where sensor = {sensor:UUID}
      and received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') and member = ''`,
    { sensor, since: since.getTime() },
  )
  return found?.events ?? 0
}
