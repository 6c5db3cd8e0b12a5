/** Slices of unreadable lines in the telemetry store: found, loaded from where they lie, and taken from the list. */
import { buffer } from 'node:stream/consumers'
import type { RejectionReason } from '@varde/contract'
import { type Clickhouse, newId, rows } from '../../platform/index.ts'
import { formats } from './formats.ts'
import { loadStatement } from './load-statement.ts'
import {
  type Asked,
  askedFor,
  askedParameters,
  firstSlice,
  type LinePosition,
  lineKey,
  linesOfSlice,
  loadedLines,
  type Slice,
  type SliceLimits,
  sliceLimits,
  sliceParameters,
} from './rejected-again.ts'

/** A sensor's unreadable lines by reason. A line that was sent twice in a batch is two. */
export async function rejectedByReason(
  clickhouse: Clickhouse,
  sensor: string,
): Promise<{ reason: RejectionReason; lines: number }[]> {
  return rows(
    clickhouse,
    `select reason, toUInt32(uniqExact(batch, line_number)) as lines from rejected_line where sensor = {sensor:UUID}
    group by reason order by lines desc, reason`,
    { sensor },
  )
}

/** Of the lines that were asked for, those received until then. */
export async function countAsked(clickhouse: Clickhouse, asked: Asked, until: Date): Promise<number> {
  const [found] = await rows<{ lines: number }>(
    clickhouse,
    `select toUInt32(uniqExact(batch, line_number)) as lines from rejected_line
    where sensor = {sensor:UUID} and received_at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC') and ${askedFor}`,
    { ...askedParameters(asked), until: until.getTime() },
  )
  return found?.lines ?? 0
}

/** The next slice of them after a line; null where there is none. */
export async function nextSlice(
  clickhouse: Clickhouse,
  asked: Asked,
  until: Date,
  after: LinePosition | null,
  limits: SliceLimits = sliceLimits,
): Promise<Slice | null> {
  const behind =
    after === null
      ? ''
      : `and received_at >= fromUnixTimestamp64Milli({received:Int64}, 'UTC')
        and (received_at, rejected_line.batch, line_number) > (fromUnixTimestamp64Milli({received:Int64}, 'UTC'), {after:UUID}, {line:UInt64})`
  const lines = await rows<{ at: string; of: string; number: string; bytes: number }>(
    clickhouse,
    `select toString(toUnixTimestamp64Milli(received_at)) as at, toString(batch) as of, toString(line_number) as number,
      toUInt32(length(line)) as bytes
    from rejected_line
    where sensor = {sensor:UUID} and received_at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC') and ${askedFor} ${behind}
    order by received_at, batch, line_number limit 1 by batch, line_number limit {most:UInt32}`,
    {
      ...askedParameters(asked),
      until: until.getTime(),
      most: limits.lines,
      ...(after === null ? {} : { received: after.received, after: after.batch, line: after.line }),
    },
  )
  const places = lines.map(({ at, of, number, bytes }) => ({
    received: Number(at),
    batch: of,
    line: Number(number),
    bytes,
  }))
  return firstSlice(newId(), places, limits)
}

const whole = `sensor = {sensor:UUID} and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
  and received_at <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')`

/** The segments that a slice's lines came in. */
export async function segmentsOf(clickhouse: Clickhouse, sensor: string, { from, to }: Slice): Promise<string[]> {
  const found = await rows<{ segment: string }>(
    clickhouse,
    `select distinct toString(segment) as segment from rejected_line where ${whole}`,
    { sensor, from: from.received, to: to.received },
  )
  return found.map(({ segment }) => segment)
}

/** Inserts what formats read of a slice's lines as events, in the engine alone. Once done, a further try does nothing. */
export async function insertSlice(
  { client }: Clickhouse,
  asked: Asked,
  slice: Slice,
  segments: readonly string[],
  member: string,
): Promise<void> {
  for (const format of formats) {
    await client.command({
      query: loadStatement(format, 'kept', `${slice.id} ${format.name}`),
      query_params: { ...sliceParameters(asked, slice), segments, sensors: [asked.sensor], members: [member] },
    })
  }
}

/**
 * The lines of a slice that are events now. Told by the events themselves and not by the formats: these may be of a newer
 * version after a restart, and read what was not inserted.
 */
export async function readLines(
  clickhouse: Clickhouse,
  asked: Asked,
  slice: Slice,
  segments: readonly string[],
): Promise<string[]> {
  const found = await rows<{ key: string }>(
    clickhouse,
    `select distinct ${lineKey} as key from rejected_line
    where ${loadedLines} and sipHash128(sensor, line) in (
      select id from event where segment = toUUID({slice:String}) and ${whole})`,
    { ...sliceParameters(asked, slice), segments },
  )
  return found.map(({ key }) => key)
}

/** Takes the lines that were read from the list; once more it finds none. */
export async function takeFromList(
  clickhouse: Clickhouse,
  sensor: string,
  { from, to, read }: Slice & { read: string[] },
): Promise<void> {
  if (read.length === 0) return
  // Written into the statement: see load-statement.ts on settings. 2: it is done when the command returns.
  await clickhouse.change(
    `alter table rejected_line delete in partition {day:String}
    where ${whole} and ${lineKey} in {read:Array(String)} settings mutations_sync = 2`,
    {
      day: new Date(from.received).toISOString().slice(0, 10).replaceAll('-', ''),
      sensor,
      from: from.received,
      to: to.received,
      read,
    },
  )
}

/** A sensor's unreadable lines as they were sent, but for those that are too long; the oldest first, a slice at a time. */
export async function* linesAsSent(clickhouse: Clickhouse, sensor: string, until: Date): AsyncGenerator<Buffer> {
  const asked = { sensor, reason: null, batch: null }
  for (let after: LinePosition | null = null; ; ) {
    const slice: Slice | null = await nextSlice(clickhouse, asked, until, after)
    if (slice === null) return
    yield await clickhouse.reading(async (client) => {
      const { stream } = await client.exec({
        query: `select concat(line, '\n') from rejected_line where ${linesOfSlice}
          order by received_at, batch, line_number limit 1 by batch, line_number format RawBLOB`,
        query_params: sliceParameters(asked, slice),
      })
      return buffer(stream)
    })
    after = slice.to
  }
}
