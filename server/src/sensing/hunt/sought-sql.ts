/**
 * SQL that finds the values of a hunt or a look-back in stored events. Rows are chosen by `event.sought`, the hashes of all
 * that an indicator can name, and only those are read further and compared; see the migration of that column. Networks have
 * no hash: they are sought as the addresses in them that were seen. `npm run bench -- hunt` has the figures.
 */
import type { HitField } from '@varde/contract'
import { requestedUrl } from '../indicators/indicator-key.ts'
import type { HuntValue, Sought } from './hunt.ts'

/** What an event may be found by: (kind, text as in `hunt_value.look`, field). */
const hit = (kind: HuntValue['kind'], text: string, field: string) => `('${kind}', ${text}, ${field})`
const named = (field: HitField) => `'${field}'`

const answerAddress = (answer: string) => `toIPv6OrDefault(${answer})`
const isAddress = (answer: string) => `${answerAddress(answer)} != toIPv6('::')`

/** (address, field) */
const addresses = `arrayConcat([(src_ip, ${named('src_ip')}), (dest_ip, ${named('dest_ip')})],
    arrayMap(answer -> (${answerAddress('answer')}, ${named('dns_answer')}), arrayFilter(answer -> ${isAddress('answer')}, dns_answers)))`

/** (name, field) */
const names = `arrayFilter(name -> name.1 != '', arrayConcat(
    [(dns_name, ${named('dns')}), (tls_sni, ${named('tls_sni')}), (http_host, ${named('http_host')}),
      (lower(domain(http_referer)), ${named('http_referer')})],
    arrayMap(name -> (name, ${named('tls_name')}), tls_names),
    arrayMap(answer -> (answer, ${named('dns_answer')}), arrayFilter(answer -> not ${isAddress('answer')}, dns_answers))))`

/** A name's own labels from the i-th on: the name itself for 1, then each parent; the top level is none. */
const parent = "arrayStringConcat(arraySlice(splitByChar('.', name.1), i), '.')"
const labels = "length(splitByChar('.', name.1))"

/** For each kind what may be found by it, so that a search reads the columns of the kinds that it seeks and no others. */
const possible: Record<Exclude<HuntValue['kind'], 'network'>, string> = {
  address: `arrayMap(address -> ${hit('address', 'toString(address.1)', 'address.2')}, ${addresses})`,
  domain: `arrayFlatten(arrayMap(name -> arrayMap(i -> ${hit('domain', parent, 'name.2')}, range(1, ${labels})), ${names}))`,
  wildcard: `arrayFlatten(arrayMap(name -> arrayMap(i -> ${hit('wildcard', parent, 'name.2')}, range(2, ${labels})), ${names}))`,
  url: `[${hit('url', `if(http_url = '', '', ${requestedUrl})`, named('http_url'))}]`,
  hash: `arrayConcat([${hit('hash', 'tls_fingerprint', named('tls_fingerprint'))}],
    arrayMap(hash -> ${hit('hash', 'hash', named('file_hash'))}, file_hashes))`,
  ja3: `[${hit('ja3', 'ja3', named('ja3'))}, ${hit('ja3', 'ja3s', named('ja3'))}]`,
  ja4: `[${hit('ja4', 'ja4', named('ja4'))}]`,
  email: `arrayConcat([${hit('email', 'lower(email_from)', named('email'))}],
    arrayMap(address -> ${hit('email', 'lower(address)', named('email'))}, email_to))`,
}

const firstOf = (address: string) => `tupleElement(IPv6CIDRToRange(${address}, length), 1)`

const networks = `arrayFlatten(arrayMap(address -> arrayMap(length ->
    ${hit('network', `concat(toString(${firstOf('address.1')}), '/', toString(length))`, 'address.2')}, {lengths:Array(UInt8)}), ${addresses}))`

const hashes = "(select key from hunt_value where hunt = {hunt:UUID} and kind != 'network')"

const holds = (keys: string) => `arrayExists(one -> one in ${keys}, sought)`

/** Whether an address lies in a network, length by length. By shifting: the engine's own `IPv6CIDRToRange` takes a hundred times as long. */
const within = (lengths: readonly number[]) =>
  lengths
    .map(
      (length) => `bitShiftRight(toUInt128(address), ${128 - length}) in (
      select bitShiftRight(toUInt128(address), ${128 - length}) from hunt_value
      where hunt = {hunt:UUID} and kind = 'network' and bits = ${length})`,
    )
    .join(' or ')

/**
 * The hashes of those addresses of the events that lie in a network; each distinct address is looked up once. By `any`, else
 * the engine looks them up before it groups them.
 */
const keysWithin = (lengths: readonly number[], condition: string) => `(
  select toUInt32(cityHash64(address)) from (
    select any(src_ip) as address from event where ${condition} group by src_ip
    union all select any(dest_ip) as address from event where ${condition} group by dest_ip
    union all select ${answerAddress('any(answer)')} as address from event array join dns_answers as answer where ${condition} group by answer)
  where ${within(lengths)})`

/**
 * The rows of a query: for each event that `condition` lets through and each sought value in it the event's `columns`, and
 * (kind, text, indicator) of the value with the field it was found in. An event is there once for each field.
 */
export function soughtIn({ kinds, lengths }: Sought, columns: string, condition: string): string {
  const half = (keys: string, hits: string) => `select ${columns}, arrayJoin(arrayDistinct(${hits})) as one
      from event prewhere ${holds(keys)} where ${condition}`
  const hashed = Object.entries(possible).flatMap(([kind, hits]) =>
    kinds.has(kind as HuntValue['kind']) ? [hits] : [],
  )
  const halves = [
    ...(hashed.length > 0 ? [half(hashes, `arrayConcat(${hashed.join(',\n      ')})`)] : []),
    ...(kinds.has('network') ? [half(keysWithin(lengths, condition), networks)] : []),
  ]
  return `
    select found.*, value.kind as kind, value.text as text, value.indicator as indicator
    from (select * except one, one.1 as hit_kind, one.2 as hit_look, one.3 as field from (
      ${halves.join(' union all ')})) as found
    inner join (select toString(kind) as kind, look, text, indicator from hunt_value where hunt = {hunt:UUID}) as value
      on found.hit_kind = value.kind and found.hit_look = value.look`
}

/** Parameters of `soughtIn`. */
export function soughtParameters(hunt: string, { lengths }: Sought): Record<string, unknown> {
  return { hunt, lengths }
}
