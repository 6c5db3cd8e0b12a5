import { type Static, Type } from 'typebox'
import { LetThrough, Stopped } from './allow.ts'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, Tlp, words } from './common.ts'
import { KeyRefusal, PinnedNetworks } from './keys.ts'
import { ImportReport } from './members.ts'

/**
 * What can be wrong with a sensor, the worst first. `silent`: nothing for an hour. `dropping`: it misses packets. `rejecting`: its
 * lines cannot be read. `lagging`: its events come late. `skewed`: its clock is wrong.
 */
export const sensorTroubles = ['silent', 'dropping', 'rejecting', 'lagging', 'skewed'] as const
/** `waiting`: enrolled, nothing sent yet. With several troubles the worst. */
/** What may be wrong with receiving and loading themselves. */
export const telemetryTroubles = [
  'spool_unwritable',
  'loading_behind',
  'segments_set_aside',
  'disk_nearly_full',
  'clock_jumped',
] as const
export type TelemetryTrouble = (typeof telemetryTroubles)[number]
export const sensorStates = ['ok', 'waiting', ...sensorTroubles, 'revoked'] as const

/** Of the event that a receiving server sends itself. `late`: it has not come back. `stopped`: none is sent any more. */
export const heartbeatStates = ['ok', 'late', 'stopped'] as const

/** What the sensor counted itself, as its newest EVE event of the type `stats` tells; counts are since its start. */
export const SensorCapture = Type.Object({
  as_of: Instant,
  uptime_seconds: Type.Integer(),
  packets: Type.Integer(),
  /** Packets that the kernel dropped. */
  drops: Type.Integer(),
  /** TCP segments and sessions that were not followed for want of memory. */
  memcap_drops: Type.Integer(),
  /** Of 1, over the last quarter of an hour or so. */
  lost_share: Type.Number(),
  rules_loaded: Type.Integer(),
  rules_failed: Type.Integer(),
  rules_loaded_at: Nullable(Instant),
})

/** How a sensor does by what it sent. The `usual_` figures move slowly, over a quarter of an hour or so. */
export const SensorHealth = Type.Object({
  as_of: Instant,
  /** From event to receipt in the last load; null while no line could be read. Below 0: the event is from the future. */
  lag_seconds: Nullable(Type.Number()),
  longest_lag_seconds: Nullable(Type.Number()),
  usual_lag_seconds: Nullable(Type.Number()),
  /** From receipt to stored. */
  stored_seconds: Type.Number(),
  usual_stored_seconds: Type.Number(),
  /** Above 0: the sensor's clock is ahead; below 0: behind; 0: right as far as can be told. */
  skew_seconds: Type.Number(),
  lines_per_second: Type.Number(),
  /** Of 1. */
  rejected_share: Type.Number(),
  version: Nullable(Type.String()),
  capture: Nullable(SensorCapture),
})
export type SensorHealth = Static<typeof SensorHealth>

export const Sensor = Type.Object({
  id: Id,
  name: Type.String(),
  member: Orgnr,
  member_name: Type.String(),
  state: words(sensorStates),
  /** All that is wrong, the worst first. */
  troubles: Type.Array(words(sensorTroubles)),
  health: Nullable(SensorHealth),
  created_at: Instant,
  last_seen_at: Nullable(Instant),
  /** Newest event time in the last batch; far from `last_seen_at` it shows lag or a skewed clock. */
  last_event_at: Nullable(Instant),
  accepted_lines: Type.Integer(),
  rejected_lines: Type.Integer(),
  /** When its newest token ends; null: when it is revoked. */
  token_expires_at: Nullable(Instant),
  /** From which alone it may send; none: from anywhere. */
  networks: PinnedNetworks,
  /** The address of the last batch. */
  last_used_from: Nullable(Type.String()),
  /** Batches refused because of the token, all in all. */
  failures: Type.Integer(),
  last_failure_at: Nullable(Instant),
  last_failure_reason: Nullable(KeyRefusal),
  /** Whether the member's contacts are told of its troubles by mail, beside the duty officers. */
  tell_member: Type.Boolean(),
  /** Events per hour, oldest first, the last 24 hours. */
  hourly: Type.Array(Type.Integer()),
})
export type Sensor = Static<typeof Sensor>

export const SensorListQuery = Type.Object({ ...PageQuery, member: Type.Optional(Orgnr) })
export const SensorPage = Page(Sensor)
export const SensorEnrol = Type.Object({
  member: Orgnr,
  name: Type.String({ minLength: 1, maxLength: 100, format: 'free-text' }),
  networks: Type.Optional(PinnedNetworks),
  /** When the token ends; left out: when it is revoked. */
  expires_at: Type.Optional(Instant),
  /** Left out: as was chosen for the member’s sensors. */
  tell_member: Type.Optional(Type.Boolean()),
})
export const SensorAlarms = Type.Object({ tell_member: Type.Boolean() })
export const SensorEnrolled = Type.Object({
  id: Id,
  name: Type.String(),
  member: Orgnr,
  token: Type.String({ description: 'Shown this once; only its hash is kept' }),
})

export const rejectionReasons = ['not_json', 'not_an_object', 'no_timestamp', 'too_long'] as const
export type RejectionReason = (typeof rejectionReasons)[number]
export const RejectedLine = Type.Object({
  batch: Id,
  line_number: Type.Integer(),
  received_at: Instant,
  reason: words(rejectionReasons),
  line: Type.String({ description: 'The line as sent, cut at 2,000 characters' }),
})
export const RejectedPage = Page(RejectedLine)

export const rejectedAgainStates = ['waiting', 'running', 'done', 'failed'] as const
export type RejectedAgainState = (typeof rejectedAgainStates)[number]
/** Which lines to load again; left out: all that are not too long. */
export const RejectedAgainStart = Type.Object({
  reason: Type.Optional(words(['not_json', 'not_an_object', 'no_timestamp'])),
  batch: Type.Optional(Id),
})
export type RejectedAgainStart = Static<typeof RejectedAgainStart>
/** Unreadable lines that are loaded again: what was asked for, how far it is, and what came of it. */
export const RejectedAgain = Type.Object({
  asked_at: Instant,
  reason: Nullable(words(rejectionReasons)),
  batch: Nullable(Id),
  state: words(rejectedAgainStates),
  /** Known once it runs. */
  lines_total: Type.Integer(),
  lines_done: Type.Integer(),
  /** Of those done, that are events now; the others stay in the list. */
  lines_read: Type.Integer(),
  ended_at: Nullable(Instant),
})
export type RejectedAgain = Static<typeof RejectedAgain>
export const RejectedSum = Type.Object({
  reasons: Type.Array(Type.Object({ reason: words(rejectionReasons), lines: Type.Integer() })),
  /** The last time that they were loaded again; null: never. */
  again: Nullable(RejectedAgain),
})
export type RejectedSum = Static<typeof RejectedSum>

export const IngestReply = Type.Object({ received: Type.Integer(), batch: Id })

export const indicatorTypes = [
  'ipv4',
  'ipv4_cidr',
  'ipv6',
  'ipv6_cidr',
  'domain',
  'wildcard_domain',
  'url',
  'md5',
  'sha1',
  'sha256',
  'ja3',
  'ja4',
  'email',
] as const
export const IndicatorType = words(indicatorTypes)
export type IndicatorType = Static<typeof IndicatorType>

export const Indicator = Type.Object({
  id: Id,
  type: IndicatorType,
  value: Type.String(),
  category: Type.String(),
  /** 0–100, as STIX `confidence`. */
  confidence: Type.Integer({ minimum: 0, maximum: 100 }),
  tlp: Tlp,
  valid_until: Nullable(Instant),
  source: Type.String(),
  comment: Type.String(),
  created_at: Instant,
  retracted_at: Nullable(Instant),
  /** Set where it would hit something allowed: then it is not matched, unless it was let through. */
  stopped: Nullable(Stopped),
  let_through: Nullable(LetThrough),
})
export type Indicator = Static<typeof Indicator>

/** `active`: neither retracted, ended nor stopped. `stopped`: by the list of what is allowed, and not let through. */
export const indicatorStates = ['active', 'stopped', 'let_through', 'ended', 'retracted'] as const
export const IndicatorListQuery = Type.Object({
  ...PageQuery,
  q: Type.Optional(Type.String()),
  type: Type.Optional(IndicatorType),
  state: Type.Optional(words(indicatorStates)),
})
/** As any import's report, with what of the file is stopped: the reasons that stop most first, at most twenty. */
export const IndicatorImportReport = Type.Intersect([
  ImportReport,
  Type.Object({
    stopped: Type.Integer(),
    stopped_by: Type.Array(Type.Intersect([Stopped, Type.Object({ indicators: Type.Integer() })])),
  }),
])
export type IndicatorImportReport = Static<typeof IndicatorImportReport>
export const IndicatorPage = Page(Indicator)
/** How many of the known indicators the engine matches against now, by type. */
export const IndicatorActive = Type.Object({
  as_of: Instant,
  types: Type.Array(Type.Object({ type: IndicatorType, known: Type.Integer(), active: Type.Integer() })),
})

/**
 * Where in an event the indicator was found. `dns`: a name that was asked for; `dns_answer`: a name or address in the answer.
 * `tls_name`: a name in the server's certificate. `http_url`: host and path together. `ja3`: the client's, or the server's JA3S.
 */
export const hitFields = [
  'src_ip',
  'dest_ip',
  'dns',
  'dns_answer',
  'tls_sni',
  'tls_name',
  'tls_fingerprint',
  'ja3',
  'ja4',
  'http_host',
  'http_url',
  'http_referer',
  'file_hash',
  'email',
] as const
export const HitField = words(hitFields)
export type HitField = Static<typeof HitField>
