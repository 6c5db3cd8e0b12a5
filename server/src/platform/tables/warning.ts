/** Tables of warning: from detection to answered warning. */
import type {
  Answer,
  CampaignState,
  Category,
  CauseKind,
  ChannelState,
  ChaseRule,
  ChoiceKind,
  DeliveryKind,
  DeliveryState,
  DetectionState,
  EventTraitKind,
  HitField,
  IndicatorType,
  Language,
  MailProtection,
  MailSignature,
  MailTaskKind,
  MeasureStanding,
  PhoneChannel,
  PolicyAction,
  Reliability,
  ResponseChannel,
  SetAsideReason,
  Severity,
  Tlp,
  TriageActWord,
  WaitReason,
  WarningState,
  WebhookState,
} from '@varde/contract'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Count, Instant, MaybeInstant, StampedInstant } from './columns.ts'

export type WarningTables = {
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
    opened_at: MaybeInstant
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
    advisory_id: string | null
    advisory_version: number | null
    /** `Advised` in warning. */
    advised: ColumnType<object | null, string | null | undefined, string | null>
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
    kind: 'acknowledge' | 'answer' | 'withdraw'
    answer: Answer | null
    comment: Generated<string>
    created_at: StampedInstant
    channel: Generated<ResponseChannel>
    recorded_by: string | null
    signature: MailSignature | null
    mail_id: string | null
    done: Generated<string[]>
    vex: ColumnType<object, string | undefined, string>
    one_by_one: Generated<boolean>
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
  contact_choice: { contact_id: string; category: ChoiceKind; least: Severity }
  warning_measure: {
    warning_id: string
    measure: string
    done_by: string
    done_at: Instant
    standing: Generated<Exclude<MeasureStanding, 'open'>>
    why: Generated<string>
    recorded_by: string | null
  }
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
}
