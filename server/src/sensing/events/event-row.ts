/** A row of the table of events as it is read, and the event that is made of it. */
import type { Event, HitField } from '@varde/contract'
import { inScope, type Scope } from '../../access/index.ts'
import { addressText } from '../address.ts'

/** Columns that are handed on as they are. */
const plain = [
  'sensor',
  'event_type',
  'community_id',
  'src_port',
  'dest_port',
  'proto',
  'app_proto',
  'flow_seconds',
  'flow_state',
  'dns_name',
  'dns_type',
  'dns_rcode',
  'dns_answers',
  'tls_sni',
  'tls_version',
  'tls_subject',
  'tls_issuer',
  'tls_fingerprint',
  'tls_names',
  'ja3',
  'ja3s',
  'ja4',
  'http_host',
  'http_url',
  'http_method',
  'http_status',
  'http_user_agent',
  'http_referer',
  'http_content_type',
  'file_name',
  'file_type',
  'file_hashes',
  'email_from',
  'email_to',
  'alert_signature_id',
  'alert_signature',
  'alert_category',
  'alert_severity',
  'details',
  'raw',
] as const satisfies (keyof Event)[]

/** 64 bits, which come as text; as far as JavaScript counts exactly they are numbers. */
const large = [
  'bytes_toserver',
  'bytes_toclient',
  'pkts_toserver',
  'pkts_toclient',
  'http_length',
  'file_size',
] as const satisfies (keyof Event)[]

export type EventRow = Pick<Event, (typeof plain)[number]> &
  Record<`${(typeof large)[number]}_text`, string> & {
    hex_id: string
    time_text: string
    received_text: string
    /** Empty where it is no member's. */
    member: string
    other_member: string
    flow_text: string
    src: string
    dest: string
    not_after: string
    hit_indicators: string[]
    hit_fields: string[]
    hit_members: string[]
  }

const instant = (column: string, digits: 3 | 6) =>
  `formatDateTime(${digits === 6 ? `toDateTime64(${column}, 6, 'UTC')` : column}, '%Y-%m-%dT%H:%i:%S.%fZ', 'UTC')`

/** What an `EventRow` is read with. */
export const eventColumns = [
  `lower(hex(event.id)) as hex_id, ${instant('time', 6)} as time_text, ${instant('received_at', 3)} as received_text`,
  `member, other_member, if(flow_id = 0, '', toString(flow_id)) as flow_text`,
  `${addressText('src_ip')} as src, ${addressText('dest_ip')} as dest`,
  `if(toUnixTimestamp(tls_not_after) = 0, '', formatDateTime(tls_not_after, '%Y-%m-%dT%H:%i:%SZ', 'UTC')) as not_after`,
  'hit_indicators, hit_fields, hit_members',
  ...large.map((column) => `toString(${column}) as ${column}_text`),
  ...plain,
].join(', ')

/** Who may see one side's member is not told of the other's, nor of what was found there. */
export function toEvent(row: EventRow, scope: Scope): Event {
  const shown = (member: string) => (member !== '' && inScope(scope, member) ? member : null)
  const hits = new Map<string, Event['hits'][number]>()
  for (const [i, indicator] of row.hit_indicators.entries()) {
    const field = row.hit_fields[i] as HitField | 'alert'
    if (field !== 'alert' && inScope(scope, row.hit_members[i] ?? ''))
      hits.set(`${indicator} ${field}`, { indicator, field })
  }
  const copied = Object.fromEntries(plain.map((column) => [column, row[column]])) as Pick<Event, (typeof plain)[number]>
  const counted = Object.fromEntries(large.map((column) => [column, Number(row[`${column}_text`])])) as Pick<
    Event,
    (typeof large)[number]
  >
  return {
    ...copied,
    ...counted,
    id: row.hex_id,
    time: row.time_text,
    received_at: row.received_text,
    member: shown(row.member),
    other_member: shown(row.other_member),
    flow_id: row.flow_text,
    src_ip: row.src === '' ? null : row.src,
    dest_ip: row.dest === '' ? null : row.dest,
    tls_not_after: row.not_after === '' ? null : row.not_after,
    hits: [...hits.values()],
  }
}
