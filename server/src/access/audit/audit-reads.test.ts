import { describe, expect, it } from 'vitest'
import { contactReads, redReads } from './audit-reads.ts'

describe('what was read', () => {
  it('is one entry an object, and one in all past a hundred', () => {
    expect(redReads('warning', [{ id: 'w', member: '1' }])).toEqual([
      { act: 'red.read', object: { kind: 'warning', id: 'w' }, member: '1' },
    ])
    const many = Array.from({ length: 101 }, (_, i) => ({ id: String(i), member: null }))
    expect(redReads('indicator', many.slice(1))).toHaveLength(100)
    expect(redReads('indicator', many)).toEqual([{ act: 'red.read', details: { kind: 'indicator', objects: 101 } }])
  })

  it('of contacts is each other member once, and nothing of one’s own', () => {
    const caller = { roles: [{ role: 'member_admin' as const, member: '1' }] }
    expect(contactReads(caller, ['1', '1'])).toEqual([])
    expect(contactReads({ roles: [{ role: 'analyst', member: null }] }, ['1', '2', '1'])).toEqual([
      { act: 'contacts.read', object: { kind: 'member', id: '1' }, member: '1' },
      { act: 'contacts.read', object: { kind: 'member', id: '2' }, member: '2' },
    ])
    const many = Array.from({ length: 102 }, (_, i) => String(i))
    expect(contactReads(caller, many)).toEqual([{ act: 'contacts.read', details: { members: 101 } }])
  })
})
