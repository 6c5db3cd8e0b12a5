/** The newest events behind a detection: those that matched as they were loaded, and those that a look-back found. */
import type { Event } from '@varde/contract'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { laterHitsOf, withLaterHits } from '../hunt/found-later.store.ts'
import { behindDetection, type DetectionKey, parametersOf } from '../load/finding.store.ts'
import { type EventRow, eventColumns, toEvent } from './event-row.ts'
import { searchSettings } from './event-search.ts'

/** With the times of its first event and its last: what is older or newer is not looked at. */
export type Behind = DetectionKey & { firstSeen: Date; lastSeen: Date; limit: number }

/** Where an event lies in the table. */
type Place = { hour: number; member: string; micro: string; hex: string }

/** The last of a detection's hours, which fill the page most often; the others are read only where those did not. */
const lastHours = 24

export async function eventsBehind(clickhouse: Clickhouse, behind: Behind): Promise<Event[]> {
  const [first, last] = [behind.firstSeen, behind.lastSeen].map(hourOf) as [number, number]
  const cut = last - lastHours
  const newest = await placesBehind(clickhouse, behind, Math.max(first, cut + 1), last)
  const older = behind.limit - newest.size
  if (older > 0 && first <= cut) {
    for (const [id, places] of await placesBehind(clickhouse, { ...behind, limit: older }, first, cut))
      newest.set(id, places)
  }
  if (newest.size === 0) return []
  const [events, later] = await Promise.all([
    eventsAt(clickhouse, [...newest.values()].flat(), behind.limit),
    laterHitsOf(clickhouse, [...newest.keys()]),
  ])
  return withLaterHits(events, later)
}

const hourOf = (at: Date) => Math.floor(at.getTime() / 3_600_000)

/**
 * By event, newest first. A line that was sent twice may lie there twice until the engine merges, so more places are read than
 * are asked for, and more again where so many of them were repetitions that too few were found.
 */
async function placesBehind(
  clickhouse: Clickhouse,
  behind: Behind,
  oldest: number,
  newest: number,
): Promise<Map<string, Place[]>> {
  const from = (table: 'event' | 'found_later', condition: string) => `
    select ${table}.hour as hour, toString(${table}.member) as member, toString(toUnixTimestamp64Micro(${table}.time)) as micro,
      lower(hex(${table}.id)) as hex
    from ${table} where ${condition} and ${table}.hour >= {oldest:Int32} and ${table}.hour <= {newest:Int32}
    order by ${table}.hour desc, ${table}.time desc, ${table}.id desc limit {places:UInt32}`
  const later = `indicator = toUUIDOrZero({hit_key:String}) and hit_member = {hit_member:String} and hit_host = toIPv6({hit_host:String})`
  const sources = [
    from('event', behindDetection),
    ...(behind.cause.kind === 'indicator' ? [from('found_later', later)] : []),
  ]
  for (let places = behind.limit * 2; ; places *= 4) {
    const found = await rows<Place>(
      clickhouse,
      `select * from (${sources.join(' union all ')}) order by toInt64(micro) desc, hex desc ${searchSettings}`,
      { ...parametersOf(behind), oldest, newest, places },
    )
    const byEvent = Map.groupBy(found, ({ hex }) => hex)
    if (byEvent.size >= behind.limit || found.length < places) return new Map([...byEvent].slice(0, behind.limit))
  }
}

/** Of a line that was sent twice the first receipt. */
async function eventsAt(clickhouse: Clickhouse, places: readonly Place[], limit: number): Promise<Event[]> {
  const found = await rows<EventRow>(
    clickhouse,
    `select ${eventColumns} from event
    where (event.hour, event.member, event.time, event.id) in (
      select hour, member, fromUnixTimestamp64Micro(micro, 'UTC'), toFixedString(unhex(hex), 16) from system.one
      array join {hours:Array(Int32)} as hour, {members:Array(String)} as member, {micros:Array(Int64)} as micro,
        {hexes:Array(String)} as hex)
    order by event.hour desc, event.time desc, event.id desc, event.version desc limit 1 by event.id limit {limit:UInt32}`,
    {
      hours: places.map(({ hour }) => hour),
      members: places.map(({ member }) => member),
      micros: places.map(({ micro }) => Number(micro)),
      hexes: places.map(({ hex }) => hex),
      limit,
    },
  )
  return found.map((row) => toEvent(row, 'all'))
}
