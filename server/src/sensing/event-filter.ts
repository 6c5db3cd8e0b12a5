/** From a search to a condition: which events are asked for, and which of them the caller may see. Pure. */
import ipaddr from 'ipaddr.js'
import type { Scope } from '../access/index.ts'
import { heartbeatSensor } from './heartbeat.ts'
import { hourOf } from './load-statement.ts'

export type EventFilter = {
  member?: string | undefined
  sensor?: string | undefined
  from?: string | undefined
  to?: string | undefined
  q?: string | undefined
  event_type?: string | undefined
}

export type Condition = { condition: string; parameters: Record<string, unknown> }

/** An event belongs to the member it is attributed to, and to the other side's where that is another member. */
export function eventCondition(scope: Scope, { member, sensor, from, to, q, event_type }: EventFilter): Condition {
  // The heartbeat is no event of anybody's; see `heartbeat.ts`.
  const parts = [`sensor != '${heartbeatSensor}'`]
  const parameters: Record<string, unknown> = {}
  if (scope !== 'all') {
    parts.push(
      "(has({scope:Array(String)}, toString(member)) or (other_member != '' and has({scope:Array(String)}, toString(other_member))))",
    )
    parameters['scope'] = [...scope]
  }
  if (member !== undefined) {
    parts.push('(member = {member:String} or other_member = {member:String})')
    parameters['member'] = member
  }
  if (sensor !== undefined) {
    parts.push('sensor = {sensor:UUID}')
    parameters['sensor'] = sensor
  }
  for (const [name, value, sign] of [
    ['from', from, '>='],
    ['to', to, '<'],
  ] as const) {
    if (value === undefined) continue
    const milliseconds = Math.min(Math.max(Date.parse(value), earliest), latest)
    // `<=` for the hour in both directions: the hour that holds `to` is read in part.
    parts.push(
      `hour ${sign === '<' ? '<=' : sign} ${hourOf(`{${name}:Int64}`)} and time ${sign} fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`,
    )
    parameters[name] = milliseconds
  }
  if (event_type !== undefined) {
    parts.push('event_type = {event_type:String}')
    parameters['event_type'] = event_type
  }
  const words = q?.trim() ?? ''
  if (words !== '') {
    const range = addressRange(words)
    if (range) {
      parts.push(
        '((src_ip >= toIPv6({first:String}) and src_ip <= toIPv6({last:String})) or (dest_ip >= toIPv6({first:String}) and dest_ip <= toIPv6({last:String})))',
      )
      parameters['first'] = range.first
      parameters['last'] = range.last
    } else {
      const named = ['dns_name', 'tls_sni', 'http_host'].map(
        (name) => `${name} = {name:String} or endsWith(${name}, {below:String})`,
      )
      parts.push(`(${named.join(' or ')} or positionCaseInsensitiveUTF8(alert_signature, {words:String}) > 0)`)
      const name = words.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '')
      Object.assign(parameters, { name, below: `.${name.replace(/^\./, '')}`, words })
    }
  }
  return { condition: parts.join(' and '), parameters }
}

/** What a time column holds: the years 1900 to 2299. */
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2299, 11, 31)

/** The first and last address of an address or network, as IPv6; null where the text is neither. */
export function addressRange(text: string): { first: string; last: string } | null {
  const [address = '', bits, ...more] = text.split('/')
  if (more.length > 0 || !ipaddr.isValid(address) || (ipaddr.IPv4.isValid(address) && address.split('.').length !== 4))
    return null
  const parsed = ipaddr.parse(address)
  const widest = parsed.kind() === 'ipv4' ? 32 : 128
  const length = bits === undefined ? widest : /^[0-9]{1,3}$/.test(bits) ? Number(bits) : -1
  if (length < 0 || length > widest) return null
  const bytes = (
    parsed.kind() === 'ipv4' ? (parsed as ipaddr.IPv4).toIPv4MappedAddress() : (parsed as ipaddr.IPv6)
  ).toByteArray()
  const fixed = length + (128 - widest)
  const edge = (free: 0 | 255) =>
    new ipaddr.IPv6(
      bytes.map((byte, i) => {
        const keep = Math.min(Math.max(fixed - i * 8, 0), 8)
        const mask = (0xff << (8 - keep)) & 0xff
        return (byte & mask) | (free & ~mask & 0xff)
      }),
    ).toNormalizedString()
  return { first: edge(0), last: edge(255) }
}
