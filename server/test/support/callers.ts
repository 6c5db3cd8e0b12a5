/** Every kind of caller: a person of each role, one who has chosen no way to sign in yet, and a key of each scope. */
import { type Role, roles } from '@varde/contract'
import { newId } from '../../src/platform/index.ts'
import { signIn, signInAgain } from './session.ts'
import type { World } from './world/index.ts'

export type Caller = {
  name: string
  kind: 'person' | 'key'
  headers: Record<string, string>
  roles: readonly Role[]
  /** Null: belongs to no member. */
  home: 'a' | null
}

/** Things of the administrator's own, to be taken away. */
export type Own = { session: string; passkey: string; organisation: string; view: string }

const ofMember: readonly Role[] = ['member_admin', 'member_contact']

export async function makeCallers({ server, a }: World): Promise<{ callers: Caller[]; own: Own }> {
  const people: Caller[] = []
  const own: Own = { session: '', passkey: '', organisation: '', view: '' }
  const { db } = server.platform.postgres
  for (const role of roles) {
    const member = ofMember.includes(role) ? a.orgnr : null
    const who = { email: `${role}@csirt.example`, name: `En ${role}`, roles: [{ role, member }] }
    const person = await signIn(server, { ...who, passkeys: role === 'admin' ? 2 : 1 })
    if (role === 'admin') {
      own.session = (await signInAgain(server, person)).session
      await signInAgain(server, person)
      const passkey = db.selectFrom('person_passkey').select('id').where('userId', '=', person.id)
      own.passkey = (await passkey.executeTakeFirstOrThrow()).id
      own.organisation = newId()
      const account = { id: own.organisation, accountId: 'sub-1', providerId: 'oidc:testleverandor', userId: person.id }
      const now = new Date()
      await db
        .insertInto('person_account')
        .values({ ...account, password: null, createdAt: now, updatedAt: now })
        .execute()
      own.view = newId()
      const view = {
        id: own.view,
        person_id: person.id,
        page: 'triage',
        name: 'Mine',
        search: '',
        shared: false,
      } as const
      await db
        .insertInto('saved_view')
        .values({ ...view, created_at: now, updated_at: now })
        .execute()
    }
    if (role === 'member_contact') {
      // Chooses what to be told, so is one of those who are told.
      const contact = {
        id: newId(),
        orgnr: a.orgnr,
        name: who.name,
        email: who.email,
        phone: null,
        language: 'nb',
      } as const
      await db.insertInto('contact').values(contact).execute()
    }
    people.push({
      name: `person ${role}`,
      kind: 'person',
      headers: { cookie: person.cookie, origin: server.address },
      roles: [role],
      home: member === null ? null : 'a',
    })
  }
  const who = { email: 'ny@csirt.example', name: 'En ny', roles: [{ role: 'analyst' as const, member: null }] }
  const { cookie } = await signIn(server, { ...who, passkeys: 0, method: 'link' })
  const newcomer: Caller = {
    name: 'person newcomer',
    kind: 'person',
    headers: { cookie, origin: server.address },
    roles: [],
    home: null,
  }
  const scopes: [string, Role[]][] = [
    ['admin', ['admin']],
    ['analyst', ['analyst']],
    ['auditor', ['auditor']],
    [`member:${a.orgnr}`, ['member_contact']],
    [`blocklist:${a.orgnr}`, []],
    ['partner:Kraft', ['partner']],
  ]
  const keys: Caller[] = []
  for (const [scope, held] of scopes) {
    keys.push({
      name: `key ${scope.replace(a.orgnr, 'A')}`,
      kind: 'key',
      headers: { authorization: `Bearer ${await server.key(scope)}` },
      roles: held,
      home: scope.endsWith(a.orgnr) ? 'a' : null,
    })
  }
  return { callers: [...people, newcomer, ...keys], own }
}
