/** Who asked for unreadable lines to be loaded again, how far that is, and what came of it. */
import type { RejectedAgain, RejectedAgainStart } from '@varde/contract'
import { type Selectable, sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { addJobs, type Db, publish, type Tables } from '../../platform/index.ts'
import type { Asked, LinePosition, Slice } from './rejected-again.ts'

export const loadAgainTask = 'load_again'

type Row = Selectable<Tables['rejected_again']>

const shown = (row: Row): RejectedAgain => ({
  asked_at: row.asked_at.toISOString(),
  reason: row.reason,
  batch: row.batch,
  state: row.state,
  lines_total: row.lines_total,
  lines_done: row.lines_done,
  lines_read: row.lines_read,
  ended_at: row.ended_at?.toISOString() ?? null,
})

export async function findAgain(db: Db, sensor: string): Promise<RejectedAgain | null> {
  const row = await db.selectFrom('rejected_again').selectAll().where('sensor_id', '=', sensor).executeTakeFirst()
  return row === undefined ? null : shown(row)
}

/**
 * Asks for a sensor's unreadable lines to be loaded again, with the job that does it.
 * @returns what is under way where that was asked for before; it is written down once
 */
export async function askAgain(
  db: Db,
  { id, member }: { id: string; member: string | null },
  { reason, batch }: RejectedAgainStart,
  now: Date,
  note: Note,
): Promise<RejectedAgain> {
  return db.transaction().execute(async (trx) => {
    const fresh = {
      asked_at: now,
      reason: reason ?? null,
      batch: batch ?? null,
      state: 'waiting',
      faults: 0,
      lines_total: 0,
      lines_done: 0,
      lines_read: 0,
      ended_at: null,
      position: null,
    } as const
    const asked = await trx
      .insertInto('rejected_again')
      .values({ sensor_id: id, ...fresh })
      // A slice that an earlier time left on its way is ended first.
      .onConflict((conflict) =>
        conflict.column('sensor_id').doUpdateSet(fresh).where('rejected_again.state', 'in', ['done', 'failed']),
      )
      .returningAll()
      .executeTakeFirst()
    if (asked === undefined) return (await findAgain(trx, id)) as RejectedAgain
    await addJobs(trx, loadAgainTask, [{ key: loadAgainTask, payload: {} }])
    await publish(trx, 'sensors', [id])
    const details = { reason: reason ?? null, batch: batch ?? null }
    await note(trx, { act: 'sensor.loaded_again', object: { kind: 'sensor', id }, member, details })
    return shown(asked)
  })
}

/** What is to be done for one sensor. */
export type Again = Asked & { until: Date; position: LinePosition | null; slice: Slice | null; begun: boolean }

/** The oldest that waits or is under way, but for those of these sensors. */
export async function nextAgain(db: Db, but: ReadonlySet<string>): Promise<Again | null> {
  const row = await db
    .selectFrom('rejected_again')
    .selectAll()
    .where('state', 'in', ['waiting', 'running'])
    .where('sensor_id', '!=', sql<string>`all(${[...but]}::uuid[])`)
    .orderBy('asked_at')
    .orderBy('sensor_id')
    .executeTakeFirst()
  if (row === undefined) return null
  const { sensor_id: sensor, reason, batch, asked_at: until } = row
  const [position, slice] = [row.position as LinePosition | null, row.slice as Slice | null]
  return { sensor, reason, batch, until, position, slice, begun: row.state === 'running' }
}

export async function beginAgain(db: Db, sensor: string, total: number): Promise<void> {
  await db
    .updateTable('rejected_again')
    .set({ state: 'running', lines_total: total })
    .where('sensor_id', '=', sensor)
    .execute()
  await publish(db, 'sensors', [sensor])
}

/** Writes down which lines are under way, before anything is done with them. */
export async function beginSlice(db: Db, sensor: string, slice: Slice): Promise<void> {
  await db
    .updateTable('rejected_again')
    .set({ slice: JSON.stringify(slice) })
    .where('sensor_id', '=', sensor)
    .execute()
}

/** Marks what was read of a slice, in the transaction that counts it and records what it holds. */
export async function recordSlice(trx: Db, sensor: string, slice: Slice & { read: string[] }): Promise<void> {
  await trx
    .updateTable('rejected_again')
    .set({
      slice: JSON.stringify(slice),
      position: JSON.stringify(slice.to),
      lines_done: sql`lines_done + ${slice.lines}::bigint`,
      lines_read: sql`lines_read + ${slice.read.length}::bigint`,
    })
    .where('sensor_id', '=', sensor)
    .execute()
}

export async function endSlice(db: Db, sensor: string): Promise<void> {
  await db.updateTable('rejected_again').set({ slice: null, faults: 0 }).where('sensor_id', '=', sensor).execute()
  await publish(db, 'sensors', [sensor])
}

export async function endAgain(db: Db, sensor: string, now: Date): Promise<void> {
  await db.updateTable('rejected_again').set({ state: 'done', ended_at: now }).where('sensor_id', '=', sensor).execute()
  await publish(db, 'sensors', [sensor])
}

/** Faults in a row before it is given up, until somebody asks anew. */
const mostFaults = 8

export async function noteFault(db: Db, sensor: string, now: Date): Promise<void> {
  await db
    .updateTable('rejected_again')
    .set({
      faults: sql`faults + 1`,
      state: sql`case when faults + 1 >= ${mostFaults} then 'failed' else state end`,
      ended_at: sql`case when faults + 1 >= ${mostFaults} then ${now}::timestamptz end`,
    })
    .where('sensor_id', '=', sensor)
    .execute()
  await publish(db, 'sensors', [sensor])
}

export async function dropAgain(db: Db, sensor: string): Promise<void> {
  await db.deleteFrom('rejected_again').where('sensor_id', '=', sensor).execute()
}

/** Whether the engine's copies are at the newest of what events are attributed by, and hold indicators at all. */
export async function isEngineReady(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('reference_version')
    .select(sql<boolean>`bool_and(case what when 'networks' then copied >= version else copied > 0 end)`.as('ready'))
    .where('what', 'in', ['networks', 'indicators'])
    .executeTakeFirst()
  return row?.ready ?? false
}

/** Keeps a sensor as it is until the transaction ends. @returns whether there is one */
export async function holdSensor(trx: Db, id: string): Promise<boolean> {
  const held = trx.selectFrom('sensor').select('id').where('id', '=', id).forUpdate()
  return (await held.executeTakeFirst()) !== undefined
}
