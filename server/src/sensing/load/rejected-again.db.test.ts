/** Unreadable lines that are loaded again: what is read becomes events once, and the rest stays in the list once. */
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { cluster } from '../../../test/support/clickhouse-one-host.ts'
import { type ClickhouseServer, startClickhouseServer } from '../../../test/support/clickhouse-server.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { type Clickhouse, newId, rows } from '../../platform/index.ts'
import { eraseSensorsOf } from '../member-erasure.store.ts'
import { countHours, countLines, markLoaded } from './load.store.ts'
import { loadGroup } from './load.ts'
import { loadAgain } from './rejected-again.job.ts'
import { askAgain, findAgain } from './rejected-again.store.ts'
import { listRejected } from './rejected-line.store.ts'
import { linesAsSent, rejectedByReason } from './rejected-slice.store.ts'

const received = '2026-11-24T03:00:00.000Z'
const later = new Date('2026-11-24T09:00:00.000Z')

describe.each([
  ['embedded', null],
  ['a cluster', { VARDE_CLICKHOUSE_CLUSTER: cluster }],
])('%s', (_where, more: Record<string, string> | null) => {
  let server: ClickhouseServer | null = null
  let telemetry: TestTelemetry
  const here = orgnr(1)
  let sensor: string

  beforeAll(async () => {
    server = more === null ? null : await startClickhouseServer()
    telemetry = await openTestTelemetry(
      {},
      server === null ? {} : { VARDE_CLICKHOUSE_URL: server.url('varde'), ...more },
    )
    await telemetry.member(here, ['10.1.0.0/16'])
    await telemetry.reference.sync()
  })
  afterAll(async () => {
    await telemetry.close()
    await server?.close()
  })
  beforeEach(async () => {
    telemetry.setNow(new Date(received))
    sensor = await telemetry.sensor(here)
  })

  const clickhouse = () => telemetry.platform.clickhouse
  const db = () => telemetry.platform.postgres.db
  const parts = () => ({ ...telemetry.platform, recordFindings: telemetry.parts.recordFindings })

  /**
   * As an older version would have left it: every line is set aside, and the counters say so. A line that this version reads
   * stands for one in a format that was mended.
   */
  async function setAside(lines: (object | string)[]): Promise<void> {
    const [batch, segment] = [newId(), newId()]
    const numbered = lines.map((line, n) => ({
      line: typeof line === 'string' ? line : JSON.stringify(line),
      line_number: n + 1,
    }))
    const receivedAt = new Date(received)
    // As a load leaves it, without one: taking what it read from the store again would rewrite the table for each test.
    const whole = { id: segment, sensor, receivedAt, lines: lines.length, batch, firstLine: 1 }
    const outcomes = [{ segment: whole, rejected: lines.length, lastEvent: null }]
    await db()
      .transaction()
      .execute(async (trx) => {
        await markLoaded(trx, outcomes, null)
        await countLines(trx, outcomes)
        await countHours(trx, outcomes)
      })
    await clickhouse().client.insert({
      table: 'rejected_line',
      values: numbered.map((one) => ({
        ...one,
        segment,
        batch,
        sensor,
        received_at: received.replace('T', ' ').replace('Z', ''),
        reason: 'no_timestamp',
      })),
      format: 'JSONEachRow',
    })
  }
  const ask = (what: Parameters<typeof askAgain>[2] = {}) =>
    askAgain(db(), { id: sensor, member: here }, what, later, async () => {})
  const again = (limits?: Parameters<typeof loadAgain>[1]) => loadAgain(parts(), limits)
  const left = async () => (await listRejected(clickhouse(), sensor, null, 100)).map(({ line }) => line).sort()
  const stored = () =>
    rows<{ n: number; rows: number; received: string }>(
      clickhouse(),
      `select toUInt32(uniqExact(id)) as n, toUInt32(count()) as rows, toString(toUnixTimestamp64Milli(max(received_at))) as received
      from event where sensor = {sensor:UUID}`,
      { sensor },
    ).then(([row]) => row)
  const counters = async () =>
    (
      await telemetry.platform.postgres.pool.query(
        `select accepted_lines, rejected_lines, (select sum(lines - rejected)::int from loaded_segment where sensor_id = $1) as shown
        from sensor where id = $1`,
        [sensor],
      )
    ).rows[0]

  it('what is read leaves the list as events received when they were; the rest stays, once', async () => {
    const lines = [eve.alert({ src_ip: '10.1.0.5', signature_id: 9000080 }), eve.flow({ src_ip: '10.1.0.6' })]
    await setAside([...lines, 'not json', '{"event_type":"flow"}'])
    const before = telemetry.recorded.length
    expect(await ask()).toMatchObject({ state: 'waiting', lines_read: 0 })
    telemetry.setNow(later)
    await again()
    expect(await findAgain(db(), sensor)).toMatchObject({
      state: 'done',
      lines_total: 4,
      lines_done: 4,
      lines_read: 2,
      ended_at: later.toISOString(),
    })
    expect(await left()).toEqual(['not json', '{"event_type":"flow"}'])
    expect(await stored()).toEqual({ n: 2, rows: 2, received: String(Date.parse(received)) })
    expect(await counters()).toEqual({ accepted_lines: 2, rejected_lines: 2, shown: 2 })
    expect(telemetry.recorded.slice(before).flat()).toMatchObject([{ member: here, innerHost: '10.1.0.5', events: 1 }])
  })

  it('asked for again and again it changes nothing more', async () => {
    await setAside([eve.flow(), 'not json'])
    for (let i = 0; i < 2; i++) {
      await ask()
      await again()
    }
    expect(await findAgain(db(), sensor)).toMatchObject({ state: 'done', lines_total: 1, lines_read: 0 })
    expect(await left()).toEqual(['not json'])
    expect(await stored()).toMatchObject({ n: 1, rows: 1 })
    expect(await counters()).toEqual({ accepted_lines: 1, rejected_lines: 1, shown: 1 })
  })

  it('slice by slice it comes to the same, and a line that is an event already counts once', async () => {
    const known = eve.alert({ src_ip: '10.1.0.7', signature_id: 9000081 })
    const lines = Array.from({ length: 6 }, () => eve.flow())
    await setAside([known, known, ...lines, 'not json'])
    telemetry.setNow(later)
    expect(await telemetry.found(sensor, [known])).toHaveLength(1)
    const before = telemetry.recorded.length
    await ask()
    await again({ lines: 2, bytes: 1e6 })
    expect(telemetry.recorded.slice(before).flat()).toEqual([])
    expect(await left()).toEqual(['not json'])
    expect(await stored()).toMatchObject({ n: 7 })
    expect(await findAgain(db(), sensor)).toMatchObject({ lines_total: 9, lines_done: 9, lines_read: 8 })
    expect(await counters()).toMatchObject({ accepted_lines: 9, rejected_lines: 1 })
  })

  it('narrowed by reason or batch it lets the others be', async () => {
    await setAside([eve.flow()])
    await ask({ reason: 'not_json' })
    await again()
    await ask({ batch: '01a20e45-8f94-74c4-b88e-9ba7cd6a2318' })
    await again()
    expect(await left()).toHaveLength(1)
    await ask({ reason: 'no_timestamp' })
    await again()
    expect(await left()).toEqual([])
  })

  // What a step comes to when it is done twice is the engine's word in two of them: an insert, and lines taken from the list.
  const onCluster = ['before what was read is recorded', 'before the slice is ended']
  const everywhere = ['before the insert', 'before it is taken from the list', 'between two slices']
  it.each(more === null ? [...everywhere, ...onCluster] : onCluster)('when the process ends %s', async (when) => {
    await setAside([eve.alert({ src_ip: '10.1.0.8', signature_id: 9000082 }), eve.flow(), 'not json'])
    const before = telemetry.recorded.length
    await ask()
    await loadAgain(ending(when), { lines: when === 'between two slices' ? 2 : 10, bytes: 1e6 })
    expect(await findAgain(db(), sensor)).toMatchObject({ state: 'running' })
    expect(await left()).toHaveLength(['before the slice is ended', 'between two slices'].includes(when) ? 1 : 3)
    await again()
    expect(await findAgain(db(), sensor)).toMatchObject({ state: 'done', lines_done: 3, lines_read: 2 })
    expect(await left()).toEqual(['not json'])
    expect(await stored()).toMatchObject({ n: 2, rows: 2 })
    expect(await counters()).toEqual({ accepted_lines: 2, rejected_lines: 1, shown: 2 })
    expect(telemetry.recorded.slice(before).flat()).toHaveLength(1)
  })

  /** Stores that go away at one step, as they do with the process. */
  function ending(when: string): Parameters<typeof loadAgain>[0] {
    const at = (step: string) => {
      if (step === when) throw new Error('the process ends')
    }
    const another = () => {
      const real = clickhouse().another()
      const command: typeof real.client.command = async (asked) => {
        at('before the insert')
        return real.client.command(asked)
      }
      const change: Clickhouse['change'] = async (query, parameters) => {
        at('before it is taken from the list')
        await real.change(query, parameters)
        at('before the slice is ended')
      }
      const reading: Clickhouse['reading'] = async (work) => {
        const row = await db()
          .selectFrom('rejected_again')
          .selectAll()
          .where('sensor_id', '=', sensor)
          .executeTakeFirst()
        if (row?.slice === null && row.position !== null) at('between two slices')
        return real.reading(work)
      }
      return { ...real, change, reading, client: Object.assign(Object.create(real.client), { command }) }
    }
    return {
      ...telemetry.platform,
      clickhouse: { ...clickhouse(), another },
      recordFindings: async (trx, findings) => {
        at('before what was read is recorded')
        await telemetry.parts.recordFindings(trx, findings)
      },
    }
  }

  it('lines whose load is not over yet wait for it', async () => {
    await setAside([eve.flow()])
    await telemetry.platform.postgres.pool.query('delete from loaded_segment where sensor_id = $1', [sensor])
    await ask()
    await again()
    expect(await left()).toHaveLength(1)
    expect(await stored()).toMatchObject({ n: 0 })
  })

  it('what a member’s sensor sent does not come back once the member is erased', async () => {
    await setAside([eve.flow({ src_ip: '10.1.0.9' })])
    await ask()
    await loadAgain({ ...parts(), clickhouse: erasing() })
    expect(await stored()).toMatchObject({ n: 0 })
    expect(await db().selectFrom('rejected_again').selectAll().where('sensor_id', '=', sensor).execute()).toEqual([])
    await telemetry.member(here, ['10.1.0.0/16'])
  })

  /** Erases the member once the first lines are inserted. */
  function erasing(): Clickhouse {
    const another = clickhouse().another()
    let done = false
    const reading: Clickhouse['reading'] = async (work) => {
      const [{ n } = { n: 0 }] = await rows<{ n: number }>(
        clickhouse(),
        'select toUInt32(count()) as n from event where sensor = {sensor:UUID}',
        { sensor },
      )
      if (n > 0 && !done) {
        done = true
        await db()
          .transaction()
          .execute(async (trx) => {
            await eraseSensorsOf(trx, here, later)
            await trx.deleteFrom('member').where('orgnr', '=', here).execute()
          })
      }
      return another.reading(work)
    }
    return { ...clickhouse(), another: () => ({ ...another, reading }) }
  }

  it('a too long line is not asked for', async () => {
    await telemetry.send(sensor, `{"pad":"${'x'.repeat(1024 * 1024)}"}\nnot json`)
    await loadGroup(telemetry.parts, await telemetry.nextGroup())
    expect(await rejectedByReason(clickhouse(), sensor)).toEqual([
      { reason: 'not_json', lines: 1 },
      { reason: 'too_long', lines: 1 },
    ])
    await ask()
    await again()
    expect(await findAgain(db(), sensor)).toMatchObject({ lines_total: 1, lines_done: 1, lines_read: 0 })
    expect(await left()).toHaveLength(2)
  })

  it('they are handed out byte for byte as they were sent, the oldest first', async () => {
    await telemetry.send(sensor, "b it's \\ not {json:String}\næ\ta")
    await loadGroup(telemetry.parts, await telemetry.nextGroup())
    telemetry.setNow(later)
    await telemetry.send(sensor, 'a later')
    await loadGroup(telemetry.parts, await telemetry.nextGroup())
    const sent = await text(linesAsSent(clickhouse(), sensor, later))
    expect(sent).toBe("b it's \\ not {json:String}\næ\ta\na later\n")
  })
})
