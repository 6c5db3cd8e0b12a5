/** From a search to a condition: which events are asked for, and which of them the caller may see. Pure. */
import { type EventField, type EventFilter, eventFields } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { addressRange } from '../address-range.ts'
import { heartbeatSensor } from '../fleet/heartbeat.ts'
import { hourOf } from '../load/load-statement.ts'
import { type Condition, hitCondition, inRange, termCondition, termFault } from './event-fields.ts'
import { named, searches, searchFor } from './event-words.ts'

/** An event belongs to the member it is attributed to, and to the other side's where that is another member. */
export function eventCondition(scope: Scope, filter: EventFilter): Condition {
  const { member, sensor, from, to, event_type, port, indicator, is = [], not = [] } = filter
  // The heartbeat is no event of anybody's; see `heartbeat.ts`.
  const parts = [`sensor != '${heartbeatSensor}'`]
  const parameters: Record<string, unknown> = {}
  const add = (part: string, given: Record<string, unknown> = {}) => {
    parts.push(part)
    Object.assign(parameters, given)
  }
  if (scope !== 'all') {
    add(
      "(has({scope:Array(String)}, toString(member)) or (other_member != '' and has({scope:Array(String)}, toString(other_member))))",
      { scope: [...scope] },
    )
  }
  if (member !== undefined) add('(member = {member:String} or other_member = {member:String})', { member })
  if (sensor !== undefined) add('sensor = {sensor:UUID}', { sensor })
  for (const [name, value, sign] of [
    ['from', from, '>='],
    ['to', to, '<'],
  ] as const) {
    if (value === undefined) continue
    const milliseconds = Math.min(Math.max(Date.parse(value), earliest), latest)
    // `<=` for the hour in both directions: the hour that holds `to` is read in part.
    add(
      `hour ${sign === '<' ? '<=' : sign} ${hourOf(`{${name}:Int64}`)} and time ${sign} fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`,
      { [name]: milliseconds },
    )
  }
  if (event_type !== undefined) add('event_type = {event_type:String}', { event_type })
  if (filter.id !== undefined) add('event.id = toFixedString(unhex({id:String}), 16)', { id: filter.id })
  if (port !== undefined) add('(src_port = {port:UInt16} or dest_port = {port:UInt16})', { port })
  if (filter.hit === true) add(hitCondition(scope))
  if (indicator !== undefined) {
    const found = termCondition('indicator', indicator, scope, 'indicator')
    add(found.condition, found.parameters)
  }
  for (const by of wordFilters) {
    const words = filter[by]?.trim() ?? ''
    if (words === '') continue
    const found = by === 'address' ? inRange(['src_ip', 'dest_ip'], words, by) : named[by](words, by, scope)
    add(found.condition, found.parameters)
  }
  const words = filter.q?.trim() ?? ''
  if (words !== '') {
    const found = searches[searchFor(words)](words, 'q', scope)
    add(found.condition, found.parameters)
  }
  for (const [sign, terms] of [['', is] as const, ['not ', not] as const]) {
    for (const [i, term] of terms.entries()) {
      const { field, value } = termOf(term)
      const found = termCondition(field, value, scope, `${sign === '' ? 'is' : 'not'}_${i}`)
      add(`${sign}(${found.condition})`, found.parameters)
    }
  }
  return { condition: parts.join(' and '), parameters }
}

const wordFilters = [
  'address',
  'name',
  'signature',
  'hash',
  'fingerprint',
  'email',
  'community_id',
  'flow_id',
] as const satisfies (keyof EventFilter)[]

/** What a column of times holds: the years 1900 to 2299. */
const earliest = Date.UTC(1900, 0, 1)
const latest = Date.UTC(2299, 11, 31)

function termOf(term: string): { field: EventField; value: string } {
  const colon = term.indexOf(':')
  const field = eventFields.find((one) => one === term.slice(0, colon))
  if (field === undefined) throw new Error(`the API lets no such term through: ${term.slice(0, 40)}`)
  return { field, value: term.slice(colon + 1) }
}

export type FilterFault = { at: string; message: string }

/** What of a filter cannot be looked for, with the mend; its shape has been checked. */
export function filterFaults({ address, from, to, hash, fingerprint, email, is = [], not = [], flow_id }: EventFilter) {
  const faults: FilterFault[] = []
  const check = (at: string, right: boolean, message: string) => {
    if (!right) faults.push({ at: `querystring/${at}`, message })
  }
  const given = (text: string | undefined) => text?.trim() || null
  const hex = (text: string, ...lengths: number[]) => lengths.includes(text.replaceAll(':', '').length)
  const isHex = (text: string) => /^[0-9a-f:]+$/i.test(text)
  check(
    'address',
    !given(address) || addressRange(given(address) ?? '') !== null,
    'This is neither an address nor a network. Write e.g. 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.',
  )
  const file = given(hash)
  check(
    'hash',
    !file || (isHex(file) && hex(file, 32, 40, 64)),
    'A hash has 32 (MD5), 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.',
  )
  const print = given(fingerprint)
  check(
    'fingerprint',
    !print || searchFor(print) === 'ja4' || (isHex(print) && hex(print, 32, 40)),
    'A fingerprint is a JA4 (t13d1516h2_8daaf6152771_e5627efa2ab1), a JA3 or JA3S (32 hexadecimal digits), or the SHA-1 of a certificate (40).',
  )
  check('email', !given(email) || /@./.test(email ?? ''), 'Write a whole e-mail address, or @ and a domain.')
  check('flow_id', !flow_id || BigInt(flow_id) < 2n ** 64n, 'A flow’s number is below 2 to the power of 64.')
  check('to', !from || !to || Date.parse(from) < Date.parse(to), '`to` is not later than `from`. Swap them.')
  for (const [name, terms] of Object.entries({ is, not })) {
    for (const [i, term] of terms.entries()) {
      const { field, value } = termOf(term)
      const fault = termFault(field, value)
      if (fault !== null) faults.push({ at: `querystring/${name}/${i}`, message: fault })
    }
  }
  return faults
}
