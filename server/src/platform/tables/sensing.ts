/** Tables of sensing: sensors, indicators and how telemetry stands. */
import type {
  ActorKind,
  AllowKind,
  HuntIndicator,
  HuntState,
  IndicatorType,
  RejectedAgainState,
  RejectionReason,
  sensorTroubles,
  TelemetryTrouble,
  Tlp,
} from '@varde/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Count, Instant, MaybeInstant, StampedInstant } from './columns.ts'

export type SensingTables = {
  sensor: {
    id: string
    kind: Generated<'sensor' | 'source'>
    /** Null for a source and for the heartbeat's. */
    orgnr: string | null
    name: string
    created_at: StampedInstant
    revoked_at: MaybeInstant
    last_seen_at: MaybeInstant
    last_event_at: MaybeInstant
    accepted_lines: Count
    rejected_lines: Count
    /** `Health` in sensing. */
    health: ColumnType<object | null, string | null | undefined, string | null>
    tell_member: Generated<boolean>
  }
  indicator: {
    id: string
    type: IndicatorType
    value: string
    category: string
    confidence: number
    tlp: Tlp
    valid_until: MaybeInstant
    source: string
    comment: string
    created_at: StampedInstant
    updated_at: StampedInstant
    retracted_at: MaybeInstant
    stopped_by: 'member' | 'entry' | 'built_in' | null
    stopped_entry: string | null
    stopped_reason: string | null
    let_through_reason: string | null
    let_through_at: MaybeInstant
  }
  allow_entry: {
    id: string
    kind: AllowKind
    value: string
    reason: string
    built_in: Generated<boolean>
    created_at: StampedInstant
    created_by_kind: ActorKind
    created_by: string | null
  }
  hunt: {
    id: string
    created_at: Instant
    asked_by_kind: string
    asked_by: string | null
    members: string[] | null
    days: number
    indicators: ColumnType<HuntIndicator[], string, never>
    state: HuntState
    events_total: Count
    events_done: Count
    ended_at: MaybeInstant
  }
  hunt_hit: {
    hunt_id: string
    number: number
    orgnr: string | null
    events: Count
    first_seen: Instant
    last_seen: Instant
    fields: string[]
  }
  hunt_day: { hunt_id: string; orgnr: string | null; day: string; events: Count }
  look_back: {
    id: string
    created_at: Instant
    days: number
    indicators: number
    version: Count
    upto: Count
    state: string
    events_total: Count
    events_done: Count
    hours_done_from: number | null
    events_found: Count
    ended_at: MaybeInstant
  }
  look_back_indicator: { place: Generated<Count>; indicator_id: string }
  indicator_known: { type: IndicatorType; known: Count }
  reference_version: { what: 'networks' | 'indicators' | 'allowed' | 'weighed'; version: Count; copied: Count }
  loaded_segment: {
    batch: string
    sensor_id: string
    received_at: Instant
    loaded_at: StampedInstant
    lines: Count
    rejected: Count
    spool: string | null
  }
  rejected_again: {
    sensor_id: string
    asked_at: Instant
    reason: RejectionReason | null
    batch: string | null
    state: Generated<RejectedAgainState>
    faults: Count
    lines_total: Count
    lines_done: Count
    lines_read: Count
    ended_at: MaybeInstant
    /** `LinePosition` and `Slice` in sensing. */
    position: ColumnType<object | null, string | null | undefined, string | null>
    slice: ColumnType<object | null, string | null | undefined, string | null>
  }
  loaded_hour: { sensor_id: string; hour: Instant; lines: Count; rejected: Count }
  sensor_alarm: {
    sensor_id: string
    trouble: (typeof sensorTroubles)[number]
    raised_at: Instant
    member_told: Generated<boolean>
    well_since: MaybeInstant
  }
  telemetry_alarm: {
    place: string
    trouble: TelemetryTrouble
    raised_at: Instant
    checked_at: Instant
    details: ColumnType<object, string, string>
  }
  heartbeat: {
    receiver: string
    every_seconds: number
    seen_at: Instant
    waiting_since: MaybeInstant
    fault: string | null
    back_sent_at: MaybeInstant
    back_seconds: number | null
    alarm_at: MaybeInstant
  }
  erased_sensor: { id: string; erased_at: StampedInstant }
}
