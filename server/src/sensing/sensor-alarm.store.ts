/** Which sensors' troubles have been told of. */
import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'
import type { SensorTrouble } from './sensor.ts'

export type Alarm = { sensor: string; trouble: SensorTrouble }

/** Forgets the alarms of sensors that are well again. `troubled`: those that are not. */
export async function endAlarms(trx: Db, troubled: readonly string[]): Promise<void> {
  await sql`delete from sensor_alarm where sensor_id <> all(${[...troubled]}::uuid[])`.execute(trx)
}

/** Notes the troubles of now. @returns those that were not noted before */
export async function raiseAlarms(trx: Db, alarms: readonly Alarm[], now: Date): Promise<Alarm[]> {
  if (alarms.length === 0) return []
  const raised = await trx
    .insertInto('sensor_alarm')
    .values(alarms.map(({ sensor, trouble }) => ({ sensor_id: sensor, trouble, raised_at: now })))
    .onConflict((conflict) => conflict.columns(['sensor_id', 'trouble']).doNothing())
    .returning(['sensor_id as sensor', 'trouble'])
    .execute()
  return raised
}

/** Live sensors among these, by name. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; member: string }[]> {
  return db
    .selectFrom('sensor')
    .innerJoin('member', 'member.orgnr', 'sensor.orgnr')
    .select(['sensor.id', 'sensor.name', 'member.name as member'])
    .where('sensor.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('sensor.revoked_at', 'is', null)
    .orderBy('sensor.name')
    .orderBy('sensor.id')
    .execute()
}
