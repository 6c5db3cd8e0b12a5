import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import type { Seen } from './inactivity.ts'

export async function openAccountsUnusedSince(db: Db, since: Date): Promise<(Seen & { id: string })[]> {
  const { rows } = await sql<Seen & { id: string }>`
    select id, "createdAt" as created_at, last_sign_in_at, inactivity_warned_at as warned_at from person
    where deactivated_at is null and coalesce(last_sign_in_at, "createdAt") <= ${since}
    order by id`.execute(db)
  return rows
}

/** @returns false where the person is gone or shut out meanwhile */
export async function stampWarning(trx: Db, person: string, now: Date): Promise<boolean> {
  const stamped = await trx
    .updateTable('person')
    .set({ inactivity_warned_at: now })
    .where('id', '=', person)
    .where('deactivated_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return stamped !== undefined
}
