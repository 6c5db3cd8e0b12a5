import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import type { Format } from '../load/format.ts'
import { idea } from '../load/format-idea.ts'
import { intelmq } from '../load/format-intelmq.ts'
import { report } from '../load/format-report.ts'

let telemetry: TestTelemetry
beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(orgnr(1), ['198.51.100.0/24', '2001:db8:1::/48'])
  await telemetry.reference.sync()
})
afterAll(() => telemetry.close())

/** What a format takes of a line, as the load statement reads it; `at` is null where the line is not of it. */
async function read({ fields, time, columns }: Format, line: object | string): Promise<Record<string, unknown>> {
  const over = (expression: string) => expression.replaceAll(/\be\.(?=\w)/g, 'e_')
  const tuple = Object.entries(fields).map(([key, type]) => `\`${key}\` ${type}`)
  const keys = Object.keys(fields).map((key) => `tupleElement(e, '${key}') as e_${key.replaceAll('.', '_')}`)
  const named = Object.entries(columns).map(([name, value]) => `${over(value)} as ${name}`)
  const [row] = await rows<Record<string, unknown>>(
    telemetry.platform.clickhouse,
    `select toString(${over(time)}) as at, ${named.join(',\n')} from (
      select line, ${keys.join(', ')} from (
        select line, JSONExtract(line, 'Tuple(${tuple.join(', ')})') as e from (select {line:String} as line)))`,
    { line: typeof line === 'string' ? line : JSON.stringify(line) },
  )
  return row as Record<string, unknown>
}

const reported = {
  report: 'shadowserver',
  kind: 'scan_rdp',
  about: '',
  title: 'Accessible RDP',
  time: '2026-11-20T04:12:33Z',
  src_ip: '198.51.100.7',
  src_port: 3389,
  dest_ip: '',
  dest_port: 0,
  proto: 'TCP',
  type: 'vulnerable-system',
  severity: 1,
  dns_names: [],
  host: '',
  url: '',
  hashes: [],
  details: { tag: 'rdp' },
}
const flat = {
  'time.source': '2026-11-20T04:12:33+00:00',
  'time.observation': '2026-11-21T00:00:00+00:00',
  'feed.name': 'Example Feed',
  'classification.taxonomy': 'malicious-code',
  'classification.type': 'infected-system',
  'malware.name': 'examplebot',
  'malware.hash.md5': '0CC175B9C0F1B6A831C399E269772661',
  'source.ip': '198.51.100.7',
  'source.port': 50123,
  'source.account': 'someone',
  'destination.ip': '203.0.113.9',
  'destination.port': 443,
  'destination.fqdn': 'Sinkhole.example.',
  'protocol.transport': 'tcp',
  'extra.username': 'someone',
  'extra.tag': 'bot',
}
const alert = {
  Format: 'IDEA0',
  ID: '4390fc3f-c753-4a3e-bc83-1b44f24baf75',
  DetectTime: '2026-11-20T10:00:07Z',
  EventTime: '2026-11-20T07:36:00Z',
  Category: ['Attempt.Login'],
  Source: [{ IP4: ['192.0.2.1-192.0.2.5', '192.0.2.9', '198.51.100.7'], Proto: ['tcp', 'ssh'], Port: [50123] }],
  Target: [{ IP4: ['203.0.113.0/24'], Email: ['innocent@host.example'], Port: [22] }],
  Node: [{ Name: 'example.honeypot', SW: ['Kippo'] }],
}

describe('a line of Varde’s own', () => {
  it('is read whole', async () => {
    expect(
      await read(report, { ...reported, severity: 2, about: 'examplebot', url: 'http://web.example:81/a' }),
    ).toMatchObject({
      at: '2026-11-20 04:12:33.000000',
      event_type: 'report',
      src_ip: '::ffff:198.51.100.7',
      src_port: 3389,
      dest_ip: '::',
      proto: 'TCP',
      signature: 'Shadowserver: Accessible RDP (examplebot)',
      category: 'vulnerable-system',
      severity: 2,
      http_host: 'web.example',
      details: { kind: 'scan_rdp', title: 'Accessible RDP', tag: 'rdp' },
    })
  })

  it('has a cause by kind and by what was found, above all rule sets and always the same', async () => {
    const id = async (more: object) => (await read(report, { ...reported, ...more }))['signature_id'] as number
    const first = await id({})
    expect(first).toBe(3_022_074_080)
    expect(await id({ title: 'Another title', severity: 3, details: {} })).toBe(first)
    expect(await id({ kind: 'scan_smb' })).not.toBe(first)
    expect(await id({ about: 'examplebot' })).not.toBe(first)
  })

  it('raises nothing where it is told for information', async () => {
    expect(await read(report, { ...reported, severity: 0 })).toMatchObject({ signature: '', severity: 0 })
  })
})

describe('an IntelMQ event', () => {
  it('is read by its dotted keys, and who it names is not', async () => {
    const row = await read(intelmq, flat)
    expect(row).toMatchObject({
      at: '2026-11-20 04:12:33.000000',
      event_type: 'report',
      src_ip: '::ffff:198.51.100.7',
      src_port: 50123,
      dest_ip: '::ffff:203.0.113.9',
      dest_port: 443,
      proto: 'TCP',
      dns_names: ['sinkhole.example'],
      file_hashes: ['0cc175b9c0f1b6a831c399e269772661'],
      signature: 'Example Feed: examplebot',
      category: 'infected-system',
      severity: 1,
    })
    expect(row['details']).toEqual({
      'feed.name': 'Example Feed',
      'classification.taxonomy': 'malicious-code',
      'classification.type': 'infected-system',
      'malware.name': 'examplebot',
      'extra.tag': 'bot',
    })
  })

  it('knows the older names of types, and rates what nobody knows least', async () => {
    const kind = async (type: string) => {
      const { category, severity } = await read(intelmq, { ...flat, 'classification.type': type })
      return [category, severity]
    }
    expect(await kind('botnet drone')).toEqual(['infected-system', 1])
    expect(await kind('Vulnerable service')).toEqual(['vulnerable-system', 2])
    expect(await kind('blacklist')).toEqual(['blocklist', 3])
    expect(await kind('something-new')).toEqual(['something-new', 3])
  })

  it('takes the severity that Shadowserver gave, and raises nothing for tests and information', async () => {
    const severity = async (more: object) => {
      const row = await read(intelmq, { ...flat, ...more })
      return [row['severity'], row['signature'] !== '']
    }
    expect(await severity({ 'extra.severity': 'low' })).toEqual([3, true])
    expect(await severity({ 'extra.severity': 'info' })).toEqual([0, false])
    expect(await severity({ 'classification.type': 'test' })).toEqual([0, false])
  })

  it('is timed by its observation where the source gives no time, and says so much where it names nothing', async () => {
    const bare = { 'time.observation': '2026-11-21T00:00:00+00:00', 'source.ip': '2001:db8:1::7' }
    expect(await read(intelmq, bare)).toMatchObject({
      at: '2026-11-21 00:00:00.000000',
      src_ip: '2001:db8:1::7',
      signature: 'IntelMQ: undetermined',
    })
  })
})

describe('an IDEA event', () => {
  it('is read by its first host in a member’s network; networks, ranges and victims’ addresses are left out', async () => {
    expect(await read(idea, alert)).toMatchObject({
      at: '2026-11-20 07:36:00.000000',
      event_type: 'report',
      src_ip: '::ffff:198.51.100.7',
      src_port: 50123,
      dest_ip: '::',
      dest_port: 22,
      proto: 'TCP',
      app_proto: 'ssh',
      email_from: '',
      signature: 'example.honeypot: Attempt.Login',
      category: 'brute-force',
      severity: 2,
      details: { id: alert.ID, categories: 'Attempt.Login', node: 'example.honeypot', software: 'Kippo' },
    })
    const elsewhere = { ...alert, Source: [{ IP6: ['2001:db8:9::1/128'], Hostname: ['Host.example'] }] }
    expect(await read(idea, elsewhere)).toMatchObject({ src_ip: '2001:db8:9::1', dns_names: ['host.example'] })
  })

  it('has RSIT’s type by both words of its category or by the first', async () => {
    const kind = async (...Category: string[]) => {
      const { category, severity, signature } = await read(idea, { ...alert, Category })
      return [category, severity, signature]
    }
    expect(await kind('Intrusion.Botnet')).toEqual(['infected-system', 1, 'example.honeypot: Intrusion.Botnet'])
    expect(await kind('Malware')).toEqual(['infected-system', 1, 'example.honeypot: Malware'])
    expect(await kind('Recon.Scanning')).toEqual(['scanner', 2, 'example.honeypot: Recon.Scanning'])
    expect(await kind('Something.New')).toEqual(['undetermined', 3, 'example.honeypot: Something.New'])
    expect(await kind('Recon.Scanning', 'Test')).toEqual(['scanner', 0, ''])
  })

  it('is timed by its detection where it has no time of its own, and keeps the files’ hashes', async () => {
    const { EventTime: _, ...rest } = alert
    const row = await read(idea, {
      ...rest,
      Attach: [{ FileName: ['a.exe'], Hash: ['sha1:0C4A38C3569F0CC632E74F4C'] }],
    })
    expect(row).toMatchObject({
      at: '2026-11-20 10:00:07.000000',
      file_name: 'a.exe',
      file_hashes: ['0c4a38c3569f0cc632e74f4c'],
    })
  })
})

it.each([
  ['report', report, reported],
  ['intelmq', intelmq, flat],
  ['idea', idea, alert],
] as const)('the lines of the others are none of %s', async (_name, format, own) => {
  const lines = {
    report: reported,
    intelmq: flat,
    idea: alert,
    eve: { timestamp: '2026-11-20T04:12:33Z', event_type: 'dns' },
  }
  for (const [name, line] of Object.entries(lines)) {
    const { at } = await read(format, line)
    expect([name, at === null]).toEqual([name, line !== own])
  }
  expect((await read(format, 'not json'))['at']).toBeNull()
  expect((await read(format, JSON.stringify(own).slice(0, -20)))['at']).toBeNull()
})
