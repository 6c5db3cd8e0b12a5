/** Events counted: how many, when, and which values. A line that was sent twice counts once. */
import type { EventBucket, EventField, EventFieldCounts, EventFilter, EventHistogram } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { countedBy, hitCondition } from './event-fields.ts'
import { eventCondition } from './event-filter.ts'
import { bucketFor, bucketStart } from './event-histogram.ts'
import { searched, searchSettings } from './event-search.ts'

/**
 * Each line once, with `columns` that are the same for all its copies, or one of theirs by an aggregate. Grouped and not told apart
 * by `uniqExact`, since the engine can group on disk once a search has taken its memory: of 40 million lines `uniqExact` took more
 * than 1.4 GB and was stopped.
 *
 * An id is a hash of 128 bits already; half of it tells lines apart in half the memory. Among a hundred million lines two would be
 * taken for one with a chance of 1 in 3,000.
 */
const linesOnce = (columns: string, by: string, condition: string) =>
  `(select ${columns}reinterpretAsUInt64(event.id) as line from event where ${condition} group by ${by}line)`

export async function countEvents(clickhouse: Clickhouse, scope: Scope, filter: EventFilter): Promise<number> {
  const { condition, parameters } = eventCondition(scope, filter)
  const [counted] = await searched(
    rows<{ count: string }>(
      clickhouse,
      `select toString(count()) as count from ${linesOnce('', '', condition)} ${searchSettings}`,
      parameters,
    ),
  )
  return Number(counted?.count ?? 0)
}

/** The first and last time of what a filter finds, in milliseconds; null where it finds nothing. */
export async function spanOfEvents(
  clickhouse: Clickhouse,
  scope: Scope,
  filter: EventFilter,
): Promise<{ first: number; last: number } | null> {
  const { condition, parameters } = eventCondition(scope, filter)
  const [found] = await searched(
    rows<{ events: string; first: string; last: string }>(
      clickhouse,
      `select toString(count()) as events, toString(toUnixTimestamp64Milli(min(time))) as first,
        toString(toUnixTimestamp64Milli(max(time))) as last from event where ${condition} ${searchSettings}`,
      parameters,
    ),
  )
  return found === undefined || found.events === '0' ? null : { first: Number(found.first), last: Number(found.last) }
}

type BarRow = { at: string; event_type: string; events: string; hits: string; alerts: string }

/** @param bucket null: by the span of what is asked for */
export async function eventHistogram(
  clickhouse: Clickhouse,
  scope: Scope,
  filter: EventFilter,
  { bucket, zone, span }: { bucket: EventBucket | null; zone: string; span: number },
): Promise<EventHistogram> {
  const { condition, parameters } = eventCondition(scope, filter)
  const width = bucket ?? bucketFor(span)
  const hit = hitCondition(scope)
  const found = await searched(
    rows<BarRow>(
      clickhouse,
      `select toString(start) as at, event_type, toString(count()) as events, toString(countIf(is_hit)) as hits,
        toString(countIf(event_type = 'alert' and not is_hit)) as alerts
      from ${linesOnce(`${bucketStart(width)} as start, event_type, max(${hit}) as is_hit, `, 'start, event_type, ', condition)}
      group by start, event_type order by start, event_type ${searchSettings}`,
      { ...parameters, zone },
    ),
  )
  const bars = new Map<string, EventHistogram['buckets'][number]>()
  for (const { at, event_type, events, hits, alerts } of found) {
    const bar = bars.get(at) ?? {
      at: new Date(Number(at) * 1000).toISOString(),
      count: 0,
      hits: 0,
      alerts: 0,
      types: {},
    }
    bars.set(at, bar)
    bar.count += Number(events)
    bar.hits += Number(hits)
    bar.alerts += Number(alerts)
    bar.types[event_type] = Number(events)
  }
  const buckets = [...bars.values()]
  return { bucket: width, total: buckets.reduce((sum, { count }) => sum + count, 0), buckets }
}

/** The most frequent values of a field among what a filter finds. */
export async function eventFieldCounts(
  clickhouse: Clickhouse,
  scope: Scope,
  filter: EventFilter,
  { field, limit }: { field: EventField; limit: number },
): Promise<EventFieldCounts> {
  const { condition, parameters } = eventCondition(scope, filter)
  const total = await countEvents(clickhouse, scope, filter)
  const { value, some, text } = countedBy(field, scope)
  const found = await searched(
    rows<{ shown: string; events: string; distinct_values: string }>(
      clickhouse,
      `select ${text} as shown, toString(lines) as events, toString(count() over ()) as distinct_values from (
        select value, count() as lines from ${linesOnce(`${value} as value, `, 'value, ', condition)} group by value having ${some})
      order by lines desc, shown limit {limit:UInt32} ${searchSettings}`,
      { ...parameters, limit },
    ),
  )
  return {
    field,
    total,
    distinct: Number(found[0]?.distinct_values ?? 0),
    values: found.map(({ shown, events }) => ({
      value: shown,
      count: Number(events),
      share: total === 0 ? 0 : Number(events) / total,
    })),
  }
}
