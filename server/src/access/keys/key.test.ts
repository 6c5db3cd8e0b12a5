import type { Role, RoleAt } from '@varde/contract'
import { describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { endOfSuccessor, keyView, mayIssue, readEnd, refusalOf, stateOfKey } from './key.ts'

const [one, two] = [orgnr(1), orgnr(2)]
const now = new Date('2026-11-24T12:00:00Z')
const hours = (n: number) => new Date(now.getTime() + n * 60 * 60 * 1000)
const as = (...roles: (Role | RoleAt)[]): RoleAt[] =>
  roles.map((role) => (typeof role === 'string' ? { role, member: null } : role))
const adminOfOne: RoleAt = { role: 'member_admin', member: one }
const contactOfOne: RoleAt = { role: 'member_contact', member: one }

describe('a key', () => {
  it.each([
    ['live', null, null],
    ['live', hours(1), null],
    ['expired', now, null],
    ['expired', hours(-1), null],
    ['revoked', hours(1), hours(-1)],
    ['revoked', hours(-2), hours(-1)],
  ])('is %s where it ends %j and was revoked %j', (state, expires_at, revoked_at) => {
    expect(stateOfKey({ expires_at, revoked_at }, now)).toBe(state)
  })

  it('that has ended says so, also to a caller from elsewhere', () => {
    const networks = ['192.0.2.0/24']
    const from = (address: string, expires_at: Date | null = null, revoked_at: Date | null = null) =>
      refusalOf({ expires_at, revoked_at, networks }, { address, now })
    expect(from('192.0.2.9')).toBeNull()
    expect(from('198.51.100.9')).toBe('network')
    expect(from('198.51.100.9', hours(-1))).toBe('expired')
    expect(from('198.51.100.9', hours(-1), hours(-1))).toBe('revoked')
  })

  it('made in the web ends within a year, else after 90 days', () => {
    expect(readEnd(undefined, now)).toEqual({ value: hours(90 * 24) })
    expect(readEnd(hours(1).toISOString(), now)).toEqual({ value: hours(1) })
    expect(readEnd('2027-11-24T23:59:59Z', now)).toEqual({ value: new Date('2027-11-24T23:59:59Z') })
    expect(readEnd('2027-11-26T00:00:00Z', now)).toEqual({
      fault: 'A key made here lasts at most 366 days. Write at the latest 2027-11-25T12:00:00.000Z.',
    })
    expect(readEnd(now.toISOString(), now)).toEqual({ fault: expect.stringContaining('has passed. Write a time') })
  })

  it('that takes over lasts as long as the one before was made to', () => {
    const created_at = hours(-24)
    expect(endOfSuccessor({ created_at, expires_at: hours(6) }, now)).toEqual(hours(30))
    expect(endOfSuccessor({ created_at, expires_at: null }, now)).toBeNull()
  })
})

describe('nobody makes a key that could do more than they can', () => {
  const scopes = ['admin', 'auditor', 'analyst', `member:${one}`, `member:${two}`, `blocklist:${one}`, 'partner:Kraft']
  it.each([
    [as('admin'), scopes],
    [as('team_leader'), scopes.slice(1, -1)],
    [as('duty_officer'), scopes.slice(2, -1)],
    [as('analyst'), scopes.slice(2, -1)],
    [as(adminOfOne), [`member:${one}`, `blocklist:${one}`]],
    [as(adminOfOne, { role: 'member_admin', member: two }), [`member:${one}`, `member:${two}`, `blocklist:${one}`]],
    [as(contactOfOne), []],
    [as({ role: 'member_contact', member: two }, adminOfOne), [`member:${one}`, `blocklist:${one}`]],
    [as('auditor'), []],
    [as('partner'), []],
    [[], []],
  ])('%j: %j', (roles, issued) => {
    expect(scopes.filter((scope) => mayIssue(roles, scope))).toEqual(issued)
  })

  it.each(['sensor:x', 'toString', 'member:1', 'member:', 'partner:', 'duty_officer', ''])(
    'and nobody one with the scope "%s"',
    (scope) => {
      expect(mayIssue(as('admin'), scope)).toBe(false)
    },
  )
})

describe('who sees which keys', () => {
  const person = (...roles: RoleAt[]) => ({ kind: 'person', id: 'p', roles }) as const
  it.each([
    ['admin', 'all', 'all'],
    ['team_leader', 'all', 'all'],
    ['auditor', 'all', { madeBy: 'p', members: [] }],
    ['analyst', { madeBy: 'p', members: [] }, { madeBy: 'p', members: [] }],
  ] as const)('%s', (role, seen, changed) => {
    expect(keyView(person({ role, member: null }), 'keys.read')).toEqual(seen)
    expect(keyView(person({ role, member: null }), 'keys.write')).toEqual(changed)
  })

  it('a member’s administrator those of that member, and a key none that it did not make', () => {
    expect(keyView(person(adminOfOne), 'keys.read')).toEqual({ madeBy: 'p', members: [one] })
    expect(keyView(person(contactOfOne), 'keys.read')).toEqual({ madeBy: 'p', members: [] })
    expect(keyView(person({ role: 'analyst', member: null }, adminOfOne), 'keys.write')).toEqual({
      madeBy: 'p',
      members: [one],
    })
    expect(keyView({ kind: 'key', id: 'k', roles: as('analyst') }, 'keys.read')).toEqual({ madeBy: null, members: [] })
  })
})
