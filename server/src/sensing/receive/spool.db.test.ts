import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testAudit, testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { openTestPostgres } from '../../../test/support/database.ts'
import { readConfig } from '../../config.ts'
import { createApp, newId, openLog, type Postgres } from '../../platform/index.ts'
import { enrolSensor } from '../fleet/sensor.store.ts'
import { createTelemetryMetrics } from '../telemetry.metrics.ts'
import { addIngest } from './ingest.routes.ts'
import { bodyLimits } from './ingest-gate.ts'
import { parseSegmentName, segmentName } from './segment.ts'
import { openSpool, type Spool, spoolLimits } from './spool.ts'
import { SpoolUnwritable } from './spool-fault.ts'

let folder: string
let postgres: Postgres
const sensor = newId()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-spool-'))
  postgres = await openTestPostgres()
})
afterAll(async () => {
  await postgres.close()
  await rm(folder, { recursive: true, force: true })
})

async function put(spool: Spool, text: string, at: Date): Promise<void> {
  const incoming = await spool.begin()
  await incoming.write([Buffer.from(text)], text.split('\n').length - 1)
  await incoming.commit(sensor, at)
}

const names = async (spool: Spool, place: string) => (await readdir(join(spool.folder, place))).sort()

it('a segment’s name holds what loading needs', () => {
  const segment = { id: newId(), sensor, receivedAt: new Date(5), lines: 7, batch: newId(), firstLine: 3 }
  expect(parseSegmentName(segmentName(segment))).toEqual(segment)
  expect(parseSegmentName('notes.txt')).toBeNull()
})

it('groups hold what came on one day, within bounds, oldest first', async () => {
  const spool = await openSpool(join(folder, 'groups'), { ...spoolLimits, groupSegments: 3, groupBytes: 1000 }, true)
  const day = new Date('2026-11-24T23:59:59Z')
  for (let i = 0; i < 4; i++) await put(spool, `${i}\n`, day)
  await put(spool, `${'x'.repeat(2000)}\n`, day)
  for (let i = 0; i < 2; i++) await put(spool, `${i}\n`, new Date(day.getTime() + 1000))
  const sizes: number[] = []
  for (;;) {
    const group = await spool.nextGroup(500, new Set())
    if (!group) break
    sizes.push(group.segments.length)
    await spool.remove(group)
  }
  expect(sizes).toEqual([3, 2, 2])
  expect(spool.waitingBytes()).toBe(0)
})

it('a start clears what was never acknowledged, keeps sealed groups, and opens groups that were not sealed', async () => {
  const place = join(folder, 'start')
  const first = await openSpool(place, spoolLimits, true)
  await put(first, 'one\n', new Date())
  const sealed = await first.nextGroup(500, new Set())
  await put(first, 'two\n', new Date())
  const unfinished = await first.begin()
  await unfinished.write([Buffer.from('three\n')], 1)
  // As if the process had ended while it formed a group.
  await mkdir(join(place, 'loading', 'forming-x'))
  for (const name of await names(first, 'ready')) {
    await rename(join(place, 'ready', name), join(place, 'loading', 'forming-x', name))
  }
  const second = await openSpool(place, spoolLimits, true)
  expect(await names(second, 'incoming')).toEqual([])
  expect(await second.sealed()).toMatchObject([{ id: sealed?.id, segments: [{ lines: 1 }] }])
  expect(await names(second, 'ready')).toHaveLength(1)
  expect(second.waitingBytes()).toBe(8)
  expect(await second.segmentsWaiting()).toBe(2)
  await unfinished.discard()
})

it('a batch that cannot be made ready leaves nothing behind, once the folder can be written again', async () => {
  const spool = await openSpool(join(folder, 'broken'), { ...spoolLimits, reserve: 0 }, true)
  const incoming = join(spool.folder, 'incoming')
  const batch = await spool.begin()
  // More than stays in memory.
  await batch.write([Buffer.from(`${'x'.repeat(spoolLimits.small)}\n`)], 1)
  await rename(incoming, `${incoming}-away`)
  await writeFile(incoming, '')
  await expect(batch.commit(sensor, new Date())).rejects.toThrow(SpoolUnwritable)
  await batch.discard()
  expect(await spool.fault()).toEqual({ kind: 'failing', code: 'ENOTDIR' })
  await rm(incoming)
  await rename(`${incoming}-away`, incoming)
  expect(await names(spool, 'incoming')).toHaveLength(1)
  await vi.waitFor(async () => expect(await spool.fault()).toBeNull(), 10_000)
  expect(await names(spool, 'incoming')).toEqual([])
  expect(await spool.segmentsWaiting()).toBe(0)
})

it('files that are no segments are left alone', async () => {
  const spool = await openSpool(join(folder, 'strangers'), spoolLimits, true)
  await writeFile(join(spool.folder, 'ready', 'notes.txt'), 'mine')
  expect(await spool.nextGroup(500, new Set())).toBeNull()
  expect(await names(spool, 'ready')).toEqual(['notes.txt'])
})

it('a sensor is told to come back when too much waits, and when only what the stores need is left of the disk', async () => {
  await postgres.pool.query("insert into member (orgnr, name, kind) values ($1, 'Fjell sykehus', 'hospital')", [
    orgnr(1),
  ])
  const { token } = await enrolSensor(
    postgres.db,
    { member: orgnr(1), name: 'fjell-1' },
    new Date(),
    testNote(postgres.db),
  )
  const ask = async (spool: Spool) => {
    const app = await createApp(openLog('silent'))
    const metrics = createTelemetryMetrics(async () => ({ segments: 0, bytes: 0 }))
    const parts = { config: readConfig({}), postgres, clock: () => new Date(), log: openLog('silent') }
    addIngest(app, parts, testAudit(postgres.db), { spool, metrics, limits: bodyLimits })
    const headers = { authorization: `Bearer ${token}` }
    const answer = await app.inject({ method: 'POST', url: '/ingest/v1/events', headers, payload: '{}\n' })
    await app.close()
    return [answer.statusCode, answer.json().code, answer.headers['retry-after']]
  }
  const spool = await openSpool(join(folder, 'busy'), { ...spoolLimits, waiting: 1 }, true)
  expect((await ask(spool))[0]).toBe(202)
  expect(await ask(spool)).toEqual([429, 'spool_busy', '30'])
  const full = await openSpool(join(folder, 'full'), { ...spoolLimits, reserve: Number.MAX_SAFE_INTEGER }, true)
  expect(await ask(full)).toEqual([503, 'spool_full', '30'])
})
