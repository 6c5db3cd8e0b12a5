import { hashSecret, newId, newSecret } from '../../../src/platform/index.ts'
import type { TestServer } from '../server.ts'
import { signIn } from '../session.ts'
import type { Marked } from './made.ts'

export async function accessOf(server: TestServer, { orgnr, mark }: Marked) {
  const { db } = server.platform.postgres
  const person = await signIn(server, {
    email: `leder@${mark}.example`,
    name: `Leder ${mark}`,
    roles: [{ role: 'member_contact', member: orgnr }],
  })
  const key = { id: newId(), name: `Nøkkel ${mark}`, scope: `member:${orgnr}`, orgnr }
  await db
    .insertInto('api_key')
    .values({ ...key, secret_hash: hashSecret(newSecret('key')) })
    .execute()
  const hold = { id: newId(), class: 'warnings', orgnr, reason: `Bevar ${mark}` } as const
  await db.insertInto('archive_hold').values(hold).execute()
  return { people: person.id, sessions: person.session, keys: key.id, holds: hold.id }
}
