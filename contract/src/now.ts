/** The first page, what was given up, and what a page is told of while it is open. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Severity, words } from './common.ts'
import { feedTroubles } from './feeds.ts'
import { heartbeatStates, sensorTroubles, telemetryTroubles } from './sensing.ts'

/** Work that was given up after its retries and now needs a person. */
export const Failure = Type.Object({
  id: Type.String(),
  task: Type.String(),
  attempts: Type.Integer(),
  error: Type.String(),
  failed_at: Instant,
  warning: Nullable(Id),
})
export type Failure = Static<typeof Failure>
export const FailureList = Type.Object({ items: Type.Array(Failure) })

export const Now = Type.Object({
  as_of: Instant,
  /** Since when nothing has burnt; null while something does. */
  quiet_since: Nullable(Instant),
  queue: Type.Integer(),
  queue_critical: Type.Integer(),
  unanswered: Type.Integer(),
  overdue: Type.Integer(),
  need_help: Type.Integer(),
  undelivered: Type.Integer(),
  newly_exploited: Type.Integer({ description: 'Vulnerabilities that somebody here has, exploited since a week' }),
  silent_sensors: Type.Integer(),
  /** Sensors with anything wrong, the silent ones among them. */
  troubled_sensors: Type.Integer(),
  /** The gravest of their troubles. */
  worst_trouble: Nullable(words(sensorTroubles)),
  /** Of the receiving server that fares worst; null where none sends a heartbeat. */
  heartbeat: Nullable(
    Type.Object({
      receiver: Type.String({ description: 'Machine and port' }),
      state: words(heartbeatStates),
      /** When the newest was sent that came back, and how long it took. */
      back_at: Nullable(Instant),
      seconds: Nullable(Type.Number()),
    }),
  ),
  failures: Type.Integer(),
  last_event_at: Nullable(Instant),
  last_warning_at: Nullable(Instant),
  last_indicator_at: Nullable(Instant),
  active_indicators: Type.Integer(),
  /** The last 24 hours, oldest first. */
  strip: Type.Array(
    Type.Object({ hour: Instant, events: Type.Integer(), detections: Type.Integer(), warnings: Type.Integer() }),
  ),
  burning: Type.Array(
    Type.Object({
      kind: words([
        'need_help',
        'overdue',
        'queue',
        'undelivered',
        'silent_sensor',
        'dropping_sensor',
        'rejecting_sensor',
        'lagging_sensor',
        'skewed_sensor',
        'heartbeat',
        'advisory_waits',
        'failure',
        ...telemetryTroubles,
        ...feedTroubles.map((trouble) => `feed_${trouble}` as const),
      ]),
      severity: Severity,
      title: Type.String(),
      member: Nullable(Orgnr),
      member_name: Nullable(Type.String()),
      since: Instant,
      id: Type.String(),
    }),
  ),
})
export type Now = Static<typeof Now>

/** What `GET /api/v1/live` sends: only what changed, never the data itself. */
export const liveTopics = [
  'detections',
  'warnings',
  'sensors',
  'members',
  'indicators',
  'hunts',
  'failures',
  'campaigns',
  'policy',
  'views',
  'vulnerabilities',
  'looking',
] as const
export const LiveTopic = words(liveTopics)
export type LiveTopic = Static<typeof LiveTopic>
export const LiveMessage = Type.Object({ topic: LiveTopic, ids: Type.Array(Type.String()) })
export type LiveMessage = Static<typeof LiveMessage>

/** Who else has an object open. */
export const Present = Type.Object({ others: Type.Array(Type.String({ description: 'Their names' })) })
