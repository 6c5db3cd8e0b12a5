/** A disk that fills up or turns read-only under a running server: nothing accepted is lost, and receiving recovers by itself. */
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { freshDatabase, openTestPostgres } from '../../../test/support/database.ts'
import { eve } from '../../../test/support/eve.ts'
import { diskMeans, type Means, type SmallDisk, serveOnSmallDisk } from '../../../test/support/small-disk.ts'
import { freePort } from '../../../test/support/varde.ts'
import { insertKey } from '../../access/index.ts'
import { hashSecret, newId, newSecret, type Postgres } from '../../platform/index.ts'
import { enrolSensor } from '../fleet/sensor.store.ts'

let data: string
let url: string
let postgres: Postgres
let address: string
let token: string
let key: string
let disk: SmallDisk | null = null

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'varde-disk-'))
  url = await freshDatabase()
  postgres = await openTestPostgres(url)
  await postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [
    orgnr(1),
  ])
  const sensor = { member: orgnr(1), name: 'fjell-1' }
  token = (await enrolSensor(postgres.db, sensor, new Date(), testNote(postgres.db))).token
  key = newSecret('key')
  const row = { id: newId(), name: 'test', scope: 'admin', secret_hash: hashSecret(key), expires_at: null }
  await insertKey(postgres.db, row)
})
afterEach(async () => {
  await disk?.stop()
  disk = null
  await postgres.close()
  await rm(data, { recursive: true, force: true })
})

async function serve(means: Means): Promise<SmallDisk> {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  const environment = { VARDE_DATA: data, VARDE_PORT: String(port), VARDE_POSTGRES_URL: url }
  disk = await serveOnSmallDisk(means, { ...environment, VARDE_LOG_LEVEL: 'fatal' })
  return disk
}

async function post(body: string) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body })
  const { code, detail } = (await response.json()) as { code?: string; detail?: string }
  return { status: response.status, retryAfter: response.headers.get('retry-after'), code, detail }
}
const ready = async () => {
  const response = await fetch(`${address}/readyz`)
  return [response.status, ((await response.json()) as { checks: Record<string, string> }).checks['spool']]
}
const count = async () => {
  const headers = { authorization: `Bearer ${key}` }
  return ((await (await fetch(`${address}/api/v1/events/count`, { headers })).json()) as { count: number }).count
}
/** As a shipper does: again until it is taken. */
const taken = (body: string) =>
  vi.waitFor(async () => expect((await post(body)).status).toBe(202), { timeout: 20_000, interval: 300 })
const counts = (wanted: number) =>
  vi.waitFor(async () => expect(await count()).toBe(wanted), { timeout: 30_000, interval: 100 })
const lines = (n: number) => eve.ndjson(Array.from({ length: n }, () => eve.flow()))

// About 3 MB: more than the limit, and more than is left of a full disk.
const large = 10_000

describe.each(diskMeans())('a full disk (%s)', (means) => {
  it('is said with 503 and Retry-After, leaves no half files, and what is sent again counts once', async () => {
    const small = await serve(means)
    await taken(lines(50))
    small.fill()
    const body = lines(large)
    for (let i = 0; i < 3; i++) {
      const refused = await post(body)
      expect(refused).toMatchObject({ status: 503, retryAfter: '30', code: 'spool_full' })
      expect(refused.detail).toContain('full')
    }
    // A limit on files leaves the proof, which is small, its room.
    if (means === 'tmpfs') expect(await ready()).toEqual([503, 'full'])
    else expect(await readdir(join(data, 'spool', 'incoming'))).toEqual([])
    small.makeRoom()
    await taken(body)
    expect(await ready()).toEqual([200, 'ok'])
    await counts(50 + large)
  })
})

it.runIf(diskMeans().includes('tmpfs'))(
  'a disk that turns read-only is said, and receiving goes on when it is not',
  async () => {
    const small = await serve('tmpfs')
    await taken(lines(50))
    await counts(50)
    small.readOnly(true)
    expect(await post(lines(10))).toMatchObject({ status: 503, retryAfter: '30', code: 'spool_unwritable' })
    expect(await ready()).toEqual([503, 'read only'])
    small.readOnly(false)
    await taken(lines(20))
    await counts(70)
  },
)

it('a spool that is broken in any other way is said, and receiving goes on when it is mended', async () => {
  await serve('limit')
  await taken(lines(50))
  const incoming = join(data, 'spool', 'incoming')
  await rename(incoming, `${incoming}-away`)
  await writeFile(incoming, '')
  expect(await post(lines(10))).toMatchObject({ status: 503, code: 'spool_unwritable' })
  expect(await ready()).toEqual([503, 'failing'])
  await rm(incoming)
  await rename(`${incoming}-away`, incoming)
  await taken(lines(20))
  await counts(70)
})
