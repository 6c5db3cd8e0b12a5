/** Tables of access: people, keys, what they have saved, and what is written down of what was done. */
import type {
  Act,
  ActorKind,
  KeyRefusal,
  Language,
  ObjectKind,
  RetentionClass,
  Role,
  SignInMethod,
  ViewPage,
} from '@varde/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Count, Instant, MaybeInstant, StampedInstant } from './columns.ts'

export type AccessTables = {
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
    phone: string | null
    phone_sms: Generated<boolean>
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
  /** Of any object: its id says of what kind it is. */
  presence: { object_id: string; person_id: string; at: Instant }
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
