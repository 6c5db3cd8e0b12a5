/** Sources of reports: enrolled with a token, listed, revoked as sensors are, and nobody's. */
import { sql } from 'kysely'
import { insertKey, type Note, type Scope } from '../../access/index.ts'
import { type Db, hashSecret, newId, newSecret, Problem, publish } from '../../platform/index.ts'
import { sourceProblems } from './report.problems.ts'

export type SourceDraft = { name: string; networks?: readonly string[]; expires_at?: Date | null }
export type EnrolledSource = { id: string; name: string; token: string }

/**
 * Enrols a source. The token is in the answer and nowhere else.
 * @throws Problem source_name_taken, source_name_empty
 */
export async function enrolSource(db: Db, draft: SourceDraft, now: Date, note: Note): Promise<EnrolledSource> {
  const { name: given, networks = [], expires_at = null } = draft
  const name = given.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '') throw new Problem(sourceProblems.nameEmpty, 'Write who reports, e.g. shadowserver.')
  const id = newId()
  const token = newSecret('sensor')
  await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('sensor')
      .values({ id, kind: 'source', orgnr: null, name })
      .onConflict((conflict) => conflict.column('name').where('revoked_at', 'is', null).doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) {
      throw new Problem(sourceProblems.nameTaken, `"${name}" is in use. Choose another name, or revoke that one first.`)
    }
    await insertKey(trx, {
      id: newId(),
      name,
      scope: `sensor:${id}`,
      sensor_id: id,
      secret_hash: hashSecret(token),
      networks: [...networks],
      expires_at,
      created_at: now,
    })
    await publish(trx, 'sensors', [id])
    const details = { networks: networks.length, expires_at: expires_at?.toISOString() ?? null }
    await note(trx, { act: 'source.enrolled', object: { kind: 'sensor', id }, details })
  })
  return { id, name, token }
}

export type SourceRow = {
  id: string
  name: string
  created_at: Date
  revoked_at: Date | null
  last_seen_at: Date | null
  last_event_at: Date | null
  accepted_lines: number
  rejected_lines: number
  token_expires_at: Date | null
  networks: string[]
}
export type SourceFilter = { scope: Scope; after: { value: string; id: string } | null; limit: number }

/** Sources by name; one more than `limit` where there are more. Whoever sees only some members sees none. */
export async function listSources(db: Db, { scope, after, limit }: SourceFilter): Promise<SourceRow[]> {
  if (scope !== 'all') return []
  const { rows } = await sql<SourceRow>`
    select sensor.id, sensor.name, sensor.created_at, sensor.revoked_at, last_seen_at, last_event_at, accepted_lines,
      rejected_lines, token.expires_at as token_expires_at, token.networks
    from sensor cross join lateral (
      select expires_at, networks from api_key where sensor_id = sensor.id order by created_at desc, id desc limit 1) as token
    where kind = 'source' and ${after === null ? sql`true` : sql`(sensor.name, sensor.id) > (${after.value}, ${after.id}::uuid)`}
    order by sensor.name, sensor.id limit ${limit + 1}`.execute(db)
  return rows
}

export async function isSource(db: Db, scope: Scope, id: string): Promise<boolean> {
  if (scope !== 'all') return false
  const found = db.selectFrom('sensor').select('id').where('id', '=', id).where('kind', '=', 'source')
  return (await found.executeTakeFirst()) !== undefined
}
