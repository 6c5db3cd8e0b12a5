/** The fields whose values are counted and filtered by, and how each is written in SQL. Pure. */
import type { EventField } from '@varde/contract'
import type { Scope } from '../../access/index.ts'
import { addressText } from '../address.ts'
import { addressRange } from '../address-range.ts'

/** A condition in SQL with the values of its parameters, whose names begin with what the caller gave. */
export type Condition = { condition: string; parameters: Record<string, unknown> }

/** `text`, `number`, `address` and `id` are of one value an event; the others of several. */
type Kind = 'text' | 'number' | 'address' | 'id' | 'list' | 'member' | 'indicator' | 'hit_field'

const kinds: Record<EventField, Kind> = {
  event_type: 'text',
  member: 'member',
  sensor: 'id',
  src_ip: 'address',
  dest_ip: 'address',
  src_port: 'number',
  dest_port: 'number',
  proto: 'text',
  app_proto: 'text',
  flow_state: 'text',
  dns_name: 'text',
  dns_type: 'text',
  dns_rcode: 'text',
  dns_answers: 'list',
  tls_sni: 'text',
  tls_version: 'text',
  tls_subject: 'text',
  tls_issuer: 'text',
  tls_fingerprint: 'text',
  ja3: 'text',
  ja3s: 'text',
  ja4: 'text',
  http_host: 'text',
  http_method: 'text',
  http_status: 'number',
  http_user_agent: 'text',
  http_content_type: 'text',
  alert_signature: 'text',
  alert_category: 'text',
  alert_severity: 'number',
  file_name: 'text',
  file_type: 'text',
  file_hashes: 'list',
  email_from: 'text',
  email_to: 'list',
  indicator: 'indicator',
  hit_field: 'hit_field',
}

const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const isNumber = /^[0-9]{1,9}$/

/** What is wrong with a value of a field, with the mend; null where it can be looked for. */
export function termFault(field: EventField, value: string): string | null {
  const kind = kinds[field]
  if (value === '') return `The value of ${field} is missing. Write it after the colon.`
  if (kind === 'number' && !isNumber.test(value)) return `${field} is a number. Write digits alone.`
  if (kind === 'address' && addressRange(value) === null)
    return `${field} is an address or a network, e.g. 192.0.2.7 or 192.0.2.0/24.`
  if ((kind === 'id' || kind === 'indicator') && !isUuid.test(value)) return `${field} is an id: a UUID.`
  return null
}

/** Which of an event's hits a caller may know of: those of the members it sees. Alerts are no hits. */
const ownHit = (scope: Scope) =>
  `hit_field_of != 'alert'${scope === 'all' ? '' : ' and has({scope:Array(String)}, hit_member_of)'}`

/** Events in which an indicator was found; `more` says what else of the hit. Parameter: `scope`, but for `all`. */
export function hitCondition(scope: Scope, more = '1'): string {
  return `arrayExists((hit_indicator_of, hit_field_of, hit_member_of) -> ${more} and ${ownHit(scope)},
    hit_indicators, hit_fields, hit_members)`
}

function hitValues(scope: Scope, value: string): string {
  return `arrayMap(hit -> ${value}, arrayFilter((hit, hit_field_of, hit_member_of) -> ${ownHit(scope)},
    arrayZip(hit_indicators, hit_fields), hit_fields, hit_members))`
}

/** How a field's values are counted: `value` is grouped by as it is stored, and `text` written of the few that are shown. */
export type Counted = {
  /** In SQL; of a list one row for each. Parameter: `scope`, but for `all`. */
  value: string
  /** Which values count as one. */
  some: string
  text: string
}

export function countedBy(field: EventField, scope: Scope): Counted {
  const texts = (value: string): Counted => ({ value, some: "value != ''", text: 'toString(value)' })
  switch (kinds[field]) {
    case 'text':
      return texts(field)
    case 'number':
      return { value: field, some: 'value != 0', text: 'toString(value)' }
    case 'address':
      return { value: field, some: "value != toIPv6('::')", text: addressText('value') }
    case 'id':
      return { value: field, some: '1', text: 'toString(value)' }
    case 'list':
      return texts(`arrayJoin(arrayDistinct(${field}))`)
    case 'member': {
      const both = 'arrayDistinct([toString(member), toString(other_member)])'
      return texts(
        `arrayJoin(${scope === 'all' ? both : `arrayFilter(one -> has({scope:Array(String)}, one), ${both})`})`,
      )
    }
    case 'indicator':
      return texts(`arrayJoin(arrayDistinct(${hitValues(scope, 'toString(hit.1)')}))`)
    case 'hit_field':
      return texts(`arrayJoin(arrayDistinct(${hitValues(scope, 'toString(hit.2)')}))`)
  }
}

/** @param at what the names of the parameters begin with */
export function termCondition(field: EventField, value: string, scope: Scope, at: string): Condition {
  if (termFault(field, value) !== null) return { condition: '0', parameters: {} }
  const plain = (condition: string, type: string, given: unknown = value) => ({
    condition: condition.replaceAll('?', `{${at}:${type}}`),
    parameters: { [at]: given },
  })
  switch (kinds[field]) {
    case 'text':
      return plain(`${field} = ?`, 'String')
    case 'number':
      return plain(`${field} = ?`, 'UInt32', Number(value))
    case 'address':
      return inRange([field], value, at)
    case 'id':
      return plain(`${field} = ?`, 'UUID')
    case 'list':
      return plain(`has(${field}, ?)`, 'String')
    case 'member':
      return plain('(member = ? or other_member = ?)', 'String')
    case 'indicator':
      // `has` first: it has an index.
      return plain(`(has(hit_indicators, ?) and ${hitCondition(scope, 'hit_indicator_of = ?')})`, 'UUID')
    case 'hit_field':
      return plain(hitCondition(scope, 'hit_field_of = ?'), 'String')
  }
}

/** Whether one of the columns holds an address of the address or network. */
export function inRange(columns: readonly string[], text: string, at: string): Condition {
  const range = addressRange(text)
  if (range === null) return { condition: '0', parameters: {} }
  const { first, last } = range
  const test = (column: string) =>
    first === last
      ? `${column} = toIPv6({${at}_first:String})`
      : `${column} >= toIPv6({${at}_first:String}) and ${column} <= toIPv6({${at}_last:String})`
  return {
    condition: `(${columns.map((column) => `(${test(column)})`).join(' or ')})`,
    parameters: { [`${at}_first`]: first, ...(first === last ? {} : { [`${at}_last`]: last }) },
  }
}
