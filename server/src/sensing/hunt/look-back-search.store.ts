/** What a look-back does in the telemetry store; what it finds is kept beside the events, whose rows stand. */
import { type HitField, hitFields } from '@varde/contract'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { addressText } from '../address.ts'
import { concernedColumns, withConcerned } from '../load/concerned-sql.ts'
import type { Finding } from '../load/finding.ts'
import type { HuntSlice, Sought } from './hunt.ts'
import { inSlice, sliceParameters } from './hunt-search.store.ts'
import { soughtIn, soughtParameters } from './sought-sql.ts'

export type LookBackReach = { id: string; since: Date }

const columns = `id, hour, time, sensor, received_at, hit_indicators, ${concernedColumns}`

const earlier = `select indicator, id from found_later
      where indicator in (select indicator from hunt_value where hunt = {hunt:UUID}) and look_back != {hunt:UUID}`

/**
 * Looks for the values, handed over before, in the events of one slice. Left out are events that had the indicator when
 * they were loaded, and those that an earlier look-back found it in. Done again it finds the same, which counts once.
 *
 * On one thread, so that loading and people who wait have the others, and behind these wherever the process may set that
 * (CAP_SYS_NICE).
 */
export async function lookBackIn(
  clickhouse: Clickhouse,
  { id, since }: LookBackReach,
  sought: Sought,
  slice: HuntSlice,
): Promise<Finding[]> {
  const parameters = { ...soughtParameters(id, sought), ...sliceParameters(since, slice) }
  await clickhouse.client.command({
    query: `insert into found_later (indicator, hit_member, hit_host, hour, time, id, field, look_back, sensor, received_at,
      member, other_member, attribution)
    select indicator, one.1, one.2, hour, time, id, field, {hunt:UUID}, sensor, received_at, member, other_member, attribution
    from (select *, arrayJoin(concerned) as one from (${withConcerned(soughtIn(sought, columns, inSlice))}))
    where not has(hit_indicators, indicator) and (indicator, id) not in (${earlier})
    settings max_threads = 1, os_thread_priority = 19`,
    query_params: parameters,
  })
  return findingsIn(clickhouse, parameters)
}

type Row = {
  member: string
  attribution: 'network' | 'sensor'
  indicator: string
  host: string
  fields: HitField[]
  events: string
  first: string
  last: string
}

async function findingsIn(clickhouse: Clickhouse, parameters: Record<string, unknown>): Promise<Finding[]> {
  const found = await rows<Row>(
    clickhouse,
    `select hit_member as member, toString(min(attribution)) as attribution, toString(indicator) as indicator,
      ${addressText('hit_host')} as host, groupUniqArray(field) as fields, toString(uniqExact(id)) as events,
      toString(min(toUnixTimestamp64Milli(time))) as first, toString(max(toUnixTimestamp64Milli(time))) as last
    from found_later
    where found_later.indicator in (select indicator from hunt_value where hunt = {hunt:UUID}) and look_back = {hunt:UUID} and ${inSlice}
    group by hit_member, found_later.indicator, host`,
    parameters,
  )
  return found.map((row) => ({
    member: row.member,
    attribution: row.attribution,
    cause: { kind: 'indicator', indicator: row.indicator },
    innerHost: row.host === '' ? null : row.host,
    fields: hitFields.filter((field) => row.fields.includes(field)),
    events: Number(row.events),
    firstSeen: new Date(Number(row.first)),
    lastSeen: new Date(Number(row.last)),
    retrospective: true,
  }))
}
