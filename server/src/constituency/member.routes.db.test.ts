import type { Severity } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../test/support/api.ts'
import { orgnr } from '../../test/support/builders.ts'
import { addMemberRoutes } from './index.ts'
import { membersColumns } from './members-csv.ts'

const [one, two, three] = [orgnr(1), orgnr(2), orgnr(3)]
const csv = [
  membersColumns.join(','),
  `${one},Åsgard kommune,municipality,9001,10.1.0.0/16,asgard.example,Vakt A,vakt@asgard.example,,nn`,
  `${two},Skarheim sykehus,hospital,,10.2.0.0/16 2001:db8:2::/48,skarheim.example,Vakt B,vakt@skarheim.example,,nb`,
  `${three},Lysfoss legekontor,gp,,10.2.7.0/24,lysfoss.example,Vakt C,vakt@lysfoss.example,,nb`,
].join('\n')

let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi((app, platform, audit) =>
    addMemberRoutes(app, platform, audit, async () => ({
      sensors: new Map([[two, { sensors: 2, silent: 1 }]]),
      open: new Map([[two, { detections: 3, warnings: 1, worst: 'high' as Severity }]]),
    })),
  )
  const imported = await api.call('POST', '/api/v1/members/import', { text: csv, type: 'text/csv; charset=utf-8' })
  expect(imported.json()).toMatchObject({ applied: true, created: 3 })
})
afterAll(() => api.close())

const found = async (query: string, scope = 'analyst') =>
  (await api.call('GET', `/api/v1/members?${query}`, { scope }))
    .json()
    .items.map((item: { orgnr: string }) => item.orgnr)

describe('members', () => {
  it.each([
    ['ÅSGARD', [one]],
    ['syke', [two]],
    [two.slice(0, 8), [two]],
    ['10.1.4.4', [one]],
    ['10.2.7.9', [three, two]],
    ['2001:db8:2::9', [two]],
    ['192.0.2.1', []],
    ['vpn.skarheim.example', [two]],
    ['lysfoss.ex', [three]],
    ["'; drop table member; --", []],
  ])('are found by %s', async (q, orgnrs) => {
    expect(await found(`q=${encodeURIComponent(q)}`)).toEqual(orgnrs)
  })

  it('are listed page by page, each once, with how they stand', async () => {
    const first = (await api.call('GET', '/api/v1/members?limit=2')).json()
    const second = (await api.call('GET', `/api/v1/members?limit=2&cursor=${first.next}`)).json()
    expect([...first.items, ...second.items].map(({ orgnr }) => orgnr)).toEqual([three, two, one])
    expect(second.next).toBeNull()
    expect(first.items[1]).toEqual({
      orgnr: two,
      name: 'Skarheim sykehus',
      kind: 'hospital',
      municipality_number: null,
      networks: 2,
      domains: 1,
      contacts: 1,
      sensors: 2,
      sensors_silent: 1,
      open_detections: 3,
      open_warnings: 1,
      worst_open_severity: 'high',
    })
    expect(first.items[0]).toMatchObject({ sensors: 0, open_detections: 0, worst_open_severity: null })
    expect(await found('kind=gp')).toEqual([three])
  })

  it('show a member’s own people nothing of the others', async () => {
    const scope = `member:${one}`
    expect(await found('', scope)).toEqual([one])
    expect(await found('q=10.2.0.1', scope)).toEqual([])
    expect((await api.call('GET', `/api/v1/members/${one}`, { scope })).json().contacts).toHaveLength(1)
    const other = await api.call('GET', `/api/v1/members/${two}`, { scope })
    expect([other.statusCode, other.json().code]).toEqual([404, 'not_found'])
    const contacts = (await api.call('GET', `/api/v1/contacts?member=${two}`, { scope })).json()
    expect(contacts.items).toEqual([])
    const refused = await api.call('POST', '/api/v1/members/import', { scope, text: csv, type: 'text/csv' })
    expect(refused.statusCode).toBe(403)
  })
})

describe('contacts', () => {
  it('are listed page by page', async () => {
    const first = (await api.call('GET', '/api/v1/contacts?limit=2')).json()
    const second = (await api.call('GET', `/api/v1/contacts?limit=2&cursor=${first.next}`)).json()
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Vakt A', 'Vakt B', 'Vakt C'])
    const refused = await api.call('GET', `/api/v1/contacts?cursor=${Buffer.from('["a","b"]').toString('base64url')}`)
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'invalid_input'])
  })
})

describe('an import over HTTP', () => {
  const post = (text: string | Buffer, type = 'text/csv', query = '') =>
    api.call('POST', `/api/v1/members/import${query}`, { text, type })

  it('in a dry run writes nothing', async () => {
    const renamed = csv.replace('Lysfoss legekontor', 'Nytt navn')
    expect((await post(renamed, 'text/csv', '?dry_run=true')).json()).toMatchObject({ updated: 1, applied: false })
    expect(await found('q=nytt')).toEqual([])
  })

  it('answers with the errors', async () => {
    const report = (await post(csv.replace('10.1.0.0/16', '10.1.1.1/16'))).json()
    expect(report).toMatchObject({ applied: false, errors: [{ row: 2, column: 'networks', value: '10.1.1.1/16' }] })
  })

  it('takes only CSV in UTF-8', async () => {
    expect((await post('{}', 'application/x-other')).statusCode).toBe(415)
    const latin1 = await post(Buffer.from(csv, 'latin1'))
    expect([latin1.statusCode, latin1.json().detail]).toEqual([400, expect.stringContaining('UTF-8')])
  })
})
