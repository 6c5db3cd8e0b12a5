/** Keys of machines: for programs that use the API. Sensors' tokens are keys too, and are shown with their sensor. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Page, PageQuery, words } from './common.ts'

export const KeyState = words(['live', 'expired', 'revoked'])
export type KeyState = Static<typeof KeyState>
export const keyRefusals = ['expired', 'revoked', 'network', 'certificate'] as const
export const KeyRefusal = words(keyRefusals)
export type KeyRefusal = Static<typeof KeyRefusal>

/** Networks from which alone a key or a sensor's token may be used; none: from anywhere. */
export const PinnedNetworks = Type.Array(Type.String({ maxLength: 50, description: 'CIDR, e.g. 192.0.2.0/24' }), {
  maxItems: 50,
})

export const Key = Type.Object({
  id: Id,
  name: Type.String(),
  /** `analyst | admin | auditor | member:ORGNR | blocklist:ORGNR | partner:NAME` */
  scope: Type.String(),
  state: KeyState,
  networks: PinnedNetworks,
  created_at: Instant,
  /** Who made it, by name; null for one made on the command line. */
  created_by: Nullable(Type.String()),
  expires_at: Nullable(Instant),
  revoked_at: Nullable(Instant),
  last_used_at: Nullable(Instant),
  last_used_from: Nullable(Type.String()),
  failures: Type.Integer(),
  last_failure_at: Nullable(Instant),
  last_failure_from: Nullable(Type.String()),
  last_failure_reason: Nullable(KeyRefusal),
})
export type Key = Static<typeof Key>
export const KeyPage = Page(Key)
export const KeyListQuery = Type.Object({
  /** Only those that the caller made. */
  mine: Type.Optional(Type.Boolean()),
  state: Type.Optional(KeyState),
  ...PageQuery,
})

export const KeyMake = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, format: 'free-text' }),
  scope: Type.String({ maxLength: 120 }),
  networks: Type.Optional(PinnedNetworks),
  expires_at: Type.Optional(Instant),
})
/** The only time that the key itself is shown. */
export const KeyMade = Type.Object({
  id: Id,
  name: Type.String(),
  scope: Type.String(),
  key: Type.String(),
  expires_at: Nullable(Instant),
})
export const KeyNetworks = Type.Object({ networks: PinnedNetworks })

/** For how many hours the old secret goes on beside the new one; 0 ends it at once. */
export const Rotate = Type.Object({ overlap_hours: Type.Integer({ minimum: 0, maximum: 24 * 90, default: 24 }) })
export type Rotate = Static<typeof Rotate>
