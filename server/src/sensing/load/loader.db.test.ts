import { copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import type { Group } from '../receive/spool.ts'
import { eve as eveFormat } from './format-eve.ts'
import { insertEvents, insertRejected } from './load.store.ts'
import { loadGroup } from './load.ts'

const s = orgnr(1)
let telemetry: TestTelemetry
let sensor: string

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(s, ['10.1.0.0/16'])
  sensor = await telemetry.sensor(s)
})
afterAll(() => telemetry.close())

const nextGroup = () => telemetry.nextGroup()
const found = (lines: Parameters<typeof eve.ndjson>[0] | string) => telemetry.found(sensor, lines)

describe('each line counts once', () => {
  const distinct = async () => {
    const [counted] = await rows<{ n: number; rejected: number }>(
      telemetry.platform.clickhouse,
      'select toUInt32(uniqExact(id)) as n, (select toUInt32(count()) from rejected_line final) as rejected from event',
    )
    return counted as { n: number; rejected: number }
  }
  const counters = async () => {
    const { rows: found } = await telemetry.platform.postgres.pool.query(
      'select accepted_lines, rejected_lines from sensor where id = $1',
      [sensor],
    )
    return found[0] as { accepted_lines: number; rejected_lines: number }
  }

  it('when a file is sent again, in part or whole', async () => {
    const lines = Array.from({ length: 20 }, () => eve.alert({ src_ip: '10.1.66.6', signature_id: 9000060 }))
    const before = await distinct()
    expect((await found([...lines, ...lines.slice(0, 5)]))[0]).toMatchObject({ events: 20 })
    expect(await found(lines)).toEqual([])
    const [more] = await found([...lines.slice(3), eve.alert({ src_ip: '10.1.66.6', signature_id: 9000060 })])
    expect(more).toMatchObject({ events: 1 })
    expect((await distinct()).n).toBe(before.n + 21)
  })

  it('when the same line comes from two sensors, it is two events', async () => {
    const other = await telemetry.sensor(s)
    const line = eve.alert({ src_ip: '10.1.66.7', signature_id: 9000061 })
    await telemetry.send(sensor, [line])
    await telemetry.send(other, [line])
    const before = telemetry.recorded.length
    await loadGroup(telemetry.parts, await nextGroup())
    expect(telemetry.recorded.slice(before).flat()).toMatchObject([{ events: 2 }])
  })

  it('when many small segments are put together, each under its own sensor and number', async () => {
    const other = await telemetry.sensor(s)
    const sensors = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? sensor : other))
    for (const one of sensors) await telemetry.send(one, `${eve.ndjson([eve.flow({}), eve.flow({})])}not JSON\n`)
    const group = await nextGroup()
    const ids = group.segments.map(({ id }) => id)
    await loadGroup(telemetry.parts, group)
    const stored = (table: string, what: string) =>
      rows<{ segment: string }>(
        telemetry.platform.clickhouse,
        `select segment, any(sensor) as sensor, ${what} from ${table} where segment in {ids:Array(UUID)} group by segment order by toString(segment)`,
        { ids },
      )
    const each = (what: object) => group.segments.map(({ id, sensor }) => ({ segment: id, sensor, ...what }))
    expect(await stored('event', 'toUInt32(count()) as events')).toEqual(each({ events: 2 }))
    expect(await stored('rejected_line', 'groupArray(toUInt32(line_number)) as lines')).toEqual(each({ lines: [3] }))
  })

  it.each([
    ['after the group was sealed', async () => {}],
    [
      'after the events were inserted',
      (group: Group) => insertEvents(telemetry.platform.clickhouse, group, eveFormat, new Map([[sensor, s]])),
    ],
    [
      'after the unreadable lines were inserted',
      async (group: Group) => {
        await insertEvents(telemetry.platform.clickhouse, group, eveFormat, new Map([[sensor, s]]))
        await insertRejected(telemetry.platform.clickhouse, group)
      },
    ],
    [
      'after a group was inserted that is then dissolved',
      async (group: Group) => {
        await insertEvents(telemetry.platform.clickhouse, group, eveFormat, new Map([[sensor, s]]))
        await insertRejected(telemetry.platform.clickhouse, group)
        await telemetry.spool.dissolve(group)
      },
    ],
    [
      'after all was recorded, before the folder was removed',
      async (group: Group) => {
        await loadGroup(telemetry.parts, group)
        await mkdir(group.folder)
      },
    ],
    [
      'after all was recorded, before the file was removed',
      async (group: Group) => {
        const copy = join(telemetry.data, 'copy')
        await mkdir(copy, { recursive: true })
        for (const name of await readdir(group.folder)) await copyFile(join(group.folder, name), join(copy, name))
        await loadGroup(telemetry.parts, group)
        await rename(copy, group.folder)
      },
    ],
  ])('when the process ends %s', async (_when, until) => {
    const [before, beforeCounters, recorded] = [await distinct(), await counters(), telemetry.recorded.length]
    const lines = Array.from({ length: 10 }, () => eve.alert({ src_ip: '10.1.55.5', signature_id: 9000070 }))
    await telemetry.send(sensor, `${eve.ndjson(lines)}not json\n${eve.ndjson(lines.slice(0, 2))}`)
    await telemetry.send(sensor, [eve.alert({ src_ip: '10.1.55.5', signature_id: 9000070 })])
    const group = await nextGroup()
    expect(group.segments).toHaveLength(2)
    await until(group)
    await loadGroup(telemetry.parts, await nextGroup())
    expect(await distinct()).toEqual({ n: before.n + 11, rejected: before.rejected + 1 })
    expect(await counters()).toEqual({
      accepted_lines: beforeCounters.accepted_lines + 13,
      rejected_lines: beforeCounters.rejected_lines + 1,
    })
    expect(telemetry.recorded.slice(recorded).flat()).toMatchObject([{ events: 11 }])
    expect(await telemetry.spool.sealed()).toEqual([])
  })
})

it('lines that cannot be read are set aside with their number and the reason', async () => {
  const long = `{"timestamp":"2026-11-24T03:00:00+0000","pad":"${'x'.repeat(1024 * 1024)}"}`
  const good = JSON.stringify(eve.flow())
  const batch = await telemetry.send(
    sensor,
    [
      good,
      'plain text',
      good,
      '[1,2]',
      '"2026-11-24T03:00:00+0000"',
      '{"event_type":"flow"}',
      '{"timestamp":"soon"}',
      long,
      '{"timestamp":"2026-11-24',
      '["2026-11-24T03:00:00Z"]',
      good,
    ].join('\n'),
  )
  await loadGroup(telemetry.parts, await nextGroup())
  const set = await rows(
    telemetry.platform.clickhouse,
    'select toUInt32(line_number) as line, reason, toUInt32(length(rejected_line.line)) as bytes from rejected_line where batch = {batch:UUID} order by line_number',
    { batch },
  )
  expect(set).toEqual([
    { line: 2, reason: 'not_json', bytes: 10 },
    { line: 4, reason: 'not_an_object', bytes: 5 },
    { line: 5, reason: 'not_an_object', bytes: 26 },
    { line: 6, reason: 'no_timestamp', bytes: 21 },
    { line: 7, reason: 'no_timestamp', bytes: 20 },
    { line: 8, reason: 'too_long', bytes: 1024 * 1024 + 1 },
    { line: 9, reason: 'not_json', bytes: 24 },
    { line: 10, reason: 'not_an_object', bytes: 24 },
  ])
})
