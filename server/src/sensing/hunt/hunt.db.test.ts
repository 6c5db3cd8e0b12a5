import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { runHunt } from './hunt.job.ts'
import { beginHunt, removeHunts, startHunt, stopHunt } from './hunt.store.ts'
import { readHunt } from './hunt.ts'
import { findHunt, listHunts } from './hunt-read.store.ts'

const [a, b] = [1, 2].map(orgnr) as [string, string]
const inA = '10.1.0.4'
const inB = '10.2.0.4'

let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(a, ['10.1.0.0/16'])
  await telemetry.member(b, ['10.2.0.0/16'])
  sensor = await telemetry.sensor(a)
})
afterAll(() => telemetry.close())
beforeEach(async () => {
  await telemetry.platform.clickhouse.client.command({ query: 'truncate table event' })
  telemetry.setNow(new Date('2026-11-24T12:00:00Z'))
})

const db = () => telemetry.platform.postgres.db

async function begun(texts: string[], scope: 'all' | string[] = 'all', days = 30): Promise<string> {
  const id = randomUUID()
  const draft = {
    id,
    by: { kind: 'command', id: null },
    scope,
    days,
    indicators: readHunt(texts).indicators,
    queued: false,
  }
  await startHunt(db(), draft, telemetry.platform.clock(), testNote(db()))
  return id
}

/** An event with these columns, as if it had been loaded. */
async function stored(columns: Record<string, string | string[]>): Promise<void> {
  const { client } = telemetry.platform.clickhouse
  const time = '2026-11-24 03:00:00'
  const row = { time, received_at: time, hour: Date.parse('2026-11-24T03:00:00Z') / 3_600_000, sensor, member: a }
  const id = randomUUID().replaceAll('-', '').slice(16)
  const fixed = { id, segment: randomUUID(), attribution: 'network', src_ip: inA, dest_ip: '192.0.2.1' }
  await client.insert({ table: 'event', values: [{ ...row, ...fixed, ...columns }], format: 'JSONEachRow' })
}

/** @returns `value member events fields`, sorted */
async function hunted(texts: string[], scope: 'all' | string[] = 'all', days = 30): Promise<string[]> {
  const id = await begun(texts, scope, days)
  // A row a slice: as many slices as there are hours.
  await runHunt(telemetry.platform, id, undefined, 1)
  const hunt = await findHunt(db(), id, scope)
  expect(hunt).toMatchObject({ state: 'done', events_done: hunt?.events_total })
  return (hunt?.results ?? [])
    .map(({ value, member, events, fields }) => `${value} ${member} ${events} ${fields.join('+')}`)
    .sort()
}

it('finds addresses and networks on either side, of both families', async () => {
  await telemetry.found(sensor, [
    eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' }),
    eve.flow({ src_ip: '203.0.113.7', dest_ip: inB }),
    eve.flow({ src_ip: inA, dest_ip: '198.51.100.9' }),
    eve.flow({ src_ip: '2001:db8:7::1', dest_ip: inA }),
  ])
  expect(
    await hunted([
      '203.0.113.7',
      '203.0.113.8',
      '198.51.100.0/24',
      '198.51.0.0/16',
      '2001:db8:7::/48',
      '2001:db8:7::1',
    ]),
  ).toEqual([
    `198.51.0.0/16 ${a} 1 dest_ip`,
    `198.51.100.0/24 ${a} 1 dest_ip`,
    `2001:db8:7::/48 ${a} 1 src_ip`,
    `2001:db8:7::1 ${a} 1 src_ip`,
    `203.0.113.7 ${a} 1 dest_ip`,
    `203.0.113.7 ${b} 1 src_ip`,
  ])
})

it('finds a name with all below it by label, a wildcard only below, and a URL by host and path', async () => {
  await telemetry.found(sensor, [
    eve.dns({ rrname: 'evil.example' }),
    eve.tls({ sni: 'www.evil.example' }),
    eve.http({ hostname: 'notevil.example', url: '/a' }),
    eve.http({ hostname: 'files.example', url: '/drop?x=1' }),
    eve.http({ hostname: 'files.example', url: 'http://files.example:8080/drop?x=1' }),
  ])
  expect(
    await hunted(['evil.example', '*.evil.example', 'hxxp://files.example/drop?x=1', 'http://files.example/']),
  ).toEqual(
    [
      `evil.example ${a} 1 tls_sni`,
      `evil.example ${a} 2 dns+tls_sni`,
      `http://files.example/drop?x=1 ${a} 2 http_url`,
    ].sort(),
  )
})

it('finds what is kept of answers, certificates, fingerprints, files, mail and referers, and says where', async () => {
  await stored({
    dns_name: 'cdn.example',
    dns_answers: ['hidden.evil.example', '203.0.113.7', '2001:0db8:0007:0000:0000:0000:0000:0001'],
  })
  await stored({ tls_names: ['*.evil.example'], tls_fingerprint: 'b'.repeat(40), ja3: 'c'.repeat(32) })
  await stored({ ja3s: 'c'.repeat(32), ja4: 't13d1516h2_8daaf6152771_b186095e22b6' })
  await stored({ http_host: 'shop.example', http_url: '/', http_referer: 'https://Evil.example:8443/a?b' })
  await stored({ file_hashes: ['c'.repeat(32), 'b'.repeat(40), 'd'.repeat(64)] })
  await stored({ email_from: 'Post@evil.example', email_to: ['a@shop.example', 'b@shop.example'] })
  expect(
    await hunted([
      'evil.example',
      '203.0.113.7',
      '2001:db8:7::/48',
      '203.0.113.0/24',
      'b'.repeat(40),
      'c'.repeat(32),
      'd'.repeat(64),
      'e'.repeat(64),
      't13d1516h2_8daaf6152771_b186095e22b6',
      'post@evil.example',
      'b@shop.example',
    ]),
  ).toEqual(
    [
      `evil.example ${a} 3 dns_answer+http_referer+tls_name`,
      `203.0.113.7 ${a} 1 dns_answer`,
      `2001:db8:7::/48 ${a} 1 dns_answer`,
      `203.0.113.0/24 ${a} 1 dns_answer`,
      `${'b'.repeat(40)} ${a} 2 file_hash+tls_fingerprint`,
      `${'c'.repeat(32)} ${a} 1 file_hash`,
      `${'c'.repeat(32)} ${a} 2 ja3`,
      `${'d'.repeat(64)} ${a} 1 file_hash`,
      `t13d1516h2_8daaf6152771_b186095e22b6 ${a} 1 ja4`,
      `post@evil.example ${a} 1 email`,
      `b@shop.example ${a} 1 email`,
    ].sort(),
  )
})

it('finds in rows that are older than the column of hashes', async () => {
  const { client } = telemetry.platform.clickhouse
  const [{ statement = '' } = {}] = await rows<{ statement?: string }>(
    telemetry.platform.clickhouse,
    "select default_expression as statement from system.columns where table = 'event' and name = 'sought' and database = currentDatabase()",
  )
  await client.command({ query: 'alter table event drop column sought' })
  await telemetry.found(sensor, [eve.tls({ sni: 'www.evil.example' })])
  await client.command({
    query: `alter table event add column sought Array(UInt32) materialized ${statement} codec(LZ4)`,
  })
  expect(await hunted(['evil.example'])).toEqual([`evil.example ${a} 1 tls_sni`])
})

it('compares a URL by one expression, as loading does, also in rows that stood before', async () => {
  const asked = { hostname: 'files.example', url: '/drop?x=1' }
  const whole = [
    'http://files.example:8080/drop?x=1',
    'HTTP://Files.Example/drop?x=1',
    'ftp://name@files.example/drop?x=1#part',
  ]
  const indicator = await telemetry.indicator('url', 'https://files.example/drop?x=1')
  await telemetry.reference.sync()
  const lines = [asked, ...whole.map((url) => ({ ...asked, url })), { ...asked, url: 'http://files.example/drop' }]
  expect(
    await telemetry.found(
      sensor,
      lines.map((http) => eve.http(http)),
    ),
  ).toMatchObject([{ cause: { indicator }, fields: ['http_url'], events: 4 }])
  const found = [`http://files.example/drop?x=1 ${a} 4 http_url`, `https://files.example/drop?x=1 ${a} 4 http_url`]
  const texts = ['https://files.example/drop?x=1', 'http://files.example/drop?x=1']
  expect(await hunted(texts)).toEqual(found)

  // As it stood before the migration that put them together.
  const { change } = telemetry.platform.clickhouse
  const folder = new URL('../../../migrations/clickhouse/', import.meta.url)
  const written = async (name: string) =>
    (await readFile(new URL(name, folder), 'utf8')).split(/;\s*$/m).filter((one) => one.trim() !== '')
  const [before = ''] = await written('0007-lookback.sql')
  await change('alter table event drop column sought')
  await change(before)
  await change('alter table event materialize column sought')
  expect(await hunted(texts)).not.toEqual(found)
  for (const statement of await written('0008-client-url-merges.sql')) await change(statement)
  expect(await hunted(texts)).toEqual(found)
})

it('counts a line that was sent twice once, and says when it was first and last seen', async () => {
  const line = eve.flow({ src_ip: inA, dest_ip: '203.0.113.7', timestamp: '2026-11-23T04:05:06.789Z' })
  await telemetry.found(sensor, [line, eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' })])
  telemetry.setNow(new Date('2026-11-24T13:00:00Z'))
  await telemetry.found(sensor, [line])
  const id = await begun(['203.0.113.7', 'a'.repeat(64)])
  await runHunt(telemetry.platform, id, undefined, 1)
  expect(await findHunt(db(), id, 'all')).toMatchObject({
    seen: 1,
    results_total: 1,
    indicators: 2,
    results: [{ events: 2, first_seen: '2026-11-23T04:05:06.789Z', last_seen: '2026-11-24T03:00:00.000Z' }],
    members: [
      {
        member: a,
        indicators: 1,
        events: 2,
        days: [
          { day: '2026-11-23', events: 1 },
          { day: '2026-11-24', events: 1 },
        ],
      },
    ],
  })
})

it('looks back so many days from when it was asked, by the time of receipt, whatever the sensor’s clock says', async () => {
  telemetry.setNow(new Date('2026-10-01T12:00:00Z'))
  await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' })])
  telemetry.setNow(new Date('2026-11-24T12:00:00Z'))
  await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: '203.0.113.8', timestamp: '1970-01-01T00:00:00Z' })])
  const both = ['203.0.113.7', '203.0.113.8']
  expect(await hunted(both)).toEqual([`203.0.113.8 ${a} 1 dest_ip`])
  expect(await hunted(both, 'all', 60)).toHaveLength(2)
})

it('shows a member its own events alone, and its hunts to nobody else', async () => {
  await telemetry.found(sensor, [
    eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' }),
    eve.flow({ src_ip: inB, dest_ip: '203.0.113.7' }),
    eve.flow({ src_ip: inA, dest_ip: inB }),
  ])
  expect(await hunted(['203.0.113.7', inB], [b])).toEqual([
    `${inB} ${b} 2 dest_ip+src_ip`,
    `203.0.113.7 ${b} 1 dest_ip`,
  ])
  const id = await begun(['203.0.113.7'], [b])
  const listed = async (scope: 'all' | string[]) => (await listHunts(db(), scope, null, 100)).map((hunt) => hunt.id)
  expect(await listed([a])).not.toContain(id)
  expect(await listed([a, b])).toContain(id)
  expect((await listHunts(db(), 'all', null, 100)).find((hunt) => hunt.id === id)).toMatchObject({
    state: 'waiting',
    indicators: 1,
    first_indicators: [{ type: 'ipv4', value: '203.0.113.7' }],
  })
  expect(await findHunt(db(), id, [a])).toBeNull()
  expect(await findHunt(db(), id, [a, b])).not.toBeNull()
  expect(await stopHunt(db(), id, [a], telemetry.platform.clock(), testNote(db()))).toBe(false)
})

it('begins anew after a restart, stops when told to, and leaves nothing in the engine', async () => {
  await telemetry.found(sensor, [
    eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' }),
    eve.flow({ src_ip: inA, dest_ip: '203.0.113.7', timestamp: '2026-11-24T01:00:00Z' }),
  ])
  const id = await begun(['203.0.113.7'])
  await beginHunt(db(), id)
  await runHunt(telemetry.platform, id, undefined, 1)
  await runHunt(telemetry.platform, id, undefined, 1)
  expect(await findHunt(db(), id, 'all')).toMatchObject({ state: 'done', results: [{ events: 2 }] })

  const stopped = await begun(['203.0.113.7'])
  const stop = () => stopHunt(db(), stopped, 'all', telemetry.platform.clock(), testNote(db()))
  expect(await stop()).toBe(true)
  expect(await stop()).toBe(true)
  await runHunt(telemetry.platform, stopped)
  expect(await findHunt(db(), stopped, 'all')).toMatchObject({ state: 'stopped', results: [] })
  expect(await rows(telemetry.platform.clickhouse, 'select * from hunt_value')).toEqual([])
})

it('goes with the events it tells of, but for what is held', async () => {
  await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: '203.0.113.7' })])
  const [found, empty] = [await begun(['203.0.113.7']), await begun(['203.0.113.8'])]
  for (const id of [found, empty]) await runHunt(telemetry.platform, id)
  const left = async () => [
    (await findHunt(db(), found, 'all')) !== null,
    (await findHunt(db(), empty, 'all')) !== null,
  ]
  const later = new Date('2026-11-25T00:00:00Z')
  await removeHunts(db(), new Date('2026-11-24T00:00:00Z'), { all: false, members: [] })
  await removeHunts(db(), later, { all: true, members: [] })
  expect(await left()).toEqual([true, true])
  await removeHunts(db(), later, { all: false, members: [a] })
  expect(await left()).toEqual([true, false])
  await removeHunts(db(), later, { all: false, members: [b] })
  expect(await left()).toEqual([false, false])
})
