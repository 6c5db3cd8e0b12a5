/** Which roles somebody may give and take away. Pure; the server decides again. */
import type { Me, Role, RoleAt } from '../../api/types.ts'

/** Roles from the one that can most, and whether each is held at a member. Total: a new role must say. */
const atMember: Record<Role, boolean> = {
  admin: false,
  team_leader: false,
  duty_officer: false,
  analyst: false,
  auditor: false,
  member_admin: true,
  member_contact: true,
  partner: false,
}

export const isAtMember = (role: Role): boolean => atMember[role]
const allRoles = Object.keys(atMember) as Role[]

type Granter = Pick<Me, 'roles'>

/** Never above one's own: an administrator gives all, a leader all but that, a member's administrator only the member's. */
export function grantableRoles({ roles }: Granter): Role[] {
  const held = new Set(roles.map(({ role }) => role))
  if (held.has('admin')) return allRoles
  if (held.has('team_leader')) return allRoles.filter((role) => role !== 'admin')
  return held.has('member_admin') ? allRoles.filter(isAtMember) : []
}

/** The members that roles may be given at; null is any. */
export function grantableMembers({ roles }: Granter): string[] | null {
  if (roles.some(({ role }) => role === 'admin' || role === 'team_leader')) return null
  const own = roles.flatMap(({ role, member }) => (role === 'member_admin' && member !== null ? [member] : []))
  return [...new Set(own)].sort()
}

export function mayTake(granter: Granter, { role, member }: RoleAt): boolean {
  if (!grantableRoles(granter).includes(role)) return false
  const members = grantableMembers(granter)
  return members === null || (member !== null && members.includes(member))
}

/** Closing, resetting and erasing concern the whole account, so all of its roles must be within reach. */
export function mayDecide(granter: Granter, roles: readonly RoleAt[]): boolean {
  if (roles.length === 0) return grantableMembers(granter) === null
  return roles.every((held) => mayTake(granter, held))
}
