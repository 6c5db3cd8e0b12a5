/** What no indicator may hit, and what that means for an indicator. */
import { type Static, Type } from 'typebox'
import { ActorKind } from './audit.ts'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'

/**
 * `network`: addresses. `domain`: a name and all below it. `name`: a name alone. `value`: one indicator of any other type,
 * compared whole.
 */
export const allowKinds = ['network', 'domain', 'name', 'value'] as const
export const AllowKind = words(allowKinds)
export type AllowKind = Static<typeof AllowKind>

/** Why an entry comes with the program; its `reason` is one of these. */
export const builtInReasons = [
  'private',
  'resolver',
  'root_server',
  'large_service',
  'public_service',
  'empty_file',
] as const
export type BuiltInReason = (typeof builtInReasons)[number]

export const AllowEntry = Type.Object({
  id: Id,
  kind: AllowKind,
  value: Type.String(),
  /** Of a built-in entry a word: `private`, `resolver`, `root_server`, `large_service`, `public_service` or `empty_file`. */
  reason: Type.String(),
  built_in: Type.Boolean(),
  created_at: Instant,
  created_by: Type.Object({ kind: ActorKind, name: Nullable(Type.String()) }),
  /** Indicators that it stops now. */
  stops: Type.Integer(),
})
export type AllowEntry = Static<typeof AllowEntry>
export const AllowListQuery = Type.Object({
  ...PageQuery,
  q: Type.Optional(Type.String()),
  built_in: Type.Optional(Type.Boolean()),
})
export const AllowPage = Page(AllowEntry)
export const AllowAdd = Type.Object({
  value: Type.String({
    minLength: 1,
    maxLength: 2000,
    description: 'An address, a network, a domain (with all below it), or a hash, fingerprint, URL or e-mail address',
  }),
  reason: Type.String({ minLength: 3, maxLength: 500, format: 'free-text' }),
})

/** `member`: it lies in a member's own networks or domains. `entry`: somebody put it on the list. `built_in`: the program did. */
export const stoppers = ['member', 'entry', 'built_in'] as const

/** Why an indicator is not matched although it is known. */
export const Stopped = Type.Object({
  by: words(stoppers),
  /** The network, name or value that it would hit. */
  entry: Type.String(),
  /** The entry's reason; of a member's own the member's name. */
  reason: Type.String(),
  member: Nullable(Orgnr),
})
export type Stopped = Static<typeof Stopped>

export const LetThrough = Type.Object({ reason: Type.String(), at: Instant })
export const LetThroughAsk = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500, format: 'free-text' }) })
