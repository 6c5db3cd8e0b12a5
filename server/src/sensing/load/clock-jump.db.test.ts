/** The machine's clock is set forward and back while events arrive: all are there once, and a detection counts each once. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { loadGroup } from './load.ts'

const right = new Date('2026-11-24T23:59:00Z')
const at = (days: number) => new Date(right.getTime() + days * 24 * 3_600_000)
let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1), ['10.1.0.0/16'])
  sensor = await telemetry.sensor(orgnr(1))
})
afterAll(() => telemetry.close())

async function loadAll(): Promise<number> {
  for (let groups = 0; ; groups++) {
    const [sealed] = await telemetry.spool.sealed()
    const group = sealed ?? (await telemetry.spool.nextGroup(500, new Set()))
    if (group === null) return groups
    await loadGroup(telemetry.parts, group)
  }
}
const stored = async () => {
  const [counted] = await rows<{ n: number }>(
    telemetry.platform.clickhouse,
    'select toUInt32(uniqExact(id)) as n from event',
  )
  return counted?.n
}
const detected = () => telemetry.recorded.flat().reduce((sum, { events }) => sum + events, 0)

it('a batch that is sent again after the clock went back counts once', async () => {
  const lines = [eve.alert(), eve.alert(), eve.flow()]
  for (const days of [2, 0, -2, 0]) {
    telemetry.setNow(at(days))
    await telemetry.send(sensor, lines)
    await loadAll()
    expect([days, await stored(), detected()]).toEqual([days, 3, 2])
  }
})

it('what came while the clock went back and forth is loaded day by day, in the order it came', async () => {
  const before = [(await stored()) ?? 0, detected()] as const
  for (const days of [0, 3, 3, -1, 0]) {
    telemetry.setNow(at(days))
    await telemetry.send(sensor, [eve.alert(), eve.flow()])
  }
  expect(await loadAll()).toBe(4)
  expect([await stored(), detected()]).toEqual([before[0] + 10, before[1] + 5])
  const parts = await rows<{ days: number }>(
    telemetry.platform.clickhouse,
    'select toUInt32(uniqExact(toDate(received_at))) as days from event group by _part',
  )
  expect(parts.every(({ days }) => days === 1)).toBe(true)
})
