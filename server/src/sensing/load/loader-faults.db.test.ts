import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import type { Finding } from './finding.ts'
import { startLoader } from './loader.ts'

const patience = { triesTogether: 2, triesAlone: 3, firstPause: 5, longestPause: 20 }
const poison = 9000666
let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1), ['10.1.0.0/16'])
  sensor = await telemetry.sensor(orgnr(1))
})
afterAll(() => telemetry.close())

async function loaded(): Promise<number> {
  const { rows: found } = await telemetry.platform.postgres.pool.query(
    'select sum(lines)::int as lines from loaded_segment',
  )
  return found[0].lines ?? 0
}

const failed = () => readdir(join(telemetry.spool.folder, 'failed'), { recursive: true })

it('a segment that cannot be loaded is set aside in the end, and the others are loaded', async () => {
  // At the same time, so that they are in one pack.
  await Promise.all(
    [9000001, poison, 9000002].map((signature_id) => telemetry.send(sensor, [eve.alert({ signature_id })])),
  )
  const recorded: Finding[] = []
  const recordFindings = async (_trx: unknown, findings: Finding[]) => {
    if (findings.some(({ cause }) => cause.kind === 'signature' && cause.signatureId === poison)) throw new Error('no')
    recorded.push(...findings)
  }
  const loader = startLoader({ ...telemetry.parts, recordFindings }, patience)
  try {
    await loader.emptied()
  } finally {
    await loader.close()
  }
  expect(recorded.map(({ cause, events }) => [cause.kind === 'signature' && cause.signatureId, events])).toEqual([
    [9000001, 1],
    [9000002, 1],
  ])
  expect(await loaded()).toBe(2)
  expect((await failed()).filter((name) => name.endsWith('.ndjson'))).toHaveLength(1)
  expect(telemetry.spool.waitingBytes()).toBe(0)
})

it('an engine that takes nothing sets nothing aside: all of it waits until that is mended', async () => {
  const before = [await loaded(), (await failed()).length]
  const { clickhouse, log } = telemetry.platform
  await clickhouse.client.command({ query: 'rename table event to event_away' })
  for (let i = 0; i < 2; i++) await telemetry.send(sensor, [eve.alert()])
  const warned = vi.spyOn(log, 'warn')
  const loader = startLoader(telemetry.parts, patience)
  try {
    // Two tries together, then each more often than what is set aside after.
    await vi.waitFor(() => expect(warned.mock.calls.length).toBeGreaterThan(2 + 2 * (patience.triesAlone + 3)), {
      timeout: 20_000,
    })
    expect([await loaded(), (await failed()).length]).toEqual(before)
    await clickhouse.client.command({ query: 'rename table event_away to event' })
    await loader.emptied()
  } finally {
    warned.mockRestore()
    await loader.close()
  }
  expect(await loaded()).toBe((before[0] as number) + 2)
})

it('what lies elsewhere is not held against a segment: it waits until that is mended', async () => {
  const before = [await loaded(), (await failed()).length]
  const { owner } = telemetry.platform.postgres
  await owner.query('alter table reference_version rename to away')
  await telemetry.send(sensor, [eve.alert()])
  const warned = vi.spyOn(telemetry.platform.log, 'warn')
  // A folder that answers slowly: what is being loaded when it is asked has failed by the time it answers.
  const { spool } = telemetry
  const sealed: typeof spool.sealed = async (underWay) => {
    const found = await spool.sealed(underWay)
    if ((underWay?.size ?? 0) > 0) await setTimeout(100)
    return found
  }
  const loader = startLoader({ ...telemetry.parts, spool: { ...spool, sealed } }, patience)
  try {
    await vi.waitFor(() => expect(warned.mock.calls.length).toBeGreaterThan(patience.triesAlone + 3), {
      timeout: 20_000,
    })
    expect([await loaded(), (await failed()).length]).toEqual(before)
    await owner.query('alter table away rename to reference_version')
    await loader.emptied()
  } finally {
    warned.mockRestore()
    await loader.close()
  }
  expect(await loaded()).toBe((before[0] as number) + 1)
  const [counted] = await rows<{ n: number }>(
    telemetry.platform.clickhouse,
    'select toUInt32(uniqExact(id)) as n from event',
  )
  expect(counted?.n).toBe(6)
})
