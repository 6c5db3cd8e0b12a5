/** Who may see, invite, change and remove whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { type Browser, type Enrolled, openPeopleBench, type PeopleBench } from '../../../test/support/people.ts'

const [own, other] = [orgnr(1), orgnr(2)]
let bench: PeopleBench
let admin: Enrolled
let leader: Enrolled
let ownAdmin: Enrolled

beforeAll(async () => {
  bench = await openPeopleBench()
  await bench.member(own)
  await bench.member(other)
  admin = await bench.enrolled('admin@csirt.example', 'admin')
  leader = await bench.enrolled('leader@csirt.example', 'team_leader')
  ownAdmin = await bench.enrolled('own-admin@member.example', 'member_admin', { member: own })
})
afterAll(() => bench.close())

const people = '/api/v1/people'
const code = async (answer: ReturnType<Browser>) => {
  const { statusCode, body } = await answer
  return body === '' ? statusCode : JSON.parse(body).code
}
const emails = async (call: Browser, query = '') =>
  (await call('GET', `${people}${query}`)).json().items.map(({ email }: { email: string }) => email)

describe('people', () => {
  it('are listed by name, with state and roles, page by page', async () => {
    const invited = await bench.person('invited@csirt.example')
    const { items } = (await admin.call('GET', people)).json()
    const states = new Map(items.map(({ email, state }: { email: string; state: string }) => [email, state]))
    expect(states.get('admin@csirt.example')).toBe('active')
    expect(states.get('invited@csirt.example')).toBe('invited')
    expect(await emails(admin.call, '?state=invited')).toEqual(['invited@csirt.example'])
    expect(await emails(admin.call, `?member=${own}`)).toEqual(['own-admin@member.example'])
    expect(await emails(admin.call, '?q=LEADER@')).toEqual(['leader@csirt.example'])
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { email: string }[]; next: string | null } = (
        await admin.call('GET', `${people}?limit=1${next === '' ? '' : `&cursor=${next}`}`)
      ).json()
      seen.push(...page.items.map(({ email }) => email))
      next = page.next
    }
    expect(seen).toEqual(await emails(admin.call))
    expect((await admin.call('GET', `${people}/${invited}`)).json()).toMatchObject({
      roles: [{ role: 'analyst', member: null }],
      last_sign_in_at: null,
      live_keys: 0,
    })
  })

  it('of other members, and roles there, are not seen by a member’s administrator', async () => {
    const stranger = await bench.person('stranger@member.example', 'member_contact', { member: other })
    const both = await bench.person('both@member.example', 'member_contact', { member: other })
    await bench.person('both@member.example', 'member_contact', { member: own })
    expect(await emails(ownAdmin.call)).toEqual(['both@member.example', 'own-admin@member.example'])
    expect((await ownAdmin.call('GET', `${people}/${both}`)).json().roles).toEqual([
      { role: 'member_contact', member: own },
    ])
    expect((await ownAdmin.call('GET', `${people}/${ownAdmin.id}`)).json().state).toBe('active')
    expect(await emails(ownAdmin.call, `?member=${other}`)).toEqual([])
    for (const answer of [
      ownAdmin.call('GET', `${people}/${stranger}`),
      ownAdmin.call('POST', `${people}/${stranger}/deactivate`),
      ownAdmin.call('DELETE', `${people}/${stranger}`),
      ownAdmin.call('POST', `${people}/${stranger}/roles`, { role: 'member_contact', member: own }),
    ]) {
      expect(await code(answer)).toBe('not_found')
    }
  })

  it('are not seen by who may not', async () => {
    const analyst = await bench.enrolled('analyst@csirt.example')
    expect(await code(analyst.call('GET', people))).toBe('not_allowed')
  })
})

describe('a role', () => {
  it('is given and taken by who stands above it, and counts at once', async () => {
    const kari = await bench.enrolled('kari@csirt.example')
    expect(await code(kari.call('GET', '/api/v1/guarded'))).toBe('not_allowed')
    const given = await leader.call('POST', `${people}/${kari.id}/roles`, { role: 'duty_officer' })
    expect(given.json().roles.map(({ role }: { role: string }) => role)).toEqual(['duty_officer', 'analyst'])
    expect((await kari.call('GET', '/api/v1/guarded')).statusCode).toBe(200)
    expect(await code(leader.call('DELETE', `${people}/${kari.id}/roles?role=duty_officer`))).toBe(204)
    expect(await code(leader.call('DELETE', `${people}/${kari.id}/roles?role=duty_officer`))).toBe('not_found')
    expect(await code(kari.call('GET', '/api/v1/guarded'))).toBe('not_allowed')
    expect(await bench.audit('person.role_granted', 'person.role_revoked')).toMatchObject([
      { actor_id: leader.id, object_id: kari.id, details: { role: 'duty_officer' } },
      { actor_id: leader.id, object_id: kari.id, details: { role: 'duty_officer' } },
    ])
  })

  it('above one’s own, at another’s member, or for oneself is refused', async () => {
    const ola = await bench.person('ola@member.example', 'member_contact', { member: own })
    const refused = [
      leader.call('POST', `${people}/${ola}/roles`, { role: 'admin' }),
      leader.call('DELETE', `${people}/${admin.id}/roles?role=admin`),
      ownAdmin.call('POST', `${people}/${ola}/roles`, { role: 'analyst' }),
      ownAdmin.call('POST', `${people}/${ola}/roles`, { role: 'member_contact', member: other }),
      ownAdmin.call('POST', people, invitation({ role: 'member_contact', member: other })),
    ]
    for (const answer of refused) expect(await code(answer)).toBe('person_beyond_you')
    expect(await code(admin.call('POST', `${people}/${admin.id}/roles`, { role: 'auditor' }))).toBe('own_account')
    expect(await code(admin.call('POST', people, invitation({ email: 'Admin@csirt.example' })))).toBe('own_account')
    expect(await code(admin.call('POST', `${people}/${ola}/roles`, { role: 'member_admin' }))).toBe('role_unfit')
    expect(await code(admin.call('POST', people, invitation({ role: 'member_contact', member: orgnr(9) })))).toBe(
      'role_unfit',
    )
  })
})

function invitation(part: object = {}) {
  return { email: 'new@member.example', name: 'Ny', role: 'analyst', language: 'nb', ...part }
}

describe('an invitation', () => {
  it('makes the person, and answers the same where the address is known', async () => {
    const wish = { role: 'member_contact', member: own }
    const known = await bench.person('known@member.example', 'member_contact', { member: other })
    const answers = [
      await ownAdmin.call('POST', people, invitation({ ...wish, email: 'Fresh@member.example' })),
      await ownAdmin.call('POST', people, invitation({ ...wish, email: 'known@member.example' })),
    ]
    expect(
      answers.map(({ statusCode, body }) => [statusCode, Object.keys(JSON.parse(body)), JSON.parse(body).mailed]),
    ).toEqual([
      [201, ['id', 'mailed'], false],
      [201, ['id', 'mailed'], false],
    ])
    expect(answers[1]?.json().id).toBe(known)
    // Version 4: an id by time would tell which of the two is new.
    expect(answers[0]?.json().id).toMatch(/^.{14}4/)
    expect(await bench.audit('person.invited')).toMatchObject([
      { actor_id: ownAdmin.id, details: { role: 'member_contact' } },
      { actor_id: ownAdmin.id, object_id: known },
    ])
  })

  it.each([{ name: 'Kari 13097248022' }, { email: '13097248022@helse.example' }])(
    'takes no national identity number for a name or an address: %j',
    async (wish) => {
      expect(await code(admin.call('POST', people, invitation(wish)))).toBe('national_identity_number')
    },
  )

  it('takes none for a passkey’s name either', async () => {
    const asked = admin.call('POST', '/api/auth/passkey/verify-registration', { name: '13097248022', response: {} })
    expect(await code(asked)).toBe('national_identity_number')
  })
})

describe('an account', () => {
  it('that is closed has no session, and gets none until it is opened again', async () => {
    const per = await bench.enrolled('per@csirt.example')
    expect(await code(admin.call('POST', `${people}/${per.id}/deactivate`))).toBe(204)
    expect((await per.call('GET', '/api/v1/me')).statusCode).toBe(401)
    const refused = await bench.browser()('POST', '/api/auth/sign-in/email', per)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'deactivated'])
    expect(await emails(admin.call, '?state=deactivated')).toEqual([per.email])
    expect(await code(admin.call('POST', `${people}/${per.id}/reactivate`))).toBe(204)
    expect((await (await bench.signIn(per))('GET', '/api/v1/me')).statusCode).toBe(200)
    expect((await bench.audit('person.deactivated', 'person.reactivated')).map(({ act }) => act)).toEqual([
      'person.deactivated',
      'person.reactivated',
    ])
  })

  it('is closed by a member’s administrator only where it holds nothing elsewhere', async () => {
    const mine = await bench.person('mine@member.example', 'member_contact', { member: own })
    const shared = await bench.person('shared@member.example', 'member_contact', { member: own })
    await bench.person('shared@member.example', 'member_contact', { member: other })
    expect(await code(ownAdmin.call('POST', `${people}/${mine}/deactivate`))).toBe(204)
    for (const [method, path] of [
      ['POST', '/deactivate'],
      ['POST', '/reset-sign-in'],
      ['DELETE', ''],
    ] as const) {
      expect(await code(ownAdmin.call(method, `${people}/${shared}${path}`))).toBe('person_beyond_you')
    }
    expect(await code(ownAdmin.call('DELETE', `${people}/${shared}/roles?role=member_contact&member=${own}`))).toBe(204)
    expect(await code(ownAdmin.call('GET', `${people}/${shared}`))).toBe('not_found')
  })

  it('of one’s own, and above one’s own, is left alone', async () => {
    expect(await code(admin.call('POST', `${people}/${admin.id}/deactivate`))).toBe('own_account')
    expect(await code(admin.call('DELETE', `${people}/${admin.id}`))).toBe('own_account')
    expect(await code(leader.call('POST', `${people}/${admin.id}/reset-sign-in`))).toBe('person_beyond_you')
  })

  it('loses every way to sign in when that is reset, and a link opens it again', async () => {
    const liv = await bench.enrolled('liv@csirt.example')
    await bench.passkey(liv.id)
    expect(await code(admin.call('POST', `${people}/${liv.id}/reset-sign-in`))).toBe(204)
    expect((await liv.call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await bench.browser()('POST', '/api/auth/sign-in/email', liv)).statusCode).toBe(401)
    expect((await admin.call('GET', `${people}/${liv.id}`)).json().state).toBe('invited')
    const call = await bench.signInByLink(liv.email)
    expect((await call('GET', '/api/v1/me')).json().enrolled).toBe(false)
  })

  it('that is erased leaves nothing but ids in the log', async () => {
    const gone = await bench.enrolled('gone@csirt.example')
    expect(await code(admin.call('DELETE', `${people}/${gone.id}`))).toBe(204)
    expect((await gone.call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect(await code(admin.call('GET', `${people}/${gone.id}`))).toBe('not_found')
    const { rows } = await bench.postgres.owner.query('select row_to_json(audit_entry) as said from audit_entry')
    expect(JSON.stringify(rows)).not.toContain('gone@csirt.example')
    expect(await bench.audit('person.erased')).toMatchObject([{ actor_id: admin.id, object_id: gone.id }])
  })
})

describe('the last administrator who can sign in', () => {
  it('cannot be taken away, also by two at the same moment', async () => {
    const second = await bench.enrolled('second@csirt.example', 'admin')
    // Invited, and has never signed in: nobody to count on.
    await bench.person('third@csirt.example', 'admin')
    const codes = await Promise.all([
      code(admin.call('POST', `${people}/${second.id}/deactivate`)),
      code(second.call('POST', `${people}/${admin.id}/deactivate`)),
    ])
    expect(codes.filter((said) => said === 204)).toHaveLength(1)
    const { rows } = await bench.postgres.pool.query(
      `select id from person join person_role on person_id = id where role = 'admin' and deactivated_at is null and is_enrolled(id)`,
    )
    expect(rows).toHaveLength(1)
  })
})
