/** Events as they are searched and shown. */
import type { Event, HitField } from '@varde/contract'
import type { Scope } from '../access/index.ts'
import { type Clickhouse, rows } from '../platform/index.ts'
import { addressText } from './address.ts'
import { type EventFilter, eventCondition } from './event-filter.ts'
import { behindDetection, type DetectionKey, parametersOf } from './finding.store.ts'
import { behindLater, withLaterHits } from './found-later.store.ts'
import { hourOf } from './load-statement.ts'

type EventRow = Omit<Event, 'id' | 'time' | 'received_at' | 'hits' | 'src_ip' | 'dest_ip'> & {
  hex_id: string
  time_text: string
  received_text: string
  src: string
  dest: string
  hit_indicators: string[]
  hit_fields: string[]
}

const instant = (column: string, digits: 3 | 6) =>
  `formatDateTime(${digits === 6 ? `toDateTime64(${column}, 6, 'UTC')` : column}, '%Y-%m-%dT%H:%i:%S.%fZ', 'UTC')`

const columns = `lower(hex(event.id)) as hex_id, ${instant('time', 6)} as time_text, ${instant('received_at', 3)} as received_text,
  sensor, member, event_type, ${addressText('src_ip')} as src, src_port, ${addressText('dest_ip')} as dest,
  dest_port, proto, app_proto, dns_name, tls_sni, http_host, http_url, alert_signature_id, alert_signature, alert_severity,
  hit_indicators, hit_fields, raw`

/** Newest first. A line that was sent twice may be there twice until the engine merges: its first receipt is shown. */
const newestFirst = 'order by event.hour desc, event.time desc, event.id desc, event.version desc limit 1 by event.id'

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
  const position =
    after === null
      ? ''
      : `and hour <= ${hourOf(`toUnixTimestamp64Milli({after_time:DateTime64(6, 'UTC')})`)}
      and (event.time, event.id) < ({after_time:DateTime64(6, 'UTC')}, toFixedString(unhex({after_id:String}), 16))`
  const found = await rows<EventRow>(
    clickhouse,
    `select ${columns} from event where ${condition} ${position} ${newestFirst} limit {limit:UInt32}`,
    {
      ...parameters,
      limit: limit + 1,
      ...(after === null ? {} : { after_time: engineTime(after.time), after_id: after.id }),
    },
  )
  return withLaterHits(clickhouse, found.map(toEvent))
}

/** Distinct lines. Grouped rather than counted by a set, so that the engine may use the disk for very many. */
export async function countEvents(clickhouse: Clickhouse, scope: Scope, filter: EventFilter): Promise<number> {
  const { condition, parameters } = eventCondition(scope, filter)
  const [counted] = await rows<{ count: string }>(
    clickhouse,
    `select toString(count()) as count from (select id from event where ${condition} group by id)
    settings max_bytes_before_external_group_by = 1000000000`,
    parameters,
  )
  return Number(counted?.count ?? 0)
}

/** The newest events behind a detection: those that matched as they were loaded, and those that a look-back found. */
export async function eventsBehind(clickhouse: Clickhouse, key: DetectionKey & { limit: number }): Promise<Event[]> {
  const newest = async (condition: string) => {
    const query = `select ${columns} from event where ${condition} ${newestFirst} limit {limit:UInt32}`
    return await rows<EventRow>(clickhouse, query, { ...parametersOf(key), limit: key.limit })
  }
  const found = await newest(behindDetection)
  const later = key.cause.kind === 'indicator' ? await newest(behindLater) : []
  const events = [...found, ...later].map(toEvent).sort((one, other) => (one.time > other.time ? -1 : 1))
  return withLaterHits(clickhouse, events.slice(0, key.limit))
}

function toEvent({ hex_id, src, dest, hit_indicators, hit_fields, time_text, received_text, ...row }: EventRow): Event {
  const hits = new Map<string, Event['hits'][number]>()
  for (const [i, indicator] of hit_indicators.entries()) {
    const field = hit_fields[i] as HitField | 'alert'
    if (field !== 'alert') hits.set(`${indicator} ${field}`, { indicator, field })
  }
  return {
    ...row,
    id: hex_id,
    time: time_text,
    received_at: received_text,
    member: row.member === '' ? null : row.member,
    src_ip: src === '' ? null : src,
    dest_ip: dest === '' ? null : dest,
    hits: [...hits.values()],
  }
}

/** From an instant of the API, with up to six decimals, to how the engine reads a time. */
function engineTime(instant: string): string {
  return instant.replace('T', ' ').replace('Z', '')
}
