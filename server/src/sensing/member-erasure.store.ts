/** A member's sensors go with it at once; what they sent goes by a job, once that is certain. */
import { sql } from 'kysely'
import { addJobs, type Db, newId, publish } from '../platform/index.ts'

/** The job that erases a member's telemetry. */
export const eraseEventsTask = 'erase-events'

/**
 * Removes a member's sensors, with their tokens, in the transaction that erases the member.
 * @returns how many of what went
 */
export async function eraseSensorsOf(trx: Db, orgnr: string, now: Date): Promise<Record<string, number>> {
  const { rows } = await sql<{ id: string }>`delete from sensor where orgnr = ${orgnr} returning id`.execute(trx)
  const sensors = rows.map(({ id }) => id)
  await sql`
    insert into erased_sensor (id, erased_at) select id, ${now} from unnest(${sensors}::uuid[]) as gone (id)`.execute(
    trx,
  )
  const payload = { orgnr, sensors, at: now.toISOString() }
  await addJobs(trx, eraseEventsTask, [{ key: `${eraseEventsTask}:${newId()}`, payload }])
  await publish(trx, 'sensors', sensors)
  return { sensors: sensors.length }
}
