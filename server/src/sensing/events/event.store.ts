/** Events as they are searched and shown. */
import type { Event, EventFilter } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { laterHitsOf, withLaterHits } from '../hunt/found-later.store.ts'
import { hourOf } from '../load/load-statement.ts'
import type { Condition } from './event-fields.ts'
import { eventCondition } from './event-filter.ts'
import { type EventRow, eventColumns, toEvent } from './event-row.ts'
import { searched, searchSettings } from './event-search.ts'

export type EventPosition = { time: string; id: string }

/** One page and one row more, newest first; `after` is the last row of the page before. */
export async function listEvents(
  clickhouse: Clickhouse,
  scope: Scope,
  filter: EventFilter,
  after: EventPosition | null,
  limit: number,
): Promise<Event[]> {
  const { condition, parameters } = eventCondition(scope, filter)
  const asked =
    after === null
      ? { condition, parameters }
      : {
          condition: `${condition} and hour <= ${hourOf(`toUnixTimestamp64Milli({after_time:DateTime64(6, 'UTC')})`)}
      and (event.time, event.id) < ({after_time:DateTime64(6, 'UTC')}, toFixedString(unhex({after_id:String}), 16))`,
          parameters: { ...parameters, after_time: engineTime(after.time), after_id: after.id },
        }
  const end = after?.time ?? filter.to
  const top = end === undefined ? null : Math.floor(Date.parse(end) / hourMilliseconds)
  const events = await searched(newest(clickhouse, asked, { scope, top, limit: limit + 1 }))
  const later = await laterHitsOf(
    clickhouse,
    events.map(({ id }) => id),
  )
  return withLaterHits(events, later)
}

const hourMilliseconds = 3_600_000
/**
 * Hours back at which the search is cut in slices, each read only where those before did not fill the page: most pages are
 * full of the newest, and parts without those are then not opened.
 */
const cuts = [1, 24, 30 * 24]

/** `top`: the newest hour that can be meant, in whole hours since 1970; null: that of the newest event. */
type Wanted = { scope: Scope; top: number | null; limit: number }

/** The newest events that fulfil a condition. */
async function newest(clickhouse: Clickhouse, asked: Condition, { scope, top, limit }: Wanted): Promise<Event[]> {
  const last = top ?? (await newestHour(clickhouse))
  const found: EventRow[] = []
  for (let i = 0; i <= cuts.length && found.length < limit; i++) {
    const [newer, older] = [cuts[i - 1], cuts[i]]
    const slice = [
      ...(newer === undefined ? [] : ['event.hour <= {slice_newest:Int32}']),
      ...(older === undefined ? [] : ['event.hour > {slice_end:Int32}']),
    ]
    const parameters = { ...asked.parameters, slice_newest: last - (newer ?? 0), slice_end: last - (older ?? 0) }
    const condition = [asked.condition, ...slice].join(' and ')
    // A line has one time however often it was sent, so no line is in two slices.
    found.push(...(await newestIn(clickhouse, { condition, parameters }, limit - found.length)))
  }
  return found.map((row) => toEvent(row, scope))
}

/** Told by the table's index alone. */
async function newestHour(clickhouse: Clickhouse): Promise<number> {
  const [found] = await rows<{ hour: number }>(clickhouse, 'select max(hour) as hour from event')
  return found?.hour ?? 0
}

/**
 * First the places are read, in the table's order and no further than needed, then all columns of those alone: however
 * large the table is, an unfiltered page reads a few blocks.
 *
 * A line that was sent twice may be there twice until the engine merges; its first receipt is shown. Leaving the others
 * out while reading in order would have the engine read on to the end, so more places are read than are asked for, and
 * more again where so many of them were repetitions that the page is not full.
 */
async function newestIn(
  clickhouse: Clickhouse,
  { condition, parameters }: Condition,
  limit: number,
): Promise<EventRow[]> {
  const order = 'order by event.hour desc, event.time desc, event.id desc'
  for (let places = limit * 2; ; places *= 4) {
    const found = await rows<EventRow & { matched: string }>(
      clickhouse,
      `select ${eventColumns}, toString(count() over ()) as matched from event
      where (event.hour, event.member, event.time, event.id) in (
        select event.hour, event.member, event.time, event.id from event where ${condition} ${order} limit {places:UInt32})
      ${order}, event.version desc limit 1 by event.id limit {limit:UInt32} ${searchSettings}`,
      { ...parameters, places, limit },
    )
    if (found.length >= limit || Number(found[0]?.matched ?? 0) < places) return found
  }
}

/** From an instant of the API, with up to six decimals, to how the engine reads a time. */
function engineTime(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '')
}
