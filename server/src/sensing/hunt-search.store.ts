/**
 * The search of a hunt in the stored events: one pass over the columns of a slice, with the values looked for in sets that
 * the engine hashes once. What bounds it is reading the columns; `npm run bench -- hunt` has the figures.
 */
import type { HitField } from '@varde/contract'
import type { Scope } from '../access/index.ts'
import { type Clickhouse, rows } from '../platform/index.ts'
import { addressText } from './address.ts'
import { eventCondition } from './event-filter.ts'
import type { HuntHour, HuntSlice, HuntValue } from './hunt.ts'

/** How long a hunt looks back, by the time of receipt, and whose events it may see. */
export type HuntReach = { id: string; scope: Scope; since: Date }

/** Hands the engine the values of a hunt, in place of those it may have been given before. */
export async function writeHuntValues(
  clickhouse: Clickhouse,
  hunt: string,
  values: readonly HuntValue[],
): Promise<void> {
  await dropHuntValues(clickhouse, hunt)
  if (values.length === 0) return
  const given = values.map((value) => ({ hunt, ...value }))
  await clickhouse.client.insert({ table: 'hunt_value', values: given, format: 'JSONEachRow' })
}

export async function dropHuntValues(clickhouse: Clickhouse, hunt: string): Promise<void> {
  const query = 'alter table hunt_value drop partition {hunt:UUID}'
  await clickhouse.client.command({ query, query_params: { hunt } })
}

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

const valuesOf = (kind: HuntValue['kind'], columns: string) =>
  `(select ${columns} from hunt_value where hunt = {hunt:UUID} and kind = '${kind}')`

/** Each parent of a name with whether it is the name itself; the top level is none. */
const parentsOf = (name: string) =>
  `arrayMap(i -> (arrayStringConcat(arraySlice(splitByChar('.', ${name}), i), '.'), i = 1),
    range(1, length(splitByChar('.', ${name}))))`

/** Host and path as hunts keep them; a request through a proxy names its URL whole. */
const urlText = `multiIf(http_url = '', '', startsWith(http_url, '/'), concat(http_host, http_url),
    replaceRegexpOne(http_url, '^[A-Za-z]+://([^/:]*)(:[0-9]+)?', '\\\\1'))`

const networkOf = (column: string) => `(length, tupleElement(IPv6CIDRToRange(${column}, length), 1))`

/** A condition that is cheap and true of every row with a hit, and the hits of a row, if any: (kind, text, field). */
type Part = { condition: string; hits: string }

function addressParts(column: 'src_ip' | 'dest_ip', kinds: ReadonlySet<HuntValue['kind']>): Part[] {
  const parts: Part[] = []
  if (kinds.has('address')) {
    const condition = `${column} in ${valuesOf('address', 'address')}`
    parts.push({ condition, hits: `if(${condition}, [('address', ${addressText(column)}, '${column}')], [])` })
  }
  if (kinds.has('network')) {
    const inside = `length -> ${networkOf(column)} in ${valuesOf('network', 'bits, address')}`
    const first = `tupleElement(IPv6CIDRToRange(${column}, length), 1)`
    const bits = `if(startsWith(toString(${first}), '::ffff:') and length >= 96, length - 96, length)`
    const text = `concat(${addressText(first)}, '/', toString(${bits}))`
    parts.push({
      condition: `arrayExists(${inside}, {lengths:Array(UInt8)})`,
      hits: `arrayMap(length -> ('network', ${text}, '${column}'), arrayFilter(${inside}, {lengths:Array(UInt8)}))`,
    })
  }
  return parts
}

/** Taking a name's parents apart costs six times what its last two labels do, so those are looked at first. */
const endOf = (name: string) => `substringIndex(${name}, '.', -2)`

function nameParts(column: string, field: HitField, kinds: ReadonlySet<HuntValue['kind']>): Part[] {
  if (!kinds.has('domain') && !kinds.has('wildcard')) return []
  const ends = `(select ${endOf('text')} from hunt_value where hunt = {hunt:UUID} and kind in ('domain', 'wildcard'))`
  const hitsOf = (kind: 'domain' | 'wildcard', also: string) => `arrayMap(parent -> ('${kind}', parent.1, '${field}'),
        arrayFilter(parent -> parent.1 in ${valuesOf(kind, 'text')}${also}, ${parentsOf(column)}))`
  return [
    {
      condition: `(${column} != '' and ${endOf(column)} in ${ends})`,
      hits: `${hitsOf('domain', '')}, ${hitsOf('wildcard', ' and not parent.2')}`,
    },
  ]
}

function urlPart(): Part {
  const condition = `(http_url != '' and ${urlText} in ${valuesOf('url', 'text')})`
  return { condition, hits: `if(${condition}, [('url', ${urlText}, 'http_url')], [])` }
}

function partsOf(kinds: ReadonlySet<HuntValue['kind']>): Part[] {
  return [
    ...addressParts('src_ip', kinds),
    ...addressParts('dest_ip', kinds),
    ...nameParts('dns_name', 'dns', kinds),
    ...nameParts('tls_sni', 'tls_sni', kinds),
    ...nameParts('http_host', 'http_host', kinds),
    ...(kinds.has('url') ? [urlPart()] : []),
  ]
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
}

/** What of a hunt's values, handed over before, the events of one slice hold: by value and member. */
export async function huntSlice(
  clickhouse: Clickhouse,
  { id, scope, since }: HuntReach,
  values: readonly HuntValue[],
  { from, to }: HuntSlice,
): Promise<HuntFound[]> {
  if (values.length === 0) return []
  const parts = partsOf(new Set(values.map(({ kind }) => kind)))
  const { condition, parameters } = eventCondition(scope, {})
  const found = await rows<Omit<HuntFound, 'first' | 'last' | 'events'> & Record<'events' | 'first' | 'last', string>>(
    clickhouse,
    `select hit.1 as kind, hit.2 as text, concerned as member, toString(uniqExact(id)) as events,
      toString(min(at)) as first, toString(max(at)) as last, arraySort(groupUniqArray(hit.3)) as fields
    from (
      select id, toUnixTimestamp64Milli(time) as at, arrayJoin(${concerned(scope)}) as concerned,
        arrayJoin(arrayConcat(${parts.map(({ hits }) => hits).join(',\n        ')})) as hit
      from event
      where received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        and hour >= {from:Int32} and hour <= {to:Int32} and ${condition}
        and (${parts.map((part) => part.condition).join('\n        or ')}))
    group by kind, text, member`,
    {
      ...parameters,
      hunt: id,
      since: since.getTime(),
      from: from ?? -(2 ** 31),
      to: to ?? 2 ** 31 - 1,
      lengths: [...new Set(values.flatMap(({ kind, bits }) => (kind === 'network' ? [bits] : [])))],
    },
  )
  return found.map(({ events, first, last, ...row }) => ({
    ...row,
    events: Number(events),
    first: new Date(Number(first)),
    last: new Date(Number(last)),
  }))
}

/** The members an event concerns, of those that may be seen: both sides' where they differ. */
function concerned(scope: Scope): string {
  const both = "arrayDistinct(if(other_member = '', [toString(member)], [toString(member), toString(other_member)]))"
  return scope === 'all' ? both : `arrayFilter(one -> has({scope:Array(String)}, one), ${both})`
}
