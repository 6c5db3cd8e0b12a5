/** The statements of a load, on both stores. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import type { Segment } from '../receive/segment.ts'
import type { Group } from '../receive/spool.ts'
import type { Format } from './format.ts'
import { formats } from './formats.ts'
import { loadStatement, rejectStatement, type Source, type SpoolSource } from './load-statement.ts'

export type SegmentCount = { segment: string; events: number; lastEvent: Date | null }

/** Inserts a group's lines of one format as events. Once done, a further try does nothing. */
export function insertEvents(
  clickhouse: Clickhouse,
  group: Group,
  format: Format,
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const statement = (source: Source) => loadStatement(format, source, `${group.id} ${format.name}`)
  return insert(clickhouse, group, statement, {
    sensors: [...owners.keys()],
    members: [...owners.values()],
  })
}

/** Inserts a group's unreadable lines with the reason. Once done, a further try does nothing. */
export function insertRejected(clickhouse: Clickhouse, group: Group): Promise<void> {
  return insert(clickhouse, group, (source) => rejectStatement(formats, source, group.id), {})
}

async function insert(
  { client, embedded }: Clickhouse,
  group: Group,
  statement: (source: SpoolSource) => string,
  parameters: Record<string, unknown>,
): Promise<void> {
  if (embedded) {
    const source = folderSource(group)
    const path = join(group.folder, source === 'packFolder' ? '*.{ndjson,pack}' : '*.ndjson')
    await client.command({ query: statement(source), query_params: { path, ...parameters } })
    return
  }
  const [file] = group.files
  if (!file || group.files.length > 1) throw new Error('a server elsewhere is sent one file at a time')
  const { stream } = await client.exec({
    query: `${statement(file.isPack ? 'packBody' : 'body')}\nformat LineAsString`,
    query_params: { name: file.name, ...parameters },
    values: createReadStream(join(group.folder, file.name)),
  })
  stream.resume()
  await new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject))
}

/**
 * How the engine reads a group's folder. Fewer than eight blocks are not worth one thread; of 2,000 lines each block costs as much
 * as it would save.
 */
function folderSource({ files, segments }: Group): SpoolSource {
  if (files.some(({ isPack }) => isPack)) return 'packFolder'
  const lines = segments.reduce((sum, segment) => sum + segment.lines, 0)
  return segments.length >= 8 && lines < 2000 * segments.length ? 'manySmall' : 'folder'
}

/** How many distinct events each segment has in the store. */
export async function eventsBySegment(clickhouse: Clickhouse, segments: readonly Segment[]): Promise<SegmentCount[]> {
  const found = await rows<{ segment: string; events: number; last: string }>(
    clickhouse,
    `select segment, toUInt32(uniqExact(id)) as events, toString(max(toUnixTimestamp64Milli(time))) as last from event
    where segment in {segments:Array(UUID)} and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
      and received_at <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
    group by segment`,
    parameters(segments),
  )
  return found.map(({ segment, events, last }) => ({ segment, events, lastEvent: new Date(Number(last)) }))
}

export async function rejectedBySegment(
  clickhouse: Clickhouse,
  segments: readonly Segment[],
): Promise<Map<string, number>> {
  const found = await rows<{ segment: string; lines: number }>(
    clickhouse,
    `select segment, toUInt32(uniqExact(line_number)) as lines from rejected_line
    where segment in {segments:Array(UUID)} and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
      and received_at <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')
    group by segment`,
    parameters(segments),
  )
  return new Map(found.map(({ segment, lines }) => [segment, lines]))
}

function parameters(segments: readonly Segment[]) {
  const times = segments.map(({ receivedAt }) => receivedAt.getTime())
  return { segments: segments.map(({ id }) => id), from: Math.min(...times), to: Math.max(...times) }
}

/**
 * Whose member each sensor is (empty: a source's or the heartbeat's, nobody's), and which of them were erased with their member.
 * @throws where a sensor is gone otherwise
 */
export async function ownersOf(
  db: Db,
  sensors: readonly string[],
): Promise<{ owners: Map<string, string>; erased: Set<string> }> {
  const [known, gone] = await Promise.all([
    db.selectFrom('sensor').select(['id', 'orgnr']).where('id', '=', anyOf(sensors)).execute(),
    erasedAmong(db, sensors),
  ])
  const owners = new Map(known.map(({ id, orgnr }) => [id, orgnr ?? '']))
  const missing = sensors.find((id) => !owners.has(id) && !gone.has(id))
  if (missing !== undefined) throw new Error(`there is no sensor ${missing}`)
  return { owners, erased: gone }
}

/** Which of these sensors went with a member that was erased. */
async function erasedAmong(db: Db, sensors: readonly string[]): Promise<Set<string>> {
  const found = await db.selectFrom('erased_sensor').select('id').where('id', '=', anyOf(sensors)).execute()
  return new Set(found.map(({ id }) => id))
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

export async function alreadyLoaded(db: Db, segments: readonly Pick<Segment, 'id'>[]): Promise<Set<string>> {
  const ids = anyOf(segments.map(({ id }) => id))
  const found = await db.selectFrom('loaded_segment').select('batch').where('batch', '=', ids).execute()
  return new Set(found.map(({ batch }) => batch))
}

export type Outcome = { segment: Segment; rejected: number; lastEvent: Date | null }

/**
 * Marks segments loaded. @param spool that they lie in; null for lines that the engine has
 * @returns whether none of them was; otherwise nothing is to be recorded again
 */
export async function markLoaded(trx: Db, outcomes: readonly Outcome[], spool: string | null): Promise<boolean> {
  const marked = await sql<{ batch: string }>`
    insert into loaded_segment (batch, sensor_id, received_at, lines, rejected, spool)
    select *, ${spool}::uuid from unnest(
      ${outcomes.map(({ segment }) => segment.id)}::uuid[],
      ${outcomes.map(({ segment }) => segment.sensor)}::uuid[],
      ${outcomes.map(({ segment }) => segment.receivedAt)}::timestamptz[],
      ${outcomes.map(({ segment }) => segment.lines)}::int[],
      ${outcomes.map(({ rejected }) => rejected)}::int[]
    ) on conflict (batch) do nothing returning batch`.execute(trx)
  if (marked.rows.length !== outcomes.length && marked.rows.length > 0) throw new Error('a group was loaded in part')
  return marked.rows.length > 0
}

/** Adds what a load brought to its sensors' counters; in the order of their ids, so that two loads cannot lock crosswise. */
export async function countLines(trx: Db, outcomes: readonly Outcome[]): Promise<void> {
  const bySensor = [...Map.groupBy(outcomes, ({ segment }) => segment.sensor)].map(([id, mine]) => {
    const rejected = mine.reduce((sum, one) => sum + one.rejected, 0)
    const lines = mine.reduce((sum, one) => sum + one.segment.lines, 0)
    const seen = mine.map(({ segment }) => segment.receivedAt).reduce(later)
    const events = mine.flatMap(({ lastEvent }) => lastEvent ?? [])
    return { id, accepted: lines - rejected, rejected, seen, event: events.length === 0 ? null : events.reduce(later) }
  })
  await sql`
    with held as (
      select id from sensor where id = any(${bySensor.map(({ id }) => id)}::uuid[]) order by id for update
    )
    update sensor set
      accepted_lines = accepted_lines + counted.accepted,
      rejected_lines = rejected_lines + counted.rejected,
      last_seen_at = greatest(last_seen_at, counted.seen),
      last_event_at = coalesce(counted.event, last_event_at)
    from held join jsonb_to_recordset(${JSON.stringify(bySensor)}::jsonb)
      as counted (id uuid, accepted bigint, rejected bigint, seen timestamptz, event timestamptz) using (id)
    where sensor.id = held.id`.execute(trx)
}

/** Adds them to the sensors' hours of receipt as well. The sensors are held meanwhile, by `countLines`. */
export async function countHours(trx: Db, outcomes: readonly Outcome[]): Promise<void> {
  await sql`
    insert into loaded_hour as known (sensor_id, hour, lines, rejected)
    select sensor, date_trunc('hour', received, 'UTC'), sum(lines), sum(rejected) from unnest(
      ${outcomes.map(({ segment }) => segment.sensor)}::uuid[],
      ${outcomes.map(({ segment }) => segment.receivedAt)}::timestamptz[],
      ${outcomes.map(({ segment }) => segment.lines)}::int[],
      ${outcomes.map(({ rejected }) => rejected)}::int[]
    ) as one (sensor, received, lines, rejected) group by 1, 2
    on conflict (sensor_id, hour) do update set
      lines = known.lines + excluded.lines, rejected = known.rejected + excluded.rejected`.execute(trx)
}

const later = (one: Date, other: Date) => (one > other ? one : other)
