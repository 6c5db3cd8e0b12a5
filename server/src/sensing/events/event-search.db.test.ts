/** What of an event can be searched, counted and handed out; on rows put into the table, whatever loading fills by now. */
import type { Event, EventFilter } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { insertEvents } from '../../../test/support/event-rows.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import type { Clickhouse } from '../../platform/index.ts'
import { listEvents } from './event.store.ts'
import { countEvents, eventFieldCounts, eventHistogram, spanOfEvents } from './event-count.store.ts'

const [a, b] = [orgnr(1), orgnr(2)]
const [sha1, sha256] = ['c'.repeat(40), 'd'.repeat(64)]
const [ja3, ja3s, ja4] = ['1'.repeat(32), '2'.repeat(32), 't13d1516h2_8daaf6152771_e5627efa2ab1']
const community = '1:LQU9qZlK+B5F3KDmev6m5PMibrg='
const [found, other] = ['0195b0a0-0000-7000-8000-000000000001', '0195b0a0-0000-7000-8000-000000000002']
const none = '00000000-0000-0000-0000-000000000000'

let telemetry: TestTelemetry
const clickhouse = () => telemetry.platform.clickhouse

/** Named by their type, so that what is found can be told in a word. The newest first. */
const rows = [
  {
    event_type: 'alert',
    time: '2026-11-24T08:00:00.000000Z',
    member: a,
    src_ip: '10.1.0.1',
    dest_ip: '192.0.2.1',
    dest_port: 443,
    proto: 'TCP',
    alert_signature_id: 9000001,
    alert_signature: 'TEST Odd Beacon',
    hit_indicators: [none, found],
    hit_fields: ['alert', 'dest_ip'],
    hit_members: [a, a],
    hit_hosts: ['10.1.0.1', '10.1.0.1'],
    raw: '{"=": 1}',
  },
  {
    event_type: 'dns',
    time: '2026-11-24T07:00:00.000000Z',
    member: a,
    src_ip: '10.1.0.1',
    dest_ip: '10.1.0.53',
    dest_port: 53,
    proto: 'UDP',
    flow_id: '18446744073709551615',
    dns_name: 'www.shop.example',
    dns_rcode: 'NOERROR',
    dns_answers: ['edge.evil.example', '198.51.100.7'],
  },
  {
    event_type: 'tls',
    time: '2026-11-24T06:00:00.000000Z',
    member: a,
    other_member: b,
    src_ip: '10.1.0.2',
    dest_ip: '10.2.0.9',
    dest_port: 443,
    proto: 'TCP',
    community_id: community,
    tls_sni: 'mail.example',
    tls_names: ['a.evil.example'],
    tls_fingerprint: sha1,
    tls_not_after: 1800000000,
    ja3,
    ja3s,
    ja4,
    hit_indicators: [found, other],
    hit_fields: ['ja4', 'tls_name'],
    hit_members: [a, b],
    hit_hosts: ['10.1.0.2', '10.2.0.9'],
  },
  {
    event_type: 'smtp',
    time: '2026-11-24T05:30:00.000000Z',
    member: b,
    src_ip: '10.2.0.3',
    dest_port: 25,
    proto: 'TCP',
    email_from: 'kari@legekontor.example',
    email_to: ['post@sykehus.example', 'vakt@sykehus.example'],
    details: { 'smtp.helo': 'pc7' },
  },
  {
    event_type: 'fileinfo',
    time: '2026-11-23T22:59:59.999999Z',
    member: b,
    src_ip: '10.2.0.3',
    proto: 'TCP',
    file_name: '=cmd.exe',
    file_hashes: [sha256],
    file_size: '9000000000000000',
    flow_seconds: 0.1,
  },
]

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  // Twice, as when a batch is sent again: the engine may have both until it merges.
  await insertEvents(
    clickhouse(),
    rows.map((row, id) => ({ ...row, id })),
  )
  await insertEvents(
    clickhouse(),
    rows.map((row, id) => ({ ...row, id, version: -1 })),
  )
})
afterAll(() => telemetry.close())

type Scope = Parameters<typeof listEvents>[1]
async function find(filter: EventFilter, scope: Scope = 'all'): Promise<string> {
  const list = await listEvents(clickhouse(), scope, filter, null, 100)
  expect(await countEvents(clickhouse(), scope, filter)).toBe(list.length)
  return list.map(({ event_type }) => event_type).join(' ')
}

describe('an event is found', () => {
  it.each<[string, EventFilter, string]>([
    ['by network', { address: '10.1.0.0/24' }, 'alert dns tls'],
    ['by one address', { address: '10.2.0.9' }, 'tls'],
    ['by port, on either side', { port: 443 }, 'alert tls'],
    ['by name: asked for', { name: 'shop.example' }, 'dns'],
    ['by name: in the answer and in a certificate', { name: 'evil.example' }, 'dns tls'],
    ['by name only at a dot', { name: 'vil.example' }, ''],
    ['by signature id', { signature: '9000001' }, 'alert'],
    ['by part of a signature', { signature: 'odd b' }, 'alert'],
    ['by the hash of a file', { hash: sha256.toUpperCase() }, 'fileinfo'],
    ['by JA3', { fingerprint: ja3 }, 'tls'],
    ['by JA3S', { fingerprint: ja3s }, 'tls'],
    ['by JA4', { fingerprint: ja4 }, 'tls'],
    ['by certificate, with colons', { fingerprint: sha1.match(/../g)?.join(':') ?? '' }, 'tls'],
    ['by sender', { email: 'Kari@Legekontor.example' }, 'smtp'],
    ['by receiver', { email: 'vakt@sykehus.example' }, 'smtp'],
    ['by the domain of a receiver', { email: '@sykehus.example' }, 'smtp'],
    ['by flow', { flow_id: '18446744073709551615' }, 'dns'],
    ['not by having no flow', { flow_id: '0' }, ''],
    ['by community id', { community_id: community }, 'tls'],
    ['by indicator', { indicator: found }, 'alert tls'],
    ['by having a hit; an alert is none', { hit: true }, 'alert tls'],
    ['by values of fields', { is: ['proto:TCP', 'dest_port:443'] }, 'alert tls'],
    ['by leaving values out', { not: ['proto:TCP'] }, 'dns'],
    ['by a value in a list', { is: ['dns_answers:198.51.100.7'] }, 'dns'],
    ['by where an indicator was found', { is: ['hit_field:tls_name'] }, 'tls'],
    ['by either side’s member', { is: [`member:${b}`] }, 'tls smtp fileinfo'],
    ['by an address as a field', { is: ['src_ip:10.1.0.0/31'] }, 'alert dns'],
    ['by all of it together', { name: 'evil.example', port: 53, not: ['dns_rcode:NXDOMAIN'] }, 'dns'],
  ])('%s', async (_how, filter, expected) => expect(await find(filter)).toBe(expected))

  it.each([
    ['198.51.100.7', 'dns'],
    ['10[.]2[.]0[.]9', 'tls'],
    [sha256, 'fileinfo'],
    [sha1, 'tls'],
    [ja3, 'tls'],
    [ja4, 'tls'],
    [community, 'tls'],
    [found, 'alert tls'],
    ['kari@legekontor.example', 'smtp'],
    ['hxxp://x[.]evil[.]example/', ''],
    ['hxxp://evil[.]example/', 'dns tls'],
    ['18446744073709551615', 'dns'],
    ['18446744073709551616', ''],
    ['9000001', 'alert'],
    ['beacon', 'alert'],
    ['Odd Beacon', 'alert'],
  ])('by searching for %s', async (q, expected) => expect(await find({ q })).toBe(expected))
})

it('a search that reads more than is allowed is stopped, and told how to ask for less', async () => {
  const failing = {
    ...clickhouse(),
    reading: () => Promise.reject(Object.assign(new Error('Timeout exceeded'), { code: '159' })),
  } as unknown as Clickhouse
  await expect(countEvents(failing, 'all', {})).rejects.toMatchObject({
    kind: { code: 'search_too_wide', status: 422 },
  })
})

describe('an event shows', () => {
  const one = async (event_type: string, scope: Scope = 'all') =>
    (await listEvents(clickhouse(), scope, { event_type }, null, 1))[0] as Event

  it('all that is kept, numbers as numbers and what is not there as nothing', async () => {
    expect(await one('dns')).toMatchObject({
      flow_id: '18446744073709551615',
      dns_answers: ['edge.evil.example', '198.51.100.7'],
    })
    expect(await one('tls')).toMatchObject({ tls_not_after: '2027-01-15T08:00:00Z', flow_id: '', other_member: b })
    expect(await one('smtp')).toMatchObject({ details: { 'smtp.helo': 'pc7' }, dest_ip: null, tls_not_after: null })
    expect(await one('fileinfo')).toMatchObject({ file_size: 9_000_000_000_000_000, flow_seconds: 0.1, details: {} })
  })

  it('a member its own hits alone, and not who the other side is', async () => {
    expect(await one('tls')).toMatchObject({
      member: a,
      other_member: b,
      hits: [{ indicator: found }, { indicator: other }],
    })
    expect(await one('tls', [a])).toMatchObject({
      member: a,
      other_member: null,
      hits: [{ indicator: found, field: 'ja4' }],
    })
    expect(await one('tls', [b])).toMatchObject({ member: null, other_member: b, hits: [{ indicator: other }] })
    expect(await find({}, [b])).toBe('tls smtp fileinfo')
    expect(await find({ indicator: found }, [b])).toBe('')
    expect(await find({ is: ['hit_field:ja4'] }, [b])).toBe('')
    expect(await find({ hit: true }, [b])).toBe('tls')
    expect(await find({ q: found }, [b])).toBe('')
  })
})

describe('the histogram', () => {
  const bars = async (
    bucket: Parameters<typeof eventHistogram>[3]['bucket'],
    zone: string,
    filter: EventFilter = {},
  ) => {
    const { buckets } = await eventHistogram(clickhouse(), 'all', filter, { bucket, zone, span: 0 })
    return buckets.map(({ at, count, hits, alerts }) => [at, count, hits, alerts])
  }

  it('counts lines once, and what was found in them apart', async () => {
    const histogram = await eventHistogram(clickhouse(), 'all', {}, { bucket: 'PT1H', zone: 'UTC', span: 0 })
    expect(histogram.total).toBe(5)
    expect(histogram.buckets.at(-1)).toEqual({
      at: '2026-11-24T08:00:00.000Z',
      count: 1,
      hits: 1,
      alerts: 0,
      types: { alert: 1 },
    })
    expect(histogram.buckets.map(({ count, hits }) => [count, hits])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 1],
    ])
    const forB = await eventHistogram(clickhouse(), [b], {}, { bucket: 'P1D', zone: 'UTC', span: 0 })
    expect(forB.buckets.map(({ count, hits }) => [count, hits])).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('begins days, weeks and months at midnight of the zone', async () => {
    expect(await bars('P1D', 'UTC')).toEqual([
      ['2026-11-23T00:00:00.000Z', 1, 0, 0],
      ['2026-11-24T00:00:00.000Z', 4, 2, 0],
    ])
    expect(await bars('P1D', 'Europe/Oslo', { event_type: 'fileinfo' })).toEqual([
      ['2026-11-22T23:00:00.000Z', 1, 0, 0],
    ])
    expect(await bars('P1D', 'Asia/Tokyo', { event_type: 'fileinfo' })).toEqual([['2026-11-23T15:00:00.000Z', 1, 0, 0]])
    expect(await bars('P1W', 'Europe/Oslo')).toEqual([['2026-11-22T23:00:00.000Z', 5, 2, 0]])
    expect(await bars('P1M', 'Europe/Oslo')).toEqual([['2026-10-31T23:00:00.000Z', 5, 2, 0]])
  })

  it('chooses the width by the span, and knows the span of what is there', async () => {
    const width = (span: number) =>
      eventHistogram(clickhouse(), 'all', {}, { bucket: null, zone: 'UTC', span }).then(({ bucket }) => bucket)
    const day = 86_400_000
    expect([await width(60_000), await width(day), await width(7 * day), await width(365 * day)]).toEqual([
      'PT1S',
      'PT5M',
      'PT1H',
      'P1W',
    ])
    expect(await spanOfEvents(clickhouse(), 'all', { port: 53 })).toEqual({
      first: Date.parse('2026-11-24T07:00:00Z'),
      last: Date.parse('2026-11-24T07:00:00Z'),
    })
    expect(await spanOfEvents(clickhouse(), 'all', { q: 'nothing.example' })).toBeNull()
  })
})

describe('the values of a field', () => {
  const values = async (field: Parameters<typeof eventFieldCounts>[3]['field'], scope: Scope = 'all', limit = 10) => {
    const counts = await eventFieldCounts(clickhouse(), scope, {}, { field, limit })
    return { ...counts, values: counts.values.map(({ value, count, share }) => [value, count, share]) }
  }

  it('are counted, the most frequent first, each line once', async () => {
    expect(await values('proto')).toEqual({
      field: 'proto',
      total: 5,
      distinct: 2,
      values: [
        ['TCP', 4, 0.8],
        ['UDP', 1, 0.2],
      ],
    })
    expect((await values('dest_port', 'all', 1)).values).toEqual([['443', 2, 0.4]])
    expect((await values('dest_port', 'all', 1)).distinct).toBe(3)
    expect((await values('email_to')).values.map(([value]) => value)).toEqual([
      'post@sykehus.example',
      'vakt@sykehus.example',
    ])
    expect((await values('dest_ip')).values.map(([value]) => value)).toEqual(['10.1.0.53', '10.2.0.9', '192.0.2.1'])
  })

  it('are those that the caller may see', async () => {
    expect((await values('member')).values).toEqual([
      [a, 3, 0.6],
      [b, 3, 0.6],
    ])
    expect((await values('member', [b])).values).toEqual([[b, 3, 1]])
    expect((await values('indicator', [b])).values).toEqual([[other, 1, 1 / 3]])
    expect((await values('hit_field', [b])).values).toEqual([['tls_name', 1, 1 / 3]])
    expect((await values('hit_field')).values.map(([value]) => value)).toEqual(['dest_ip', 'ja4', 'tls_name'])
    expect((await values('proto', [])).values).toEqual([])
  })
})
