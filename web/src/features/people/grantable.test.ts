import { expect, test } from 'vitest'
import type { RoleAt } from '../../api/types.ts'
import { grantableMembers, grantableRoles, mayDecide, mayTake } from './grantable.ts'

const at = (role: RoleAt['role'], member: string | null = null): RoleAt => ({ role, member })
const admin = { roles: [at('admin')] }
const lead = { roles: [at('team_leader')] }
const member = { roles: [at('member_admin', '999000017'), at('member_contact', '999000025')] }

test('nobody gives a role above their own', () => {
  expect(grantableRoles(admin)).toContain('admin')
  expect(grantableRoles(lead)).not.toContain('admin')
  expect(grantableRoles(lead)).toContain('team_leader')
  expect(grantableRoles(member)).toEqual(['member_admin', 'member_contact'])
  expect(grantableRoles({ roles: [at('analyst')] })).toEqual([])
})

test('a member’s administrator reaches no further than that member', () => {
  expect(grantableMembers(lead)).toBeNull()
  expect(grantableMembers(member)).toEqual(['999000017'])
  expect(mayTake(member, at('member_contact', '999000017'))).toBe(true)
  expect(mayTake(member, at('member_contact', '999000025'))).toBe(false)
  expect(mayTake(member, at('analyst'))).toBe(false)
})

test('an account with a role out of reach is not decided over', () => {
  expect(mayDecide(member, [at('member_contact', '999000017')])).toBe(true)
  expect(mayDecide(member, [at('member_contact', '999000017'), at('member_contact', '999000025')])).toBe(false)
  expect(mayDecide(lead, [at('admin')])).toBe(false)
  expect(mayDecide(lead, [])).toBe(true)
  expect(mayDecide(member, [])).toBe(false)
})
