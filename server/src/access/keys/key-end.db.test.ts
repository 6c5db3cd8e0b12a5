/** Whose keys end when somebody leaves. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { type Enrolled, openPeopleBench, type PeopleBench } from '../../../test/support/people.ts'

const member = orgnr(1)
let bench: PeopleBench
let admin: Enrolled
beforeAll(async () => {
  bench = await openPeopleBench()
  await bench.member(member)
  admin = await bench.enrolled('admin@csirt.example', 'admin')
})
afterAll(() => bench.close())

/** Scopes of the keys with these ids that still open something. */
async function live(ids: readonly string[]): Promise<string[]> {
  const keys = await bench.postgres.db
    .selectFrom('api_key')
    .select('scope')
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .orderBy('scope')
    .execute()
  return keys.map(({ scope }) => scope)
}

it.each([
  ['closed', 'POST', '/deactivate', [`member:${member}`]],
  ['reset', 'POST', '/reset-sign-in', [`member:${member}`]],
  ['erased', 'DELETE', '', [`member:${member}`]],
  // The analyst's key stands on a role that is left.
  ['no administrator any more', 'DELETE', '/roles?role=admin', ['analyst', `member:${member}`]],
] as const)(
  'a person who is %s takes along the keys that act for them, and no member’s',
  async (how, method, path, left) => {
    const maker = await bench.enrolled(`${how.replaceAll(' ', '-')}@csirt.example`, 'admin')
    await bench.person(maker.email, 'analyst')
    const ids: string[] = []
    for (const scope of ['admin', 'analyst', `member:${member}`]) {
      ids.push((await maker.call('POST', '/api/v1/keys', { name: scope, scope })).json().id)
    }
    expect((await admin.call(method, `/api/v1/people/${maker.id}${path}`)).statusCode).toBe(204)
    expect(await live(ids)).toEqual(left)
  },
)
