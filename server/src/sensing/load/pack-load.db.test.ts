/** Small batches of several sensors in one file: each is loaded, counted and forgotten as its own. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { loadGroup } from './load.ts'

let telemetry: TestTelemetry
let sensors: [string, string, string]

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  for (const n of [1, 2]) await telemetry.member(orgnr(n), [`10.${n}.0.0/16`])
  sensors = [await telemetry.sensor(orgnr(1)), await telemetry.sensor(orgnr(2)), await telemetry.sensor(orgnr(2))]
})
afterAll(() => telemetry.close())

const sendTogether = () =>
  Promise.all([
    telemetry.send(sensors[0], [eve.flow(), eve.flow()]),
    telemetry.send(sensors[1], `${eve.ndjson([eve.flow()])}no json\n`),
    telemetry.send(sensors[2], [eve.alert(), eve.flow(), eve.flow()]),
  ])
const events = async () =>
  new Map(
    (
      await rows<{ sensor: string; n: number }>(
        telemetry.platform.clickhouse,
        'select sensor, toUInt32(uniqExact(id)) as n from event group by sensor',
      )
    ).map(({ sensor, n }) => [sensor, n]),
  )
const counted = async (sensor: string) => {
  const { pool } = telemetry.platform.postgres
  const { rows } = await pool.query('select accepted_lines, rejected_lines from sensor where id = $1', [sensor])
  return [rows[0].accepted_lines, rows[0].rejected_lines]
}
const ready = () => readdir(join(telemetry.spool.folder, 'ready'))

it('events, counts and rejected lines are each sensor’s and each batch’s own', async () => {
  await telemetry.reference.sync()
  const [, batch] = await sendTogether()
  expect(await ready()).toHaveLength(1)
  expect(await telemetry.spool.segmentsWaiting()).toBe(3)
  await loadGroup(telemetry.parts, await telemetry.nextGroup())
  const stored = await events()
  expect(sensors.map((sensor) => stored.get(sensor))).toEqual([2, 1, 3])
  expect(await Promise.all(sensors.map(counted))).toEqual([
    [2, 0],
    [1, 1],
    [3, 0],
  ])
  const rejected = await rows(
    telemetry.platform.clickhouse,
    'select toString(sensor) as sensor, toString(batch) as batch, toUInt32(line_number) as line_number, line from rejected_line',
  )
  expect(rejected).toEqual([{ sensor: sensors[1], batch, line_number: 2, line: 'no json' }])
  expect(telemetry.spool.waitingBytes()).toBe(0)
})

it('what was an erased member’s is left out, and the others are loaded', async () => {
  await sendTogether()
  const group = await telemetry.nextGroup()
  const { pool } = telemetry.platform.postgres
  await pool.query('insert into erased_sensor (id) values ($1)', [sensors[0]])
  await loadGroup(telemetry.parts, group)
  expect((await ready()).filter((name) => name.endsWith('.ndjson'))).toHaveLength(3)
  await loadGroup(telemetry.parts, await telemetry.nextGroup())
  expect(await Promise.all(sensors.map(counted))).toEqual([
    [2, 0],
    [2, 2],
    [6, 0],
  ])
  expect(telemetry.spool.waitingBytes()).toBe(0)
})
