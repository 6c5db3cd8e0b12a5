import { type Role, type RoleAt, roles } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionsOf } from '../roles.ts'
import { mayGrant, mayManage, readRoleAt, sortRoles } from './person.ts'

const at = (role: Role, member: string | null = null): RoleAt => ({ role, member })
const own = '000000019'
const other = '000000027'
const ofMembers: readonly Role[] = ['member_admin', 'member_contact']

describe('a role', () => {
  it('is given by administrators and team leaders, but never one above their own', () => {
    for (const role of roles) {
      const member = ofMembers.includes(role) ? own : null
      expect(mayGrant([at('admin')], at(role, member))).toBe(true)
      expect(mayGrant([at('team_leader')], at(role, member))).toBe(role !== 'admin')
    }
  })

  it('is given by a member’s administrator at that member alone', () => {
    const admin = [at('member_admin', own)]
    expect(mayGrant(admin, at('member_contact', own))).toBe(true)
    expect(mayGrant(admin, at('member_admin', own))).toBe(true)
    expect(mayGrant(admin, at('member_contact', other))).toBe(false)
    expect(mayGrant(admin, at('analyst'))).toBe(false)
  })

  it('is never given by who may not change people', () => {
    const held = fc.record({ role: fc.constantFrom(...roles), member: fc.constantFrom(own, other, null) })
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), held, (mine, wish) => {
        expect(!mayGrant(mine, wish) || actionsOf(mine).includes('people.write')).toBe(true)
      }),
    )
  })

  it('fits its member, or says what is missing', () => {
    expect(readRoleAt({ role: 'analyst' })).toEqual(at('analyst'))
    expect(readRoleAt({ role: 'member_admin', member: own })).toEqual(at('member_admin', own))
    expect(readRoleAt({ role: 'member_admin' })).toMatch(/name the member/)
    expect(readRoleAt({ role: 'admin', member: own })).toMatch(/leave the member out/)
  })

  it('stands in the order of the list', () => {
    const held = [at('member_contact', other), at('member_contact', own), at('analyst')]
    expect(sortRoles(held)).toEqual([held[2], held[1], held[0]])
  })
})

describe('an account', () => {
  it('is closed by those who could have given all its roles', () => {
    expect(mayManage([at('member_admin', own)], [at('member_contact', own)])).toBe(true)
    expect(mayManage([at('member_admin', own)], [at('member_contact', own), at('member_contact', other)])).toBe(false)
    expect(mayManage([at('team_leader')], [at('admin')])).toBe(false)
    expect(mayManage([at('member_admin', own)], [])).toBe(false)
    expect(mayManage([at('team_leader')], [])).toBe(true)
  })
})
