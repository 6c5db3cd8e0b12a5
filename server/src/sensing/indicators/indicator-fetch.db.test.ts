import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { openOutbound } from '../../platform/index.ts'
import { addIndicatorFetchRoutes } from './indicator-fetch.routes.ts'

const csv =
  'type,value,category,confidence,tlp,valid_until,source,comment\ndomain,evil.example,c2,90,GREEN,,Delt liste,\n'

let api: ApiUnderTest
let lists: Server
let address: string

beforeAll(async () => {
  const answers: Record<string, Buffer | string> = {
    '/plain.csv': csv,
    '/packed.csv.gz': gzipSync(csv),
    '/page': '<html>',
  }
  lists = createServer((request, response) => {
    if (request.url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else response.end(answers[request.url ?? ''])
  })
  await new Promise<void>((done) => lists.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(lists.address() as AddressInfo).port}`
  api = await openTestApi((app, platform) =>
    addIndicatorFetchRoutes(app, platform, openOutbound({ allow: ['127.0.0.1/32'] })),
  )
})
beforeEach(() => api.postgres.owner.query('delete from indicator'))
afterAll(async () => {
  await api.close()
  lists.close()
})

const fetchList = (url: string, query = '', scope = 'analyst') =>
  api.call('POST', `/api/v1/indicators/fetch${query}`, { body: { url }, scope })

async function noted(act: string) {
  const { rows } = await api.postgres.owner.query(
    'select outcome, actor_kind, details from audit_entry where act = $1 order by seq desc limit 1',
    [act],
  )
  return rows[0]
}

it.each(['/plain.csv', '/packed.csv.gz'])('a list at %s is imported, and the log says so', async (path) => {
  const answer = await fetchList(`${address}${path}`)
  expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ applied: true, created: 1 })])
  expect(await noted('indicators.imported')).toEqual({
    outcome: 'done',
    actor_kind: 'key',
    details: { created: 1, updated: 0, unchanged: 0, stopped: 0 },
  })
})

it('a dry run reports and writes nothing', async () => {
  expect((await fetchList(`${address}/plain.csv`, '?dry_run=true')).json()).toMatchObject({
    applied: false,
    created: 1,
  })
  expect((await api.postgres.owner.query('select from indicator')).rowCount).toBe(0)
})

it('what is no list is reported row by row, as for an upload', async () => {
  expect((await fetchList(`${address}/page`)).json()).toMatchObject({
    applied: false,
    errors: expect.arrayContaining([expect.objectContaining({ row: 1, column: 'type' })]),
  })
})

it('what is not public is refused, and the log says why but not which', async () => {
  const answer = await fetchList('http://127.0.0.2/')
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'address_not_allowed'])
  expect(await noted('address.refused')).toEqual({
    outcome: 'refused',
    actor_kind: 'key',
    details: { reason: 'loopback' },
  })
})

it('where it leads inside it is refused', async () => {
  const answer = await fetchList(`${address}/inside`)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'address_not_allowed'])
  expect(await noted('address.refused')).toMatchObject({ details: { reason: 'linkLocal' } })
})

it('those who may not write indicators may not make the server fetch', async () => {
  expect((await fetchList(`${address}/plain.csv`, '', 'auditor')).statusCode).toBe(403)
})
