import type { Event } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { hourlyByDetection } from '../load/finding.store.ts'
import { loadGroup } from '../load/load.ts'
import { listEvents } from './event.store.ts'
import { countEvents } from './event-count.store.ts'
import { eventsBehind } from './events-behind.store.ts'

const [a, b] = [orgnr(1), orgnr(2)]
let telemetry: TestTelemetry
let sensor: string
let indicator: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(a, ['10.1.0.0/16'])
  await telemetry.member(b, ['10.2.0.0/16', '2001:db8:b::/48'])
  sensor = await telemetry.sensor(a)
  indicator = await telemetry.indicator('domain', 'evil.example')
  const at = (time: string) => ({ timestamp: `2026-11-24T${time}+0000` })
  const lines = [
    eve.flow({ ...at('01:00:00.000001'), src_ip: '10.1.0.1', dest_ip: '192.0.2.1' }),
    eve.flow({ ...at('01:00:00.000002'), src_ip: '10.1.0.1', dest_ip: '10.2.0.9' }),
    eve.tls({ ...at('02:30:00'), src_ip: '10.2.0.1', sni: 'www.evil.example' }),
    eve.http({ ...at('03:00:00'), src_ip: '10.2.0.1', hostname: 'evil.example:8080' }),
    eve.dns({ ...at('03:10:00'), src_ip: '10.1.0.1', rrname: 'news.example' }),
    eve.alert({ ...at('03:20:00'), src_ip: '2001:db8:b::7', dest_ip: '2001:db8::1', signature: 'TEST Odd Beacon' }),
    { timestamp: '2026-11-24T03:30:00+0000', event_type: 'stats' },
  ]
  await telemetry.send(sensor, lines)
  await load()
  // Sent again: the engine has these lines twice until it merges.
  await telemetry.send(sensor, lines)
  await load()
})
afterAll(() => telemetry.close())

async function load(): Promise<void> {
  const group = await telemetry.spool.nextGroup(500, new Set())
  if (group) await loadGroup(telemetry.parts, group)
}

const find = async (filter: Parameters<typeof listEvents>[2], scope: 'all' | string[] = 'all') => {
  const { clickhouse } = telemetry.platform
  const [list, count] = [
    await listEvents(clickhouse, scope, filter, null, 100),
    await countEvents(clickhouse, scope, filter),
  ]
  expect(count).toBe(list.length)
  return list.map((event) => event.event_type).join(' ')
}

describe('a search', () => {
  it.each<[string, Parameters<typeof listEvents>[2], string]>([
    ['finds all, newest first, each once', {}, 'stats alert dns http tls flow flow'],
    ['by address, on either side', { q: '10.1.0.1' }, 'dns flow flow'],
    ['by network', { q: '10.2.0.0/24' }, 'http tls flow'],
    ['by IPv6 address', { q: '2001:db8:b::7' }, 'alert'],
    ['by IPv6 network', { q: '2001:DB8:b::/64' }, 'alert'],
    ['by host name, and what is below it', { q: 'Evil.example' }, 'http tls'],
    ['by the end of a name only at a dot', { q: 'il.example' }, ''],
    ['by part of a signature', { q: 'odd BEA' }, 'alert'],
    ['by what looks like SQL', { q: "' or 1=1 --" }, ''],
    ['by kind', { event_type: 'flow' }, 'flow flow'],
    ['by time, the end left out', { from: '2026-11-24T02:30:00Z', to: '2026-11-24T03:10:00Z' }, 'http tls'],
    ['by member, on either side', { member: b }, 'alert http tls flow'],
    ['by a member that has none', { member: orgnr(5) }, ''],
  ])('%s', async (_what, filter, expected) => {
    expect(await find(filter)).toBe(expected)
  })

  it('shows a member what it has a part in and nothing else', async () => {
    expect(await find({}, [a])).toBe('stats dns flow flow')
    expect(await find({}, [b])).toBe('alert http tls flow')
    expect(await find({ member: a }, [b])).toBe('flow')
    expect(await find({}, [])).toBe('')
  })

  it('by sensor', async () => {
    expect(await find({ sensor })).not.toBe('')
    expect(await find({ sensor: '00000000-0000-0000-0000-000000000000' })).toBe('')
  })

  it('goes on where the page before ended, also among equal times', async () => {
    const seen: Event[] = []
    for (let after: Event | undefined; seen.length < 20; ) {
      const position = after === undefined ? null : { time: after.time, id: after.id }
      const [event] = await listEvents(telemetry.platform.clickhouse, 'all', {}, position, 1)
      if (!event) break
      seen.push(event)
      after = event
    }
    expect(seen.map((event) => event.event_type).join(' ')).toBe('stats alert dns http tls flow flow')
  })
})

it('an event is shown as it was, and its line only where it hit', async () => {
  const [tls] = await listEvents(telemetry.platform.clickhouse, 'all', { event_type: 'tls' }, null, 1)
  expect(tls).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    time: '2026-11-24T02:30:00.000000Z',
    received_at: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/),
    sensor,
    member: b,
    src_ip: '10.2.0.1',
    dest_ip: '192.0.2.10',
    dest_port: 443,
    tls_sni: 'www.evil.example',
    hits: [{ indicator, field: 'tls_sni' }],
  })
  expect(JSON.parse(tls?.raw ?? '')).toMatchObject({ tls: { sni: 'www.evil.example' } })
  const [stats] = await listEvents(telemetry.platform.clickhouse, 'all', { event_type: 'stats' }, null, 1)
  expect(stats).toMatchObject({ src_ip: null, dest_ip: null, hits: [], raw: '' })
})

it('the events behind a detection are found again, and counted by hour', async () => {
  const { clickhouse } = telemetry.platform
  const evil = { member: b, cause: { kind: 'indicator' as const, key: indicator }, innerHost: '10.2.0.1' }
  const alert = { member: b, cause: { kind: 'signature' as const, key: '9000001' }, innerHost: '2001:db8:b::7' }
  const [firstSeen, lastSeen] = [new Date('2026-11-24T01:00:00Z'), new Date('2026-11-24T03:20:00Z')]
  const types = async (key: (typeof evil | typeof alert) & { firstSeen?: Date; lastSeen?: Date }) =>
    (await eventsBehind(clickhouse, { firstSeen, lastSeen, ...key, limit: 10 })).map((event) => event.event_type)
  expect(await types(evil)).toEqual(['http', 'tls'])
  // The first of them lies more than the last day back, or before what the detection knows of.
  const long = new Date('2026-11-25T05:00:00Z')
  expect(await types({ ...evil, lastSeen: long })).toEqual(['http', 'tls'])
  expect(await types({ ...evil, firstSeen: lastSeen })).toEqual(['http'])
  expect(await types(alert)).toEqual(['alert'])
  expect(await types({ ...evil, member: a })).toEqual([])
  expect(await types({ ...evil, innerHost: '10.2.0.2' })).toEqual([])
  const hourly = await hourlyByDetection(clickhouse, [
    { ...alert, lastSeen },
    { ...evil, lastSeen },
    { ...evil, innerHost: null, lastSeen },
  ])
  expect(hourly.map((hours) => [hours.length, ...hours.slice(-3)])).toEqual([
    [24, 0, 0, 1],
    [24, 0, 1, 1],
    [24, 0, 0, 0],
  ])
})
