/** An event's fields under what they are about, those that it has. Pure. */
import type { EventField, EventRecord } from '../../api/types.ts'

export const factGroups = ['flow', 'alert', 'dns', 'tls', 'http', 'file', 'mail', 'details'] as const
export type FactGroup = (typeof factGroups)[number]

/** `countable` values are fields that can be filtered in and out; the others are only shown. */
export type EventFact = {
  name: string
  /** Words for the name, where there are some; else the name stands as it is. */
  key: FactName | null
  values: { text: string; field: EventField | null }[]
}

type Plain = {
  [K in keyof EventRecord]: EventRecord[K] extends string | number | string[] | null ? K : never
}[keyof EventRecord]

const byGroup = {
  flow: [
    'src_ip',
    'src_port',
    'dest_ip',
    'dest_port',
    'proto',
    'app_proto',
    'flow_state',
    'flow_seconds',
    'bytes_toserver',
    'bytes_toclient',
    'pkts_toserver',
    'pkts_toclient',
    'flow_id',
    'community_id',
  ],
  alert: ['alert_signature', 'alert_signature_id', 'alert_category', 'alert_severity'],
  dns: ['dns_name', 'dns_type', 'dns_rcode', 'dns_answers'],
  tls: [
    'tls_sni',
    'tls_version',
    'tls_subject',
    'tls_issuer',
    'tls_names',
    'tls_not_after',
    'tls_fingerprint',
    'ja3',
    'ja3s',
    'ja4',
  ],
  http: [
    'http_host',
    'http_url',
    'http_method',
    'http_status',
    'http_user_agent',
    'http_referer',
    'http_content_type',
    'http_length',
  ],
  file: ['file_name', 'file_type', 'file_size', 'file_hashes'],
  mail: ['email_from', 'email_to'],
} as const satisfies Partial<Record<FactGroup, readonly Plain[]>>

export type FactName = (typeof byGroup)[keyof typeof byGroup][number]

/** Shown in the head of the panel, or not by themselves. */
type Elsewhere =
  | 'id'
  | 'time'
  | 'received_at'
  | 'sensor'
  | 'member'
  | 'other_member'
  | 'event_type'
  | 'hits'
  | 'details'
  | 'raw'
/** A field of the API that is in none of the groups does not compile. */
const shown: Exclude<keyof EventRecord, Elsewhere> extends FactName ? FactName[] : never = Object.values(byGroup).flat()

const countable: ReadonlySet<FactName> = new Set(
  shown.filter(
    (name) =>
      ![
        'flow_seconds',
        'bytes_toserver',
        'bytes_toclient',
        'pkts_toserver',
        'pkts_toclient',
        'flow_id',
        'community_id',
        'alert_signature_id',
        'tls_names',
        'tls_not_after',
        'http_url',
        'http_referer',
        'http_length',
        'file_size',
      ].includes(name),
  ),
)

export function factsOf(event: EventRecord, group: FactGroup): EventFact[] {
  if (group === 'details') {
    return Object.entries(event.details)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, text]) => ({ name, key: null, values: [{ text, field: null }] }))
  }
  return byGroup[group].flatMap((name) => {
    const value = event[name]
    const texts = (Array.isArray(value) ? value : [value]).flatMap((one) =>
      one === null || one === '' || one === 0 ? [] : [String(one)],
    )
    const field = countable.has(name) ? (name as EventField) : null
    return texts.length === 0 ? [] : [{ name, key: name, values: texts.map((text) => ({ text, field })) }]
  })
}
