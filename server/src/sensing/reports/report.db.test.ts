/** From a report to detections, as a source sends it: through the door, the spool, the engine, to PostgreSQL. */
import type { Detection, Event } from '@varde/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'

const [one, two] = [orgnr(1), orgnr(2)]
let server: TestServer
let source: { id: string; token: string }

beforeAll(async () => {
  server = await startTestServer()
  const { pool } = server.platform.postgres
  await pool.query("insert into member (orgnr, name, kind) values ($1, 'Granvåg', 'gp'), ($2, 'Fjell', 'gp')", [
    one,
    two,
  ])
  await pool.query(
    "insert into member_network (network, orgnr) values ('198.51.100.0/24', $1), ('2001:db8:1::/48', $2)",
    [one, two],
  )
  source = (await server.call('POST', '/api/v1/sources', { body: { name: 'national' } })).body
})
beforeEach(() => server.platform.postgres.pool.query('delete from detection'))
afterAll(() => server.close())

const segments = async () =>
  (await server.platform.postgres.pool.query('select count(*)::int as loaded from loaded_segment')).rows[0]
    .loaded as number

async function send(path: string, body: string): Promise<void> {
  const headers = { authorization: `Bearer ${source.token}` }
  const before = await segments()
  const answer = await fetch(`${server.address}${path}`, { method: 'POST', headers, body })
  expect([path, answer.status, await answer.text()]).toEqual([path, 202, expect.any(String)])
  await vi.waitFor(async () => expect(await segments()).toBe(before + 1), { timeout: 20_000, interval: 50 })
}
const detections = async () => {
  const { body } = await server.call('GET', '/api/v1/detections')
  return (body as { items: Detection[] }).items
    .map(({ member, cause, inner_host, severity, attribution, events }) => ({
      member,
      kind: cause.kind,
      label: cause.label,
      category: cause.category,
      inner_host,
      severity,
      attribution,
      events,
    }))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}
const events = async () => ((await server.call('GET', '/api/v1/events')).body as { items: Event[] }).items
const rejected = async () =>
  (
    (await server.call('GET', `/api/v1/sensors/${source.id}/rejected`)).body as {
      items: { line: string; reason: string }[]
    }
  ).items

const columns = 'timestamp,severity,ip,protocol,port,hostname,tag,asn,geo,region,city,naics,hostname_source,sector'
const rdp = (ip: string, severity = 'high') =>
  `2026-11-20 04:12:33,${severity},${ip},tcp,3389,,rdp,64500,NO,,,0,,,RDP,TLS`
const report = (...rows: string[]) => `${[`${columns},handshake,rdp_protocol`, ...rows].join('\n')}\n`
const shadowserver = '/ingest/v1/reports/shadowserver'

describe('a Shadowserver report', () => {
  it('becomes detections of those whose networks it tells of, and of nobody else', async () => {
    await send(shadowserver, report(rdp('198.51.100.7'), rdp('2001:db8:1::7', 'medium'), rdp('203.0.113.7')))
    const found = { kind: 'signature', label: 'Shadowserver: Accessible RDP', category: 'vulnerable-system' }
    expect((await detections()).sort((a, b) => (a.member < b.member ? -1 : 1))).toEqual(
      [
        { member: one, ...found, inner_host: '198.51.100.7', severity: 'high', attribution: 'network', events: 1 },
        { member: two, ...found, inner_host: '2001:db8:1::7', severity: 'medium', attribution: 'network', events: 1 },
      ].sort((a, b) => (a.member < b.member ? -1 : 1)),
    )
    const kept = await events()
    expect(
      kept.map(({ event_type, member, src_ip, src_port }) => [event_type, member, src_ip, src_port]).sort(),
    ).toEqual(
      [
        ['report', one, '198.51.100.7', 3389],
        ['report', two, '2001:db8:1::7', 3389],
        ['report', null, '203.0.113.7', 3389],
      ].sort(),
    )
  })

  it('that is sent again adds nothing', async () => {
    await send(shadowserver, report(rdp('198.51.100.7'), rdp('198.51.100.8')))
    expect(await detections()).toMatchObject([{ inner_host: '198.51.100.8', events: 1 }])
  })

  it('told for information raises nothing', async () => {
    await send(shadowserver, report(rdp('198.51.100.9', 'info')))
    expect(await detections()).toEqual([])
    expect((await events()).map(({ src_ip }) => src_ip)).toContain('198.51.100.9')
  })

  it('keeps rows aside that it cannot read', async () => {
    await send(
      shadowserver,
      report('2026-11-20 04:12:33,high', rdp('198.51.100.10').replace('2026-11-20', 'yesterday')),
    )
    expect((await rejected()).map(({ reason }) => reason)).toEqual(['no_timestamp', 'no_timestamp'])
    expect((await rejected()).map(({ line }) => JSON.parse(line))).toContainEqual({
      report: 'shadowserver',
      kind: 'scan_rdp',
      cells: ['2026-11-20 04:12:33', 'high'],
    })
  })
})

it('IntelMQ’s events become detections as they are', async () => {
  const event = {
    'time.source': '2026-11-20T04:12:33+00:00',
    'feed.name': 'Example Feed',
    'classification.type': 'infected-system',
    'malware.name': 'examplebot',
    'source.ip': '198.51.100.20',
    'destination.ip': '203.0.113.9',
  }
  await send(
    '/ingest/v1/events',
    `${JSON.stringify(event)}\n${JSON.stringify({ ...event, 'source.ip': '203.0.113.8' })}\n`,
  )
  expect(await detections()).toEqual([
    {
      member: one,
      kind: 'signature',
      label: 'Example Feed: examplebot',
      category: 'infected-system',
      inner_host: '198.51.100.20',
      severity: 'high',
      attribution: 'network',
      events: 1,
    },
  ])
})

it('a report about what one member’s machine does to another’s is about the first alone', async () => {
  const event = {
    'time.source': '2026-11-20T05:00:00+00:00',
    'feed.name': 'Example Feed',
    'classification.type': 'brute-force',
    'source.ip': '198.51.100.21',
    'destination.ip': '2001:db8:1::9',
  }
  await send('/ingest/v1/events', JSON.stringify(event))
  expect((await detections()).map(({ member, inner_host }) => [member, inner_host])).toEqual([[one, '198.51.100.21']])
})

it('IDEA’s events become detections as they are, also as a JSON array', async () => {
  const event = {
    Format: 'IDEA0',
    ID: '4390fc3f-c753-4a3e-bc83-1b44f24baf75',
    DetectTime: '2026-11-20T10:00:07Z',
    Category: ['Attempt.Login'],
    Source: [{ IP4: ['192.0.2.9', '198.51.100.30'], Proto: ['tcp', 'ssh'] }],
    Target: [{ IP4: ['203.0.113.0/24'], Port: [22] }],
    Node: [{ Name: 'example.honeypot' }],
  }
  await send('/ingest/v1/events', JSON.stringify([event, { ...event, Category: ['Attempt.Login', 'Test'] }]))
  expect(await detections()).toEqual([
    {
      member: one,
      kind: 'signature',
      label: 'example.honeypot: Attempt.Login',
      category: 'brute-force',
      inner_host: '198.51.100.30',
      severity: 'medium',
      attribution: 'network',
      events: 1,
    },
  ])
})
