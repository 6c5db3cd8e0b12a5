/** The search of a hunt in the stored events. */
import type { HitField } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { eventCondition } from '../events/event-filter.ts'
import { type HuntHour, type HuntSlice, type HuntValue, soughtOf } from './hunt.ts'
import { soughtIn, soughtParameters } from './sought-sql.ts'

/** How long a hunt looks back, by the time of receipt, and whose events it may see. */
export type HuntReach = { id: string; scope: Scope; since: Date }

/** Stored rows by hour of their own time; read from the column that leads the table's order. */
export async function huntHours(clickhouse: Clickhouse, since: Date): Promise<HuntHour[]> {
  const found = await rows<{ hour: number; events: string }>(
    clickhouse,
    `select hour, toString(count()) as events from event
    where received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') group by hour`,
    { since: since.getTime() },
  )
  return found.map(({ hour, events }) => ({ hour, events: Number(events) }))
}

/** Which events a slice holds; parameters: `sliceParameters`. */
export const inSlice = `received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
      and hour >= {from:Int32} and hour <= {to:Int32}`

export function sliceParameters(since: Date, { from, to }: HuntSlice) {
  return { since: since.getTime(), from: from ?? -(2 ** 31), to: to ?? 2 ** 31 - 1 }
}

export type HuntFound = {
  kind: HuntValue['kind']
  text: string
  /** Empty where the events are no member's. */
  member: string
  /** Distinct lines. */
  events: number
  first: Date
  last: Date
  fields: HitField[]
  /** Events by day of their own time, in UTC, e.g. `2026-11-24`. */
  days: [day: string, events: number][]
}

/** What of a hunt's values, handed over before, the events of one slice hold: by value and member. */
export async function huntSlice(
  clickhouse: Clickhouse,
  { id, scope, since }: HuntReach,
  values: readonly HuntValue[],
  slice: HuntSlice,
): Promise<HuntFound[]> {
  if (values.length === 0) return []
  const sought = soughtOf(values)
  const { condition, parameters } = eventCondition(scope, {})
  const found = await rows<Row>(
    clickhouse,
    `select kind, text, member, toString(sum(counted)) as events, toString(min(since)) as first, toString(max(until)) as last,
      arraySort(arrayDistinct(arrayFlatten(groupArray(found_in)))) as fields, groupArray((day, toString(counted))) as days
    from (
      select kind, text, concerned as member, toString(toDate32(at)) as day, uniqExact(id) as counted,
        min(toUnixTimestamp64Milli(at)) as since, max(toUnixTimestamp64Milli(at)) as until, groupUniqArray(field) as found_in
      from (
        select kind, text, field, id, time as at, arrayJoin(${concerned(scope)}) as concerned
        from (${soughtIn(sought, 'id, time, member, other_member', `${inSlice} and ${condition}`)}))
      group by kind, text, concerned, day)
    group by kind, text, member`,
    { ...parameters, ...soughtParameters(id, sought), ...sliceParameters(since, slice) },
  )
  return found.map(({ events, first, last, days, ...row }) => ({
    ...row,
    events: Number(events),
    first: new Date(Number(first)),
    last: new Date(Number(last)),
    days: days.map(([day, counted]) => [day, Number(counted)]),
  }))
}

type Row = Omit<HuntFound, 'first' | 'last' | 'events' | 'days'> &
  Record<'events' | 'first' | 'last', string> & { days: [string, string][] }

/** The members an event concerns, of those that may be seen: both sides' where they differ. */
function concerned(scope: Scope): string {
  const both = "arrayDistinct(if(other_member = '', [toString(member)], [toString(member), toString(other_member)]))"
  return scope === 'all' ? both : `arrayFilter(one -> has({scope:Array(String)}, one), ${both})`
}
