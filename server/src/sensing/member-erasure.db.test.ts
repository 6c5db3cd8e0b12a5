/** What a member's sensors sent, once the member is erased: loaded, waiting, or set aside. */
import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { eve } from '../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../test/support/telemetry.ts'
import { openAudit } from '../access/index.ts'
import { rows } from '../platform/index.ts'
import { eve as eveFormat } from './load/format-eve.ts'
import { insertEvents } from './load/load.store.ts'
import { loadGroup } from './load/load.ts'
import { eraseEventsJob } from './member-erasure.job.ts'
import { eraseSensorsOf } from './member-erasure.store.ts'
import { exportEvents, exportSensors } from './member-export.ts'

const [one, two] = [orgnr(1), orgnr(2)]
let telemetry: TestTelemetry
let sensors: [string, string]

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(one, ['10.1.0.0/16'])
  await telemetry.member(two, ['10.2.0.0/16'])
  sensors = [await telemetry.sensor(one), await telemetry.sensor(two)]
})
afterAll(() => telemetry.close())

const bySensor = () =>
  rows<{ sensor: string; lines: number }>(
    telemetry.platform.clickhouse,
    'select toString(sensor) as sensor, toUInt32(uniqExact(id)) as lines from event group by sensor order by sensor',
  )
const inSpool = async () =>
  (await readdir(telemetry.spool.folder, { recursive: true })).filter((name) => name.endsWith('.ndjson'))

async function gather(lines: AsyncIterable<object>): Promise<object[]> {
  const gathered: object[] = []
  for await (const line of lines) gathered.push(line)
  return gathered
}

it('is handed out before, whole and without anybody else’s', async () => {
  const { clickhouse, postgres } = telemetry.platform
  await telemetry.found(sensors[0], [
    eve.flow({ src_ip: '10.1.0.4', timestamp: '2026-11-24T03:00:00.000001+0000' }),
    eve.flow({ src_ip: '10.1.0.5', timestamp: '2026-11-24T04:00:00.000001+0000' }),
  ])
  await telemetry.found(sensors[0], 'tull\n')
  await telemetry.found(sensors[1], [eve.flow({ src_ip: '10.2.0.4' })])
  const events = await gather(exportEvents(clickhouse, one))
  expect(events).toMatchObject([
    { kind: 'event', member: one, src_ip: '10.1.0.5', time: '2026-11-24T04:00:00.000001Z' },
    { kind: 'event', member: one, src_ip: '10.1.0.4' },
  ])
  const own = await gather(exportSensors(postgres.db, clickhouse, one))
  expect(own).toMatchObject([
    { kind: 'sensor', id: sensors[0], accepted_lines: 2, rejected_lines: 1 },
    { kind: 'rejected_line', sensor: sensors[0], line: 'tull', reason: 'not_json' },
  ])
})

it('is gone afterwards, wherever it lay, and the log says how much', async () => {
  const { platform, spool, parts } = telemetry
  const { db } = platform.postgres
  await telemetry.send(sensors[0], [eve.flow({ src_ip: '10.1.0.6' })])
  await spool.setAside(await telemetry.nextGroup())
  // Inserted, and not yet marked loaded, when the member is erased.
  await telemetry.send(sensors[0], [eve.flow({ src_ip: '10.1.0.7' })])
  await telemetry.send(sensors[1], [eve.flow({ src_ip: '10.2.0.5' })])
  const group = await telemetry.nextGroup()
  const at = new Date()

  expect(await db.transaction().execute((trx) => eraseSensorsOf(trx, one, at))).toEqual({ sensors: 1 })
  const { rows: jobs } = await platform.postgres.owner.query('select payload from graphile_worker._private_jobs')
  expect(jobs).toEqual([{ payload: { orgnr: one, sensors: [sensors[0]], at: at.toISOString() } }])
  const audit = openAudit({ db, key: Buffer.alloc(32), clock: () => at })
  const job = eraseEventsJob(platform, audit, spool.folder)
  await job(jobs[0].payload, { attempt: 1, last: false })
  const logged = await db.selectFrom('audit_entry').select(['act', 'object_id', 'details']).execute()
  expect(logged).toEqual([
    { act: 'member.erased', object_id: one, details: { events: 2, rejected_lines: 1, segments: 1 } },
  ])

  // The load that was under way ends after that.
  await insertEvents(
    platform.clickhouse,
    group,
    eveFormat,
    new Map([
      [sensors[0], one],
      [sensors[1], two],
    ]),
  )
  expect((await bySensor()).map(({ sensor }) => sensor).sort()).toEqual([...sensors].sort())
  await loadGroup(parts, group)
  expect(await bySensor()).toEqual([{ sensor: sensors[1], lines: 2 }])
  // What comes in by a request that began before is not loaded either.
  await telemetry.send(sensors[0], [eve.flow({ src_ip: '10.1.0.8' })])
  await loadGroup(parts, await telemetry.nextGroup())
  expect(await bySensor()).toEqual([{ sensor: sensors[1], lines: 2 }])
  expect(await inSpool()).toEqual([])
})

it('of a sensor that is gone without having been erased stays in the spool', async () => {
  const gone = '01a20e45-8f94-74c4-b88e-9ba7cd6a2318'
  await telemetry.send(gone, [eve.flow({ src_ip: '10.1.0.9' })])
  await expect(loadGroup(telemetry.parts, await telemetry.nextGroup())).rejects.toThrow(`there is no sensor ${gone}`)
  expect(await inSpool()).toHaveLength(1)
})
