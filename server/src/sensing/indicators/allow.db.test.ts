import type { AllowEntry, Indicator, IndicatorImportReport } from '@varde/contract'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { openLog } from '../../platform/index.ts'
import { addAllowRoutes } from './allow.routes.ts'
import { keepBuiltIn } from './allow.store.ts'
import { weighIfChanged } from './allow-weigh.store.ts'
import { addIndicatorRoutes } from './indicator.routes.ts'
import { importIndicators } from './indicator-import.store.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi((app, platform) => {
    addIndicatorRoutes(app, platform)
    addAllowRoutes(app, platform)
  })
  await api.postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell kommune', 'gp')", [orgnr(1)])
  await api.postgres.pool.query("insert into member_network values ('198.51.100.0/25', $1)", [orgnr(1)])
  await api.postgres.pool.query("insert into member_domain values ('fjell.example', $1)", [orgnr(1)])
  await keepBuiltIn(api.postgres.db)
})
beforeEach(async () => {
  await api.postgres.pool.query('delete from indicator')
  await api.postgres.pool.query('delete from allow_entry where not built_in')
})
afterAll(() => api.close())

const load = (rows: readonly string[], dryRun = false): Promise<IndicatorImportReport> =>
  importIndicators(
    api.postgres,
    ['type,value,category,confidence,tlp,valid_until,source,comment', ...rows.map((row) => `${row},,,,,,`)].join('\n'),
    { dryRun, note: testNote(api.postgres.db) },
  )
const list = async (query = ''): Promise<Indicator[]> =>
  (await api.call('GET', `/api/v1/indicators?${query}`)).json().items
const weighed = () => weighIfChanged(api.postgres.db, openLog('silent'))
const add = (value: string, reason = 'Leverandørens sentral') =>
  api.call('POST', '/api/v1/allowlist', { body: { value, reason } })
const entries = async (query = ''): Promise<AllowEntry[]> =>
  (await api.call('GET', `/api/v1/allowlist?${query}`)).json().items
const version = async () =>
  (await api.postgres.pool.query("select version from reference_version where what = 'indicators'")).rows[0].version

it.each<[string, string, string | null]>([
  ['a member’s own address', 'ipv4,198.51.100.7', 'Fjell kommune'],
  ['a network within a member’s', 'ipv4_cidr,198.51.100.64/26', 'Fjell kommune'],
  ['a network around a member’s', 'ipv4_cidr,198.51.0.0/16', 'Fjell kommune'],
  ['a network beside it', 'ipv4_cidr,198.51.100.128/25', null],
  ['an address beside it', 'ipv4,198.51.100.200', null],
  ['a member’s own name', 'domain,fjell.example', 'Fjell kommune'],
  ['what lies below it', 'domain,www.fjell.example', 'Fjell kommune'],
  ['all below it', 'wildcard_domain,fjell.example', 'Fjell kommune'],
  ['a name that ends alike', 'domain,ikke-fjell.example', null],
  ['the front page of a member', 'url,https://www.fjell.example/', 'Fjell kommune'],
  ['one page of a member’s, which may have been broken into', 'url,https://www.fjell.example/wp/x.php', null],
  ['a member’s address as a URL', 'url,http://198.51.100.7:8080/', 'Fjell kommune'],
  ['a private address', 'ipv4,10.1.2.3', 'private'],
  ['a resolver that everybody asks', 'ipv4,9.9.9.9', 'resolver'],
  ['a network around a resolver', 'ipv6_cidr,2620:fe::/48', 'resolver'],
  ['a large service', 'domain,google.com', 'large_service'],
  ['what lies above many', 'wildcard_domain,core.windows.net', 'large_service'],
  ['a name below a large service, which can be anybody’s', 'domain,evil.github.io', null],
  [
    'the hash of an empty file',
    `sha256,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`,
    'empty_file',
  ],
  ['anything else', 'domain,evil.example', null],
])('%s: %s', async (_what, row, reason) => {
  const report = await load([row])
  const [indicator] = await list()
  expect(indicator?.stopped?.reason ?? null).toBe(reason)
  expect(report).toMatchObject({ created: 1, stopped: reason === null ? 0 : 1 })
  expect(await list('state=stopped')).toHaveLength(reason === null ? 0 : 1)
  expect(await list('state=active')).toHaveLength(reason === null ? 1 : 0)
})

it('an import says what it stopped and why, also in a dry run', async () => {
  const rows = ['ipv4,198.51.100.7', 'ipv4,198.51.100.8', 'domain,google.com', 'domain,evil.example']
  const stopped_by = [
    { by: 'member', entry: '198.51.100.0/25', reason: 'Fjell kommune', member: orgnr(1), indicators: 2 },
    { by: 'built_in', entry: 'google.com', reason: 'large_service', member: null, indicators: 1 },
  ]
  expect(await load(rows, true)).toMatchObject({ applied: false, created: 4, stopped: 3, stopped_by })
  expect(await list()).toEqual([])
  expect(await load(rows)).toMatchObject({ applied: true, created: 4, stopped: 3, stopped_by })
})

it('what is put on the list stops what is known, and taken off frees it; the rest is left as it was', async () => {
  await load(['ipv4,203.0.113.9', 'domain,cdn.felles.example', 'domain,evil.example'])
  expect((await add('203.0.113.0/24')).statusCode).toBe(201)
  const { id } = (await add('felles.example', 'Felles leverandør')).json()
  await weighed()
  expect((await list('state=stopped')).map(({ value, stopped }) => [value, stopped?.by, stopped?.reason])).toEqual([
    ['cdn.felles.example', 'entry', 'Felles leverandør'],
    ['203.0.113.9', 'entry', 'Leverandørens sentral'],
  ])
  expect((await entries('built_in=false')).map(({ value, stops }) => [value, stops])).toEqual([
    ['felles.example', 1],
    ['203.0.113.0/24', 1],
  ])
  expect((await api.call('DELETE', `/api/v1/allowlist/${id}`)).statusCode).toBe(204)
  await weighed()
  expect((await list('state=stopped')).map(({ value }) => value)).toEqual(['203.0.113.9'])
  const before = await version()
  await add('192.0.2.0/24')
  await weighed()
  // Nothing lies there, so the engine has nothing to copy.
  expect(await version()).toBe(before)
})

it('a member’s new network and domain stop at once what lies there', async () => {
  await load(['ipv4,192.0.2.77', 'domain,vidde.example'])
  await api.postgres.pool.query("insert into member_network values ('192.0.2.64/26', $1)", [orgnr(1)])
  await api.postgres.pool.query("insert into member_domain values ('vidde.example', $1)", [orgnr(1)])
  await weighed()
  expect(await list('state=stopped')).toHaveLength(2)
  await api.postgres.pool.query("delete from member_network where network = '192.0.2.64/26'")
  await api.postgres.pool.query("delete from member_domain where domain = 'vidde.example'")
  await weighed()
  expect(await list('state=stopped')).toEqual([])
})

it('somebody can let one through with a reason, and the log says so', async () => {
  await load(['ipv4,198.51.100.7'])
  const [{ id }] = (await list()) as [Indicator]
  const call = (method: 'POST' | 'DELETE', reason?: string) =>
    api.call(method, `/api/v1/indicators/${id}/let-through`, reason === undefined ? {} : { body: { reason } })
  expect((await call('POST', 'x')).statusCode).toBe(400)
  expect((await call('POST', 'Bekreftet infisert, følges i uka')).statusCode).toBe(204)
  expect(await list('state=let_through')).toMatchObject([
    { stopped: { by: 'member' }, let_through: { reason: 'Bekreftet infisert, følges i uka' } },
  ])
  expect(await list('state=active')).toHaveLength(1)
  await load(['ipv4,198.51.100.7', 'domain,evil.example'])
  expect(await list('state=let_through')).toHaveLength(1)
  expect((await call('DELETE')).statusCode).toBe(204)
  expect(await list('state=stopped')).toHaveLength(1)
  const { rows } = await api.postgres.pool.query('select act from audit_entry where object_id = $1 order by seq', [id])
  expect(rows.map(({ act }) => act)).toEqual(['indicator.let_through', 'indicator.stopped_again'])
})

it('the list refuses what it cannot read, what is there and what comes with the program', async () => {
  expect((await add('tull')).json()).toMatchObject({
    status: 400,
    detail: expect.stringContaining('"tull" is a single label'),
  })
  expect((await add('felles.example')).statusCode).toBe(201)
  expect((await add('Felles[.]example')).json()).toMatchObject({ status: 409, code: 'allowed_already' })
  const [own] = await entries('built_in=true&q=9.9.9.9')
  expect(own).toMatchObject({ value: '9.9.9.9/32', reason: 'resolver', built_in: true, created_by: { kind: 'system' } })
  expect((await api.call('DELETE', `/api/v1/allowlist/${own?.id}`)).json()).toMatchObject({
    status: 409,
    code: 'built_in',
  })
  const missing = '01900000-0000-7000-8000-000000000000'
  expect((await api.call('DELETE', `/api/v1/allowlist/${missing}`)).statusCode).toBe(404)
})

it('what comes with the program is put in once, and follows the program', async () => {
  const all = async () => (await api.postgres.pool.query('select id, kind, value from allow_entry order by value')).rows
  await api.postgres.pool.query("delete from allow_entry where value = '9.9.9.9/32'")
  await api.postgres.pool.query("update allow_entry set reason = 'resolver' where value = 'google.com'")
  await keepBuiltIn(api.postgres.db)
  const known = await all()
  expect(known.filter(({ value }) => value === '9.9.9.9/32' || value === 'google.com')).toHaveLength(2)
  await keepBuiltIn(api.postgres.db)
  expect(await all()).toEqual(known)
})
