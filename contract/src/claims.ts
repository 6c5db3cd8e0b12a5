/** What a member proposes about what is its own, and the contacts that it changes itself. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, Orgnr, words } from './common.ts'

export const claimKinds = ['network', 'domain'] as const
export const claimChanges = ['add', 'remove'] as const
export const claimStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const
export const ClaimState = words(claimStates)
export type ClaimState = Static<typeof ClaimState>

/** How a domain is shown to be the member's: by a record in the DNS that only who has the domain can set. */
export const ClaimProof = Type.Object({
  name: Type.String({ description: 'Where the TXT record is set' }),
  value: Type.String({ description: 'What it says' }),
  proven_at: Nullable(Instant),
  checked_at: Nullable(Instant),
})
export type ClaimProof = Static<typeof ClaimProof>

export const ClaimCheck = Type.Object({
  proven: Type.Boolean(),
  /** Whether any name server answered. */
  answered: Type.Boolean(),
  /** What the record's name says instead, as a start: at most three. */
  seen: Type.Array(Type.String()),
})
export type ClaimCheck = Static<typeof ClaimCheck>

export const Claim = Type.Object({
  id: Id,
  member: Orgnr,
  member_name: Type.String(),
  kind: words(claimKinds),
  change: words(claimChanges),
  value: Type.String({ description: 'A CIDR, or a domain' }),
  reason: Type.String(),
  state: ClaimState,
  proposed_by: Type.String(),
  created_at: Instant,
  decided_at: Nullable(Instant),
  /** Who of ours decided; null to members. */
  decided_by: Nullable(Type.String()),
  /** What was said with the decision. */
  words: Type.String(),
  /** Of a domain that is claimed; null for all else. */
  proof: Nullable(ClaimProof),
  /** Others who hold the same, part of it or what it is part of; for staff alone. `same`: it cannot be theirs too. */
  conflicts: Type.Array(
    Type.Object({ member: Orgnr, member_name: Type.String(), value: Type.String(), same: Type.Boolean() }),
  ),
})
export type Claim = Static<typeof Claim>

export const ClaimListQuery = Type.Object({ member: Type.Optional(Orgnr), state: Type.Optional(ClaimState) })
export const ClaimList = Type.Object({ items: Type.Array(Claim) })

export const NewClaim = Type.Object({
  kind: words(claimKinds),
  change: words(claimChanges),
  value: Type.String({ minLength: 1, maxLength: 300 }),
  reason: Type.Optional(Type.String({ maxLength: 1000 })),
})
export type NewClaim = Static<typeof NewClaim>
export const ClaimRefused = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) })

export const ContactChange = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  email: Type.String({ minLength: 1, maxLength: 254 }),
  phone: Nullable(Type.String({ maxLength: 40 })),
  language: Language,
})
export type ContactChange = Static<typeof ContactChange>
