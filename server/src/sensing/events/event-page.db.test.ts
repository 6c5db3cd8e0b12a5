/** Pages of a large table: how much of it is read for one, and that lines which were sent again leave no gaps. */
import type { Event, EventFilter } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestTelemetry, type TestTelemetry } from '../../../test/support/telemetry.ts'
import type { Clickhouse } from '../../platform/index.ts'
import { listEvents } from './event.store.ts'

let telemetry: TestTelemetry
const clickhouse = () => telemetry.platform.clickhouse

beforeAll(async () => {
  telemetry = await openTestTelemetry()
})
afterAll(() => telemetry.close())

describe('in a large table', () => {
  const parts = 10
  const inPart = 100_000
  const large: EventFilter = { sensor: '00000000-0000-0000-0000-0000000000ff' }
  let counting: Clickhouse
  let read = 0

  beforeAll(async () => {
    const { client } = clickhouse()
    // In parts, as loading leaves them; the last is the newest hours once more.
    await client.command({ query: 'system stop merges event' })
    for (const [part, copy] of [...Array(parts).keys(), 0].entries()) {
      await client.command({
        query: `insert into event (id, segment, sensor, received_at, hour, time, member, attribution, event_type, version)
          select sipHash128(number), generateUUIDv4(), '00000000-0000-0000-0000-0000000000ff', now64(3),
            toInt32(floor(toUnixTimestamp(at) / 3600)), at, lpad(toString(number % 50), 9, '0'), 'network', 'flow', ${part}
          from (select number, toDateTime64('2026-11-20 00:00:00', 6, 'UTC') - number as at
            from numbers(${copy * inPart}, ${part < parts ? inPart : 10_000}))`,
      })
    }
    // As the client, but counting the rows that the engine read.
    counting = {
      ...clickhouse(),
      client: {
        query: async (given: object) => {
          const answer = await client.query({ ...given, format: 'JSON' } as Parameters<typeof client.query>[0])
          const { data, statistics } = (await answer.json()) as { data: object[]; statistics: { rows_read: number } }
          read += statistics.rows_read
          return { json: async () => data }
        },
      },
    } as unknown as Clickhouse
  })

  it('the newest page, the next and one far back read little of it', async () => {
    const first = await listEvents(counting, 'all', { ...large }, null, 100)
    const place = first.at(-2) as Event
    const second = await listEvents(counting, 'all', { ...large }, place, 100)
    const far = { time: '2026-11-12T00:00:00.000000Z', id: 'f'.repeat(32) }
    const third = await listEvents(counting, 'all', { ...large }, far, 100)
    for (const page of [first, second, third]) {
      expect(page).toHaveLength(101)
      expect(new Set(page.map(({ id }) => id)).size).toBe(101)
    }
    expect(Date.parse(place.time) - Date.parse(second[0]?.time ?? '')).toBe(1000)
    expect(read / 3).toBeLessThan((parts * inPart) / 4)
  })

  it('a page goes over hours, days and months without a gap', async () => {
    const place = { time: '2026-11-20T00:00:01.000000Z', id: '0'.repeat(32) }
    const page = await listEvents(clickhouse(), 'all', { is: ['member:000000000'], ...large }, place, 60_000)
    const times = page.map(({ time }) => Date.parse(time) / 1000)
    expect(times).toHaveLength((parts * inPart) / 50)
    expect(times.every((time, i) => i === 0 || (times[i - 1] as number) - time === 50)).toBe(true)
  })

  it('a page is full however often its lines were sent', async () => {
    const { client } = clickhouse()
    for (let i = 0; i < 12; i++) {
      await client.command({
        query: `insert into event select * replace (toInt64({i:Int32}) + 10 as version) from event
          where sensor = '00000000-0000-0000-0000-0000000000ff' and version = ${parts} and time > '2026-11-19 23:50:00'`,
        query_params: { i },
      })
    }
    const page = await listEvents(clickhouse(), 'all', large, null, 300)
    expect(new Set(page.map(({ id }) => id)).size).toBe(301)
  })
})
