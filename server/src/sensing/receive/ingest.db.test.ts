import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { enrolSensor } from '../index.ts'

const limits = { sent: 200_000, decompressed: 400_000 }
let server: TestServer
let token: string
let sensor: string

beforeAll(async () => {
  server = await startTestServer({}, { sensing: { body: limits, spool: { segment: 20_000, small: 10_000 } } })
  const { db, pool } = server.platform.postgres
  await pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [orgnr(1)])
  const enrolled = await enrolSensor(db, { member: orgnr(1), name: 'fjell-1' }, new Date(), testNote(db))
  token = enrolled.token
  sensor = enrolled.id
})
afterAll(() => server.close())

type Sent = {
  status: number
  body: { received: number; batch: string; code: string; detail: string }
  headers: Headers
}

async function send(body: string | Buffer, headers: Record<string, string> = {}): Promise<Sent> {
  const response = await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  return { status: response.status, body: await response.json(), headers: response.headers } as Sent
}

async function count(): Promise<number> {
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 30_000, interval: 50 })
  return ((await server.call('GET', '/api/v1/events/count')).body as { count: number }).count
}

/** Files of the spool, but for folders. */
async function waiting(): Promise<number> {
  const entries = await readdir(join(server.platform.config.data, 'spool'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

const lines = (n: number) => Array.from({ length: n }, () => eve.flow())

describe('what a sensor sends is there once it is acknowledged', () => {
  const compress = { gzip: gzipSync, zstd: zstdCompressSync }
  it('as lines, with and without an end of the last', async () => {
    const before = await count()
    const sent = await send(`\n${eve.ndjson(lines(3))}\n  \n${JSON.stringify(eve.flow())}`)
    expect(sent).toMatchObject({ status: 202, body: { received: 4, batch: expect.stringMatching(/^[0-9a-f-]{36}$/) } })
    expect(await count()).toBe(before + 4)
  })

  it.each(['gzip', 'zstd'] as const)('as %s', async (encoding) => {
    const before = await count()
    const body = compress[encoding](Buffer.from(eve.ndjson(lines(50))))
    expect(await send(body, { 'content-encoding': encoding })).toMatchObject({ status: 202, body: { received: 50 } })
    expect(await count()).toBe(before + 50)
  })

  it('as a JSON array, whatever the content type', async () => {
    const before = await count()
    for (const type of ['application/json', 'text/plain', 'application/x-ndjson']) {
      const body = JSON.stringify(lines(7), null, 2)
      expect(await send(body, { 'content-type': type })).toMatchObject({ status: 202, body: { received: 7 } })
    }
    expect(await count()).toBe(before + 21)
  })

  it('as several segments of one batch', async () => {
    const before = await count()
    // Sent in pieces, since a segment ends where a piece does.
    const body = Buffer.from(`${eve.ndjson(lines(400))}not json\n`)
    const answer = await chunked(body, 4096)
    expect(answer.status).toBe(202)
    expect(JSON.parse(answer.text)).toMatchObject({ received: 401 })
    expect(await count()).toBe(before + 400)
    const { body: rejected } = await server.call('GET', `/api/v1/sensors/${sensor}/rejected?limit=1`)
    expect(rejected).toMatchObject({
      items: [{ line_number: 401, reason: 'not_json', line: 'not json', batch: JSON.parse(answer.text).batch }],
    })
  })

  it('as nothing', async () => {
    expect(await send('')).toMatchObject({ status: 202, body: { received: 0 } })
    expect(await send('\n\n')).toMatchObject({ status: 202, body: { received: 0 } })
  })
})

/** A request by hand, in pieces and without a length. */
function chunked(
  body: Buffer,
  size: number,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${server.address}/ingest/v1/events`,
      { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      },
    )
    request.on('error', reject)
    for (let at = 0; at < body.length; at += size) request.write(body.subarray(at, at + size))
    request.end()
  })
}

describe('what is refused is refused in words that say the mend', () => {
  it('a token that is not known, missing or revoked, before the body', async () => {
    for (const authorization of ['Bearer varde_sensor_unknown', '', `Basic ${token}`]) {
      const sent = await send('x\n'.repeat(50_000), { authorization })
      expect(sent).toMatchObject({ status: 401, body: { code: 'sensor_token_unknown' } })
      expect(sent.headers.get('www-authenticate')).toContain('Bearer')
    }
    const { db } = server.platform.postgres
    const gone = await enrolSensor(db, { member: orgnr(1), name: 'gone' }, new Date(), testNote(db))
    await server.call('POST', `/api/v1/sensors/${gone.id}/revoke`)
    expect(await send('x', { authorization: `Bearer ${gone.token}` })).toMatchObject({
      status: 401,
      body: { code: 'sensor_token_revoked' },
    })
  })

  it('an unknown encoding', async () => {
    const sent = await send('x', { 'content-encoding': 'br' })
    expect(sent).toMatchObject({ status: 415, body: { code: 'content_encoding_unknown' } })
    expect(sent.body.detail).toMatch(/"br".*gzip, zstd or identity/)
  })

  it.each(['gzip', 'zstd'] as const)(
    '%s that is cut short; the whole lines before are kept, and count once when sent again',
    async (encoding) => {
      const before = await count()
      const body = (encoding === 'gzip' ? gzipSync : zstdCompressSync)(Buffer.from(eve.ndjson(lines(1200))))
      const cut = await send(body.subarray(0, body.length - 9), { 'content-encoding': encoding })
      expect(cut).toMatchObject({ status: 400, body: { code: 'body_corrupt' } })
      const kept = Number(/(\d+) whole lines/.exec(cut.body.detail)?.[1])
      expect(kept).toBeGreaterThan(encoding === 'gzip' ? 100 : -1)
      expect(await count()).toBe(before + kept)
      expect(await send(body, { 'content-encoding': encoding })).toMatchObject({
        status: 202,
        body: { received: 1200 },
      })
      expect(await count()).toBe(before + 1200)
    },
  )

  it('what is no gzip at all', async () => {
    expect(await send(eve.ndjson(lines(3)), { 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
      body: { code: 'body_corrupt', detail: expect.stringContaining('0 whole lines') },
    })
  })

  it('an array that is cut short; its whole elements are kept', async () => {
    const before = await count()
    const sent = await send(JSON.stringify(lines(4)).slice(0, -10))
    expect(sent).toMatchObject({ status: 400, body: { code: 'body_corrupt' } })
    expect(sent.body.detail).toContain('3 whole lines')
    expect(await count()).toBe(before + 3)
  })

  it('too large a body: by its length, as it is sent, and as it is unpacked; nothing of it is kept', async () => {
    const before = await count()
    const large = eve.ndjson(lines(1800))
    expect(large.length).toBeGreaterThan(limits.decompressed)
    expect(await send(large)).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
    expect((await chunked(Buffer.from(large), 4096)).text).toContain('body_too_large')
    const packed = await send(gzipSync(Buffer.from(large)), { 'content-encoding': 'gzip' })
    expect(packed).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
    expect(packed.body.detail).toContain('Nothing of this body was kept')
    expect(await count()).toBe(before)
  })

  it('too large a body is refused before it is sent, where the client asks first', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(server.address)
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /ingest/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 2147483648\r\nexpect: 100-continue\r\n\r\n`,
        )
      })
      let text = ''
      socket.on('data', (part) => {
        text += part
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
    expect(said).toContain('body_too_large')
  })

  it('and a client that asks first and may send is told to go on', async () => {
    const before = await count()
    const body = eve.ndjson(lines(2))
    const answer = await new Promise<number>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        expect: '100-continue',
        'content-length': String(body.length),
      }
      const request = httpRequest(`${server.address}/ingest/v1/events`, { method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      request.on('continue', () => request.end(body))
      request.on('error', reject)
      request.flushHeaders()
    })
    expect(answer).toBe(202)
    expect(await count()).toBe(before + 2)
  })
})

it('a client that goes away in the middle leaves nothing behind', async () => {
  const before = await count()
  const { hostname, port } = new URL(server.address)
  const socket = connect(Number(port), hostname)
  socket.write(
    `POST /ingest/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 100000\r\n\r\n${eve.ndjson(lines(100))}`,
  )
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000, interval: 20 })
  socket.destroy()
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 10_000, interval: 20 })
  expect(await count()).toBe(before)
})

it('the counters and the metrics tell of it', async () => {
  await count()
  const { body } = await server.call('GET', `/api/v1/sensors/${sensor}`)
  expect(body).toMatchObject({ rejected_lines: 1 })
  const { accepted_lines, hourly } = body as { accepted_lines: number; hourly: number[] }
  expect(hourly.at(-1)).toBe(accepted_lines)
  const metrics = String((await server.call('GET', '/metrics')).body)
  expect(metrics).toContain(`varde_loaded_lines_total ${accepted_lines}`)
  expect(metrics).toContain('varde_waiting_segments 0')
})
