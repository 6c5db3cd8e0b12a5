/** What sign-in itself asks and writes down about people. */
import { sql } from 'kysely'
import { type Db, hashSecret } from '../../platform/index.ts'

/** Accounts at an organisation's own identity provider; see `oidc.ts`. */
export const oidcAccounts = 'oidc:'

export type SignInStanding = {
  deactivated: boolean
  /** Has a passkey, a password with TOTP, or an organisation's sign-in. */
  enrolled: boolean
  twoFactor: boolean
}

export async function signInStandingOf(db: Db, person: string): Promise<SignInStanding> {
  const { rows } = await sql<SignInStanding>`
    select deactivated_at is not null as deactivated, coalesce("twoFactorEnabled", false) as "twoFactor",
      is_enrolled(id) as enrolled
    from person where id = ${person}`.execute(db)
  return rows[0] ?? { deactivated: true, enrolled: false, twoFactor: false }
}

/** Somebody was here, so they are not inactive. */
export async function stampSignIn(db: Db, person: string, now: Date): Promise<void> {
  await db
    .updateTable('person')
    .set({ last_sign_in_at: now, inactivity_warned_at: null })
    .where('id', '=', person)
    .execute()
}

/** @returns the person's id */
export async function personWithEmail(db: Db, email: string): Promise<string | null> {
  const row = await db.selectFrom('person').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
  return row?.id ?? null
}

/** Ends the person's one-time links: only the newest shall open anything. The library keeps whom a link is for as JSON. */
export async function forgetLinks(db: Db, email: string): Promise<void> {
  await db.deleteFrom('person_verification').where('value', '=', JSON.stringify({ email })).execute()
}

/** An app's code is good for a minute and a half, with the clocks a step apart (RFC 6238 section 5.2). */
const codeMilliseconds = 90_000

/**
 * Uses a code from an app up: whoever looked over a shoulder must not get in with the same one (RFC 6238 section 5.2).
 * @returns false where it was used already
 */
export async function takeCode(db: Db, person: string, code: string, now: Date): Promise<boolean> {
  const own = `totp-${person}-`
  const identifier = `${own}${hashSecret(code).toString('base64url')}`
  return db.transaction().execute(async (trx) => {
    // Two at the same moment wait for each other here.
    await trx.selectFrom('person').select('id').where('id', '=', person).forNoKeyUpdate().execute()
    await trx
      .deleteFrom('person_verification')
      .where('identifier', 'like', `${own}%`)
      .where('expiresAt', '<=', now)
      .execute()
    const used = await trx
      .selectFrom('person_verification')
      .select('id')
      .where('identifier', '=', identifier)
      .executeTakeFirst()
    if (used !== undefined) return false
    const expiresAt = new Date(now.getTime() + codeMilliseconds)
    await trx.insertInto('person_verification').values({ identifier, value: 'used', expiresAt }).execute()
    return true
  })
}
