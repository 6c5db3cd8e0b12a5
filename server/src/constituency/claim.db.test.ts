/** Claims and contacts on a real database: what a member changes itself, and what waits for a yes. */
import type { Claim, Member, NewClaim } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../test/support/api.ts'
import { orgnr } from '../../test/support/builders.ts'
import { openMailbox } from '../../test/support/mailbox.ts'
import { type NameServer, openNameServer } from '../../test/support/name-server.ts'
import type { Audit } from '../access/index.ts'
import { newId, openDns, openMailer, type Platform, startJobs } from '../platform/index.ts'
import { decideClaim, proposeClaim } from './claim.store.ts'
import { claimMailJob, claimMailTask, claimNoticeJob } from './claim-mail.job.ts'
import { checkProof, claimProofJob } from './claim-proof.job.ts'
import { findToProve } from './claim-proof.store.ts'
import { addClaimRoutes, addContactRoutes, addMemberRoutes } from './index.ts'
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
let platform: Platform
let audit: Audit
let names: NameServer
beforeAll(async () => {
  names = await openNameServer()
  api = await openTestApi((app, ofApi, auditOfApi) => {
    platform = ofApi
    audit = auditOfApi
    addMemberRoutes(app, platform, audit, async () => ({ sensors: new Map(), open: new Map() }))
    addContactRoutes(app, async (_trx, { email }) => void gone.push(email))
    addClaimRoutes(app, platform, openDns([names.address], { timeout: 500, tries: 1 }))
  })
  await api.call('POST', '/api/v1/members/import', { text: csv, type: 'text/csv; charset=utf-8' })
})
afterAll(async () => {
  await api.close()
  await names.close()
})

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

describe('a claimed domain', () => {
  const dns = () => openDns([names.address], { timeout: 300, tries: 1 })
  const later = (minutes: number) => {
    api.clock.now = new Date(api.clock.now.getTime() + minutes * 60_000)
  }

  const provenAt = async (id: string) =>
    (await claims('analyst')).find((claim) => claim.id === id)?.proof?.proven_at ?? null

  it('is proven by a record that only its owner can set, and still approved by a person', async () => {
    const id = await propose(one, { kind: 'domain', change: 'add', value: 'bevist.example' })
    const shown = async () => (await claims('analyst', 'state=waiting')).find((claim) => claim.id === id)
    const proof = (await shown())?.proof
    expect(proof).toMatchObject({ name: '_varde.bevist.example', proven_at: null, checked_at: null })
    const work = claimProofJob(platform, audit, dns())
    const record = (...texts: string[]) => {
      names.zone.txt = { '_varde.bevist.example': texts }
    }
    record('v=spf1 -all')
    await work({}, { attempt: 1, last: true })
    expect((await shown())?.proof).toMatchObject({ proven_at: null, checked_at: api.clock.now.toISOString() })
    record('v=spf1 -all', proof?.value ?? '')
    // It was looked for just now.
    await work({}, { attempt: 1, last: true })
    expect((await shown())?.proof?.proven_at).toBe(null)
    later(11)
    await work({}, { attempt: 1, last: true })
    const at = api.clock.now.toISOString()
    expect(await shown()).toMatchObject({ state: 'waiting', proof: { proven_at: at } })
    expect((await member(one)).domains).not.toContain('bevist.example')
    // Proven once it stays so, and is written down once.
    record()
    later(11)
    await work({}, { attempt: 1, last: true })
    expect((await shown())?.proof?.proven_at).toBe(at)
    const { rows } = await api.postgres.owner.query("select object_id from audit_entry where act = 'claim.proven'")
    expect(rows).toEqual([{ object_id: id }])
    await decide(id, 'approve')
    expect((await member(one)).domains).toContain('bevist.example')
  })

  it('is looked for when its member asks, who is told what is there instead', async () => {
    const { db } = api.postgres
    const id = await propose(one, { kind: 'domain', change: 'add', value: 'straks.example' })
    const network = await propose(one, { kind: 'network', change: 'add', value: '10.1.77.0/24' })
    const check = async () => checkProof(db, dns(), await findToProve(db, [one], id), api.clock.now, note)
    names.zone.txt = { '_varde.straks.example': ['noe annet'] }
    expect(await check()).toEqual({ proven: false, answered: true, seen: ['noe annet'] })
    names.zone.txt = {}
    expect(await check()).toEqual({ proven: false, answered: true, seen: [] })
    const { proof } = await findToProve(db, [one], id)
    names.zone.txt = { '_varde.straks.example': [`varde-proof=${proof}`] }
    expect(await check()).toEqual({ proven: true, answered: true, seen: [] })
    const first = await provenAt(id)
    later(5)
    expect(await check()).toMatchObject({ proven: true })
    expect(await provenAt(id)).toBe(first)
    const deaf = openDns(['127.0.0.1:9'], { timeout: 200, tries: 1 })
    const claim = await findToProve(db, [one], id)
    expect(await checkProof(db, deaf, claim, api.clock.now, note)).toMatchObject({ proven: false, answered: false })
    const missing = { kind: { code: 'not_found' } }
    await expect(findToProve(db, [two], id)).rejects.toMatchObject(missing)
    await expect(findToProve(db, [one], network)).rejects.toMatchObject(missing)
    expect((await api.call('POST', `/api/v1/claims/${id}/check`, { scope: `member:${one}` })).statusCode).toBe(403)
    for (const done of [id, network]) await decide(done, 'refuse')
    await expect(findToProve(db, [one], id)).rejects.toMatchObject({ kind: { code: 'claim_decided' } })
  })
})

describe('the team', () => {
  it('is mailed of what waits once, and of what came later not before an hour is gone', async () => {
    const mailbox = await openMailbox()
    const ofTeam = { ...platform, mailer: openMailer(mailbox.url, 'Varde <varde@csirt.example>') }
    const notice = claimNoticeJob(ofTeam)
    const jobs = await startJobs(api.postgres.owner, { [claimMailTask]: claimMailJob(ofTeam) }, platform.log)
    const { db, owner } = api.postgres
    const person = {
      id: newId(),
      name: 'Vera Vakt',
      email: 'vera@csirt.example',
      emailVerified: true,
      language: 'nn',
    } as const
    await db.insertInto('person').values(person).execute()
    await db.insertInto('person_role').values({ person_id: person.id, role: 'duty_officer', orgnr: null }).execute()
    await owner.query("update claim set told_at = now() - interval '2 days'")
    for (const value of ['10.1.80.0/24', '10.1.81.0/24']) await propose(one, { kind: 'network', change: 'add', value })
    const withdrawn = await propose(one, { kind: 'domain', change: 'add', value: 'angra.example' })
    await decideClaim(db, {
      id: withdrawn,
      scope: [one],
      state: 'withdrawn',
      words: '',
      by: 'Leder',
      now: api.clock.now,
      note,
    })
    await notice({}, { attempt: 1, last: true })
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), 15_000)
    const { text, subject } = mailbox.received[0]?.mail ?? {}
    expect(subject).toBe('2 krav ventar på svar')
    expect(text).toContain('Åsgard kommune\nNytt nett: 10.1.80.0/24\nLeder')
    expect(text).toContain('/claims')
    expect(text).not.toContain('angra.example')
    // Decided between the two: there is nothing to say.
    await claimMailJob(ofTeam)({ person: person.id, claims: [withdrawn] }, { attempt: 1, last: true })
    expect(mailbox.received).toHaveLength(1)

    await propose(two, { kind: 'network', change: 'add', value: '10.2.80.0/24' })
    await notice({}, { attempt: 1, last: true })
    const told = async () =>
      (await owner.query("select value from claim where told_at is null and state = 'waiting'")).rows
    expect(await told()).toEqual([{ value: '10.2.80.0/24' }])
    api.clock.now = new Date(api.clock.now.getTime() + 61 * 60_000)
    await notice({}, { attempt: 1, last: true })
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 15_000)
    expect(mailbox.received[1]?.mail.subject).toBe('Eitt krav ventar på svar')
    await jobs.stop()
    ofTeam.mailer.close()
    await mailbox.close()
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
