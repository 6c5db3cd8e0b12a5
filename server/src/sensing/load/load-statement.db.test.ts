import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import type { Finding } from './finding.ts'

const [a, b, c, s] = [1, 2, 3, 4].map(orgnr) as [string, string, string, string]
let telemetry: TestTelemetry
let sensor: string
const indicators = new Map<string, string>()

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(a, ['10.1.0.0/16', '2001:db8:a::/48'])
  await telemetry.member(b, ['10.2.0.0/16'])
  // Within A's network: the most specific wins.
  await telemetry.member(c, ['10.1.9.0/24', '198.51.100.0/25'])
  await telemetry.member(s)
  sensor = await telemetry.sensor(s)
  for (const [type, value] of [
    ['ipv4', '203.0.113.66'],
    ['ipv4', '10.1.5.5'],
    ['ipv6', '2001:db8:bad::1'],
    ['ipv4_cidr', '203.0.113.128/25'],
    ['ipv4_cidr', '203.0.113.192/26'],
    ['ipv6_cidr', '2001:db8:bad:2::/64'],
    ['domain', 'evil.example'],
    ['wildcard_domain', 'wild.example'],
    ['domain', 'both.example'],
    ['wildcard_domain', 'both.example'],
    ['url', 'http://evil.example/x'],
  ] as const) {
    indicators.set(`${type} ${value}`, await telemetry.indicator(type, value))
  }
})
afterAll(() => telemetry.close())

const found = (lines: Parameters<typeof eve.ndjson>[0] | string) => telemetry.found(sensor, lines)

function brief({ member, attribution, cause, innerHost, fields }: Finding) {
  const names = [...indicators].filter(([, id]) => cause.kind === 'indicator' && id === cause.indicator)
  return [cause.kind === 'indicator' ? names[0]?.[0] : cause.signatureId, member, attribution, innerHost, fields.join()]
}

const inA = '10.1.2.3'
const inB = '10.2.2.2'
const bad = '203.0.113.66'
const outside = '192.0.2.10'

describe('whose finding it is', () => {
  const hit = 'ipv4 203.0.113.66'
  it.each<[string, Record<string, unknown>, unknown[][]]>([
    [
      'the other side of a listed destination',
      eve.flow({ src_ip: inA, dest_ip: bad }),
      [[hit, a, 'network', inA, 'dest_ip']],
    ],
    [
      'the other side of a listed source',
      eve.flow({ src_ip: bad, dest_ip: inA }),
      [[hit, a, 'network', inA, 'src_ip']],
    ],
    [
      'the narrowest network',
      eve.flow({ src_ip: '10.1.9.7', dest_ip: bad }),
      [[hit, c, 'network', '10.1.9.7', 'dest_ip']],
    ],
    [
      'a member’s own listed host, seen with an outsider',
      eve.flow({ src_ip: '10.1.5.5', dest_ip: outside }),
      [['ipv4 10.1.5.5', a, 'network', '10.1.5.5', 'src_ip']],
    ],
    [
      'both members, where one’s host is listed and another’s spoke to it',
      eve.flow({ src_ip: inB, dest_ip: '10.1.5.5' }),
      [
        ['ipv4 10.1.5.5', a, 'network', '10.1.5.5', 'dest_ip'],
        ['ipv4 10.1.5.5', b, 'network', inB, 'dest_ip'],
      ],
    ],
    [
      'the host that spoke to a listed one in its own network',
      eve.flow({ src_ip: '10.1.2.9', dest_ip: '10.1.5.5' }),
      [['ipv4 10.1.5.5', a, 'network', '10.1.2.9', 'dest_ip']],
    ],
    [
      'the sensor’s member, and the private side, where neither is in a network',
      eve.flow({ src_ip: '172.16.4.4', dest_ip: bad }),
      [[hit, s, 'sensor', '172.16.4.4', 'dest_ip']],
    ],
    [
      'the private side also if that is the listed one’s peer at the source',
      eve.flow({ src_ip: bad, dest_ip: '192.168.7.7' }),
      [[hit, s, 'sensor', '192.168.7.7', 'src_ip']],
    ],
    [
      'the other side where none is private',
      eve.flow({ src_ip: outside, dest_ip: bad }),
      [[hit, s, 'sensor', outside, 'dest_ip']],
    ],
    [
      'no host where there is no address',
      eve.tls({ src_ip: '', dest_ip: '', sni: 'evil.example' }),
      [['domain evil.example', s, 'sensor', null, 'tls_sni']],
    ],
    [
      'the client of a name',
      eve.tls({ src_ip: inA, dest_ip: inB, sni: 'evil.example' }),
      [['domain evil.example', a, 'network', inA, 'tls_sni']],
    ],
    [
      'the client of a name in an answer from port 53',
      eve.dns({ src_ip: outside, src_port: 53, dest_ip: inA, dest_port: 40000, rrname: 'evil.example' }),
      [['domain evil.example', a, 'network', inA, 'dns']],
    ],
    [
      'the server of a name, where only that is a member’s',
      eve.http({ src_ip: outside, dest_ip: inA, hostname: 'evil.example' }),
      [['domain evil.example', a, 'network', inA, 'http_host']],
    ],
    ['the source of an alert', eve.alert({ src_ip: inA, dest_ip: outside }), [[9000001, a, 'network', inA, '']]],
    [
      'the destination of an alert from outside',
      eve.alert({ src_ip: outside, dest_ip: inA }),
      [[9000001, a, 'network', inA, '']],
    ],
    [
      'both members of an alert between them',
      eve.alert({ src_ip: inA, dest_ip: inB }),
      [
        [9000001, a, 'network', inA, ''],
        [9000001, b, 'network', inB, ''],
      ],
    ],
    [
      'IPv6 as well',
      eve.flow({ src_ip: '2001:db8:a::5', dest_ip: '2001:db8:bad::1' }),
      [['ipv6 2001:db8:bad::1', a, 'network', '2001:db8:a::5', 'dest_ip']],
    ],
  ])('%s', async (_what, line, expected) => {
    expect((await found([line])).map(brief).sort()).toEqual(expected)
  })
})

describe('what matches', () => {
  const named = (name: string) => found([eve.dns({ src_ip: inA, rrname: name })])
  it.each<[string, () => Promise<Finding[]>, string[]]>([
    [
      'a network, with those around it',
      () => found([eve.flow({ src_ip: inA, dest_ip: '203.0.113.200' })]),
      ['ipv4_cidr 203.0.113.128/25', 'ipv4_cidr 203.0.113.192/26'],
    ],
    [
      'the outer network alone',
      () => found([eve.flow({ src_ip: inA, dest_ip: '203.0.113.130' })]),
      ['ipv4_cidr 203.0.113.128/25'],
    ],
    [
      'an IPv6 network',
      () => found([eve.flow({ src_ip: inA, dest_ip: '2001:db8:bad:2::77' })]),
      ['ipv6_cidr 2001:db8:bad:2::/64'],
    ],
    ['nothing beside a network', () => found([eve.flow({ src_ip: inA, dest_ip: '203.0.113.127' })]), []],
    ['a domain', () => named('evil.example'), ['domain evil.example']],
    [
      'what is below a domain, whatever the case and the dot',
      () => named('A.b.EVIL.example.'),
      ['domain evil.example'],
    ],
    ['not what only ends alike', () => named('notevil.example'), []],
    ['not the parent', () => named('example'), []],
    ['not a wildcard’s own name', () => named('wild.example'), []],
    ['what is below a wildcard', () => named('x.y.wild.example'), ['wildcard_domain wild.example']],
    ['both kinds of one name', () => named('x.both.example'), ['domain both.example', 'wildcard_domain both.example']],
    [
      'DNS as version 3 writes it',
      () => found([eve.dns({ src_ip: inA, rrname: 'evil.example', version: 3 })]),
      ['domain evil.example'],
    ],
    [
      'a name in an answer',
      () =>
        found([
          { ...eve.dns({ src_ip: inA }), dns: { rrname: 'x.example', answers: [{ rrname: 'cdn.evil.example' }] } },
        ]),
      ['domain evil.example'],
    ],
    [
      'an HTTP host with a port',
      () => found([eve.http({ src_ip: inA, hostname: 'Evil.Example:8080' })]),
      ['domain evil.example'],
    ],
    [
      'a name of the earliest DNS format within an alert',
      () => found([{ ...eve.flow({ src_ip: inA }), dns: { query: [{ rrname: 'evil.example' }] } }]),
      ['domain evil.example'],
    ],
  ])('%s', async (_what, find, expected) => {
    expect((await find()).map((finding) => brief(finding)[0]).sort()).toEqual(expected)
  })

  it('until an indicator ends or is retracted, and again once it is back', async () => {
    const line = () => [eve.flow({ src_ip: inA, dest_ip: '203.0.113.99' })]
    const end = new Date(Date.now() + 60_000)
    const id = await telemetry.indicator('ipv4', '203.0.113.99', { valid_until: end })
    expect(await found(line())).toHaveLength(1)
    telemetry.setNow(new Date(end.getTime() + 1))
    expect(await found(line())).toHaveLength(0)
    telemetry.setNow(null)
    const set = (what: string) =>
      telemetry.platform.postgres.pool.query(`update indicator set ${what} where id = $1`, [id])
    await set('valid_until = null')
    expect(await found(line())).toHaveLength(1)
    await set('retracted_at = now()')
    expect(await found(line())).toHaveLength(0)
  })

  it('a network that was just given to a member', async () => {
    await telemetry.platform.postgres.pool.query("insert into member_network values ('10.50.0.0/16', $1)", [b])
    expect((await found([eve.alert({ src_ip: '10.50.1.1' })])).map(brief)).toEqual([
      [9000001, b, 'network', '10.50.1.1', ''],
    ])
  })
})

it('a finding gathers the events of one member, cause and host', async () => {
  const at = (minute: number) => ({ timestamp: `2026-11-24T03:0${minute}:00.250000+0100`, src_ip: '10.1.77.7' })
  const [finding, ...more] = await found([
    eve.tls({ ...at(3), sni: 'evil.example' }),
    eve.dns({ ...at(1), rrname: 'evil.example' }),
    eve.http({ ...at(2), hostname: 'evil.example' }),
  ])
  expect(more).toEqual([])
  expect(finding).toMatchObject({
    events: 3,
    fields: ['dns', 'tls_sni', 'http_host'],
    firstSeen: new Date('2026-11-24T02:01:00.250Z'),
    lastSeen: new Date('2026-11-24T02:03:00.250Z'),
  })
})

it('a finding tells whom and what its events met, and by which technique, of some each', async () => {
  const alert = eve.alert({ src_ip: '10.1.78.8' })
  const tls = { sni: 'c2.evil.example', ja4: 't13d1516h2_x' }
  const metadata = { mitre_technique_id: ['T1071'], signature_severity: ['Major'], cve: ['CVE_2026_30001'] }
  const within = eve.alert({ src_ip: '10.1.78.8', dest_ip: '10.2.2.2' })
  const findings = await found([{ ...alert, alert: { ...(alert['alert'] as object), metadata }, tls }, within])
  const own = findings.filter(({ innerHost }) => innerHost === '10.1.78.8')
  const traits = [
    { kind: 'address', value: outside },
    { kind: 'domain', value: 'c2.evil.example' },
    { kind: 'ja4', value: 't13d1516h2_x' },
    { kind: 'technique', value: 'T1071' },
    { kind: 'cve', value: 'CVE_2026_30001' },
  ]
  // By the signature, and by the listed domain that the same line holds.
  expect(own.map((finding) => finding.traits)).toEqual([traits, traits])
  const scan = Array.from({ length: 30 }, (_, i) => eve.alert({ src_ip: '10.1.78.9', dest_ip: `192.0.2.${i + 1}` }))
  expect((await found(scan))[0]?.traits).toHaveLength(10)
})

it('a wild clock is taken as it is, and does not stop the others', async () => {
  const times = ['1969-12-31T23:59:59.5+0000', '2011-01-01T00:00:00', '2200-01-01T00:00:00.000000+0200']
  const lines = times.map((timestamp) => eve.alert({ timestamp, src_ip: '10.1.88.8', signature_id: 9000050 }))
  const [finding] = await found(lines)
  expect(finding).toMatchObject({
    events: 3,
    firstSeen: new Date(times[0] as string),
    lastSeen: new Date('2199-12-31T22:00:00Z'),
  })
})
