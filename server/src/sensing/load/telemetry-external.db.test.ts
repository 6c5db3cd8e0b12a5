/** What a load does, on a ClickHouse server by URL: segments are sent to it one by one, and it attributes and matches. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { cluster } from '../../../test/support/clickhouse-one-host.ts'
import { type ClickhouseServer, startClickhouseServer } from '../../../test/support/clickhouse-server.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { listEvents } from '../events/event.store.ts'
import { countEvents } from '../events/event-count.store.ts'
import { eraseEvents } from '../events/event-erasure.store.ts'
import { sensingRemovers } from '../events/event-retention.store.ts'
import { eventsBehind } from '../events/events-behind.store.ts'
import { lookBack } from '../hunt/look-back.job.ts'
import type { Finding } from './finding.ts'
import { eve as eveFormat } from './format-eve.ts'
import { insertEvents, insertRejected } from './load.store.ts'
import { loadGroup } from './load.ts'
import { activeByType } from './reference.store.ts'
import { listRejected } from './rejected-line.store.ts'

const [here, there] = [orgnr(1), orgnr(2)]
const received = '2026-11-24T03:00:00.000Z'
const day = { firstSeen: new Date('2026-11-24T00:00:00Z'), lastSeen: new Date('2026-11-24T23:00:00Z') }

describe.each([
  ['one server', {}],
  ['a cluster', { VARDE_CLICKHOUSE_CLUSTER: cluster }],
])('on %s', (_where, more: Record<string, string>) => {
  let server: ClickhouseServer
  let telemetry: TestTelemetry
  let sensor: string

  beforeAll(async () => {
    server = await startClickhouseServer()
    telemetry = await openTestTelemetry({}, { VARDE_CLICKHOUSE_URL: server.url('varde'), ...more })
    telemetry.setNow(new Date(received))
    await telemetry.member(here, ['10.1.0.0/16'])
    await telemetry.member(there, ['10.2.0.0/16'])
    sensor = await telemetry.sensor(here)
  })
  afterAll(async () => {
    await telemetry.close()
    await server.close()
  })

  const clickhouse = () => telemetry.platform.clickhouse

  it('lines are attributed to the narrowest network and matched by address, network, name and alert', async () => {
    const [address, network, domain] = [
      await telemetry.indicator('ipv4', '192.0.2.66'),
      await telemetry.indicator('ipv4_cidr', '198.51.100.0/24'),
      await telemetry.indicator('domain', 'evil.example'),
    ]
    const found = await telemetry.found(sensor, [
      eve.flow({ src_ip: '10.1.0.1', dest_ip: '192.0.2.66' }),
      eve.flow({ src_ip: '10.2.0.2', dest_ip: '198.51.100.9' }),
      eve.dns({ src_ip: '10.1.0.3', rrname: 'cdn.evil.example', version: 3 }),
      eve.alert({ src_ip: '10.2.0.4', signature_id: 9000001, signature: "TEST it's \\ bad" }),
      eve.flow(),
    ])
    const brief = found.map(({ member, cause, innerHost }) => [
      member,
      cause.kind === 'indicator' ? cause.indicator : cause.signature,
      innerHost,
    ])
    expect(new Set(brief.map(String))).toEqual(
      new Set(
        [
          [here, address, '10.1.0.1'],
          [there, network, '10.2.0.2'],
          [here, domain, '10.1.0.3'],
          [there, "TEST it's \\ bad", '10.2.0.4'],
        ].map(String),
      ),
    )
    expect(Object.fromEntries(await activeByType(clickhouse()))).toMatchObject({ ipv4: 1, ipv4_cidr: 1, domain: 1 })
    const key = { member: here, cause: { kind: 'indicator', key: domain }, innerHost: '10.1.0.3' } as const
    expect(await eventsBehind(clickhouse(), { ...key, ...day, limit: 5 })).toMatchObject([
      { dns_name: 'cdn.evil.example' },
    ])
  })

  it('events are listed within a scope, and counted', async () => {
    const filter = { from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z' }
    const listed = await listEvents(clickhouse(), [there], filter, null, 10)
    expect(listed.map(({ src_ip }) => src_ip).sort()).toEqual(['10.2.0.2', '10.2.0.4'])
    expect(await countEvents(clickhouse(), [there], filter)).toBe(2)
    expect(await countEvents(clickhouse(), 'all', { ...filter, q: 'cdn.evil.example' })).toBe(1)
  })

  it('a segment counts once however often it is sent, and its unreadable lines are kept byte for byte', async () => {
    const lines = Array.from({ length: 10 }, () => eve.alert({ src_ip: '10.1.55.5', signature_id: 9000070 }))
    const batch = await telemetry.send(sensor, `${eve.ndjson(lines)}it's \\ not {json:String}\n${eve.ndjson(lines)}`)
    const group = await telemetry.nextGroup()
    for (let i = 0; i < 2; i++) {
      await insertEvents(clickhouse(), group, eveFormat, new Map([[sensor, here]]))
      await insertRejected(clickhouse(), group)
    }
    const before = telemetry.recorded.length
    await loadGroup(telemetry.parts, group)
    expect(telemetry.recorded.slice(before).flat()).toMatchObject([{ events: 10 }])
    const stored = 'select toUInt32(count()) as n from event where alert_signature_id = 9000070'
    expect(await rows(clickhouse(), stored)).toEqual([{ n: 20 }])
    expect(await listRejected(clickhouse(), sensor, null, 10)).toMatchObject([
      { batch, line_number: 11, line: "it's \\ not {json:String}", reason: 'not_json' },
    ])
    expect(
      server
        .asked()
        .filter(({ data }) => data > 0)
        .every(({ status }) => status === 200),
    ).toBe(true)
  })

  it('a pack of small batches is sent as one file', async () => {
    const lines = [eve.alert({ src_ip: '10.1.55.6', signature_id: 9000071 })]
    const [, batch] = await Promise.all([
      telemetry.send(sensor, lines),
      telemetry.send(sensor, `${eve.ndjson(lines)}in a pack\n`),
    ])
    const group = await telemetry.nextGroup()
    expect([group.files.length, group.segments.length]).toEqual([1, 2])
    await loadGroup(telemetry.parts, group)
    const stored = 'select toUInt32(count()) as n from event where alert_signature_id = 9000071'
    expect(await rows(clickhouse(), stored)).toEqual([{ n: 2 }])
    expect(
      (await listRejected(clickhouse(), sensor, null, 10)).filter(({ line }) => line === 'in a pack'),
    ).toMatchObject([{ batch, line_number: 2, line: 'in a pack', reason: 'not_json' }])
  })

  it('new indicators look back over what is stored there', async () => {
    await telemetry.found(sensor, [
      eve.flow({ src_ip: '10.1.0.7', dest_ip: '203.0.113.44' }),
      eve.dns({ src_ip: '10.2.0.7', rrname: 'www.late.example' }),
      eve.flow({ src_ip: '10.1.0.8', dest_ip: '203.0.113.77' }),
    ])
    await telemetry.indicator('ipv4', '203.0.113.44')
    await telemetry.indicator('domain', 'late.example')
    const network = await telemetry.indicator('ipv4_cidr', '203.0.113.64/26')
    await telemetry.reference.sync()
    const found: Finding[] = []
    const recordFindings = async (_trx: unknown, findings: Finding[]) => void found.push(...findings)
    await lookBack({ ...telemetry.platform, recordFindings }, { wait: 0 })
    const brief = found.map(({ member, innerHost, fields }) => `${member} ${innerHost} ${fields}`).sort()
    expect(brief).toEqual([`${here} 10.1.0.7 dest_ip`, `${here} 10.1.0.8 dest_ip`, `${there} 10.2.0.7 dns`])
    const key = { member: here, cause: { kind: 'indicator', key: network }, innerHost: '10.1.0.8' } as const
    expect(await eventsBehind(clickhouse(), { ...key, ...day, limit: 5 })).toMatchObject([
      { hits: [{ indicator: network, field: 'dest_ip' }] },
    ])
  })

  it('an indicator that ends is matched no more', async () => {
    await telemetry.indicator('ipv4', '192.0.2.77', { valid_until: new Date('2026-11-24T04:00:00Z') })
    await telemetry.reference.sync()
    const line = () => eve.flow({ src_ip: '10.1.0.1', dest_ip: '192.0.2.77' })
    expect(await telemetry.found(sensor, [line()])).toHaveLength(1)
    telemetry.setNow(new Date('2026-11-24T05:00:00Z'))
    expect(await telemetry.found(sensor, [line()])).toEqual([])
    telemetry.setNow(new Date(received))
  })

  it('a member’s events are erased at once, and another’s stay', async () => {
    const count = (member: string) => countEvents(clickhouse(), [member], {})
    const before = await count(here)
    expect(await count(there)).toBeGreaterThan(0)
    const until = new Date('2026-11-25T00:00:00Z')
    expect((await eraseEvents(clickhouse(), { orgnr: there, sensors: [], held: [], until })).events).toBeGreaterThan(0)
    expect([await count(there), await count(here)]).toEqual([0, before])
  })

  it('old days are removed, but for what is held', async () => {
    const removers = sensingRemovers(clickhouse(), telemetry.platform.postgres.db)
    const before = new Date('2026-12-24T00:00:00Z')
    await telemetry.found(sensor, [eve.flow({ src_ip: '10.2.0.9' })])
    const held = await removers.events(before, { all: false, members: [there] })
    expect(held).toMatchObject({ held: 1 })
    expect(held.removed).toBeGreaterThan(0)
    expect(await countEvents(clickhouse(), 'all', {})).toBe(1)
    expect(await removers.events(before, { all: false, members: [] })).toEqual({ removed: 1, held: 0 })
    expect((await removers.rejected_lines(before, { all: false, members: [] })).removed).toBeGreaterThan(0)
    expect(await rows(clickhouse(), 'select 1 from event union all select 1 from rejected_line')).toEqual([])
  })
})
