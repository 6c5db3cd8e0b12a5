/** A body that unpacks to a thousand times its size, at the limits that a server has in use. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const mebibyte = 1024 * 1024

let server: TestServer
let token: string
let sensor: string

beforeAll(async () => {
  server = await startTestServer()
  const { owner } = server.platform.postgres
  await owner.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [orgnr(1)])
  const { body } = await server.call('POST', '/api/v1/sensors', { body: { member: orgnr(1), name: 'fjell-1' } })
  ;({ id: sensor, token } = body as { id: string; token: string })
})
afterAll(() => server.close())

/** Ten megabytes that unpack to ten gigabytes of lines, in gzip members that each hold 64 MiB. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(64 * mebibyte, '{"event_type":"flow"}\n'), { level: 9 })
  return Buffer.concat(Array.from({ length: 160 }, () => member))
}

it('is refused soon after it shows, nothing of it is kept, and the log says so', async () => {
  const body = bomb()
  expect(body.length).toBeGreaterThan(10_000_000)
  const before = process.memoryUsage().rss
  const answer = await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-encoding': 'gzip' },
    body: new Uint8Array(body),
  })
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'body_too_large'])
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * mebibyte)
  const spool = await readdir(join(server.platform.config.data, 'spool'), { recursive: true, withFileTypes: true })
  expect(spool.filter((entry) => entry.isFile())).toEqual([])
  const { rows } = await server.platform.postgres.owner.query(
    "select outcome, actor_kind, actor_id, object_id, orgnr, details from audit_entry where act = 'upload.refused'",
  )
  const entry = { outcome: 'refused', actor_kind: 'sensor', actor_id: sensor, object_id: sensor, orgnr: orgnr(1) }
  expect(rows).toEqual([{ ...entry, details: { reason: 'bomb' } }])
})
