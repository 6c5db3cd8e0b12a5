/** A person who has signed in: the rows that a sign-in leaves, and the cookie that the browser then sends. */
import { createHmac, randomBytes } from 'node:crypto'
import type { RoleAt, SignInMethod } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../src/platform/index.ts'
import { keptSecret, newId } from '../../src/platform/index.ts'
import type { Running } from '../../src/serve.ts'

export type SignedIn = { id: string; email: string; session: string; cookie: string }
type Who = { email: string; name: string; roles: readonly RoleAt[]; passkeys?: number; method?: SignInMethod }

/** Makes a person with a passkey, unless told otherwise, and a session of theirs that has just begun. */
export async function signIn(server: Pick<Running, 'platform'>, who: Who): Promise<SignedIn> {
  const { postgres, clock } = server.platform
  const id = await insertPerson(postgres.db, who, clock())
  return signInAgain(server, { id, email: who.email }, who.method)
}

/** One more session of a person. */
export async function signInAgain(
  { platform }: Pick<Running, 'platform'>,
  { id, email }: Pick<SignedIn, 'id' | 'email'>,
  method: SignInMethod = 'passkey',
): Promise<SignedIn> {
  const { db } = platform.postgres
  const now = platform.clock()
  const session = newId()
  const token = randomBytes(24).toString('base64url')
  await db
    .insertInto('person_session')
    .values({
      id: session,
      token,
      userId: id,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      ipAddress: '192.0.2.1',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      method,
    })
    .execute()
  const secret = (await keptSecret(platform.config.secrets, 'sign-in')).toString('base64url')
  const signed = `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
  return { id, email, session, cookie: `better-auth.session_token=${encodeURIComponent(signed)}` }
}

async function insertPerson(db: Db, { email, name, roles, passkeys = 1 }: Who, now: Date): Promise<string> {
  const id = newId()
  await db
    .insertInto('person')
    .values({ id, name, email, emailVerified: true, language: 'nb', twoFactorEnabled: false, last_sign_in_at: now })
    .execute()
  for (const { role, member } of roles) {
    await db.insertInto('person_role').values({ person_id: id, role, orgnr: member }).execute()
  }
  for (let made = 0; made < passkeys; made++) {
    await sql`insert into person_passkey (id, name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", "createdAt")
      values (${newId()}, 'Testnøkkel', 'ingen', ${id}, ${newId()}, 0, 'singleDevice', false, ${now})`.execute(db)
  }
  return id
}
