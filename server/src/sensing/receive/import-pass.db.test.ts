/** What the command line shows in place of a sensor's token opens what it should, and nothing beside it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { keptSecret } from '../../platform/index.ts'
import { importKeyName, makeImportPass } from './import-pass.ts'

const member = orgnr(1)
let server: TestServer
let key: Buffer
let sensor: { id: string; token: string }
const soon = () => new Date(Date.now() + 60_000)

beforeAll(async () => {
  server = await startTestServer()
  key = await keptSecret(server.platform.config.secrets, importKeyName)
  const { db } = server.platform.postgres
  await db
    .insertInto('member')
    .values({ orgnr: member, name: 'Granvåg kommune', kind: 'municipality', municipality_number: null })
    .execute()
  sensor = (await server.call('POST', '/api/v1/sensors', { body: { member, name: 'fjell-1' } })).body
})
afterAll(() => server.close())

async function status(method: string, path: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const body = method === 'POST' ? '{"timestamp":"2026-11-24T03:00:00Z"}' : null
  return (await fetch(`${server.address}${path}`, { method, headers, body })).status
}
const asked = '/ingest/v1/imported?since=0&lines=1'

it('opens the way in for its sensor, and what became of it', async () => {
  const pass = makeImportPass(key, sensor.id, soon())
  expect(await status('POST', '/ingest/v1/events', pass)).toBe(202)
  expect(await status('GET', asked, pass)).toBe(200)
  expect(await status('GET', '/api/v1/events', pass)).toBe(401)
  // The sensor itself sends and reads nothing.
  expect(await status('GET', asked, sensor.token)).toBe(401)
})

it('made with another key, ended, or for a sensor that was revoked opens nothing', async () => {
  const { db } = server.platform.postgres
  const ours = makeImportPass(key, sensor.id, soon())
  expect(await status('POST', '/ingest/v1/events', makeImportPass(Buffer.alloc(32, 9), sensor.id, soon()))).toBe(401)
  expect(await status('POST', '/ingest/v1/events', makeImportPass(key, sensor.id, new Date(1e12)))).toBe(401)
  await server.call('POST', `/api/v1/sensors/${sensor.id}/revoke`)
  expect(await status('POST', '/ingest/v1/events', ours)).toBe(401)
  const said = await db
    .selectFrom('audit_entry')
    .select(['actor_kind', 'details'])
    .where('act', '=', 'sensor.refused')
    .where('outcome', '=', 'refused')
    .execute()
  expect(said).toContainEqual({ actor_kind: 'nobody', details: { reason: 'import' } })
})
