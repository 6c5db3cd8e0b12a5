/** What look-backs found, where events are shown with what was found in them; see the migration of `found_later`. */
import type { Event, HitField } from '@varde/contract'
import { type Clickhouse, rows } from '../../platform/index.ts'

/** By event. */
export type LaterHits = Map<string, Event['hits']>

export async function laterHitsOf(clickhouse: Clickhouse, events: readonly string[]): Promise<LaterHits> {
  if (events.length === 0) return new Map()
  const found = await rows<{ event: string; indicator: string; field: HitField }>(
    clickhouse,
    `select distinct lower(hex(id)) as event, toString(indicator) as indicator, field from found_later
    where id in (select toFixedString(unhex(arrayJoin({ids:Array(String)})), 16)) order by field, indicator`,
    { ids: events },
  )
  const hits: LaterHits = new Map()
  for (const { event, indicator, field } of found) hits.set(event, [...(hits.get(event) ?? []), { indicator, field }])
  return hits
}

/** Adds to events the hits that look-backs found in them. */
export function withLaterHits(events: readonly Event[], later: LaterHits): Event[] {
  return events.map((event) => ({ ...event, hits: [...event.hits, ...(later.get(event.id) ?? [])] }))
}
