/** Claims and contacts on a real database: what a member changes itself, and what waits for a yes. */
import type { Claim, Member, NewClaim } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../test/support/api.ts'
import { orgnr } from '../../test/support/builders.ts'
import { decideClaim, proposeClaim } from './claim.store.ts'
import { addClaimRoutes, addConstituencyRoutes, addContactRoutes } from './index.ts'
import { membersColumns } from './members-csv.ts'

const [one, two] = [orgnr(1), orgnr(2)]
const csv = [
  membersColumns.join(','),
  `${one},Åsgard kommune,municipality,9001,10.1.0.0/16,asgard.example,Vakt A,vakt@asgard.example,,nn`,
  `${two},Skarheim sykehus,hospital,,10.2.0.0/16,skarheim.example,Vakt B,vakt@skarheim.example,,nb`,
].join('\n')
const gone: string[] = []
const note = async () => {}

let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi((app, platform, audit) => {
    addConstituencyRoutes(app, platform, audit, async () => ({ sensors: new Map(), open: new Map() }))
    addContactRoutes(app, async (_trx, { email }) => void gone.push(email))
    addClaimRoutes(app, platform)
  })
  await api.call('POST', '/api/v1/members/import', { text: csv, type: 'text/csv; charset=utf-8' })
})
afterAll(() => api.close())

const propose = (member: string, claim: NewClaim) =>
  proposeClaim(api.postgres.db, { orgnr: member, claim, by: 'Leder', now: api.clock.now, note })
const claims = async (scope: string, query = ''): Promise<Claim[]> =>
  (await api.call('GET', `/api/v1/claims?${query}`, { scope })).json().items
const decide = (id: string, how: 'approve' | 'refuse', scope = 'analyst') =>
  api.call('POST', `/api/v1/claims/${id}/${how}`, {
    scope,
    ...(how === 'refuse' ? { body: { reason: 'Ikke deres.' } } : {}),
  })
const member = async (number: string): Promise<Member> => (await api.call('GET', `/api/v1/members/${number}`)).json()

describe('a claim', () => {
  it('holds once the team has said yes, and is no secret’s end: who else holds it is told to staff alone', async () => {
    const id = await propose(one, { kind: 'network', change: 'add', value: '10.2.7.0/24' })
    expect((await member(one)).networks).toEqual(['10.1.0.0/16'])
    const [own] = await claims(`member:${one}`)
    expect(own).toMatchObject({ id, state: 'waiting', proposed_by: 'Leder', conflicts: [] })
    expect(await claims(`member:${two}`)).toEqual([])
    const [seen] = await claims('analyst', 'state=waiting')
    expect(seen?.conflicts).toEqual([
      { member: two, member_name: 'Skarheim sykehus', value: '10.2.0.0/16', same: false },
    ])
    expect((await decide(id, 'approve', `member:${one}`)).statusCode).toBe(403)
    expect((await decide(id, 'approve')).statusCode).toBe(204)
    expect((await member(one)).networks).toEqual(['10.1.0.0/16', '10.2.7.0/24'])
    expect((await decide(id, 'refuse')).json().code).toBe('claim_decided')
    const gone = await propose(one, { kind: 'network', change: 'remove', value: '10.2.7.0/24' })
    await decide(gone, 'approve')
    expect((await member(one)).networks).toEqual(['10.1.0.0/16'])
  })

  it('never takes what is another’s, and is refused with a reason that the member reads', async () => {
    const id = await propose(one, { kind: 'domain', change: 'add', value: 'Skarheim.example.' })
    expect((await decide(id, 'approve')).json()).toMatchObject({ code: 'claim_held' })
    expect((await member(two)).domains).toEqual(['skarheim.example'])
    await decide(id, 'refuse')
    const [own] = await claims(`member:${one}`, 'state=refused')
    expect(own).toMatchObject({ state: 'refused', words: 'Ikke deres.', decided_by: null })
  })

  it('says what would change nothing, and what is no network', async () => {
    const wrong: [NewClaim, string][] = [
      [{ kind: 'network', change: 'add', value: '10.1.0.0/16' }, 'claim_pointless'],
      [{ kind: 'domain', change: 'remove', value: 'annet.example' }, 'claim_pointless'],
      [{ kind: 'network', change: 'add', value: 'helse.example' }, 'invalid_input'],
      [{ kind: 'domain', change: 'add', value: '10.1.0.1' }, 'invalid_input'],
    ]
    for (const [claim, code] of wrong) await expect(propose(one, claim)).rejects.toMatchObject({ kind: { code } })
    const claim = { kind: 'domain', change: 'add', value: 'ny.example' } as const
    const id = await propose(one, claim)
    await expect(propose(one, claim)).rejects.toMatchObject({ kind: { code: 'claim_pointless' } })
    const by = { by: 'Leder', now: api.clock.now, note, words: '', state: 'withdrawn' } as const
    await expect(decideClaim(api.postgres.db, { id, scope: [two], ...by })).rejects.toMatchObject({
      kind: { code: 'not_found' },
    })
    await decideClaim(api.postgres.db, { id, scope: [one], ...by })
    await propose(one, claim)
  })
})

describe('a contact', () => {
  const per = { name: 'Per  Ny', email: 'Per@Asgard.example', phone: '22 00 00 01', language: 'nn' as const }
  it('is added, changed and removed, but never the last', async () => {
    const added = await api.call('POST', `/api/v1/members/${one}/contacts`, { body: per })
    expect(added.statusCode).toBe(201)
    const { id } = added.json()
    const { contacts } = await member(one)
    expect(contacts.find((contact) => contact.id === id)).toMatchObject({ name: 'Per Ny', phone: '+4722000001' })
    const again = await api.call('POST', `/api/v1/members/${one}/contacts`, { body: per })
    expect(again.json().code).toBe('contact_taken')
    const faulty = await api.call('PUT', `/api/v1/contacts/${id}`, { body: { ...per, email: 'per', phone: '7' } })
    expect(faulty.json().errors.map(({ at }: { at: string }) => at)).toEqual(['body/email', 'body/phone'])
    await api.call('PUT', `/api/v1/contacts/${id}`, { body: { ...per, email: 'per2@asgard.example' } })
    expect(gone).toEqual(['per@asgard.example'])
    for (const contact of contacts.filter((one) => one.id !== id)) {
      expect((await api.call('DELETE', `/api/v1/contacts/${contact.id}`)).statusCode).toBe(204)
    }
    expect((await api.call('DELETE', `/api/v1/contacts/${id}`)).json().code).toBe('last_contact')
    expect((await member(one)).contacts.map(({ email }) => email)).toEqual(['per2@asgard.example'])
  })

  it('is for a member’s administrator and the team', async () => {
    const [first] = (await member(two)).contacts
    for (const scope of [`member:${two}`, 'auditor']) {
      expect((await api.call('DELETE', `/api/v1/contacts/${first?.id}`, { scope })).statusCode).toBe(403)
    }
  })
})
