/** Accounts at organisations' identity providers, linked to people. */
import type { Db } from '../../platform/index.ts'
import { endLinkSessions } from './session.store.ts'

type Account = { providerId: string; accountId: string }

/** The person who linked the account, or null. */
export async function ownerOf(db: Db, { providerId, accountId }: Account): Promise<string | null> {
  const row = await db
    .selectFrom('person_account')
    .select('userId')
    .where('providerId', '=', providerId)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return row?.userId ?? null
}

/** @returns false where it is somebody else's */
export async function linkAccount(
  db: Db,
  account: Account,
  { person, session }: { person: string; session: string },
): Promise<boolean> {
  await db
    .insertInto('person_account')
    .values({ ...account, userId: person, password: null, updatedAt: new Date() })
    .onConflict((oc) => oc.columns(['providerId', 'accountId']).doNothing())
    .execute()
  await endLinkSessions(db, person, session)
  return (await ownerOf(db, account)) === person
}
