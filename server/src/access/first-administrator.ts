/** How the first person gets in: while nobody can sign in, each start makes one administrator's one-time link. */
import { type Db, newId } from '../platform/index.ts'
import { anyoneEnrolled, grantRole } from './person.store.ts'
import { makeSignInLink } from './sign-in-link.ts'

/** Not an address that mail can reach; the administrator makes people with real ones. */
const email = 'administrator@varde.invalid'

/** @returns null once anyone has a way to sign in */
export async function makeFirstAdministratorLink(
  db: Db,
  publicUrl: string,
  secret: Buffer,
  now: Date,
): Promise<string | null> {
  if (await anyoneEnrolled(db)) return null
  await grantRole(db, { id: newId(), email, name: 'Administrator', role: 'admin', orgnr: null, language: 'nb' }, now)
  return makeSignInLink(db, publicUrl, secret, email)
}
