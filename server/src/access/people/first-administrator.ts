/** How the first person gets in: while nobody can sign in, each start makes one administrator's one-time link. */
import { newId, type Platform } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import { personWithEmail } from '../sign-in/sign-in.store.ts'
import { makeSignInLink } from '../sign-in/sign-in-link.ts'
import { anyoneEnrolled, grantRole } from './person.store.ts'

/** Not an address that mail can reach; the administrator makes people with real ones. */
const email = 'administrator@varde.invalid'

/** @returns null once anyone has a way to sign in */
export async function makeFirstAdministratorLink(
  { postgres: { db }, config, clock }: Pick<Platform, 'postgres' | 'config' | 'clock'>,
  { secret, audit }: { secret: Buffer; audit: Audit },
): Promise<string | null> {
  if (await anyoneEnrolled(db)) return null
  const person = { id: newId(), email, name: 'Administrator', role: 'admin', orgnr: null, language: 'nb' } as const
  await grantRole(db, person, clock())
  const link = await makeSignInLink(db, config.publicUrl, secret, email)
  // The one that stands where an earlier start made it.
  const id = (await personWithEmail(db, email)) ?? person.id
  await audit.record(db, system('start'), { act: 'link.made', object: { kind: 'person', id } })
  return link
}
