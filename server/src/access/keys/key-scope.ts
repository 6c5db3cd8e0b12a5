/** The scopes an API key can have, as written on the command line, and the roles they stand for. */
import type { RoleAt } from '@varde/contract'

const ofStaff = new Map([
  ['analyst', 'analyst'],
  ['admin', 'admin'],
  ['auditor', 'auditor'],
] as const)

/** For messages: what a scope may be. */
export const scopeForms = 'analyst | admin | auditor | member:ORGNR | blocklist:ORGNR | partner:NAME'

/**
 * Reads `analyst | admin | auditor | member:ORGNR | blocklist:ORGNR | partner:NAME`.
 * @returns the roles, or null where it is none of these
 */
export function rolesOfScope(scope: string): RoleAt[] | null {
  const staff = ofStaff.get(scope as 'analyst')
  if (staff !== undefined) return [{ role: staff, member: null }]
  const [kind, name] = scope.split(/:(.*)/s)
  if (kind === 'member' && name && /^[0-9]{9}$/.test(name)) return [{ role: 'member_contact', member: name }]
  // A blocklist key opens the blocklist and nothing of the API, so it carries no role.
  if (kind === 'blocklist' && name && /^[0-9]{9}$/.test(name)) return []
  if (kind === 'partner' && name && /^[\w .-]{1,100}$/u.test(name)) return [{ role: 'partner', member: null }]
  return null
}

/** Whether a key with this scope acts as one of the team, and for no member or partner. */
export function actsForTeam(scope: string): boolean {
  return ofStaff.has(scope as 'analyst')
}

/** The member that a scope is bound to; null for one that is bound to none. */
export function memberOfScope(scope: string): string | null {
  return /^(?:member|blocklist):([0-9]{9})$/.exec(scope)?.[1] ?? null
}
