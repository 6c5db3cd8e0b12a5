/** What this context keeps of one member: its people, its keys, and what the log says of it. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { Entry } from '../audit/audit.ts'
import { allAudit } from '../audit/audit-list.store.ts'
import type { Scope } from '../roles.ts'

/** Those who hold a role at the member, with that role. */
export async function* exportPeople(db: Db, orgnr: string): AsyncGenerator<object> {
  const { rows } = await sql<object>`
    select p.id, p.name, p.email, p.phone, p.language, r.role, r.created_at as role_since, p."createdAt" as created_at,
      p.last_sign_in_at, p.deactivated_at
    from person_role r join person p on p.id = r.person_id where r.orgnr = ${orgnr}
    order by p.name, p.id, r.role`.execute(db)
  for (const row of rows) yield { kind: 'person', ...row }
}

/** Keys and sensors' tokens, without what opens anything. */
export async function* exportKeys(db: Db, orgnr: string): AsyncGenerator<object> {
  const { rows } = await sql<object>`
    select id, name, scope, sensor_id as sensor, networks::text[] as networks, created_at, expires_at, revoked_at,
      last_used_at, host(last_used_from) as last_used_from, failures, last_failure_at,
      host(last_failure_from) as last_failure_from, last_failure_reason
    from api_key where orgnr = ${orgnr} order by created_at, id`.execute(db)
  for (const row of rows) yield { kind: 'key', ...row }
}

/** A member's own people get what was done, and not which of the others did it from where. */
export async function* exportLog(db: Db, orgnr: string, scope: Scope): AsyncGenerator<object> {
  for await (const entry of allAudit(db, [orgnr], {})) {
    const who = scope === 'all' ? {} : { actor_id: null, actor_name: null, address: null }
    yield { kind: 'audit_entry', ...entry, ...who }
  }
}

/**
 * In the transaction that erases the member: its keys go, and with their last role its people.
 * @returns how many of what went, and what the log is to say of each person
 */
export async function erasePeopleOf(
  trx: Db,
  orgnr: string,
): Promise<{ removed: Record<string, number>; entries: Entry[] }> {
  const { numAffectedRows: keys = 0n } = await sql`delete from api_key where orgnr = ${orgnr}`.execute(trx)
  const { rows: roles } = await sql<{ person_id: string }>`
    delete from person_role where orgnr = ${orgnr} returning person_id`.execute(trx)
  const { rows: people } = await sql<{ id: string }>`
    delete from person p where id = any(${roles.map(({ person_id }) => person_id)}::uuid[])
      and not exists (select from person_role r where r.person_id = p.id)
    returning id`.execute(trx)
  return {
    removed: { keys: Number(keys), roles: roles.length, people: people.length },
    entries: people.map(({ id }) => ({ act: 'person.erased', object: { kind: 'person', id }, member: orgnr })),
  }
}
