/** Tables of constituency: members, and who they are. */
import type { ClaimState, Language } from '@varde/contract'
import type { Generated } from 'kysely'
import type { Instant, MaybeInstant, StampedInstant } from './columns.ts'

export type ConstituencyTables = {
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
    proof: Generated<string>
    proven_at: MaybeInstant
    checked_at: MaybeInstant
    told_at: MaybeInstant
  }
}
