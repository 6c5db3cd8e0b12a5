import { indicatorTypes } from '@varde/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { newId, rows } from '../../platform/index.ts'
import { readIndicatorValue } from '../indicators/indicator.ts'
import type { Finding } from '../load/finding.ts'
import { huntValueOf, soughtOf } from './hunt.ts'
import { dropHuntValues, writeHuntValues, writeLookBackValues } from './hunt-values.store.ts'
import { lookBack } from './look-back.job.ts'
import { endPass, listLookBacks, lookBackAnew, nextPass } from './look-back.store.ts'

const now = new Date('2026-11-24T12:00:00Z')
const [member, inMember, listed] = [orgnr(1), '10.1.0.4', '203.0.113.7']

let telemetry: TestTelemetry
let sensor: string
beforeAll(async () => {
  telemetry = await openTestTelemetry()
  telemetry.setNow(now)
  await telemetry.member(member, ['10.1.0.0/16'])
  sensor = await telemetry.sensor(member)
})
afterAll(() => telemetry.close())
beforeEach(async () => {
  await telemetry.platform.clickhouse.client.command({ query: 'truncate table event' })
  for (const table of ['indicator', 'look_back', 'look_back_indicator'] as const) await db().deleteFrom(table).execute()
})

const db = () => telemetry.platform.postgres.db
const pool = () => telemetry.platform.postgres.pool
const take = (most = 10) => nextPass(db(), 30, most, now)
const waiting = async () => (await listLookBacks(db(), 1)).waiting

describe('the values of a look-back', () => {
  it('are for the engine what those of a hunt are, of every type', async () => {
    const { clickhouse } = telemetry.platform
    const given: Record<(typeof indicatorTypes)[number], string[]> = {
      ipv4: ['203.0.113.7'],
      ipv6: ['2001:db8::7', '2001:DB8:0:0::a'],
      ipv4_cidr: ['198.51.100.0/24', '203.0.113.8/29'],
      ipv6_cidr: ['2001:db8:8000::/48'],
      domain: ['evil.example', 'bøse.example'],
      wildcard_domain: ['*.ill.example'],
      url: [
        'https://www.evil.example',
        'http://evil.example:8080/a/b?c=d#e',
        'HTTPS://EVIL.example/Path/%20x',
        'ftp://203.0.113.9/x',
      ],
      md5: ['0'.repeat(32)],
      sha1: ['A'.repeat(40)],
      sha256: ['b'.repeat(64)],
      ja3: ['c'.repeat(32)],
      ja4: ['t13d1516h2_8daaf6152771_b186095e22b6'],
      email: ['Some.One@Evil.example'],
    }
    const known: ReturnType<typeof huntValueOf>[] = []
    for (const type of indicatorTypes) {
      for (const text of given[type]) {
        const read = readIndicatorValue(type, text)
        if ('fault' in read) throw new Error(`${text} ${read.fault}`)
        await telemetry.indicator(type, read.value)
        known.push(huntValueOf({ type, value: read.value }))
      }
    }
    const held = async (hunt: string) => {
      const query = `select toString(kind) as kind, text, toString(address) as address, bits, key, look from hunt_value
        where hunt = {hunt:UUID} order by kind, text`
      return rows(clickhouse, query, { hunt })
    }
    const [hunt, id] = [newId(), newId()]
    await writeHuntValues(clickhouse, hunt, known)
    const pass = await take(100)
    const stores = { pool: pool(), clickhouse, folder: telemetry.data }
    const { indicators, sought } = await writeLookBackValues(stores, { id, upto: pass?.upto ?? 0 }, now)
    expect(indicators).toBe(known.length)
    expect(await held(id)).toEqual(await held(hunt))
    const expected = soughtOf(known)
    expect([sought.kinds, sought.lengths.toSorted()]).toEqual([expected.kinds, expected.lengths.toSorted()])
    for (const one of [hunt, id]) await dropHuntValues(clickhouse, one)
  })
})

describe('the queue of those that look back', () => {
  it('is passed on while nobody is bringing indicators in, so that none is passed by', async () => {
    await telemetry.indicator('ipv4', '203.0.113.1')
    const client = await pool().connect()
    await client.query('begin')
    const insert = `insert into indicator (id, type, value, confidence, tlp) values ($1, 'ipv4', $2, 80, 'AMBER')`
    await client.query(insert, [newId(), '203.0.113.2'])
    const order: string[] = []
    const pass = take().then((taken) => {
      order.push('pass')
      return taken
    })
    // Whoever waits for a row that another transaction has changed is seen to wait.
    const waits =
      "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
    while ((await telemetry.platform.postgres.owner.query(waits)).rows[0].n === 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    order.push('commit')
    await client.query('commit')
    client.release()
    await pass
    expect(order).toEqual(['commit', 'pass'])
    expect((await listLookBacks(db(), 1)).items).toMatchObject([{ indicators: 2 }])
    expect(await waiting()).toBe(0)
  })

  it('has one that comes back while a pass has it once more, for the next', async () => {
    const id = await telemetry.indicator('ipv4', listed)
    const pass = await take()
    const set = (retracted: Date | null) =>
      db().updateTable('indicator').set({ retracted_at: retracted }).where('id', '=', id).execute()
    await set(now)
    await set(null)
    expect(await waiting()).toBe(1)
    if (pass)
      await db()
        .transaction()
        .execute((trx) => endPass(trx, pass, now))
    expect(await waiting()).toBe(1)
    expect((await take())?.id).not.toBe(pass?.id)
  })

  it('is emptied where nothing looks back, and nothing is looked for', async () => {
    await telemetry.found(sensor, [eve.flow({ src_ip: inMember, dest_ip: listed })])
    await telemetry.indicator('ipv4', listed)
    await telemetry.reference.sync()
    const recordFindings = async () => {
      throw new Error('found')
    }
    const config = { ...telemetry.platform.config, lookBackDays: 0 }
    expect(await lookBack({ ...telemetry.platform, config, recordFindings }, { wait: 0 })).toBe(0)
    expect(await listLookBacks(db(), 1)).toEqual({ waiting: 0, items: [] })
  })
})

describe('somebody', () => {
  it('lets one that was there before look back anew, which finds what it did not', async () => {
    await telemetry.found(sensor, [eve.flow({ src_ip: inMember, dest_ip: listed })])
    const id = await telemetry.indicator('ipv4', listed)
    // As if it had come in before indicators looked back.
    await db().deleteFrom('look_back_indicator').execute()
    await telemetry.reference.sync()
    const found: Finding[] = []
    const recordFindings = async (_trx: unknown, findings: Finding[]) => void found.push(...findings)
    const run = () => lookBack({ ...telemetry.platform, recordFindings }, { wait: 0 })
    expect(await run()).toBe(0)
    expect(await lookBackAnew(db(), { id }, now, testNote(db()))).toBe(1)
    expect(await run()).toBe(1)
    expect(found.map(({ events }) => events)).toEqual([1])
    await lookBackAnew(db(), { id }, now, testNote(db()))
    expect(await run()).toBe(1)
    expect(found).toHaveLength(1)
  })

  it('lets all of a source, but for what does not count and what may not be read', async () => {
    for (const [value, tlp] of [
      ['203.0.113.1', 'AMBER'],
      ['203.0.113.2', 'RED'],
      ['203.0.113.3', 'GREEN'],
    ] as const) {
      const id = await telemetry.indicator('ipv4', value)
      await db().updateTable('indicator').set({ source: 'A list', tlp }).where('id', '=', id).execute()
    }
    const other = await telemetry.indicator('ipv4', '203.0.113.4')
    await db().updateTable('indicator').set({ retracted_at: now }).where('value', '=', '203.0.113.3').execute()
    await db().deleteFrom('look_back_indicator').execute()
    const ask = (red: boolean) => lookBackAnew(db(), { source: 'A list', red }, now, testNote(db()))
    expect([await ask(true), await ask(false)]).toEqual([2, 1])
    expect(await waiting()).toBe(3)
    await db().updateTable('indicator').set({ retracted_at: now }).where('id', '=', other).execute()
    expect(await lookBackAnew(db(), { id: other }, now, testNote(db()))).toBe(0)
  })
})
