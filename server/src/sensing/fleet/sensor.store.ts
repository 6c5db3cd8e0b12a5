/** Sensors: enrolled with a token, and listed; revoked, never deleted. Their tokens are keys: see `access/keys/key.store.ts`. */
import type { KeyRefusal } from '@varde/contract'
import { type Selectable, sql } from 'kysely'
import { insertKey, type Note, type Scope } from '../../access/index.ts'
import { tellsOfSensors } from '../../constituency/index.ts'
import { type Db, hashSecret, newId, newSecret, Problem, publish, type Tables } from '../../platform/index.ts'
import { sensorProblems } from './sensor.problems.ts'
import { type SensorTrouble, silentBefore, troublesOf } from './sensor.ts'
import type { Health } from './sensor-health.ts'

export type SensorDraft = {
  member: string
  name: string
  networks?: readonly string[]
  expires_at?: Date | null
  /** Left out: as was chosen for the member. */
  tell_member?: boolean | undefined
}
export type Enrolled = { id: string; name: string; member: string; token: string }

/**
 * Enrols a sensor. The token is in the answer and nowhere else.
 * @throws Problem sensor_name_taken, sensor_name_empty, member_unknown
 */
export async function enrolSensor(db: Db, draft: SensorDraft, now: Date, note: Note): Promise<Enrolled> {
  const { member, name: given, networks = [], expires_at = null } = draft
  const name = given.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') throw new Problem(sensorProblems.nameEmpty, 'Write where it stands, e.g. granvag-1.')
  const id = newId()
  const token = newSecret('sensor')
  await db.transaction().execute(async (trx) => {
    const usual = await tellsOfSensors(trx, member)
    if (usual === null) {
      throw new Problem(
        sensorProblems.memberUnknown,
        `No member has the organisation number ${member}. Import it first.`,
      )
    }
    const tell_member = draft.tell_member ?? usual
    const made = await trx
      .insertInto('sensor')
      .values({ id, orgnr: member, name, tell_member })
      .onConflict((conflict) => conflict.column('name').where('revoked_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) {
      throw new Problem(
        sensorProblems.nameTaken,
        `"${name}" is in use. Choose another name, or revoke that sensor first.`,
      )
    }
    await insertKey(trx, {
      id: newId(),
      name,
      scope: `sensor:${id}`,
      sensor_id: id,
      orgnr: member,
      secret_hash: hashSecret(token),
      networks: [...networks],
      expires_at,
      created_at: now,
    })
    await publish(trx, 'sensors', [id])
    const details = { networks: networks.length, expires_at: expires_at?.toISOString() ?? null, tell_member }
    await note(trx, { act: 'sensor.enrolled', object: { kind: 'sensor', id }, member, details })
  })
  return { id, name, member, token }
}

export type SensorRow = Omit<Selectable<Tables['sensor']>, 'health' | 'kind' | 'orgnr'> & {
  orgnr: string
  health: Health | null
  member_name: string
}
/** How a sensor's tokens fare: the newest's end and networks, and what befell any of them. */
export type SensorTokens = {
  token_expires_at: Date | null
  networks: string[]
  last_used_from: string | null
  failures: number
  last_failure_at: Date | null
  last_failure_reason: KeyRefusal | null
}

/** Members' sensors: sources of reports and the heartbeat's have no member. */
function sensors(db: Db, scope: Scope) {
  return db
    .selectFrom('sensor')
    .innerJoin('member', 'member.orgnr', 'sensor.orgnr')
    .select([
      'sensor.id',
      'member.orgnr',
      'sensor.name',
      'sensor.created_at',
      'sensor.revoked_at',
      'sensor.last_seen_at',
      'sensor.last_event_at',
      'sensor.accepted_lines',
      'sensor.rejected_lines',
      'sensor.tell_member',
      sql<Health | null>`sensor.health`.as('health'),
      'member.name as member_name',
    ])
    .$if(scope !== 'all', (query) => query.where('sensor.orgnr', '=', sql<string>`any(${[...scope]}::text[])`))
}

function withTokens(query: ReturnType<typeof sensors>) {
  return query
    .innerJoinLateral(
      sql<SensorTokens>`(select
          (array_agg(expires_at order by created_at desc, id desc))[1] as token_expires_at,
          coalesce((select networks from api_key where sensor_id = sensor.id order by created_at desc, id desc limit 1), '{}') as networks,
          (array_agg(last_used_from order by last_used_at desc nulls last))[1] as last_used_from,
          coalesce(sum(failures), 0)::bigint as failures,
          max(last_failure_at) as last_failure_at,
          (array_agg(last_failure_reason order by last_failure_at desc nulls last))[1] as last_failure_reason
        from api_key where sensor_id = sensor.id)`.as('token'),
      (join) => join.onTrue(),
    )
    .select([
      'token.token_expires_at',
      'token.networks',
      'token.last_used_from',
      'token.failures',
      'token.last_failure_at',
      'token.last_failure_reason',
    ])
}

export type SensorFilter = {
  scope: Scope
  member?: string | undefined
  after: { value: string; id: string } | null
  limit: number
}

/** Sensors by name; one more than `limit` where there are more. */
export async function listSensors(
  db: Db,
  { scope, member, after, limit }: SensorFilter,
): Promise<(SensorRow & SensorTokens)[]> {
  return withTokens(sensors(db, scope))
    .$if(member !== undefined, (query) => query.where('sensor.orgnr', '=', member as string))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(sensor.name, sensor.id) > (${after?.value}, ${after?.id}::uuid)`),
    )
    .orderBy('sensor.name')
    .orderBy('sensor.id')
    .limit(limit + 1)
    .execute()
}

export async function findSensor(db: Db, scope: Scope, id: string): Promise<(SensorRow & SensorTokens) | null> {
  return (await withTokens(sensors(db, scope)).where('sensor.id', '=', id).executeTakeFirst()) ?? null
}

export type SensorKind = 'sensor' | 'source'

/** The live sensor, or source, with this name; two of either cannot share one. */
export async function sensorNamed(db: Db, name: string, kind: SensorKind = 'sensor'): Promise<string | null> {
  const named = db.selectFrom('sensor').select('id').where('name', '=', name).where('kind', '=', kind)
  return (await named.where('revoked_at', 'is', null).executeTakeFirst())?.id ?? null
}

/** A live sensor's member, which the heartbeat's has none of; null where there is no such sensor. */
export async function liveSensor(db: Db, id: string): Promise<{ id: string; orgnr: string | null } | null> {
  const live = db.selectFrom('sensor').select(['id', 'orgnr']).where('id', '=', id).where('revoked_at', 'is', null)
  return (await live.executeTakeFirst()) ?? null
}

type Troubled = { sensor: SensorRow; trouble: SensorTrouble }

/** Live sensors with something wrong and the worst of it, at most `limit`; the longest unheard first. */
export async function troubledSensors(db: Db, scope: Scope, now: Date, limit: number): Promise<Troubled[]> {
  const found = await sensors(db, scope)
    .where('sensor.revoked_at', 'is', null)
    // What the last load left; since then a trouble may have faded, and none can have come but silence.
    .where(sql<boolean>`(sensor.last_seen_at < ${silentBefore(now)} or sensor.health -> 'troubles' <> '{}')`)
    .orderBy('sensor.last_seen_at')
    .orderBy('sensor.id')
    .limit(limit)
    .execute()
  return found.flatMap((sensor) =>
    troublesOf(sensor, now)
      .slice(0, 1)
      .map((trouble) => ({ sensor, trouble })),
  )
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
