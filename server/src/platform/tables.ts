/** The PostgreSQL tables as Kysely sees them. The truth is `server/migrations/postgres`; keep this beside it. */
import type {
  Act,
  ActorKind,
  AllowKind,
  Answer,
  CampaignState,
  Category,
  CauseKind,
  ChannelState,
  ChaseRule,
  ClaimState,
  DeliveryKind,
  DeliveryState,
  DetectionState,
  EventTraitKind,
  HitField,
  HuntIndicator,
  HuntState,
  IndicatorType,
  KeyRefusal,
  Language,
  MailProtection,
  MailSignature,
  MailTaskKind,
  ObjectKind,
  PhoneChannel,
  PolicyAction,
  RejectedAgainState,
  RejectionReason,
  Reliability,
  ResponseChannel,
  RetentionClass,
  Role,
  SetAsideReason,
  Severity,
  SignInMethod,
  sensorTroubles,
  TelemetryTrouble,
  Tlp,
  TriageActWord,
  ViewPage,
  WaitReason,
  WarningState,
  WebhookState,
} from '@varde/contract'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

type Instant = ColumnType<Date, Date, Date>
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
type StampedInstant = ColumnType<Date, Date | undefined, Date>
/** bigint comes as a number: `postgres.ts` parses int8 so, since no count here passes 2^53. */
type Count = ColumnType<number, number | undefined, number>

export type Tables = {
  member: {
    orgnr: string
    name: string
    kind: string
    municipality_number: string | null
    created_at: StampedInstant
    updated_at: StampedInstant
    tell_of_sensors: Generated<boolean>
  }
  member_network: { network: string; orgnr: string }
  member_domain: { domain: string; orgnr: string }
  contact: {
    id: string
    orgnr: string
    name: string
    email: string
    phone: string | null
    language: Language
    verified_at: MaybeInstant
    created_at: StampedInstant
    rank: Generated<number>
    role: Generated<string>
  }
  contact_key: {
    contact_id: string
    armored: string
    fingerprint: string
    algorithm: string
    expires_at: MaybeInstant
    source: 'uploaded' | 'wkd'
    added_at: Instant
  }
  api_key: {
    id: string
    name: string
    scope: string
    secret_hash: Buffer
    created_at: StampedInstant
    expires_at: MaybeInstant
    last_used_at: MaybeInstant
    revoked_at: MaybeInstant
    orgnr: string | null
    sensor_id: string | null
    created_by: string | null
    networks: Generated<string[]>
    last_used_from: string | null
    failures: Count
    last_failure_at: MaybeInstant
    last_failure_from: string | null
    last_failure_reason: KeyRefusal | null
    rotated_from: string | null
  }
  person: {
    id: string
    name: string
    email: string
    emailVerified: boolean
    language: Language
    twoFactorEnabled: boolean | null
    createdAt: StampedInstant
    updatedAt: StampedInstant
    last_sign_in_at: MaybeInstant
    inactivity_warned_at: MaybeInstant
    deactivated_at: MaybeInstant
    created_by: string | null
  }
  person_session: {
    id: string
    token: string
    userId: string
    createdAt: StampedInstant
    updatedAt: Instant
    expiresAt: Instant
    ipAddress: string | null
    userAgent: string | null
    method: Generated<SignInMethod>
  }
  person_account: {
    id: Generated<string>
    accountId: string
    providerId: string
    userId: string
    password: string | null
    createdAt: StampedInstant
    updatedAt: Instant
  }
  person_verification: {
    id: Generated<string>
    identifier: string
    value: string
    expiresAt: Instant
    createdAt: StampedInstant
    updatedAt: StampedInstant
  }
  person_passkey: { id: string; name: string | null; userId: string; createdAt: MaybeInstant }
  person_two_factor: {
    id: string
    userId: string
    backupCodes: string
    verified: boolean | null
    lockedUntil: MaybeInstant
  }
  saved_view: {
    id: string
    person_id: string
    page: ViewPage
    name: string
    search: string
    shared: boolean
    created_at: Instant
    updated_at: Instant
    removed_at: MaybeInstant
  }
  start_view: { person_id: string; page: ViewPage; view_id: string }
  person_role: { person_id: string; role: Role; orgnr: string | null; created_at: StampedInstant }
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
  warning: {
    id: string
    number: GeneratedAlways<number>
    orgnr: string
    title: string
    severity: Severity
    tlp: Tlp
    state: WarningState
    received_at: Instant
    created_at: StampedInstant
    approved_at: MaybeInstant
    approved_by: string | null
    sent_at: MaybeInstant
    acknowledged_at: MaybeInstant
    answered_at: MaybeInstant
    answer: Answer | null
    due_at: MaybeInstant
    reopened: Generated<number>
    reopened_at: MaybeInstant
    reminders: Generated<number>
    reminded_at: MaybeInstant
    chase_step: Generated<number>
    escalated_at: MaybeInstant
    content: ColumnType<object | null, string | null | undefined, string | null>
    campaign_id: string | null
    texts: number | null
    measures: ColumnType<object | null, string | null | undefined, string | null>
  }
  detection: {
    id: string
    orgnr: string
    cause_kind: CauseKind
    cause_key: string
    cause_label: string
    cause_category: string
    indicator_type: IndicatorType | null
    source: Generated<string>
    confidence: number | null
    tlp: Tlp
    inner_host: string | null
    fields: HitField[]
    severity: Severity
    severity_rank: GeneratedAlways<number>
    attribution: 'network' | 'sensor'
    retrospective: Generated<boolean>
    state: DetectionState
    dismiss_reason: SetAsideReason | null
    dismissed_by: string | null
    events: Count
    first_seen_at: Instant
    last_seen_at: Instant
    received_at: Instant
    created_at: StampedInstant
    updated_at: StampedInstant
    warning_id: string | null
    accepted_at: MaybeInstant
    assigned_to: string | null
    snoozed_until: MaybeInstant
    duplicate_of: string | null
    last_act: string | null
    suppressed_by: string | null
    held: Generated<boolean>
    policy_version: number | null
    policy_rule: number | null
    policy_action: PolicyAction | null
    policy_paged: Generated<boolean>
  }
  detection_trait: { detection_id: string; kind: EventTraitKind; value: string }
  detection_looking: { detection_id: string; person_id: string; at: Instant }
  suppression: {
    id: string
    cause_kind: CauseKind | null
    cause_key: string | null
    category: string | null
    source: string | null
    orgnr: string | null
    network: string | null
    up_to: Severity
    up_to_rank: GeneratedAlways<number>
    reason: string
    author: string
    created_at: Instant
    until: Instant
    ended_at: MaybeInstant
    ended_by: string | null
    act_id: string | null
  }
  triage_act: { id: string; at: Instant; act: TriageActWord; by_kind: 'person' | 'key'; by_id: string }
  triage_act_detection: {
    act_id: string
    detection_id: string
    before: ColumnType<object, string, never>
    state_after: DetectionState
    undone_at: MaybeInstant
  }
  delivery: {
    id: string
    warning_id: string
    contact_id: string | null
    contact_name: string
    email: string
    language: Language
    state: DeliveryState
    attempts: Count
    last_reply: Generated<string>
    subject: Generated<string>
    body_text: Generated<string>
    created_at: StampedInstant
    attempted_at: MaybeInstant
    delivered_at: MaybeInstant
    kind: Generated<DeliveryKind>
    relapse: Generated<number>
    round: Generated<number>
    message_id: string | null
    protection: MailProtection | null
    status: string | null
    reported_at: MaybeInstant
    waits_for_key: Generated<boolean>
    mail_id: string | null
    waits_until: MaybeInstant
    waits_for: WaitReason | null
  }
  webhook: {
    id: string
    orgnr: string
    name: string
    url: string
    types: string[]
    least: Severity
    state: Generated<WebhookState>
    stopped_for: 'gone' | 'failing' | null
    secret: string
    old_secret: string | null
    old_until: MaybeInstant
    given_up: Generated<number>
    created_at: Instant
    created_by: string
  }
  webhook_event: {
    id: string
    webhook_id: string
    warning_id: string | null
    type: string
    occasion: string
    data: string
    state: Generated<ChannelState>
    created_at: Instant
  }
  webhook_attempt: { event_id: string; number: number; at: Instant; status: number | null; reply: string }
  contact_phone_choice: { contact_id: string; channel: PhoneChannel; least: Severity | null }
  phone_message: {
    id: string
    warning_id: string
    contact_id: string | null
    contact_name: string
    phone: string
    language: Language
    channel: PhoneChannel
    kind: Exclude<DeliveryKind, 'message'>
    relapse: number
    round: number
    state: Generated<ChannelState>
    attempts: Count
    last_reply: Generated<string>
    body_text: Generated<string>
    created_at: Instant
    delivered_at: MaybeInstant
  }
  mail_task: {
    id: string
    orgnr: string
    contact_id: string | null
    warning_id: string | null
    kind: MailTaskKind
    words: string
    raised_at: Instant
    done_at: MaybeInstant
    done_by: string | null
  }
  deadline_move: {
    id: string
    warning_id: string
    due_before: Instant
    due_at: Instant
    step_before: number
    reason: string
    author: string
    moved_at: Instant
    undone_at: MaybeInstant
  }
  warning_note: {
    id: string
    warning_id: string
    text: string
    author: string
    created_at: Instant
  }
  warning_message: {
    id: string
    warning_id: string
    number: number
    text: string
    author: string
    created_at: Instant
  }
  warning_call: {
    id: string
    warning_id: string
    contact_name: string
    reached: boolean
    comment: Generated<string>
    author: string
    called_at: Instant
    created_at: Instant
  }
  chase_rule: Required<ChaseRule> & { changed_at: MaybeInstant; changed_by: string | null }
  response: {
    id: string
    warning_id: string
    contact_id: string | null
    contact_name: string
    kind: 'acknowledge' | 'answer'
    answer: Answer | null
    comment: Generated<string>
    created_at: StampedInstant
    channel: Generated<ResponseChannel>
    recorded_by: string | null
    signature: MailSignature | null
    mail_id: string | null
    done: Generated<string[]>
  }
  response_attachment: {
    id: string
    response_id: string
    number: number
    name: string
    size: number
    sha256: string
    content: Buffer
  }
  claim: {
    id: string
    orgnr: string
    kind: 'network' | 'domain'
    change: 'add' | 'remove'
    value: string
    reason: Generated<string>
    state: Generated<ClaimState>
    proposed_by: string
    created_at: Instant
    decided_by: string | null
    decided_at: MaybeInstant
    words: Generated<string>
  }
  contact_choice: { contact_id: string; category: Category; least: Severity }
  warning_measure: { warning_id: string; measure: string; done_by: string; done_at: Instant }
  campaign: {
    id: string
    number: GeneratedAlways<number>
    state: CampaignState
    name: Generated<string>
    note: Generated<string>
    /** `Shared` in warning. */
    traits: ColumnType<object[], string, string>
    aside_members: number | null
    members: Generated<number>
    created_at: Instant
    updated_at: Instant
  }
  campaign_detection: { campaign_id: string; detection_id: string; standing: 'in' | 'suggested' | 'out' }
  source_reliability: { source: string; reliability: Reliability; changed_at: Instant; changed_by: string }
  policy_version: {
    number: GeneratedAlways<number>
    /** `PolicyRule` in the contract. */
    rules: ColumnType<object[], string, string>
    revision: Generated<number>
    created_at: Instant
    created_by: string
    changed_at: Instant
    changed_by: string
    /** `StoredTrial` in warning. */
    trial: ColumnType<object | null, string | null | undefined, string | null>
    tried_at: MaybeInstant
    tried_by: string | null
    kept: Generated<boolean>
  }
  policy_activation: { id: GeneratedAlways<Count>; version: number; at: Instant; by: string; note: string }
  warning_text: {
    number: GeneratedAlways<number>
    category: Category
    /** `WarningText` in the contract. */
    content: ColumnType<object, string, never>
    at: Instant
    by: string
    note: string
  }
  policy_page: { orgnr: string; cause_kind: CauseKind; cause_key: string; paged_at: Instant }
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
  audit_entry: {
    seq: Count
    at: Instant
    actor_kind: ActorKind
    actor_id: string | null
    address: string | null
    act: Act
    outcome: 'done' | 'refused'
    object_kind: ObjectKind | null
    object_id: string | null
    orgnr: string | null
    details: ColumnType<Record<string, unknown>, string, never>
    hash: Buffer
  }
  audit_head: { one: boolean; seq: Count; hash: Buffer }
  retention_rule: { class: RetentionClass; days: number; updated_at: StampedInstant }
  retention_run: {
    id: string
    at: StampedInstant
    class: RetentionClass
    before: Instant
    removed: Count
    held: Count
  }
  archive_hold: {
    id: string
    class: RetentionClass | null
    orgnr: string | null
    reason: string
    created_at: StampedInstant
    created_by: string | null
    until: MaybeInstant
    released_at: MaybeInstant
  }
}
