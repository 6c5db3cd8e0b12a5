/** How much came in and when, from what was counted as it was loaded. */
import { sql } from 'kysely'
import type { Scope } from '../access/index.ts'
import type { Db } from '../platform/index.ts'

const hourMilliseconds = 3_600_000
const hours = 24

const within = (scope: Scope) =>
  // The heartbeat's sensor is no member's, and tells nothing of what members' send.
  scope === 'all' ? sql<boolean>`sensor.orgnr is not null` : sql<boolean>`sensor.orgnr = any(${[...scope]}::text[])`

/** Lines of each sensor per hour of receipt over the last 24 hours, oldest first; the last hour is the one under way. */
export async function hourlyBySensor(db: Db, ids: readonly string[], now: Date): Promise<Map<string, number[]>> {
  const lastHour = Math.floor(now.getTime() / hourMilliseconds)
  const from = new Date((lastHour - hours + 1) * hourMilliseconds)
  const { rows } = await sql<{ sensor: string; hour: number; lines: number }>`
    select sensor_id as sensor, floor(extract(epoch from hour) / 3600)::bigint as hour, lines - rejected as lines
    from loaded_hour where hour >= ${from} and sensor_id = any(${[...ids]}::uuid[])`.execute(db)
  const result = new Map(ids.map((id) => [id, Array.from({ length: hours }, () => 0)]))
  for (const { sensor, hour, lines } of rows) {
    const place = hour - lastHour + hours - 1
    const counts = result.get(sensor)
    if (counts && place >= 0 && place < hours) counts[place] = lines
  }
  return result
}

/** When the newest lines of the members in scope were received. */
export async function lastEventAt(db: Db, scope: Scope): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(last_seen_at) as at from sensor where ${within(scope)}`.execute(db)
  return rows[0]?.at ?? null
}

/** Lines received per hour since `from`, a whole hour; oldest first; hours without any are left out. */
export async function eventsPerHour(db: Db, scope: Scope, from: Date): Promise<{ hour: Date; events: number }[]> {
  const { rows } = await sql<{ hour: Date; events: number }>`
    select hour, sum(lines - rejected)::bigint as events
    from loaded_hour join sensor on sensor.id = loaded_hour.sensor_id
    where hour >= ${from} and ${within(scope)} group by 1 order by 1`.execute(db)
  return rows
}
