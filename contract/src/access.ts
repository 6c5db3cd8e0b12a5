import { type Static, Type } from 'typebox'
import { Language, Nullable, Orgnr, words } from './common.ts'

/** The roles of people; see the vocabulary. Sensors and keys are machines and have scopes instead. */
export const roles = [
  'admin',
  'team_leader',
  'duty_officer',
  'analyst',
  'auditor',
  'member_admin',
  'member_contact',
  'partner',
] as const
export const Role = words(roles)
export type Role = Static<typeof Role>

/** Everything that a route may ask leave for. A new one without a line in `access/roles.ts` does not compile. */
export const actions = [
  'overview.read',
  'views.use',
  'members.read',
  'members.write',
  'contacts.write',
  'contact_keys.write',
  'claims.write',
  'members.export',
  'members.erase',
  'sensors.read',
  'sensors.write',
  'sources.read',
  'sources.write',
  'indicators.read',
  'indicators.write',
  'events.read',
  'detections.read',
  'detections.triage',
  'warnings.read',
  'warnings.send',
  'warnings.chase',
  'red.read',
  'portal.use',
  'portal.view',
  'vulnerabilities.read',
  'vulnerabilities.write',
  'feeds.read',
  'feeds.write',
  'inventory.read',
  'inventory.write',
  'advisories.read',
  'advisories.write',
  'advisories.publish',
  'webhooks.read',
  'webhooks.write',
  'policy.read',
  'policy.write',
  'failures.read',
  'failures.retry',
  'people.read',
  'people.write',
  'keys.read',
  'keys.write',
  'roles.read',
  'history.read',
  'audit.read',
  'retention.read',
  'retention.write',
] as const
export const Action = words(actions)
export type Action = Static<typeof Action>

export const RoleAt = Type.Object({ role: Role, member: Nullable(Orgnr) })
export type RoleAt = Static<typeof RoleAt>

export const Me = Type.Object({
  name: Type.String(),
  email: Nullable(Type.String()),
  kind: words(['person', 'key']),
  roles: Type.Array(RoleAt),
  actions: Type.Array(Action),
  /** False until the person has a passkey, a password with TOTP, or an organisation's sign-in; then only the first-time page is open. */
  enrolled: Type.Boolean(),
  language: Language,
})
export type Me = Static<typeof Me>

/** By which number a duty officer is paged beside the mail, as they have it themselves. `sms`: whether they want it now. */
export const OwnPhone = Type.Object({ phone: Nullable(Type.String({ maxLength: 40 })), sms: Type.Boolean() })
export type OwnPhone = Static<typeof OwnPhone>
/** `gateway`: whether there is a service here that carries SMS. */
export const OwnPhoneShown = Type.Object({ ...OwnPhone.properties, gateway: Type.Boolean() })
export type OwnPhoneShown = Static<typeof OwnPhoneShown>

/** The table of who may do what, as it stands in code. `everywhere`: the role sees every member. */
export const RoleTable = Type.Object({
  roles: Type.Array(Type.Object({ role: Role, everywhere: Type.Boolean() })),
  actions: Type.Array(Type.Object({ action: Action, roles: Type.Array(Role) })),
})
export type RoleTable = Static<typeof RoleTable>
