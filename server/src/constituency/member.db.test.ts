import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { testNote } from '../../test/support/audit.ts'
import { orgnr } from '../../test/support/builders.ts'
import { openTestPostgres } from '../../test/support/database.ts'
import type { Postgres } from '../platform/index.ts'
import { contactsOf, importMembers, memberNames, readOrgnr } from './index.ts'
import { findMember } from './member.store.ts'
import { membersColumns } from './members-csv.ts'

const [one, two, three] = [orgnr(1), orgnr(2), orgnr(3)]
const file = (...rows: string[]) => [membersColumns.join(','), ...rows].join('\n')
const granvag = `${one},Granvåg kommune,municipality,9001,10.1.0.0/16 2001:db8:1::/48,granvag.example,Vakt,vakt@granvag.example,22000000,nn`
const skarheim = `${two},Skarheim sykehus,hospital,,10.2.0.0/16,skarheim.example,Vakt,vakt@skarheim.example,,nb`

let postgres: Postgres
beforeAll(async () => {
  postgres = await openTestPostgres()
})
beforeEach(async () => {
  await postgres.pool.query('delete from member')
})
afterAll(() => postgres.close())

const load = (csv: string, dryRun = false) => importMembers(postgres.db, csv, { dryRun, note: testNote(postgres.db) })
const version = async () =>
  (await postgres.pool.query("select version from reference_version where what = 'networks'")).rows[0].version

describe('an import of members', () => {
  it('writes members with networks, domains and contacts', async () => {
    const report = await load(file(granvag, `${one},,,,,,Leder,leder@granvag.example,,en`, skarheim))
    expect(report).toEqual({ dry_run: false, applied: true, rows: 3, created: 2, updated: 0, unchanged: 0, errors: [] })
    expect(await findMember(postgres.db, one)).toMatchObject({
      name: 'Granvåg kommune',
      kind: 'municipality',
      municipality_number: '9001',
      networks: ['10.1.0.0/16', '2001:db8:1::/48'],
      domains: ['granvag.example'],
    })
    const contacts = await contactsOf(postgres.db, [one, two])
    expect(contacts.get(one)?.map(({ email, phone, language }) => [email, phone, language])).toEqual(
      expect.arrayContaining([
        ['vakt@granvag.example', '+4722000000', 'nn'],
        ['leder@granvag.example', null, 'en'],
      ]),
    )
    expect(await memberNames(postgres.db, [two, three])).toEqual(new Map([[two, 'Skarheim sykehus']]))
  })

  it('of the same file again changes nothing, not even what the loaders follow', async () => {
    await load(file(granvag, skarheim))
    const before = await version()
    expect(await load(file(granvag, skarheim))).toMatchObject({ created: 0, updated: 0, unchanged: 2, applied: true })
    expect(await version()).toBe(before)
  })

  it('gives a member exactly the file’s networks and domains, and keeps its contacts', async () => {
    await load(file(granvag))
    const id = (await contactsOf(postgres.db, [one])).get(one)?.[0]?.id
    const changed = `${one},Granvåg,municipality,9001,10.9.0.0/16,,Vakt,vakt@granvag.example,22000001,nb`
    expect(await load(file(changed, `${one},,,,,,Ny,ny@granvag.example,,`))).toMatchObject({ created: 0, updated: 1 })
    expect(await findMember(postgres.db, one)).toMatchObject({
      name: 'Granvåg',
      networks: ['10.9.0.0/16'],
      domains: [],
    })
    await load(file(`${one},Granvåg,municipality,9001,10.9.0.0/16,,,,,`))
    const contacts = (await contactsOf(postgres.db, [one])).get(one) ?? []
    expect(contacts.map(({ email }) => email)).toEqual(['vakt@granvag.example', 'ny@granvag.example'])
    expect(contacts[0]).toMatchObject({ id, phone: '+4722000001', language: 'nb' })
  })

  it('in a dry run reports the same and writes nothing', async () => {
    await load(file(granvag))
    const next = file(granvag.replace('9001', '9002'), skarheim)
    const before = await version()
    const dry = await load(next, true)
    expect(dry).toMatchObject({ dry_run: true, applied: false, created: 1, updated: 1 })
    expect([await version(), await findMember(postgres.db, two)]).toEqual([before, null])
    expect(await load(next)).toEqual({ ...dry, dry_run: false, applied: true })
  })

  it('with any error writes nothing', async () => {
    const report = await load(file(granvag, skarheim.replace('10.2.0.0/16', '10.2.3.4/16')))
    expect(report).toMatchObject({ applied: false, created: 0, errors: [{ row: 3, column: 'networks' }] })
    expect(await findMember(postgres.db, one)).toBeNull()
  })

  it.each([
    ['networks', '10.1.0.0/16', skarheim.replace('10.2.0.0/16', '10.1.0.0/16')],
    ['networks', '2001:db8:1::/48', skarheim.replace('10.2.0.0/16', '2001:0db8:0001:0::/48')],
    ['domains', 'granvag.example', skarheim.replace('skarheim.example,Vakt', 'Granvag.Example.,Vakt')],
  ])('refuses the same %s at two members, and names both', async (column, value, other) => {
    const both = new RegExp(`Skarheim sykehus \\(${two}\\).*Granvåg kommune \\(${one}\\)`)
    const inFile = await load(file(granvag, other))
    expect(inFile.errors).toEqual([{ row: 3, column, value, message: expect.stringMatching(both) }])
    await load(file(granvag))
    const inDatabase = await load(file(other))
    expect(inDatabase.errors).toEqual([{ row: 2, column, value, message: expect.stringMatching(both) }])
    expect(await findMember(postgres.db, two)).toBeNull()
  })

  it('takes networks that overlap, and one that moves to another member within the file', async () => {
    await load(file(granvag, skarheim))
    const moved = await load(
      file(
        granvag.replace('10.1.0.0/16', '10.2.0.0/16').replace('granvag.example,Vakt', 'skarheim.example,Vakt'),
        skarheim.replace('10.2.0.0/16', '10.2.7.0/24').replace('skarheim.example,Vakt', 'granvag.example,Vakt'),
      ),
    )
    expect(moved).toMatchObject({ applied: true, updated: 2, errors: [] })
    expect((await findMember(postgres.db, one))?.networks).toEqual(['10.2.0.0/16', '2001:db8:1::/48'])
    expect((await findMember(postgres.db, two))?.domains).toEqual(['granvag.example'])
  })

  it('of several files at once lets one have the network, and tells the others whose it is', async () => {
    const claims = Array.from({ length: 8 }, (_, i) => `${orgnr(i)},Medlem ${i},gp,,10.1.0.0/16,,,,,`)
    // All are held up before they write, so that each has read the database as it was before the others.
    const gate = await postgres.pool.connect()
    await gate.query('begin; lock table member_network in share row exclusive mode')
    const imports = Promise.all(claims.map((row) => load(file(row))))
    await vi.waitFor(async () => {
      const waiting = await gate.query(
        'select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
      )
      expect(waiting.rows[0].count).toBe(claims.length)
    })
    await gate.query('commit')
    gate.release()
    const reports = await imports
    expect(reports.filter(({ applied }) => applied)).toHaveLength(1)
    const refused = reports.filter(({ applied }) => !applied)
    for (const { errors } of refused) expect(errors).toMatchObject([{ row: 2, column: 'networks' }])
  })

  it('compares IPv6 networks in the form that the database prints', async () => {
    const part = fc.oneof(fc.constantFrom(0, 0, 1), fc.nat({ max: 65_535 }))
    const [spread] = fc.sample(fc.array(fc.tuple(...Array.from({ length: 7 }, () => part)), { minLength: 500 }), 1)
    const texts = (spread ?? []).map((parts) => `2001:${parts.map((number) => number.toString(16)).join(':')}/128`)
    const networks = `${one},Granvåg,gp,,${texts.join(' ')},,,,,`
    expect(await load(file(networks))).toMatchObject({ created: 1, errors: [] })
    expect(await load(file(networks))).toMatchObject({ unchanged: 1, errors: [] })
  })

  it('takes ten thousand members in a handful of statements', async () => {
    const bodies = Array.from({ length: 120_000 }, (_, i) => String(i).padStart(9, '0'))
    const orgnrs = bodies.filter((digits) => 'value' in readOrgnr(digits)).slice(0, 10_000)
    const many = orgnrs.map((number, i) => {
      const network = `10.${i >> 8}.${i & 255}.0/24`
      return `${number},Medlem ${i},gp,,${network},m${i}.example,Vakt,vakt@m${i}.example,,`
    })
    expect(await load(file(...many))).toMatchObject({ created: 10_000, errors: [] })
    expect(await load(file(...many))).toMatchObject({ unchanged: 10_000 })
  })
})

describe('a change of members', () => {
  it('is told to live readers once it is written', async () => {
    const heard: string[] = []
    const listener = await postgres.pool.connect()
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await listener.query('listen varde_live')
    await load(file(granvag), true)
    await load(file(granvag))
    // What was notified arrives with the answer to the next statement.
    await listener.query('select 1')
    expect(heard.map((text) => JSON.parse(text))).toEqual([{ topic: 'members', ids: [one] }])
    await listener.query('unlisten *')
    listener.release()
  })
})
