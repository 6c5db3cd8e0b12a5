import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { findSensor, troubledSensors } from './sensor.store.ts'
import { stateOf } from './sensor.ts'
import { shownHealth } from './sensor-shown.ts'

const s = orgnr(1)
const minute = 60_000
const start = Date.parse('2026-11-24T12:00:00Z')
let telemetry: TestTelemetry

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(s, ['10.1.0.0/16'])
})
afterAll(() => telemetry.close())

const at = (milliseconds: number) => new Date(start + milliseconds)
const written = (milliseconds: number) => `${at(milliseconds).toISOString().slice(0, -1)}000+0000`
async function sensorAt(id: string, milliseconds: number) {
  const row = await findSensor(telemetry.platform.postgres.db, 'all', id)
  if (row === null) throw new Error('gone')
  return { state: stateOf(row, at(milliseconds)), health: shownHealth(row.health, at(milliseconds)) }
}
/** One load, received and stored at one moment. */
async function load(id: string, milliseconds: number, lines: Parameters<typeof telemetry.found>[1]) {
  telemetry.setNow(at(milliseconds))
  await telemetry.found(id, lines)
}

it('a load tells how late its events were, and what the sensor counted', async () => {
  const sensor = await telemetry.sensor(s)
  await load(sensor, 60_000, [
    ...[50, 40, 20, 10].map((seconds) => eve.flow({ timestamp: written(60_000 - seconds * 1000) })),
    eve.stats({ timestamp: written(22_000), uptime: 8, packets: 1000, drops: 1, version: '8.0.1' }),
    eve.stats({ timestamp: written(30_000), uptime: 16, packets: 2000, drops: 3, memcap_drops: 2, version: '8.0.2' }),
  ])
  const { state, health } = await sensorAt(sensor, 60_000)
  expect(state).toBe('ok')
  expect(health).toEqual({
    as_of: at(60_000).toISOString(),
    lag_seconds: 34,
    longest_lag_seconds: 50,
    usual_lag_seconds: 34,
    stored_seconds: 0,
    usual_stored_seconds: 0,
    skew_seconds: 0,
    lines_per_second: expect.closeTo(0.1, 1),
    rejected_share: 0,
    version: '8.0.2',
    capture: {
      as_of: at(30_000).toISOString(),
      uptime_seconds: 16,
      packets: 2000,
      drops: 3,
      memcap_drops: 2,
      lost_share: 0,
      rules_loaded: 41_828,
      rules_failed: 2,
      rules_loaded_at: '2026-11-24T01:00:00.000Z',
    },
  })
})

it('several sensors in one group are told apart, and each shows its own trouble', async () => {
  const [fine, drops, ahead, rejects] = await Promise.all([1, 2, 3, 4].map(() => telemetry.sensor(s)))
  if (!fine || !drops || !ahead || !rejects) throw new Error('four were made')
  const bad = 'not json\n'.repeat(20)
  for (const [round, milliseconds] of [0, minute].entries()) {
    telemetry.setNow(at(milliseconds))
    const flow = (offset: number) => eve.flow({ timestamp: written(milliseconds + offset) })
    const stats = {
      timestamp: written(milliseconds),
      uptime: 100 + round * 60,
      packets: round * 1e5,
      drops: round * 5e3,
    }
    await telemetry.send(fine, [flow(-1000), eve.stats({ ...stats, drops: 0 })])
    await telemetry.send(drops, [flow(-1000), eve.stats(stats)])
    await telemetry.send(ahead, [flow(90_000), flow(91_000)])
    await telemetry.found(rejects, `${bad}${eve.ndjson([flow(-1000)])}`)
  }
  const found = await Promise.all([fine, drops, ahead, rejects].map((id) => sensorAt(id, minute)))
  expect(found.map(({ state }) => state)).toEqual(['ok', 'dropping', 'skewed', 'rejecting'])
  expect(found.map(({ health }) => health?.capture?.lost_share)).toEqual([
    0,
    expect.closeTo(0.05, 6),
    undefined,
    undefined,
  ])
  expect(found[2]?.health?.skew_seconds).toBeCloseTo(90.95, 1)
  const troubled = await troubledSensors(telemetry.platform.postgres.db, 'all', at(minute), 10)
  expect(new Map(troubled.map(({ sensor, trouble }) => [sensor.id, trouble]))).toEqual(
    new Map([
      [drops, 'dropping'],
      [ahead, 'skewed'],
      [rejects, 'rejecting'],
    ]),
  )
})

it('lines that cannot be read tell nothing of the clock', async () => {
  const sensor = await telemetry.sensor(s)
  await load(sensor, 0, 'not json\n')
  expect((await sensorAt(sensor, 0)).health).toMatchObject({ lag_seconds: null, rejected_share: 1, capture: null })
  await load(sensor, 1000, [eve.flow({ timestamp: written(0) })])
  expect((await sensorAt(sensor, 1000)).health).toMatchObject({
    lag_seconds: 1,
    usual_lag_seconds: 1,
    rejected_share: expect.closeTo(0.5, 2),
  })
})
