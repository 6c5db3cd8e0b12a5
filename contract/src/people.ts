/** People, how they sign in, and their sessions. */
import { type Static, Type } from 'typebox'
import { Role, RoleAt } from './access.ts'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'

/** `invited`: has not chosen how to sign in yet. `deactivated`: cannot sign in until somebody opens the account again. */
export const PersonState = words(['invited', 'active', 'deactivated'])
export type PersonState = Static<typeof PersonState>

export const Person = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  language: Language,
  state: PersonState,
  roles: Type.Array(RoleAt),
  created_at: Instant,
  last_sign_in_at: Nullable(Instant),
  deactivated_at: Nullable(Instant),
  /** Keys that this person made and that still open something. */
  live_keys: Type.Integer(),
})
export type Person = Static<typeof Person>
export const PersonPage = Page(Person)
export const PersonListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  member: Type.Optional(Orgnr),
  state: Type.Optional(PersonState),
  ...PageQuery,
})

export const PersonInvite = Type.Object({
  email: Type.String({ maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', format: 'free-text' }),
  name: Type.String({ minLength: 1, maxLength: 200, format: 'free-text' }),
  role: Role,
  member: Type.Optional(Orgnr),
  language: Language,
})
/** `mailed`: a mail is on its way, the same whether or not the address was known; false where no mail server is set. */
export const PersonInvited = Type.Object({ id: Id, mailed: Type.Boolean() })

/** How a session began. `link` opens the first-time page alone. */
export const SignInMethod = words(['passkey', 'totp', 'recovery_code', 'oidc', 'link', 'unknown'])
export type SignInMethod = Static<typeof SignInMethod>

export const Session = Type.Object({
  id: Id,
  /** The one that asks. */
  current: Type.Boolean(),
  method: SignInMethod,
  started_at: Instant,
  last_used_at: Instant,
  expires_at: Instant,
  address: Nullable(Type.String()),
  /** The browser in short, e.g. `Firefox, Linux`; null where it said nothing we know. */
  browser: Nullable(Type.String()),
})
export type Session = Static<typeof Session>
export const SessionList = Type.Object({ items: Type.Array(Session) })

/** The caller's own ways in. `recovery_codes_left` is null where no password with TOTP is set. */
export const SignInWays = Type.Object({
  passkeys: Type.Array(Type.Object({ id: Id, name: Type.String(), created_at: Nullable(Instant) })),
  password: Type.Boolean(),
  totp: Type.Boolean(),
  recovery_codes_left: Nullable(Type.Integer()),
  organisations: Type.Array(Type.Object({ id: Id, provider: Type.String(), name: Type.String(), linked_at: Instant })),
})
export type SignInWays = Static<typeof SignInWays>

/** Organisations' own identity providers that the operator has set up. */
export const SignInProviders = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
