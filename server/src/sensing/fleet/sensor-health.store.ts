/** What a load tells of its sensors, in the telemetry store, and how they do by it. */
import { sql } from 'kysely'
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import type { Outcome } from '../load/load.store.ts'
import type { Segment } from '../receive/segment.ts'
import { type Capture, type Health, type Measured, nextHealth } from './sensor-health.ts'

/** What the events of a load tell of each sensor; the rest of `Measured` is known without them. */
export type Told = Pick<Measured, 'lag' | 'capture' | 'version'>

/** One statement for a whole group. Sensors without a readable line are left out. */
export async function toldBy(clickhouse: Clickhouse, segments: readonly Segment[]): Promise<Map<string, Told>> {
  const times = segments.map(({ receivedAt }) => receivedAt.getTime())
  const found = await rows<{
    sensor: string
    lags: [number, number, number, number]
    capture_at: number
    counts: number[]
    version: string
  }>(
    clickhouse,
    `select sensor, [min(lag), quantile(0.05)(lag), quantile(0.5)(lag), max(lag)] as lags,
      maxIf(toFloat64(at), notEmpty(capture)) as capture_at,
      arrayMap(c -> toFloat64(c), argMaxIf(capture, at, notEmpty(capture))) as counts,
      argMaxIf(suricata_version, at, suricata_version != '') as version
    from (
      select sensor, toUnixTimestamp64Milli(time) as at, toFloat64(toUnixTimestamp64Milli(received_at) - at) as lag,
        capture, suricata_version
      from event
      where segment in {segments:Array(UUID)} and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
        and received_at <= fromUnixTimestamp64Milli({to:Int64}, 'UTC'))
    group by sensor`,
    { segments: segments.map(({ id }) => id), from: Math.min(...times), to: Math.max(...times) },
  )
  return new Map(
    found.map(({ sensor, lags: [least, low, median, most], counts, capture_at, version }) => [
      sensor,
      { lag: { least, low, median, most }, capture: captureOf(capture_at, counts), version: version || null },
    ]),
  )
}

/** The order is that of the column. */
function captureOf(at: number, counts: readonly number[]): Capture | null {
  if (counts.length === 0) return null
  const [uptimeSeconds = 0, packets = 0, drops = 0, memcapDrops = 0, rulesLoaded = 0, rulesFailed = 0, reload = 0] =
    counts
  return { at, uptimeSeconds, packets, drops, memcapDrops, rulesLoaded, rulesFailed, rulesLoadedAt: reload * 1000 }
}

/** Takes what a load told into its sensors' health; in the order of their ids, so that two loads cannot lock crosswise. */
export async function recordHealth(
  trx: Db,
  outcomes: readonly Outcome[],
  told: ReadonlyMap<string, Told>,
  now: Date,
): Promise<void> {
  const bySensor = Map.groupBy(outcomes, ({ segment }) => segment.sensor)
  const ids = [...bySensor.keys()]
  const before = await trx
    .selectFrom('sensor')
    .select(['id', 'health'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const after = before.map(({ id, health }) => {
    const mine = bySensor.get(id) ?? []
    const rejected = mine.reduce((sum, one) => sum + one.rejected, 0)
    const lines = mine.reduce((sum, { segment }) => sum + segment.lines, 0)
    const received = Math.min(...mine.map(({ segment }) => segment.receivedAt.getTime()))
    const nothing: Told = { lag: null, capture: null, version: null }
    const measured = {
      ...(told.get(id) ?? nothing),
      events: lines - rejected,
      rejected,
      stored: Math.max(0, now.getTime() - received),
    }
    return { id, health: nextHealth(health as Health | null, measured, now.getTime()) }
  })
  await sql`update sensor set health = next.health
    from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as next (id uuid, health jsonb)
    where sensor.id = next.id`.execute(trx)
}
