/** The whole program, killed while packs are written, while they are loaded, and while one is taken apart. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { freshDatabase, openTestPostgres } from '../../../test/support/database.ts'
import { eve } from '../../../test/support/eve.ts'
import { type KillableServer, killableServer } from '../../../test/support/killable-server.ts'
import { freePort } from '../../../test/support/varde.ts'
import { openClickhouse, type Postgres, rows } from '../../platform/index.ts'
import { enrolSensor } from '../fleet/sensor.store.ts'
import { spoolFileOf } from './pack.ts'
import { segmentsOfFile } from './spool-pack.ts'

const batchLines = 4
const sensorCount = 100
/** How often each state is aimed at: whether it is hit is a matter of milliseconds, and what must hold, holds for every kill. */
const tries = 2
let data: string
let postgres: Postgres
let server: KillableServer
type Sensor = { id: string; token: string }
let sensors: Sensor[]
/** Lines that were acknowledged, but for those of sensors that leave. */
let acknowledged = 0

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'varde-pack-crash-'))
  const url = await freshDatabase()
  postgres = await openTestPostgres(url)
  server = killableServer({ data, url, port: await freePort() })
  const { pool } = postgres
  await pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [orgnr(1)])
  await pool.query("insert into member_network values ('10.1.0.0/16', $1)", [orgnr(1)])
  sensors = []
  for (let n = 0; n < sensorCount; n++) sensors.push(await enrol(`fjell-${n}`))
})
afterAll(async () => {
  await server.kill()
  await postgres.close()
  await rm(data, { recursive: true, force: true })
})

const enrol = (name: string): Promise<Sensor> =>
  enrolSensor(postgres.db, { member: orgnr(1), name }, new Date(), testNote(postgres.db))

/** `counts`: of a sensor that stays. */
type Batch = { token: string; body: string; counts: boolean }
/** Batches whose reply never came: a shipper sends them again. */
let unsure: Batch[] = []

async function post(address: string, batch: Batch): Promise<void> {
  const headers = { authorization: `Bearer ${batch.token}` }
  const answer = await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body: batch.body }).catch(
    () => null,
  )
  if (answer === null) {
    unsure.push(batch)
    return
  }
  expect(answer.status).toBe(202)
  if (batch.counts) acknowledged += batchLines
}

/** One batch of each sensor and what is sent again, all at once. */
function sendAll(address: string, leaving: Sensor | null = null): Promise<unknown> {
  const again = unsure
  unsure = []
  const batches = sensors.map(({ token }) => {
    const lines = [eve.alert({ src_ip: '10.1.2.3' }), ...Array.from({ length: batchLines - 1 }, () => eve.flow())]
    return { token, body: eve.ndjson(lines), counts: true }
  })
  const last = leaving === null ? [] : [{ token: leaving.token, body: eve.ndjson([eve.flow()]), counts: false }]
  return Promise.all([...again, ...batches, ...last].map((batch) => post(address, batch)))
}

type Look = { written: boolean; loading: boolean; apart: boolean }
const isPack = (name: string) => name.endsWith('.pack')

/** What packs there are in the spool, and whether one is being taken apart. */
async function look(): Promise<Look> {
  const spool = join(data, 'spool')
  const list = (path: string) => readdir(join(spool, path)).catch(() => [] as string[])
  const groups = await list('loading')
  const loading = (
    await Promise.all(groups.map(async (group) => (await list(join('loading', group))).map((name) => [group, name])))
  ).flat() as [string, string][]
  const ready = await list('ready')
  const packs = loading.filter(([, name]) => isPack(name))
  const apart = await Promise.all(
    packs.map(async ([group, name]) => {
      const file = spoolFileOf(name)
      if (file === null) return false
      const segments = await segmentsOfFile(join(spool, 'loading', group), file).catch(() => [])
      return segments.some(({ id }) => ready.some((one) => one.startsWith(id)))
    }),
  )
  return { written: (await list('incoming')).length > 0, loading: packs.length > 0, apart: apart.includes(true) }
}

/** Kills the server as soon as the spool is in this state, or once `until` is over. */
async function killOnce(state: keyof Look, until: Promise<unknown>): Promise<void> {
  let over = false
  void until.then(() => {
    over = true
  })
  while (!over && !(await look())[state]) await new Promise(setImmediate)
  await server.kill()
  await until
}

it('every acknowledged line is there once, whatever was done to packs at the end', { timeout: 300_000 }, async () => {
  for (const state of ['written', 'loading'] as const) {
    for (let n = 0; n < tries; n++) await killOnce(state, sendAll(await server.start()))
  }

  for (let n = 0; n < tries; n++) {
    const leaving = await enrol(`leaves-${n}`)
    const address = await server.start()
    await killOnce('loading', sendAll(address, leaving))
    // It went with its member: a pack with lines of it is taken apart at the next start.
    await postgres.pool.query('insert into erased_sensor (id) values ($1)', [leaving.id])
    unsure = unsure.filter(({ counts }) => counts)
    const started = server.start().then(
      () => new Promise((resolve) => setTimeout(resolve, 3000)),
      () => undefined,
    )
    await killOnce('apart', started)
  }

  const address = await server.start()
  await Promise.all(unsure.map((batch) => post(address, batch)))
  await vi.waitFor(
    async () => expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/^varde_waiting_segments 0$/m),
    { timeout: 60_000, interval: 200 },
  )
  const { rows: counted } = await postgres.pool.query('select sum(events)::int as detected from detection')
  await server.kill()
  expect(await stored()).toEqual({ lines: acknowledged, counted: acknowledged })
  expect(counted[0].detected).toBe(acknowledged / batchLines)
})

/** Distinct lines of the sensors that stay, and lines as they count. */
async function stored(): Promise<{ lines: number; counted: number } | undefined> {
  const clickhouse = openClickhouse({ data, clickhouseUrl: null })
  try {
    const ids = sensors.map(({ id }) => `'${id}'`).join()
    const [found] = await rows<{ lines: number; counted: number }>(
      clickhouse,
      `select toUInt32(uniqExact(id)) as lines, toUInt32(count()) as counted from event final where sensor in (${ids})`,
    )
    return found
  } finally {
    await clickhouse.close()
  }
}
