/** What log shippers see that take Varde for an Elasticsearch, over HTTP. */
import { rename } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { enrolSensor } from '../index.ts'

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startTestServer()
  const { db, pool } = server.platform.postgres
  await pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [orgnr(1)])
  token = (await enrolSensor(db, { member: orgnr(1), name: 'fjell-1' }, new Date(), testNote(db))).token
})
afterAll(() => server.close())

type Reply = { errors: boolean; items: Record<string, { status: number }>[]; code: string; detail: string }

async function send(body: string | Buffer, headers: Record<string, string> = {}, path = '/_bulk') {
  const response = await fetch(`${server.address}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply }
}

const bulk = (n: number, action = '{"create":{"_index":"eve"}}') =>
  Array.from({ length: n }, () => `${action}\n${JSON.stringify(eve.flow())}\n`).join('')

const count = async () => ((await server.call('GET', '/api/v1/events/count')).body as { count: number }).count
const counts = (wanted: number) =>
  vi.waitFor(async () => expect(await count()).toBe(wanted), { timeout: 30_000, interval: 50 })

describe('a bulk body', () => {
  it('is stored without its action lines, plain and packed, whatever the index', async () => {
    const before = await count()
    const sent = await send(bulk(40))
    expect(sent).toMatchObject({ status: 200, body: { errors: false } })
    expect(sent.body.items).toEqual(Array(40).fill({ create: { status: 201 } }))
    expect(sent.headers.get('x-elastic-product')).toBe('Elasticsearch')
    await send(gzipSync(bulk(5, '{"index":{}}')), { 'content-encoding': 'gzip' }, '/eve-2026.11/_bulk?refresh=false')
    const packed = await send(zstdCompressSync(bulk(6)), { 'content-encoding': 'zstd' })
    expect(packed.body.items).toHaveLength(6)
    await counts(before + 51)
  })

  it('opens with the token as a password and as an API key', async () => {
    const before = await count()
    const encoded = Buffer.from(`any:${token}`).toString('base64')
    for (const authorization of [`Basic ${encoded}`, `ApiKey ${encoded}`, `ApiKey ${token}`]) {
      expect((await send(bulk(1), { authorization })).status).toBe(200)
    }
    for (const authorization of ['', 'ApiKey nothing', `Basic ${Buffer.from('any:wrong').toString('base64')}`]) {
      expect(await send(bulk(1), { authorization })).toMatchObject({
        status: 401,
        body: { code: 'sensor_token_unknown' },
      })
    }
    await counts(before + 3)
  })

  it('is answered item by item where it changes or removes something', async () => {
    const before = await count()
    const { body, status } = await send(`{"delete":{"_id":"1"}}\n${bulk(1)}{"update":{"_id":"1"}}\n{"doc":{}}\n`)
    expect([status, body.errors]).toEqual([200, true])
    expect(body.items.map((item) => Object.entries(item).map(([action, { status }]) => [action, status])[0])).toEqual([
      ['delete', 400],
      ['create', 201],
      ['update', 400],
    ])
    await counts(before + 1)
  })

  it('that is no bulk body is refused whole, and the line is named', async () => {
    const before = await count()
    const sent = await send(bulk(2) + eve.ndjson([eve.flow()]))
    expect(sent).toMatchObject({ status: 400, body: { code: 'bulk_action_unreadable' } })
    expect(sent.body.detail).toContain('Line 5 ')
    expect(await send(`${bulk(1)}{"create":{}}\n`)).toMatchObject({ status: 400, body: { code: 'body_corrupt' } })
    await counts(before + 1)
  })
})

/** As rsyslog's omelasticsearch asks: without a User-Agent. @returns the status, null where the connection just ended */
function sendNameless(body: string): Promise<number | null> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' }
    const sent = request(`${server.address}/_bulk`, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? null))
    })
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}

it('a shipper that drops what is refused is hung up on where it is to send again, and told what waiting does not mend', async () => {
  const before = await count()
  expect(await sendNameless(bulk(2))).toBe(200)
  expect(await sendNameless('no bulk body\n')).toBe(400)
  const incoming = join(server.platform.config.data, 'spool', 'incoming')
  await rename(incoming, `${incoming}-away`)
  expect(await send(bulk(3))).toMatchObject({ status: 503, body: { code: 'spool_unwritable' } })
  expect(await sendNameless(bulk(3))).toBeNull()
  await rename(`${incoming}-away`, incoming)
  await vi.waitFor(async () => expect(await sendNameless(bulk(3))).toBe(200), 10_000)
  await counts(before + 5)
})

it('EveBox’s agent is told how many', async () => {
  const before = await count()
  const response = await fetch(`${server.address}/api/1/submit`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`fjell-1:${token}`).toString('base64')}` },
    body: eve.ndjson([eve.flow(), eve.flow()]),
  })
  expect([response.status, await response.json()]).toEqual([200, { Count: 2 }])
  await counts(before + 2)
})

describe('before it sends, a shipper', () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.address}${path}`, { method, headers, ...(method === 'PUT' ? { body: '{"template":{}}' } : {}) })

  it('finds an Elasticsearch where a browser finds the web application', async () => {
    const answer = await ask('GET', '/')
    expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch')
    expect(await answer.json()).toMatchObject({ version: { number: expect.stringMatching(/^8\.\d+\.\d+$/) } })
    expect((await ask('HEAD', '/')).status).toBe(200)
    const page = await ask('GET', '/', { accept: 'text/html,application/xhtml+xml' })
    expect(page.headers.get('x-elastic-product')).toBeNull()
    expect(await page.text()).not.toContain('You Know')
  })

  it('finds its licence, its health and its templates', async () => {
    expect(await (await ask('GET', '/_license?human=false')).json()).toMatchObject({ license: { status: 'active' } })
    expect(await (await ask('GET', '/_xpack')).json()).toMatchObject({ features: { ilm: { enabled: false } } })
    expect(await (await ask('GET', '/_cluster/health')).json()).toMatchObject({ status: 'green' })
    expect((await ask('HEAD', '/_cat/health')).status).toBe(200)
    for (const path of ['/_index_template/filebeat-8.19.0', '/_template/eve', '/_ilm/policy/filebeat']) {
      expect((await ask('HEAD', path)).status).toBe(200)
      expect(await (await ask('PUT', path)).json()).toEqual({ acknowledged: true })
    }
    expect((await ask('GET', '/_search', { accept: 'text/html' })).status).toBe(404)
  })
})
