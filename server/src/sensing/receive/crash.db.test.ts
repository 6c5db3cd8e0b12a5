/** The whole program as a process of its own, killed without warning: what it acknowledged is there, once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { freshDatabase, openTestPostgres } from '../../../test/support/database.ts'
import { eve } from '../../../test/support/eve.ts'
import { type KillableServer, killableServer } from '../../../test/support/killable-server.ts'
import { freePort } from '../../../test/support/varde.ts'
import { insertKey } from '../../access/index.ts'
import { hashSecret, newId, newSecret, type Postgres } from '../../platform/index.ts'
import { enrolSensor } from '../fleet/sensor.store.ts'

const rounds = 4
let data: string
let postgres: Postgres
let server: KillableServer

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'varde-crash-'))
  const url = await freshDatabase()
  server = killableServer({ data, url, port: await freePort() })
  postgres = await openTestPostgres(url)
  await postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [
    orgnr(1),
  ])
  await postgres.pool.query("insert into member_network values ('10.1.0.0/16', $1)", [orgnr(1)])
})
afterAll(async () => {
  await server.kill()
  await postgres.close()
  await rm(data, { recursive: true, force: true })
})

it('every acknowledged line is there once, however often the process is killed', { timeout: 180_000 }, async () => {
  const { token } = await enrolSensor(
    postgres.db,
    { member: orgnr(1), name: 'fjell-1' },
    new Date(),
    testNote(postgres.db),
  )
  const key = newSecret('key')
  await insertKey(postgres.db, {
    id: newId(),
    name: 'test',
    scope: 'admin',
    secret_hash: hashSecret(key),
    expires_at: null,
  })
  let acknowledged = 0
  /** A batch whose reply never came: a shipper sends it again. */
  let again: string | null = null

  const post = async (address: string, body: string, lines: number) => {
    again = body
    const response = await fetch(`${address}/ingest/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    })
    expect(response.status).toBe(202)
    again = null
    acknowledged += lines
  }
  const batch = (size: number) =>
    eve.ndjson(Array.from({ length: size }, (_, i) => (i % 10 === 0 ? eve.alert({ src_ip: '10.1.2.3' }) : eve.flow())))

  const size = 200
  for (let round = 0; round < rounds; round++) {
    const address = await server.start()
    if (again !== null) await post(address, again, size)
    // Each round is killed at another place: at once after a reply, or while a load and a request are under way.
    for (let i = 0; i <= round * 3; i++) await post(address, batch(size), size)
    const last = post(address, batch(size), size).catch(() => undefined)
    if (round % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 40 * round))
    await server.kill()
    await last
  }

  const address = await server.start()
  if (again !== null) await post(address, again, size)
  const get = async (path: string) => {
    const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${key}` } })
    return (await response.json()) as { count: number }
  }
  await vi.waitFor(async () => expect((await get('/api/v1/events/count')).count).toBe(acknowledged), {
    timeout: 60_000,
    interval: 200,
  })
  await vi.waitFor(
    async () => {
      const { rows } = await postgres.pool.query(
        `select (select sum(events)::int from detection) as detected, (select sum(lines)::int from loaded_hour) as loaded`,
      )
      expect(rows[0].detected).toBe(acknowledged / 10)
      // A batch that came through although its reply did not is loaded twice, and counts once.
      expect(rows[0].loaded).toBeGreaterThanOrEqual(acknowledged)
    },
    { timeout: 60_000, interval: 200 },
  )
  expect((await get('/api/v1/events/count')).count).toBe(acknowledged)
})
