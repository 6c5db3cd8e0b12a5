/** What marks segments loaded goes in time, and never before the files may be gone. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { newId } from '../../platform/index.ts'
import { eventsPerHour, hourlyBySensor } from '../activity.store.ts'
import { sensingRemovers } from '../events/event-retention.store.ts'
import { loadedSince } from '../receive/event-import.store.ts'
import { oldestReceipt, spoolId } from '../receive/spool-left.ts'
import { loadGroup } from './load.ts'
import { forgetLoaded } from './loaded-marks.ts'

const start = new Date('2026-11-24T10:20:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1))
  await telemetry.reference.sync()
})
afterAll(() => telemetry.close())
beforeEach(async () => {
  const { pool } = telemetry.platform.postgres
  await pool.query('delete from loaded_segment')
  await pool.query('delete from loaded_hour')
  sensor = await telemetry.sensor(orgnr(1))
})

const oneUnreadable = 'no json\n'

/** Received at that minute, and loaded at once. */
async function loaded(minute: number, lines: number, unreadable = ''): Promise<void> {
  telemetry.setNow(after(minute))
  await telemetry.send(sensor, `${eve.ndjson(Array.from({ length: lines }, () => eve.flow()))}${unreadable}`)
  await loadGroup(telemetry.parts, await telemetry.nextGroup())
  const { pool } = telemetry.platform.postgres
  await pool.query('update loaded_segment set loaded_at = $1 where received_at = $1', [after(minute)])
}
async function marked(minute: number): Promise<number> {
  telemetry.setNow(after(minute))
  const { clock, postgres } = telemetry.platform
  await forgetLoaded({ postgres, clock, spool: telemetry.spool })
  const { rows } = await postgres.pool.query('select count(*)::int as n from loaded_segment')
  return rows[0].n
}

it('a mark goes an hour after its segment was loaded, and what it counted stays in its hour', async () => {
  await loaded(0, 3)
  await loaded(10, 2)
  await loaded(50, 5)
  expect(await marked(59)).toBe(3)
  expect(await marked(65)).toBe(2)
  expect(await marked(200)).toBe(0)
  const { db } = telemetry.platform.postgres
  const hourly = await hourlyBySensor(db, [sensor], after(60))
  expect(hourly.get(sensor)?.slice(-2)).toEqual([5, 5])
  expect(await eventsPerHour(db, 'all', new Date('2026-11-24T11:00:00Z'))).toEqual([
    { hour: new Date('2026-11-24T11:00:00Z'), events: 5 },
  ])
})

it('a mark stays while anything is left that was received before it was made', async () => {
  telemetry.setNow(after(0))
  await telemetry.send(sensor, [eve.flow()])
  const waits = await telemetry.nextGroup()
  expect(await oldestReceipt(telemetry.spool.folder)).toEqual(after(0))
  const { pool } = telemetry.platform.postgres
  // As it is where the process ended between the mark and the removal of the file, and began again much later.
  await pool.query(
    'insert into loaded_segment (batch, sensor_id, received_at, loaded_at, lines, rejected, spool) values ($1, $2, $3, $4, 1, 0, $5)',
    [waits.segments[0]?.id, sensor, after(0), after(1), telemetry.spool.id],
  )
  expect(await marked(10_000)).toBe(1)
  await loadGroup(telemetry.parts, waits)
  expect(await oldestReceipt(telemetry.spool.folder)).toBeNull()
  expect(await marked(10_000)).toBe(0)
})

it('the marks of another spool are its own process’s to forget, and a spool is the same when it is opened again', async () => {
  await loaded(0, 1)
  const { pool } = telemetry.platform.postgres
  await pool.query('update loaded_segment set spool = $1', [newId()])
  expect(await marked(10_000)).toBe(1)
  await pool.query('update loaded_segment set spool = null')
  expect(await marked(10_000)).toBe(0)
  expect(await spoolId(telemetry.spool.folder)).toBe(telemetry.spool.id)
})

it('an import that goes on for longer than marks are kept is counted all the same', async () => {
  await loaded(0, 1, oneUnreadable)
  await loaded(30, 2, oneUnreadable)
  const { db } = telemetry.platform.postgres
  const since = { sensor, since: after(20) }
  expect(await loadedSince(db, since, after(40))).toEqual({ lines: 3, rejected: 1 })
  await loaded(100, 4, oneUnreadable)
  await marked(300)
  // With what was sent before in its first hour.
  expect(await loadedSince(db, since, after(300))).toEqual({ lines: 10, rejected: 3 })
})

it('a mark stays while unreadable lines of its segment are kept: these may be loaded again', async () => {
  await loaded(0, 1, oneUnreadable)
  await loaded(10, 1)
  expect(await marked(10_000)).toBe(1)
  const { clickhouse, postgres } = telemetry.platform
  const { rejected_lines } = sensingRemovers(clickhouse, postgres.db)
  await rejected_lines(after(9000), { all: false, members: [orgnr(1)] })
  expect(await marked(10_000)).toBe(1)
  await rejected_lines(after(9000), { all: false, members: [] })
  expect(await marked(10_000)).toBe(0)
})

it('hours that nothing shows any more go', async () => {
  await loaded(0, 1)
  await marked(7 * 24 * 60)
  const { db } = telemetry.platform.postgres
  expect(await eventsPerHour(db, 'all', after(-60))).toHaveLength(1)
  await marked(9 * 24 * 60)
  expect(await eventsPerHour(db, 'all', after(-60))).toEqual([])
})
