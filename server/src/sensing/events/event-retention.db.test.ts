import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { eve } from '../../../test/support/eve.ts'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import { rows } from '../../platform/index.ts'
import { eraseEvents, forgetSegments } from './event-erasure.store.ts'
import { sensingRemovers } from './event-retention.store.ts'

const [a, b, c] = [1, 2, 3].map(orgnr) as [string, string, string]
const inA = '10.1.0.4'
const inB = '10.2.0.4'
const outside = '192.0.2.10'

let telemetry: TestTelemetry
/** A's, B's and C's; C's sees everybody's traffic. */
let sensors: [string, string, string]

beforeAll(async () => {
  telemetry = await openTestTelemetry()
  await telemetry.member(a, ['10.1.0.0/16'])
  await telemetry.member(b, ['10.2.0.0/16'])
  await telemetry.member(c, ['10.3.0.0/16'])
  sensors = [await telemetry.sensor(a), await telemetry.sensor(b), await telemetry.sensor(c)]
})
afterAll(() => telemetry.close())

const clickhouse = () => telemetry.platform.clickhouse
const days = (table: 'event' | 'rejected_line') =>
  rows<{ day: string; lines: number }>(
    clickhouse(),
    `select toString(toDate(received_at)) as day, toUInt32(count()) as lines from ${table} group by day order by day`,
  ).then((found) => found.map(({ day, lines }) => [day, lines]))
const pairs = () =>
  rows<{ src: string; dest: string }>(
    clickhouse(),
    `select toString(src_ip) as src, toString(dest_ip) as dest from event order by src, dest`,
  ).then((found) => found.map(({ src, dest }) => `${src} ${dest}`.replaceAll('::ffff:', '')))

async function receive(day: string, sensor: string, lines: Parameters<typeof eve.ndjson>[0] | string): Promise<void> {
  telemetry.setNow(new Date(`${day}T12:00:00Z`))
  await telemetry.found(sensor, lines)
}

beforeEach(async () => {
  for (const table of ['event', 'rejected_line'])
    await clickhouse().client.command({ query: `truncate table ${table}` })
})

describe('old telemetry', () => {
  const before = new Date('2026-08-03T00:00:00Z')
  const removers = () => sensingRemovers(clickhouse(), telemetry.platform.postgres.db)

  beforeEach(async () => {
    for (const day of ['2026-08-01', '2026-08-02', '2026-08-03']) {
      await receive(day, sensors[0], [eve.flow({ src_ip: inA, dest_ip: outside })])
      await receive(day, sensors[1], 'tull\n')
    }
    await receive('2026-08-02', sensors[1], [eve.flow({ src_ip: inB, dest_ip: outside })])
    await receive('2026-08-02', sensors[2], [eve.flow({ src_ip: inB, dest_ip: inA })])
  })

  it('goes by the day of receipt, and nothing newer does', async () => {
    expect(await removers().events(before, { all: false, members: [] })).toEqual({ removed: 4, held: 0 })
    expect(await days('event')).toEqual([['2026-08-03', 1]])
    expect(await removers().rejected_lines(before, { all: false, members: [] })).toEqual({ removed: 2, held: 0 })
    expect(await days('rejected_line')).toEqual([['2026-08-03', 1]])
    expect(await removers().events(before, { all: false, members: [] })).toEqual({ removed: 0, held: 0 })
  })

  it('of a member on hold stays, also where the member is the other side', async () => {
    expect(await removers().events(before, { all: false, members: [a] })).toEqual({ removed: 1, held: 3 })
    expect(await pairs()).toEqual([`${inA} ${outside}`, `${inA} ${outside}`, `${inA} ${outside}`, `${inB} ${inA}`])
    expect(await removers().events(before, { all: false, members: [b] })).toEqual({ removed: 2, held: 1 })
    expect(await days('event')).toEqual([
      ['2026-08-02', 1],
      ['2026-08-03', 1],
    ])
    expect(await removers().rejected_lines(before, { all: false, members: [b] })).toEqual({ removed: 0, held: 2 })
    expect(await removers().rejected_lines(before, { all: false, members: [a] })).toEqual({ removed: 2, held: 0 })
  })

  it('stays whole where everything is on hold', async () => {
    expect(await removers().events(before, { all: true, members: [] })).toEqual({ removed: 0, held: 4 })
    expect(await removers().rejected_lines(before, { all: true, members: [] })).toEqual({ removed: 0, held: 2 })
    expect(await days('event')).toHaveLength(3)
  })
})

describe('a member that is erased', () => {
  const until = new Date('2026-08-02T12:00:00Z')

  beforeEach(async () => {
    await receive('2026-08-01', sensors[0], [
      eve.flow({ src_ip: inA, dest_ip: outside }),
      // Seen by A's sensor alone, and nobody's network.
      eve.flow({ src_ip: '10.9.0.1', dest_ip: outside }),
    ])
    await receive('2026-08-01', sensors[0], 'tull\n')
    await receive('2026-08-02', sensors[1], [eve.flow({ src_ip: inB, dest_ip: outside })])
    await receive('2026-08-02', sensors[1], 'tull\n')
    await receive('2026-08-02', sensors[2], [
      eve.flow({ src_ip: inA, dest_ip: '192.0.2.20' }),
      eve.flow({ src_ip: inB, dest_ip: inA }),
    ])
  })

  it('leaves nothing behind, and takes nothing else along', async () => {
    const erase = () => eraseEvents(clickhouse(), { orgnr: a, sensors: [sensors[0]], held: [], until })
    await receive('2026-08-03', sensors[2], [eve.flow({ src_ip: inA, dest_ip: '192.0.2.30' })])
    expect(await erase()).toEqual({ events: 4, rejected_lines: 1 })
    // The last is of the one that took the number anew.
    expect(await pairs()).toEqual([`${inA} 192.0.2.30`, `${inB} ${outside}`])
    expect(await days('rejected_line')).toEqual([['2026-08-02', 1]])
    expect(await erase()).toEqual({ events: 0, rejected_lines: 0 })
  })

  it('does not take along what a hold on another keeps', async () => {
    expect(await eraseEvents(clickhouse(), { orgnr: a, sensors: [sensors[0]], held: [b], until })).toEqual({
      events: 3,
      rejected_lines: 1,
    })
    expect(await pairs()).toEqual([`${inB} ${inA}`, `${inB} ${outside}`])
  })
})

it('a segment can be forgotten as if it had never been loaded', async () => {
  await receive('2026-08-01', sensors[0], `${JSON.stringify(eve.flow({ src_ip: inA }))}\ntull\n`)
  await receive('2026-08-01', sensors[1], [eve.flow({ src_ip: inB, dest_ip: outside })])
  const [first] = await rows<{ segment: string }>(
    clickhouse(),
    'select toString(segment) as segment from rejected_line',
  )
  await forgetSegments(clickhouse(), [first?.segment as string])
  expect([await pairs(), await days('rejected_line')]).toEqual([[`${inB} ${outside}`], []])
})
