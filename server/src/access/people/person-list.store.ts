/** People as they are listed, within a scope. */
import type { Language, PersonState, RoleAt } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { Scope } from '../roles.ts'

export type PersonRow = {
  id: string
  name: string
  email: string
  language: Language
  state: PersonState
  /** Only those within the scope. */
  roles: RoleAt[]
  created_at: Date
  last_sign_in_at: Date | null
  deactivated_at: Date | null
  live_keys: number
}

export type PersonFilter = {
  scope: Scope
  id?: string
  q?: string | undefined
  member?: string | undefined
  state?: PersonState | undefined
  now: Date
  after: { name: string; id: string } | null
  limit: number
}

/** By name; one row more than asked for where there are more. */
export async function listPeople(db: Db, filter: PersonFilter): Promise<PersonRow[]> {
  const { scope, id, q, member, state, now, after, limit } = filter
  const held = scope === 'all' ? sql`true` : sql`held.orgnr = any(${[...scope]}::text[])`
  const found = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const conditions: RawBuilder<unknown>[] = [
    ...(scope === 'all'
      ? []
      : [sql`exists (select from person_role held where held.person_id = person.id and ${held})`]),
    ...(id === undefined ? [] : [sql`person.id = ${id}`]),
    ...(found === null ? [] : [sql`(person.name ilike ${found} or person.email ilike ${found})`]),
    ...(member === undefined
      ? []
      : [
          sql`exists (select from person_role held where held.person_id = person.id and held.orgnr = ${member} and ${held})`,
        ]),
    ...(after === null ? [] : [sql`(person.name, person.id) > (${after.name}, ${after.id}::uuid)`]),
  ]
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
  const { rows } = await sql<PersonRow>`
    select * from (
      select person.id, person.name, person.email, person.language, person.last_sign_in_at, person.deactivated_at,
        person."createdAt" as created_at,
        case when person.deactivated_at is not null then 'deactivated'
          when is_enrolled(person.id) then 'active' else 'invited' end as state,
        coalesce((select json_agg(json_build_object('role', held.role, 'member', held.orgnr))
          from person_role held where held.person_id = person.id and ${held}), '[]') as roles,
        (select count(*) from api_key where api_key.created_by = person.id and api_key.revoked_at is null
          and (api_key.expires_at is null or api_key.expires_at > ${now})) as live_keys
      from person where ${where}) as people
    where ${state ?? null}::text is null or state = ${state ?? null}
    order by name, id limit ${limit + 1}`.execute(db)
  return rows
}

export async function findPerson(db: Db, scope: Scope, id: string, now: Date): Promise<PersonRow | null> {
  const [row] = await listPeople(db, { scope, id, now, after: null, limit: 1 })
  return row ?? null
}
