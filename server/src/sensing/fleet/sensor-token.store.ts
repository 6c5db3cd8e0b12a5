/** What becomes of a sensor or a source: a new token takes over, its networks or who is told change, it ends. */
import { sql } from 'kysely'
import { type Note, type Overlap, type Scope, succeedKey } from '../../access/index.ts'
import { setTellOfSensors } from '../../constituency/index.ts'
import { type Db, Problem, publish } from '../../platform/index.ts'
import { sensorProblems } from './sensor.problems.ts'
import type { SensorKind } from './sensor.store.ts'

/** `member` is null for a source. */
export type Rotated = { id: string; name: string; member: string | null; token: string }

/**
 * Gives a sensor a new token, also where the old one has expired; it lasts as long as that one was made to.
 * @returns null where the scope holds no such sensor
 * @throws Problem sensor_revoked
 */
export async function rotateToken(
  db: Db,
  scope: Scope,
  id: string,
  overlap: Overlap,
  note: Note,
  kind: SensorKind = 'sensor',
): Promise<Rotated | null> {
  return db.transaction().execute(async (trx) => {
    const sensor = await holdSensor(trx, scope, id, kind)
    if (sensor === null) return null
    refuseRevoked(sensor)
    const newest = await trx
      .selectFrom('api_key')
      .selectAll()
      .where('sensor_id', '=', id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const { secret, expires_at } = await succeedKey(trx, newest, overlap)
    await publish(trx, 'sensors', [id])
    const { orgnr: member, name } = sensor
    const details = { overlap_hours: overlap.overlapHours, expires_at: expires_at?.toISOString() ?? null }
    await note(trx, { act: `${kind}.rotated`, object: { kind: 'sensor', id }, member, details })
    return { id, name, member, token: secret }
  })
}

/**
 * Pins a sensor's tokens to these networks alone; none of them: it sends from anywhere.
 * @returns whether the scope holds such a sensor
 * @throws Problem sensor_revoked
 */
export async function pinSensor(
  db: Db,
  scope: Scope,
  id: string,
  networks: readonly string[],
  note: Note,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const sensor = await holdSensor(trx, scope, id, 'sensor')
    if (sensor === null) return false
    refuseRevoked(sensor)
    await trx
      .updateTable('api_key')
      .set({ networks: [...networks] })
      .where('sensor_id', '=', id)
      .execute()
    await publish(trx, 'sensors', [id])
    const details = { networks: networks.length }
    await note(trx, { act: 'sensor.changed', object: { kind: 'sensor', id }, member: sensor.orgnr, details })
    return true
  })
}

/**
 * Chooses whether its member is told of its troubles. The same choice again changes nothing.
 * @returns whether the scope holds such a sensor
 * @throws Problem sensor_revoked
 */
export async function setTellMember(
  db: Db,
  scope: Scope,
  id: string,
  tell_member: boolean,
  note: Note,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const sensor = await holdSensor(trx, scope, id, 'sensor')
    if (sensor === null) return false
    refuseRevoked(sensor)
    if (sensor.tell_member === tell_member) return true
    await trx.updateTable('sensor').set({ tell_member }).where('id', '=', id).execute()
    await publish(trx, 'sensors', [id])
    const details = { tell_member }
    await note(trx, { act: 'sensor.changed', object: { kind: 'sensor', id }, member: sensor.orgnr, details })
    return true
  })
}

/**
 * Chooses for all of a member's sensors whether it is told of their troubles: those it has and those it gets.
 * @returns whether there is such a member
 */
export async function setTellOfAll(db: Db, member: string, tell_member: boolean, note: Note): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const before = await setTellOfSensors(trx, member, tell_member)
    if (before === null) return false
    const changed = await trx
      .updateTable('sensor')
      .set({ tell_member })
      .where('orgnr', '=', member)
      .where('revoked_at', 'is', null)
      .where('tell_member', '!=', tell_member)
      .returning('id')
      .execute()
    const ids = changed.map(({ id }) => id)
    if (before === tell_member && ids.length === 0) return true
    await publish(trx, 'members', [member])
    if (ids.length > 0) await publish(trx, 'sensors', ids)
    const details = { tell_member, sensors: ids.length }
    await note(trx, { act: 'member.sensors_told', object: { kind: 'member', id: member }, member, details })
    return true
  })
}

/** Ends a sensor and its tokens at once; once more changes nothing. @returns whether the scope holds such a sensor */
export async function revokeSensor(
  db: Db,
  scope: Scope,
  id: string,
  now: Date,
  note: Note,
  kind: SensorKind = 'sensor',
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const sensor = await holdSensor(trx, scope, id, kind)
    if (sensor !== null && sensor.revoked_at === null) {
      await trx.updateTable('sensor').set({ revoked_at: now }).where('id', '=', id).execute()
      await trx
        .updateTable('api_key')
        .set({ revoked_at: now })
        .where('sensor_id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      await publish(trx, 'sensors', [id])
      await note(trx, { act: `${kind}.revoked`, object: { kind: 'sensor', id }, member: sensor.orgnr })
    }
    return sensor !== null
  })
}

type Held = { name: string; orgnr: string | null; revoked_at: Date | null; tell_member: boolean }

/** The sensor as it stands, held until the transaction ends, so that of two changes the later sees the earlier. */
async function holdSensor(trx: Db, scope: Scope, id: string, kind: SensorKind): Promise<Held | null> {
  const held = trx
    .selectFrom('sensor')
    .select(['name', 'orgnr', 'revoked_at', 'tell_member'])
    .where('id', '=', id)
    .where('kind', '=', kind)
  const inScope = held.$if(scope !== 'all', (query) =>
    query.where('orgnr', '=', sql<string>`any(${[...scope]}::text[])`),
  )
  return (await inScope.forUpdate().executeTakeFirst()) ?? null
}

function refuseRevoked({ name, revoked_at }: Held): void {
  if (revoked_at !== null) throw new Problem(sensorProblems.revoked, `"${name}" was revoked. Enrol it anew.`)
}
