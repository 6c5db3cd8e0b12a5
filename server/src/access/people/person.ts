/** Who may give and take roles, and whose account they may close: nobody reaches above themself. */
import { type PersonInvite, type RoleAt, roles } from '@varde/contract'
import type { Static } from 'typebox'

/** Held at one member; the others are for the whole constituency. */
const atMember: readonly RoleAt['role'][] = ['member_admin', 'member_contact']

/** Administrators may grant every role, team leaders all but theirs, and a member's administrator those at that member. */
export function mayGrant(own: readonly RoleAt[], wish: RoleAt): boolean {
  return own.some(({ role, member }) => {
    if (role === 'admin') return true
    if (role === 'team_leader') return wish.role !== 'admin'
    return role === 'member_admin' && member !== null && member === wish.member && atMember.includes(wish.role)
  })
}

/** Closing, opening, resetting and erasing an account is for those who could have given all its roles. */
export function mayManage(own: readonly RoleAt[], theirs: readonly RoleAt[]): boolean {
  const everywhere = own.some(({ role }) => role === 'admin' || role === 'team_leader')
  return theirs.length === 0 ? everywhere : theirs.every((role) => mayGrant(own, role))
}

/** Reads a role and where it is held. @returns the fault and the mend where the two do not fit together */
export function readRoleAt({ role, member }: Pick<Static<typeof PersonInvite>, 'role' | 'member'>): RoleAt | string {
  if (atMember.includes(role) === (member !== undefined)) return { role, member: member ?? null }
  return member === undefined
    ? `${role} is held at a member: name the member too.`
    : `${role} is for the whole constituency: leave the member out.`
}

/** In the order of the list of roles, then by member. */
export function sortRoles(held: readonly RoleAt[]): RoleAt[] {
  return [...held].sort(
    (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || (a.member ?? '').localeCompare(b.member ?? ''),
  )
}
