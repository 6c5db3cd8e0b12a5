import { compact, orgnr, text, word } from '../../app/search-params.ts'
import { readTerm } from './fields.ts'
import { spans } from './span.ts'

/** As many as the server takes. */
const mostTerms = 30
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function matching(value: unknown, pattern: RegExp): string | undefined {
  const plain = text(value)
  return plain && pattern.test(plain) ? plain : undefined
}

function instant(value: unknown): string | undefined {
  const at = Date.parse(text(value, 40) ?? '')
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

function terms(value: unknown): string[] | undefined {
  const given = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
  const known = given.filter((one) => readTerm(one) !== null).slice(0, mostTerms)
  return known.length > 0 ? known : undefined
}

/** A port from 1 to 65,535. */
function port(value: unknown): number | undefined {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined
}

/** Words by which an event can be found, by the name of the filter. */
export const wordFilters = [
  'address',
  'name',
  'signature',
  'hash',
  'fingerprint',
  'email',
  'flow_id',
  'community_id',
] as const

/**
 * The view state of the search: without a span or times it is the last 24 hours. `open` is the event beside the list and
 * `at` its time, by which it is found again however long the list is.
 */
export function eventsSearch(search: Record<string, unknown>) {
  const [from, to] = [instant(search['from']), instant(search['to'])]
  return compact({
    q: text(search['q'], 500),
    member: orgnr(search['member']),
    sensor: matching(search['sensor'], uuid),
    address: text(search['address'], 100),
    port: port(search['port']),
    name: text(search['name'], 300),
    signature: text(search['signature'], 300),
    hash: text(search['hash'], 100),
    fingerprint: text(search['fingerprint'], 100),
    email: text(search['email'], 300),
    flow_id: matching(search['flow_id'], /^[0-9]{1,20}$/),
    community_id: text(search['community_id'], 100),
    indicator: matching(search['indicator'], uuid),
    hit: search['hit'] === true ? (true as const) : undefined,
    is: terms(search['is']),
    not: terms(search['not']),
    span: from || to ? undefined : word(search['span'], spans),
    from,
    to,
    open: matching(search['open'], /^[0-9a-f]{32}$/),
    at: matching(search['at'], /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/),
  })
}
export type EventsSearch = ReturnType<typeof eventsSearch>
export type Change = (fields: { [K in keyof EventsSearch]?: EventsSearch[K] | undefined }) => void

/** The search with one more term that is to hold, or not to; what says the opposite goes. */
export function withTerm(search: EventsSearch, sign: 'is' | 'not', added: string): EventsSearch {
  const other = sign === 'is' ? 'not' : 'is'
  return compact({
    ...search,
    [sign]: [...(search[sign] ?? []).filter((one) => one !== added), added],
    [other]: without(search[other], added),
    open: undefined,
    at: undefined,
  })
}

export function without(given: readonly string[] | undefined, gone: string): string[] | undefined {
  const left = (given ?? []).filter((one) => one !== gone)
  return left.length > 0 ? left : undefined
}

/** Whether anything but the time narrows the search. */
export function isNarrowed({
  span: _span,
  from: _from,
  to: _to,
  open: _open,
  at: _at,
  ...rest
}: EventsSearch): boolean {
  return Object.keys(rest).length > 0
}
