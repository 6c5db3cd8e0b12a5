/** Which sensors' troubles have been told of, and to whom. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { SensorTrouble } from './sensor.ts'

export type Alarm = { sensor: string; trouble: SensorTrouble }

export type Ended = {
  sensor: string
  member: string
  troubles: SensorTrouble[]
  /** It did not get well, but was ended itself. */
  revoked: boolean
  /** The member was told of it, and is still to be told. */
  told: boolean
}

/** Forgets the alarms of sensors that are well again, or revoked. `troubled`: those that are not. */
export async function endAlarms(trx: Db, troubled: readonly string[]): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    with over as (delete from sensor_alarm where sensor_id <> all(${[...troubled]}::uuid[]) returning *)
    select sensor.id as sensor, sensor.orgnr as member, array_agg(over.trouble order by over.raised_at, over.trouble) as troubles,
      sensor.revoked_at is not null as revoked, sensor.tell_member and bool_or(over.member_told) as told
    from over join sensor on sensor.id = over.sensor_id group by sensor.id order by sensor.id`.execute(trx)
  return rows
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

/**
 * Marks what members are now told of: what lasts, where it is wanted and has not been told; also where it came to be wanted
 * only since. @returns the marked
 */
export async function tellMembers(trx: Db): Promise<Alarm[]> {
  const { rows } = await sql<Alarm>`
    update sensor_alarm set member_told = true from sensor
    where sensor.id = sensor_id and sensor.tell_member and not member_told
    returning sensor_id as sensor, trouble`.execute(trx)
  return rows
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
