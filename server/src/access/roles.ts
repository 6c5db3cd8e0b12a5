/** Who may do what: one total table, so that a new action without a decision for every role does not compile. */
import { type Action, actions, type Role, type RoleAt, type RoleTable, roles } from '@varde/contract'

const staff = ['admin', 'team_leader', 'duty_officer', 'analyst'] as const satisfies Role[]
const leads = ['admin', 'team_leader', 'duty_officer'] as const satisfies Role[]
const overseers = ['admin', 'team_leader', 'auditor'] as const satisfies Role[]
const readers = [...staff, 'auditor'] as const satisfies Role[]
const members = ['member_admin', 'member_contact'] as const satisfies Role[]

/** Members' people act within their own members only; see `Scope`. */
const allowed: Record<Action, readonly Role[]> = {
  'overview.read': readers,
  // Of the team's own lists; what is shared is shared with the team alone.
  'views.use': readers,
  'members.read': [...readers, ...members],
  'members.write': [...leads, 'analyst'],
  'contacts.write': [...leads, 'analyst', 'member_admin'],
  // A member's people their own alone; see `contact-key.routes.ts`.
  'contact_keys.write': [...leads, 'analyst', ...members],
  // What the team then says yes or no to, with `members.write`.
  'claims.write': ['member_admin'],
  'members.export': ['admin', 'team_leader', 'member_admin'],
  'members.erase': ['admin'],
  'sensors.read': [...readers, ...members],
  'sensors.write': staff,
  // Nobody's site: not for members.
  'sources.read': readers,
  'sources.write': staff,
  'indicators.read': readers,
  'indicators.write': staff,
  'events.read': [...staff, ...members],
  'detections.read': readers,
  'detections.triage': staff,
  'warnings.read': [...readers, ...members],
  'warnings.send': staff,
  // Notes are read with it: they are never for members.
  'warnings.chase': staff,
  // The auditor reads logs and settings, and no text that is TLP:RED.
  'red.read': [...staff, ...members],
  // What is asked of a member's own people, and of nobody else.
  'portal.use': members,
  // As a member sees it, with its TLP:RED texts.
  'portal.view': staff,
  // What is known of vulnerabilities is public; who has them is in each one's scope.
  'vulnerabilities.read': [...readers, ...members],
  'vulnerabilities.write': staff,
  'feeds.read': readers,
  'feeds.write': staff,
  'inventory.read': [...readers, ...members],
  'inventory.write': [...staff, ...members],
  'advisories.read': [...readers, ...members],
  'advisories.write': staff,
  'advisories.publish': staff,
  // Addresses may hold secrets of the member's: not for the auditor.
  'webhooks.read': [...staff, ...members],
  'webhooks.write': [...staff, ...members],
  'policy.read': readers,
  'policy.write': leads,
  'failures.read': readers,
  'failures.retry': staff,
  'people.read': [...overseers, 'member_admin'],
  'people.write': ['admin', 'team_leader', 'member_admin'],
  // Anyone who may make a key makes one that can do no more than they can; see `mayIssue`.
  'keys.read': [...readers, 'member_admin'],
  'keys.write': [...staff, 'member_admin'],
  'roles.read': [...overseers, 'member_admin'],
  'history.read': readers,
  'audit.read': overseers,
  'retention.read': overseers,
  'retention.write': ['admin', 'team_leader'],
}

/** Roles that see every member; the others see those they hold the role at. */
const seesAll: Record<Role, boolean> = {
  admin: true,
  team_leader: true,
  duty_officer: true,
  analyst: true,
  auditor: true,
  member_admin: false,
  member_contact: false,
  partner: false,
}

/** The members whose objects may be read or changed: all, or these organisation numbers. Every query takes one. */
export type Scope = 'all' | readonly string[]

/** The table as it is shown to administrators. */
export function roleTable(): RoleTable {
  return {
    roles: roles.map((role) => ({ role, everywhere: seesAll[role] })),
    actions: actions.map((action) => ({ action, roles: roles.filter((role) => allowed[action].includes(role)) })),
  }
}

export function actionsOf(roles: readonly RoleAt[]): Action[] {
  return actions.filter((action) => roles.some(({ role }) => allowed[action].includes(role)))
}

/** The roles that may do this for every member. */
export function rolesWith(action: Action): Role[] {
  return allowed[action].filter((role) => seesAll[role])
}

/** What these roles may see for one action: roles that do not carry the action add nothing to its scope. */
export function scopeFor(roles: readonly RoleAt[], action: Action): Scope {
  const carrying = roles.filter(({ role }) => allowed[action].includes(role))
  if (carrying.some(({ role }) => seesAll[role])) return 'all'
  return [...new Set(carrying.flatMap(({ member }) => (member === null ? [] : [member])))]
}

export function inScope(scope: Scope, member: string): boolean {
  return scope === 'all' || scope.includes(member)
}
