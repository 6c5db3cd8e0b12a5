/** Sensors: enrolled with a token that is shown once and kept as a hash; revoked, never deleted. */
import { type Selectable, sql } from 'kysely'
import type { Scope } from '../access/index.ts'
import { memberNames } from '../constituency/index.ts'
import { type Db, hashSecret, newId, newSecret, Problem, publish, type Tables } from '../platform/index.ts'
import { sensorProblems } from './sensor.problems.ts'
import { silentBefore } from './sensor.ts'

export type Enrolled = { id: string; name: string; member: string; token: string }

/**
 * Enrols a sensor. The token is in the answer and nowhere else.
 * @throws Problem sensor_name_taken, sensor_name_empty, member_unknown
 */
export async function enrolSensor(
  db: Db,
  { member, name: given }: { member: string; name: string },
): Promise<Enrolled> {
  const name = given.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') throw new Problem(sensorProblems.nameEmpty, 'Write where it stands, e.g. granvag-1.')
  const id = newId()
  const token = newSecret('sensor')
  await db.transaction().execute(async (trx) => {
    if (!(await memberNames(trx, [member])).has(member)) {
      throw new Problem(
        sensorProblems.memberUnknown,
        `No member has the organisation number ${member}. Import it first.`,
      )
    }
    const made = await trx
      .insertInto('sensor')
      .values({ id, orgnr: member, name, token_hash: hashSecret(token) })
      .onConflict((conflict) => conflict.column('name').where('revoked_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) {
      throw new Problem(
        sensorProblems.nameTaken,
        `"${name}" is in use. Choose another name, or revoke that sensor first.`,
      )
    }
    await publish(trx, 'sensors', [id])
  })
  return { id, name, member, token }
}

/** The live sensor whose token has this hash. */
export async function findSensorByToken(
  db: Db,
  hash: Buffer,
): Promise<{ id: string; orgnr: string; name: string } | null> {
  const sensor = await db
    .selectFrom('sensor')
    .select(['id', 'orgnr', 'name'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return sensor ?? null
}

/** Ends a sensor's token; once more changes nothing. @returns whether there is such a sensor in scope */
export async function revokeSensor(db: Db, scope: Scope, id: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const sensor = await findSensor(trx, scope, id)
    if (sensor && sensor.revoked_at === null) {
      await trx.updateTable('sensor').set({ revoked_at: now }).where('id', '=', id).execute()
      await publish(trx, 'sensors', [id])
    }
    return sensor !== null
  })
}

export type SensorRow = Omit<Selectable<Tables['sensor']>, 'token_hash'> & { member_name: string }

/** What is read of a sensor: all but its token's hash. */
function sensors(db: Db, scope: Scope) {
  return db
    .selectFrom('sensor')
    .innerJoin('member', 'member.orgnr', 'sensor.orgnr')
    .select([
      'sensor.id',
      'sensor.orgnr',
      'sensor.name',
      'sensor.created_at',
      'sensor.revoked_at',
      'sensor.last_seen_at',
      'sensor.last_event_at',
      'sensor.accepted_lines',
      'sensor.rejected_lines',
      'member.name as member_name',
    ])
    .$if(scope !== 'all', (query) => query.where('sensor.orgnr', '=', sql<string>`any(${[...scope]}::text[])`))
}

export type SensorFilter = {
  scope: Scope
  member?: string | undefined
  after: { value: string; id: string } | null
  limit: number
}

/** Sensors by name; one more than `limit` where there are more. */
export async function listSensors(db: Db, { scope, member, after, limit }: SensorFilter): Promise<SensorRow[]> {
  return sensors(db, scope)
    .$if(member !== undefined, (query) => query.where('sensor.orgnr', '=', member as string))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(sensor.name, sensor.id) > (${after?.value}, ${after?.id}::uuid)`),
    )
    .orderBy('sensor.name')
    .orderBy('sensor.id')
    .limit(limit + 1)
    .execute()
}

export async function findSensor(db: Db, scope: Scope, id: string): Promise<SensorRow | null> {
  return (await sensors(db, scope).where('sensor.id', '=', id).executeTakeFirst()) ?? null
}

/** Live sensors that have sent before and do not now, the longest silent first. */
export async function silentSensors(db: Db, scope: Scope, now: Date, limit: number): Promise<SensorRow[]> {
  return sensors(db, scope)
    .where('sensor.revoked_at', 'is', null)
    .where('sensor.last_seen_at', '<', silentBefore(now))
    .orderBy('sensor.last_seen_at')
    .orderBy('sensor.id')
    .limit(limit)
    .execute()
}

/** How many live sensors each member has that has any, and how many of them are silent. */
export async function sensorsOf(
  db: Db,
  orgnrs: readonly string[],
  now: Date,
): Promise<Map<string, { sensors: number; silent: number }>> {
  const { rows } = await sql<{ orgnr: string; sensors: number; silent: number }>`
    select orgnr, count(*)::int as sensors,
      count(*) filter (where last_seen_at < ${silentBefore(now)})::int as silent
    from sensor where revoked_at is null and orgnr = any(${[...orgnrs]}::text[]) group by orgnr`.execute(db)
  return new Map(rows.map(({ orgnr, sensors, silent }) => [orgnr, { sensors, silent }]))
}
