/** The heartbeat's events in the telemetry store, and each receiver's row of how they fare. */
import { type Selectable, sql } from 'kysely'
import { type Clickhouse, type Db, rows, type Tables } from '../../platform/index.ts'
import { type Beat, heartbeatSensor } from './heartbeat.ts'

/** A receiver is there. What one of the same name left behind stays, so that only a heartbeat that comes back ends an alarm. */
export async function beginHeartbeat(db: Db, receiver: string, every_seconds: number, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Its name is one that nobody gives, since no two live sensors share one.
    await trx
      .insertInto('sensor')
      .values({ id: heartbeatSensor, orgnr: null, name: heartbeatSensor })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    await trx
      .insertInto('heartbeat')
      .values({ receiver, every_seconds, seen_at: now })
      .onConflict((conflict) => conflict.column('receiver').doUpdateSet({ every_seconds, seen_at: now }))
      .execute()
  })
}

export async function endHeartbeat(db: Db, receiver: string): Promise<void> {
  await db.deleteFrom('heartbeat').where('receiver', '=', receiver).execute()
}

/** @param fault what sending it met; null where it was taken */
export async function noteSent(db: Db, receiver: string, sentAt: Date, fault: string | null): Promise<void> {
  await db
    .updateTable('heartbeat')
    .set({ seen_at: sentAt, waiting_since: sql`coalesce(waiting_since, ${sentAt}::timestamptz)`, fault })
    .where('receiver', '=', receiver)
    .execute()
}

/** @param waitingSince when the oldest was sent that is still out; null where none is */
export async function noteBack(
  db: Db,
  receiver: string,
  back: { sentAt: Date; seconds: number; waitingSince: Date | null },
): Promise<void> {
  await db
    .updateTable('heartbeat')
    .set({ back_sent_at: back.sentAt, back_seconds: back.seconds, waiting_since: back.waitingSince })
    .where('receiver', '=', receiver)
    .execute()
}

/** Clocks of a receiver's database and telemetry store differ by less. */
const slackMilliseconds = 3_600_000

/** Which of these are stored: a search, as for any other event. */
export async function storedBeats(clickhouse: Clickhouse, beats: readonly Beat[]): Promise<Set<number>> {
  if (beats.length === 0) return new Set()
  const times = beats.map(({ sentAt }) => sentAt.getTime())
  const found = await rows<{ mark: string }>(
    clickhouse,
    `select distinct toString(flow_id) as mark from event
    where hour >= {first:Int32} and hour <= {last:Int32} and member = '' and sensor = {sensor:UUID}
      and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') and has({marks:Array(UInt64)}, flow_id)`,
    {
      first: Math.floor(Math.min(...times) / 3_600_000),
      last: Math.floor(Math.max(...times) / 3_600_000),
      sensor: heartbeatSensor,
      from: Math.min(...times) - slackMilliseconds,
      marks: beats.map(({ mark }) => mark),
    },
  )
  return new Set(found.map(({ mark }) => Number(mark)))
}

/** Every receiver's, by its name; none within a member's scope. */
export async function listHeartbeats(db: Db): Promise<Selectable<Tables['heartbeat']>[]> {
  return db.selectFrom('heartbeat').selectAll().orderBy('receiver').execute()
}

/** As `listHeartbeats`, held until the transaction ends. */
export async function holdHeartbeats(trx: Db): Promise<Selectable<Tables['heartbeat']>[]> {
  return trx.selectFrom('heartbeat').selectAll().orderBy('receiver').forUpdate().execute()
}

/** @param at null: it is over */
export async function setAlarm(trx: Db, receivers: readonly string[], at: Date | null): Promise<void> {
  if (receivers.length === 0) return
  await trx.updateTable('heartbeat').set({ alarm_at: at }).where('receiver', 'in', receivers).execute()
}
