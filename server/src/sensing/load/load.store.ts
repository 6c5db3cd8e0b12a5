/** The statements of a load, on both stores. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import { type Segment, segmentName } from '../receive/segment.ts'
import type { Group } from '../receive/spool.ts'
import type { Format } from './format.ts'
import { formats } from './formats.ts'
import { loadStatement, rejectStatement, type Source } from './load-statement.ts'

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
  statement: (source: Exclude<Source, 'kept'>) => string,
  parameters: Record<string, unknown>,
): Promise<void> {
  if (embedded) {
    const path = join(group.folder, '*.ndjson')
    await client.command({ query: statement('folder'), query_params: { path, ...parameters } })
    return
  }
  const [segment] = group.segments
  if (!segment || group.segments.length > 1) throw new Error('a server elsewhere is sent one segment at a time')
  const name = segmentName(segment)
  const { stream } = await client.exec({
    query: `${statement('body')}\nformat LineAsString`,
    query_params: { name, ...parameters },
    values: createReadStream(join(group.folder, name)),
  })
  stream.resume()
  await new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject))
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
  const ids = segments.map(({ id }) => id)
  const found = await db.selectFrom('loaded_segment').select('batch').where('batch', 'in', ids).execute()
  return new Set(found.map(({ batch }) => batch))
}

export type Outcome = { segment: Segment; rejected: number; lastEvent: Date | null }

/** Marks segments loaded. @returns whether none of them was; otherwise nothing is to be recorded again */
export async function markLoaded(trx: Db, outcomes: readonly Outcome[]): Promise<boolean> {
  const marked = await trx
    .insertInto('loaded_segment')
    .values(
      outcomes.map(({ segment, rejected }) => ({
        batch: segment.id,
        sensor_id: segment.sensor,
        received_at: segment.receivedAt,
        lines: segment.lines,
        rejected,
      })),
    )
    .onConflict((conflict) => conflict.column('batch').doNothing())
    .returning('batch')
    .execute()
  if (marked.length !== outcomes.length && marked.length > 0) throw new Error('a group was loaded in part')
  return marked.length > 0
}

/** Adds what a load brought to its sensors' counters; in the order of their ids, so that two loads cannot lock crosswise. */
export async function countLines(trx: Db, outcomes: readonly Outcome[]): Promise<void> {
  const sensors = [...new Set(outcomes.map(({ segment }) => segment.sensor))].sort()
  for (const sensor of sensors) {
    const mine = outcomes.filter(({ segment }) => segment.sensor === sensor)
    const rejected = mine.reduce((sum, one) => sum + one.rejected, 0)
    const accepted = mine.reduce((sum, one) => sum + one.segment.lines, 0) - rejected
    const seen = new Date(Math.max(...mine.map(({ segment }) => segment.receivedAt.getTime())))
    const events = mine.flatMap(({ lastEvent }) => (lastEvent === null ? [] : [lastEvent.getTime()]))
    await trx
      .updateTable('sensor')
      .set({
        accepted_lines: sql`accepted_lines + ${accepted}::bigint`,
        rejected_lines: sql`rejected_lines + ${rejected}::bigint`,
        last_seen_at: sql`greatest(last_seen_at, ${seen}::timestamptz)`,
        ...(events.length === 0 ? {} : { last_event_at: new Date(Math.max(...events)) }),
      })
      .where('id', '=', sensor)
      .execute()
  }
}
