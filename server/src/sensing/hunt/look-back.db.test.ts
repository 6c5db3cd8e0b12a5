import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { listEvents } from '../events/event.store.ts'
import { eraseEvents } from '../events/event-erasure.store.ts'
import { sensingRemovers } from '../events/event-retention.store.ts'
import { eventsBehind } from '../events/events-behind.store.ts'
import { hourlyByDetection } from '../load/finding.store.ts'
import type { Finding } from '../load/finding.ts'
import { afterLoads, duringLoad } from '../load/load-turns.store.ts'
import { lookBack } from './look-back.job.ts'
import { listLookBacks } from './look-back.store.ts'

const [a, b, s] = [1, 2, 3].map(orgnr) as [string, string, string]
const inA = '10.1.0.4'
const inB = '10.2.0.4'
const listed = '203.0.113.7'

let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(a, ['10.1.0.0/16', '198.51.100.0/25'])
  await telemetry.member(b, ['10.2.0.0/16'])
  await telemetry.member(s)
  sensor = await telemetry.sensor(s)
})
afterAll(() => telemetry.close())
beforeEach(async () => {
  for (const table of ['event', 'found_later'])
    await telemetry.platform.clickhouse.client.command({ query: `truncate table ${table}` })
  await db().deleteFrom('indicator').execute()
  await db().deleteFrom('look_back').execute()
  await db().deleteFrom('look_back_indicator').execute()
  telemetry.setNow(new Date('2026-11-24T12:00:00Z'))
})

const db = () => telemetry.platform.postgres.db
const clickhouse = () => telemetry.platform.clickhouse

/** Looks back with what the engine then holds. @returns what was recorded */
async function lookedBack(sizes: Parameters<typeof lookBack>[1] = {}): Promise<Finding[]> {
  await telemetry.reference.sync()
  const recorded: Finding[] = []
  const recordFindings = async (_trx: unknown, findings: Finding[]) => void recorded.push(...findings)
  await lookBack({ ...telemetry.platform, recordFindings }, { events: 1, wait: 0, ...sizes })
  return recorded
}

const brief = ({ member, attribution, cause, innerHost, fields, events }: Finding) =>
  `${cause.kind === 'indicator' ? cause.indicator : ''} ${member} ${attribution} ${innerHost} ${fields} ${events}`

describe('a look-back', () => {
  it('finds what loading would have found, at the same member and host', async () => {
    const lines = [
      eve.flow({ src_ip: inA, dest_ip: listed }),
      eve.flow({ src_ip: listed, dest_ip: inA }),
      eve.flow({ src_ip: inA, dest_ip: inB }),
      eve.flow({ src_ip: inB, dest_ip: '198.51.100.9' }),
      eve.flow({ src_ip: '198.51.100.9', dest_ip: '192.0.2.1' }),
      eve.flow({ src_ip: '172.16.0.9', dest_ip: listed }),
      eve.flow({ src_ip: listed, dest_ip: '192.168.0.9' }),
      eve.flow({ src_ip: '192.0.2.1', dest_ip: listed }),
      eve.dns({ src_ip: inA, rrname: 'www.evil.example' }),
      eve.dns({ src_ip: '192.0.2.53', src_port: 53, dest_ip: inB, dest_port: 4242, rrname: 'evil.example' }),
      eve.tls({ src_ip: inA, dest_ip: inB, sni: 'evil.example' }),
      eve.dns({ src_ip: inA, src_port: 53, dest_ip: inB, dest_port: 4243, rrname: 'ns.evil.example' }),
      { ...eve.tls({ src_ip: '192.0.2.53', dest_ip: inB, sni: 'mail.evil.example' }), direction: 'to_client' },
      { ...eve.tls({ src_ip: inA, dest_ip: inB, sni: 'mx.evil.example' }), direction: 'to_client' },
      eve.http({ src_ip: '192.0.2.1', dest_ip: inA, hostname: 'evil.example', url: '/a' }),
      eve.flow({ src_ip: inA, dest_ip: '192.0.2.66' }),
    ]
    const add = async () => [
      await telemetry.indicator('ipv4', listed),
      await telemetry.indicator('ipv4', inB),
      await telemetry.indicator('ipv4_cidr', '198.51.100.8/30'),
      await telemetry.indicator('domain', 'evil.example'),
      await telemetry.indicator('wildcard_domain', 'evil.example'),
    ]
    const known = await add()
    const loaded = await telemetry.found(sensor, lines)
    await clickhouse().client.command({ query: 'truncate table event' })
    await db().deleteFrom('indicator').execute()
    await telemetry.reference.sync()
    expect(await telemetry.found(sensor, lines)).toEqual([])
    const fresh = await add()
    const found = await lookedBack()
    const named = (finding: Finding, ids: string[]) => {
      if (finding.cause.kind !== 'indicator') return brief(finding)
      return brief({
        ...finding,
        cause: { kind: 'indicator', indicator: String(ids.indexOf(finding.cause.indicator)) },
      })
    }
    const merged = (findings: Finding[], ids: string[]) => findings.map((finding) => named(finding, ids)).sort()
    expect(merged(found, fresh)).toEqual(merged(loaded, known))
    expect(found.length).toBeGreaterThan(10)
    expect(found.every(({ retrospective }) => retrospective)).toBe(true)
  })

  it('counts no event twice: neither what was loaded with the indicator, nor what it found before', async () => {
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed })])
    const indicator = await telemetry.indicator('ipv4', listed)
    await telemetry.reference.sync()
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed })])
    expect((await lookedBack()).map(({ events }) => events)).toEqual([1])
    expect(await lookedBack()).toEqual([])

    // While it is retracted, one event comes in; then the indicator comes back.
    const set = (retracted: Date | null) =>
      db().updateTable('indicator').set({ retracted_at: retracted }).where('id', '=', indicator).execute()
    await set(new Date())
    await telemetry.reference.sync()
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed })])
    expect(await lookedBack()).toEqual([])
    await set(null)
    expect((await lookedBack()).map(({ events }) => events)).toEqual([1])
  })

  it('goes on where it was cut off, and records each slice once', async () => {
    await telemetry.found(
      sensor,
      [1, 2, 3].map((hour) => eve.flow({ src_ip: inA, dest_ip: listed, timestamp: `2026-11-24T0${hour}:00:00Z` })),
    )
    await telemetry.indicator('ipv4', listed)
    await telemetry.reference.sync()
    const recorded: Finding[] = []
    let left = 1
    const recordFindings = async (_trx: unknown, findings: Finding[]) => {
      if (left-- === 0) throw new Error('cut off')
      recorded.push(...findings)
    }
    const parts = { ...telemetry.platform, recordFindings }
    await expect(lookBack(parts, { events: 1, wait: 0 })).rejects.toThrow('cut off')
    expect((await listLookBacks(db(), 1)).items).toMatchObject([{ state: 'running', events_done: 1, events_total: 3 }])
    left = -1
    expect(await lookBack(parts, { events: 1, wait: 0 })).toBe(1)
    expect(recorded.map(({ events, firstSeen }) => [events, firstSeen.getUTCHours()])).toEqual([
      [1, 3],
      [1, 2],
      [1, 1],
    ])
    expect(await listLookBacks(db(), 1)).toMatchObject({
      waiting: 0,
      items: [{ state: 'done', indicators: 1, events_done: 3, events_found: 3 }],
    })
    expect(await rows(clickhouse(), 'select * from hunt_value')).toEqual([])
  })

  it('waits until new events are matched against the indicator, and until loads that began before are stored', async () => {
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed })])
    const { rows: versions } = await telemetry.platform.postgres.pool.query(
      "select copied from reference_version where what = 'indicators'",
    )
    await telemetry.indicator('ipv4', listed)
    await telemetry.reference.sync()
    const recordFindings = async () => {
      throw new Error('too early')
    }
    // As if the engine did not hold it yet; a copy that is under way may say once more that it does.
    await vi.waitFor(async () => {
      await telemetry.platform.postgres.pool.query(
        "update reference_version set copied = $1 where what = 'indicators'",
        [versions[0].copied],
      )
      expect(await lookBack({ ...telemetry.platform, recordFindings }, { wait: 0 })).toBe(0)
    })
    expect((await listLookBacks(db(), 1)).items).toMatchObject([{ state: 'waiting' }])

    const { pool } = telemetry.platform.postgres
    const order: string[] = []
    let end: () => void = () => {}
    let load: Promise<unknown> = Promise.resolve()
    await new Promise<void>((begun) => {
      const work = () =>
        new Promise<void>((resolve) => {
          end = resolve
          begun()
        })
      load = duringLoad(pool, work)
    })
    const after = afterLoads(pool).then(() => order.push('look-back'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    order.push('load')
    end()
    await Promise.all([load, after])
    expect(order).toEqual(['load', 'look-back'])
  })

  it('takes many indicators in passes, and leaves out what was retracted, has ended or came in so', async () => {
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed }), eve.dns({ rrname: 'evil.example' })])
    await telemetry.indicator('ipv4', '203.0.113.1')
    await telemetry.indicator('ipv4', '203.0.113.2', { valid_until: new Date('2020-01-01T00:00:00Z') })
    const gone = await telemetry.indicator('domain', 'evil.example')
    await db().updateTable('indicator').set({ retracted_at: new Date() }).where('id', '=', gone).execute()
    await telemetry.indicator('ipv4', listed)
    expect((await lookedBack({ indicators: 2 })).map(({ cause }) => cause.kind)).toEqual(['indicator'])
    const { items } = await listLookBacks(db(), 20)
    expect(items.map(({ state, indicators }) => [state, indicators])).toEqual([
      ['done', 1],
      ['done', 2],
    ])

    // One that had ended and was extended looks back then.
    await db()
      .updateTable('indicator')
      .set({ valid_until: new Date('2099-01-01T00:00:00Z') })
      .where('value', '=', '203.0.113.2')
      .execute()
    expect((await listLookBacks(db(), 1)).waiting).toBe(1)
  })

  it('is queued as a job by whatever brings an indicator in', async () => {
    const jobs = async () => {
      const { rows } = await telemetry.platform.postgres.owner.query(
        "select task_identifier from graphile_worker.jobs where task_identifier = 'look_back'",
      )
      return rows.length
    }
    await telemetry.platform.postgres.owner.query("select graphile_worker.remove_job('look_back')")
    expect(await jobs()).toBe(0)
    await telemetry.indicator('ipv4', listed)
    expect(await jobs()).toBe(1)
  })
})

describe('what a look-back found', () => {
  it('shows among an event’s hits, behind its detection, and hour by hour', async () => {
    const at = '2026-11-24T03:00:00Z'
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed, timestamp: at })])
    const indicator = await telemetry.indicator('ipv4', listed)
    await lookedBack()
    telemetry.setNow(new Date('2026-11-24T13:00:00Z'))
    await telemetry.found(sensor, [eve.flow({ src_ip: inA, dest_ip: listed, timestamp: '2026-11-24T04:00:00Z' })])
    const hits = [{ indicator, field: 'dest_ip' }]
    const events = await listEvents(clickhouse(), 'all', {}, null, 10)
    expect(events.map((event) => event.hits)).toEqual([hits, hits])
    const detection = {
      member: a,
      cause: { kind: 'indicator', key: indicator },
      innerHost: inA,
      firstSeen: new Date(at),
      lastSeen: new Date('2026-11-24T04:00:00Z'),
    } as const
    const behind = await eventsBehind(clickhouse(), { ...detection, limit: 10 })
    expect(behind.map(({ time, hits }) => [time.slice(11, 13), hits])).toEqual([
      ['04', hits],
      ['03', hits],
    ])
    expect(await eventsBehind(clickhouse(), { ...detection, limit: 1 })).toMatchObject([{ time: behind[0]?.time }])
    expect(await eventsBehind(clickhouse(), { ...detection, member: b, limit: 10 })).toEqual([])
    // Seen again days later, the look-back's is among the older, which are read apart.
    const again = { ...detection, lastSeen: new Date('2026-11-27T04:00:00Z') }
    expect(await eventsBehind(clickhouse(), { ...again, limit: 10 })).toEqual(behind)
    const [hourly] = await hourlyByDetection(clickhouse(), [detection])
    expect(hourly?.slice(-2)).toEqual([1, 1])
  })

  it('goes with the events it was found in, by age and with the member', async () => {
    await telemetry.found(sensor, [
      eve.flow({ src_ip: inA, dest_ip: listed }),
      eve.flow({ src_ip: inB, dest_ip: listed }),
    ])
    await telemetry.indicator('ipv4', listed)
    await lookedBack()
    const left = async () =>
      (await rows<{ m: string }>(clickhouse(), 'select hit_member as m from found_later')).map(({ m }) => m)
    expect((await left()).sort()).toEqual([a, b])
    await eraseEvents(clickhouse(), { orgnr: a, sensors: [], held: [], until: new Date('2026-11-25T00:00:00Z') })
    expect(await left()).toEqual([b])
    const { events } = sensingRemovers(clickhouse(), db())
    await events(new Date('2026-11-25T00:00:00Z'), { all: false, members: [b] })
    expect(await left()).toEqual([b])
    await events(new Date('2026-11-25T00:00:00Z'), { all: false, members: [] })
    expect(await left()).toEqual([])
  })
})
