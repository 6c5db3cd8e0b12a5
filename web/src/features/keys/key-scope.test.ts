import { expect, test } from 'vitest'
import type { Me, RoleAt } from '../../api/types.ts'
import {
  issuableKinds,
  issuableMembers,
  readNetworks,
  readScope,
  scopeKinds,
  standingOf,
  writeScope,
} from './key-scope.ts'

type Maker = Pick<Me, 'roles' | 'actions'>
const at = (role: RoleAt['role'], member: string | null = null): RoleAt => ({ role, member })

test('a scope is read as it is written', () => {
  for (const kind of scopeKinds) expect(readScope(writeScope(kind, 'a'))?.kind).toBe(kind)
  expect(readScope('member:999000017')).toEqual({ kind: 'member', name: '999000017' })
  expect(readScope('partner:Nord: Vest')).toEqual({ kind: 'partner', name: 'Nord: Vest' })
  expect(writeScope('analyst', 'left over')).toBe('analyst')
  expect(readScope('sensor:1')).toBeNull()
})

test('nobody is offered a key that can do more than they can', () => {
  const admin = { roles: [at('admin')], actions: [] }
  const lead: Maker = { roles: [at('team_leader')], actions: ['keys.write', 'detections.triage', 'audit.read'] }
  const analyst: Maker = { roles: [at('analyst')], actions: ['keys.write', 'detections.triage'] }
  const member: Maker = {
    roles: [at('member_admin', '999000017'), at('member_contact', '999000025')],
    actions: ['keys.write'],
  }
  const contact: Maker = { roles: [at('member_contact', '999000017')], actions: [] }
  expect(issuableKinds(admin)).toEqual([...scopeKinds])
  expect(issuableKinds(lead)).toEqual(['analyst', 'auditor', 'member', 'blocklist'])
  expect(issuableKinds(analyst)).toEqual(['analyst', 'member', 'blocklist'])
  expect(issuableKinds(member)).toEqual(['member', 'blocklist'])
  expect(issuableKinds(contact)).toEqual([])
  expect(issuableMembers(analyst)).toBeNull()
  expect(issuableMembers(member)).toEqual(['999000017'])
})

test('a key near its end is told apart from one that lasts', () => {
  const now = Date.parse('2026-11-24T12:00:00.000Z')
  expect(standingOf({ state: 'live', expires_at: null }, now)).toBe('live')
  expect(standingOf({ state: 'live', expires_at: '2026-11-30T12:00:00.000Z' }, now)).toBe('ending')
  expect(standingOf({ state: 'live', expires_at: '2027-01-30T12:00:00.000Z' }, now)).toBe('live')
  expect(standingOf({ state: 'revoked', expires_at: '2026-11-30T12:00:00.000Z' }, now)).toBe('revoked')
})

test('networks may be typed in any way', () => {
  expect(readNetworks(' 192.0.2.0/24,\n2001:db8::/32 ; 198.51.100.7/32\n')).toEqual([
    '192.0.2.0/24',
    '2001:db8::/32',
    '198.51.100.7/32',
  ])
  expect(readNetworks('  ')).toEqual([])
})
