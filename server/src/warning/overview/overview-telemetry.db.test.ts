import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.platform.postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Granvåg', 'gp')", [
    orgnr(1),
  ])
})
afterAll(() => server.close())

const burning = async (scope: string) =>
  ((await server.call('GET', '/api/v1/now', { scope })).body as { burning: Record<string, string>[] }).burning

it('that nothing comes in burns first of all, for those who see everything', async () => {
  await server.platform.postgres.pool.query(
    `insert into telemetry_alarm (place, trouble, raised_at, checked_at, details) values
      ('varde-1', 'clock_jumped', '2026-11-24T11:00:00Z', '2026-11-24T12:00:00Z', '{"seconds": 90}'),
      ('varde-1', 'spool_unwritable', '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', '{"code": "EROFS"}')`,
  )
  expect(await burning('admin')).toMatchObject([
    {
      kind: 'spool_unwritable',
      severity: 'critical',
      title: 'varde-1',
      member: null,
      since: '2026-11-24T12:00:00.000Z',
    },
    { kind: 'clock_jumped', severity: 'high', title: 'varde-1' },
  ])
})
