/** A person's ways to sign in. */
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { oidcAccounts } from './sign-in.store.ts'

export async function passkeysOf(db: Db, person: string) {
  return db
    .selectFrom('person_passkey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', person)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** Accounts at organisations' identity providers, by the provider's word. */
export async function organisationsOf(db: Db, person: string) {
  const rows = await db
    .selectFrom('person_account')
    .select(['id', 'providerId', 'createdAt'])
    .where('userId', '=', person)
    .where('providerId', 'like', `${oidcAccounts}%`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(({ id, providerId, createdAt }) => ({
    id,
    provider: providerId.slice(oidcAccounts.length),
    linkedAt: createdAt,
  }))
}

export async function hasPassword(db: Db, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('person_account')
    .select('id')
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row !== undefined
}

/** A password without TOTP opens nothing, so the next one takes its place. */
export async function forgetPassword(db: Db, person: string): Promise<void> {
  await db.deleteFrom('person_account').where('userId', '=', person).where('providerId', '=', 'credential').execute()
}

/** How many ways in there are, counted so that two removals at the same moment wait for each other. */
export async function lockWays(trx: Db, person: string): Promise<number> {
  await trx.selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
  const { rows } = await sql<{ ways: number }>`
    select (select count(*) from person_passkey where "userId" = ${person})
      + (select count(*) from person_account where "userId" = ${person} and "providerId" like ${`${oidcAccounts}%`})
      + (select count(*) from person where id = ${person} and "twoFactorEnabled") as ways`.execute(trx)
  return rows[0]?.ways ?? 0
}

/** @returns whether the person had it */
export async function removePasskey(trx: Db, person: string, id: string): Promise<boolean> {
  const gone = await trx
    .deleteFrom('person_passkey')
    .where('userId', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** @returns the provider's word, or null where the person had no such link */
export async function removeOrganisation(trx: Db, person: string, id: string): Promise<string | null> {
  const gone = await trx
    .deleteFrom('person_account')
    .where('userId', '=', person)
    .where('id', '=', id)
    .where('providerId', 'like', `${oidcAccounts}%`)
    .returning('providerId')
    .executeTakeFirst()
  return gone === undefined ? null : gone.providerId.slice(oidcAccounts.length)
}
