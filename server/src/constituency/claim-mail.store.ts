/** Which claims the team has been told of. */
import { sql } from 'kysely'
import type { Db } from '../platform/index.ts'
import type { Waiting } from './claim-mail.ts'

export async function lastTold(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ last: Date | null }>`select max(told_at) as last from claim`.execute(db)
  return rows[0]?.last ?? null
}

/** @returns those that wait and had not been told of, and now have */
export async function tellOfNew(trx: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update claim set told_at = ${now} where state = 'waiting' and told_at is null returning id`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Of these, those that still wait, the oldest first. */
export async function claimsAmong(db: Db, ids: readonly string[]): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select c.kind, c.change, c.value, c.proposed_by, m.name as member_name, c.proven_at is not null as proven
    from claim c join member m using (orgnr)
    where c.id = any(${ids}::uuid[]) and c.state = 'waiting' order by c.created_at, c.id`.execute(db)
  return rows
}
