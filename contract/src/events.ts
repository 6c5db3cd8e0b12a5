/** Events as they are searched, counted, shown and handed out. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'
import { HitField } from './sensing.ts'

const EventId = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: '32 hexadecimal digits; the same line from the same sensor has the same id',
})

/** What an event does not have is null, empty or 0. */
export const Event = Type.Object({
  id: EventId,
  time: Instant,
  received_at: Instant,
  sensor: Id,
  /** Null where it is no member's, or one that the caller may not see. */
  member: Nullable(Orgnr),
  /** The other side's member, where source and destination belong to two. */
  other_member: Nullable(Orgnr),
  event_type: Type.String(),
  flow_id: Type.String({ description: 'The sensor’s own number for the flow, in decimal; empty for none' }),
  community_id: Type.String({ description: 'The flow, by the Community ID standard' }),
  src_ip: Nullable(Type.String()),
  src_port: Type.Integer(),
  dest_ip: Nullable(Type.String()),
  dest_port: Type.Integer(),
  proto: Type.String(),
  app_proto: Type.String(),
  bytes_toserver: Type.Number(),
  bytes_toclient: Type.Number(),
  pkts_toserver: Type.Number(),
  pkts_toclient: Type.Number(),
  flow_seconds: Type.Number(),
  flow_state: Type.String(),
  dns_name: Type.String(),
  dns_type: Type.String(),
  dns_rcode: Type.String(),
  /** Names and addresses in the answer. */
  dns_answers: Type.Array(Type.String()),
  tls_sni: Type.String(),
  tls_version: Type.String(),
  tls_subject: Type.String(),
  tls_issuer: Type.String(),
  tls_fingerprint: Type.String({ description: 'SHA-1 of the certificate' }),
  tls_not_after: Nullable(Instant),
  /** The further names of the certificate. */
  tls_names: Type.Array(Type.String()),
  ja3: Type.String(),
  ja3s: Type.String(),
  ja4: Type.String(),
  http_host: Type.String(),
  http_url: Type.String(),
  http_method: Type.String(),
  http_status: Type.Integer(),
  http_user_agent: Type.String(),
  http_referer: Type.String(),
  http_content_type: Type.String(),
  http_length: Type.Number(),
  file_name: Type.String(),
  file_type: Type.String(),
  file_size: Type.Number(),
  file_hashes: Type.Array(Type.String({ description: 'MD5, SHA-1 or SHA-256, told apart by length' })),
  email_from: Type.String(),
  email_to: Type.Array(Type.String()),
  alert_signature_id: Type.Integer(),
  alert_signature: Type.String(),
  alert_category: Type.String(),
  alert_severity: Type.Integer(),
  hits: Type.Array(Type.Object({ indicator: Id, field: HitField })),
  /** What else is kept of kinds of event without columns of their own, by its path within the event. */
  details: Type.Record(Type.String(), Type.String()),
  /** The line as sent; kept only where it matched or raised an alert, else empty. */
  raw: Type.String(),
})
export type Event = Static<typeof Event>

/** Fields whose values are counted, and can be filtered in and out. */
export const eventFields = [
  'event_type',
  'member',
  'sensor',
  'src_ip',
  'dest_ip',
  'src_port',
  'dest_port',
  'proto',
  'app_proto',
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
  'ja3',
  'ja3s',
  'ja4',
  'http_host',
  'http_method',
  'http_status',
  'http_user_agent',
  'http_content_type',
  'alert_signature',
  'alert_category',
  'alert_severity',
  'file_name',
  'file_type',
  'file_hashes',
  'email_from',
  'email_to',
  'indicator',
  'hit_field',
] as const
export const EventField = words(eventFields)
export type EventField = Static<typeof EventField>

const Term = Type.String({
  pattern: `^(${eventFields.join('|')}):`,
  maxLength: 1000,
  description: 'A field, a colon and a value, e.g. `dest_port:443`',
})
const Word = (description: string) => Type.Optional(Type.String({ maxLength: 500, description }))

export const EventFilter = {
  member: Type.Optional(Orgnr),
  sensor: Type.Optional(Id),
  from: Type.Optional(Instant),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Left out itself' })),
  q: Word(
    'Anything: an address, network, host name, hash, fingerprint, e-mail address, flow or indicator id, or part of a signature',
  ),
  event_type: Type.Optional(Type.String()),
  id: Type.Optional(EventId),
  address: Word('An address or a network, on either side'),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535, description: 'On either side' })),
  name: Word('A host name with all below it: asked for, answered, in TLS, in a certificate or in HTTP'),
  signature: Word('A signature id, or part of its text'),
  hash: Word('MD5, SHA-1 or SHA-256 of a file'),
  fingerprint: Word('JA3, JA3S, JA4, or the SHA-1 of a certificate'),
  email: Word('A sender or receiver of mail; from the @ on for all of a domain'),
  flow_id: Type.Optional(Type.String({ pattern: '^[0-9]{1,20}$' })),
  community_id: Word('A flow by the Community ID standard, e.g. `1:LQU9qZlK+B5F3KDmev6m5PMibrg=`'),
  indicator: Type.Optional(Id),
  hit: Type.Optional(Type.Boolean({ description: 'Only events in which an indicator was found' })),
  is: Type.Optional(Type.Array(Term, { maxItems: 30, description: 'Each of them holds' })),
  not: Type.Optional(Type.Array(Term, { maxItems: 30, description: 'None of them holds' })),
}
const FilterOnly = Type.Object(EventFilter)
export type EventFilter = { [K in keyof Static<typeof FilterOnly>]?: Static<typeof FilterOnly>[K] | undefined }

export const EventListQuery = Type.Object({ ...PageQuery, ...EventFilter })
export const EventCountQuery = FilterOnly
export const EventPage = Page(Event)
export const EventCount = Type.Object({ count: Type.Integer() })

/**
 * How wide a bar of the histogram is, as ISO 8601 durations. Days, weeks and months begin at midnight in the zone that is asked
 * for, so that a day may have 23 or 25 hours; weeks begin on Monday.
 */
export const eventBuckets = ['PT1S', 'PT10S', 'PT1M', 'PT5M', 'PT10M', 'PT30M', 'PT1H', 'P1D', 'P1W', 'P1M'] as const
export const EventBucket = words(eventBuckets)
export type EventBucket = Static<typeof EventBucket>

export const EventHistogramQuery = Type.Object({
  ...EventFilter,
  bucket: Type.Optional(EventBucket),
  zone: Type.Optional(
    Type.String({ maxLength: 64, default: 'UTC', description: 'An IANA time zone, e.g. `Europe/Oslo`' }),
  ),
})
export const EventHistogram = Type.Object({
  bucket: EventBucket,
  /** Distinct lines, as in `count`. */
  total: Type.Integer(),
  /** The oldest first; bars of height 0 are left out. */
  buckets: Type.Array(
    Type.Object({
      at: Instant,
      count: Type.Integer(),
      /** Events in which an indicator was found. */
      hits: Type.Integer(),
      /** Alerts in which no indicator was found. */
      alerts: Type.Integer(),
      types: Type.Record(Type.String(), Type.Integer(), { description: 'The count by `event_type`' }),
    }),
  ),
})
export type EventHistogram = Static<typeof EventHistogram>

export const EventFieldsQuery = Type.Object({
  ...EventFilter,
  field: EventField,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
})
export const EventFieldCounts = Type.Object({
  field: EventField,
  /** Distinct lines that the filter finds; those without the field too. */
  total: Type.Integer(),
  /** Different values. */
  distinct: Type.Integer(),
  values: Type.Array(
    Type.Object({
      value: Type.String(),
      count: Type.Integer(),
      /** Of `total`, 0 to 1. An event may have several values of one field. */
      share: Type.Number(),
    }),
    { description: 'The most frequent first' },
  ),
})
export type EventFieldCounts = Static<typeof EventFieldCounts>

/** Events that one export holds at most; what is older than the last of them is cut, and the file's last line says so. */
export const mostExported = 200_000
export const exportFormats = ['csv', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]
export const EventExportQuery = Type.Object({ ...EventFilter, format: Type.Optional(words(exportFormats)) })
