/** What look-backs found, where events are shown with what was found in them; see the migration of `found_later`. */
import type { Event, HitField } from '@varde/contract'
import { type Clickhouse, rows } from '../../platform/index.ts'

/**
 * The events that a look-back found for a detection, the newest, as a condition. Parameters: `parametersOf` of a cause that
 * is an indicator, and `limit`.
 */
export const behindLater = `(event.hour, event.member, event.time, event.id) in (
  select distinct hour, member, time, id from found_later
  where indicator = toUUIDOrZero({hit_key:String}) and hit_member = {hit_member:String} and hit_host = toIPv6({hit_host:String})
  order by hour desc, time desc, id desc limit {limit:UInt32})`

/** Adds to events the hits that look-backs found in them. */
export async function withLaterHits(clickhouse: Clickhouse, events: readonly Event[]): Promise<Event[]> {
  if (events.length === 0) return []
  const found = await rows<{ event: string; indicator: string; field: HitField }>(
    clickhouse,
    `select distinct lower(hex(id)) as event, toString(indicator) as indicator, field from found_later
    where id in (select toFixedString(unhex(arrayJoin({ids:Array(String)})), 16)) order by field, indicator`,
    { ids: events.map(({ id }) => id) },
  )
  if (found.length === 0) return [...events]
  const later = Map.groupBy(found, ({ event }) => event)
  return events.map((event) => ({
    ...event,
    hits: [...event.hits, ...(later.get(event.id) ?? []).map(({ indicator, field }) => ({ indicator, field }))],
  }))
}
