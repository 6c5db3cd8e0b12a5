/** What an import has come to so far, on both stores. */
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'

export type Since = { sensor: string; since: Date }

/** Of what a sensor sent since then: lines that are loaded, and those among them that are no events. */
export async function loadedSince(db: Db, { sensor, since }: Since): Promise<{ lines: number; rejected: number }> {
  return db
    .selectFrom('loaded_segment')
    .select(({ fn, val }) => [
      fn.coalesce(fn.sum<number>('lines'), val(0)).as('lines'),
      fn.coalesce(fn.sum<number>('rejected'), val(0)).as('rejected'),
    ])
    .where('sensor_id', '=', sensor)
    .where('received_at', '>=', since)
    .executeTakeFirstOrThrow()
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
