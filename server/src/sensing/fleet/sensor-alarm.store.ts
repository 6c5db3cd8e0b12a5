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

/** So long a sensor is to have been well: one that comes and goes is one alarm, and is not said to be well each time. */
const calmMilliseconds = 15 * 60_000

/**
 * Forgets the alarms of sensors that have been well for a while, or were revoked. `troubled`: those that are not well.
 * @returns the forgotten
 */
export async function endAlarms(trx: Db, troubled: readonly string[], now: Date): Promise<Ended[]> {
  const ids = sql<string>`any(${[...troubled]}::uuid[])`
  await trx
    .updateTable('sensor_alarm')
    .set({ well_since: null })
    .where('sensor_id', '=', ids)
    .where('well_since', 'is not', null)
    .execute()
  const newlyWell = trx.updateTable('sensor_alarm').set({ well_since: now }).where('well_since', 'is', null)
  await newlyWell.where((where) => where.not(where('sensor_id', '=', ids))).execute()
  const { rows } = await sql<Ended>`
    with over as (delete from sensor_alarm using sensor where sensor.id = sensor_id
      and (well_since <= ${new Date(now.getTime() - calmMilliseconds)} or revoked_at is not null) returning sensor_alarm.*)
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
