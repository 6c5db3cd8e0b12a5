/** The audit log over HTTP, behind the real authorization. */
import type { AuditEntry } from '@varde/contract'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { newId } from '../../platform/index.ts'

let api: ApiUnderTest
const person = newId()
const gone = newId()
const [one, two] = [orgnr(1), orgnr(2)]

beforeAll(async () => {
  api = await openTestApi(() => {})
  const { db } = api.postgres
  await db
    .insertInto('person')
    .values({ id: person, name: '=cmd|Kari', email: 'kari@csirt.example', emailVerified: true, language: 'nb' })
    .execute()
  const by = (id: string) => ({ kind: 'person' as const, id, address: '192.0.2.7' })
  api.clock.now = new Date('2026-11-24T03:00:00Z')
  await api.access.audit.record(db, by(person), {
    act: 'warning.sent',
    object: { kind: 'warning', id: 'w1' },
    member: one,
  })
  api.clock.now = new Date('2026-11-24T04:00:00Z')
  await api.access.audit.record(db, by(gone), [
    { act: 'key.made', object: { kind: 'key', id: 'k1' }, details: { scope: 'analyst' } },
    { act: 'key.refused', outcome: 'refused', object: { kind: 'key', id: 'k1' }, member: two },
    { act: 'warning.sent', object: { kind: 'warning', id: 'w2' }, member: two },
  ])
})
afterAll(() => api.close())

const list = async (query: string, scope = 'auditor') => {
  const { statusCode, body } = await api.call('GET', `/api/v1/audit${query}`, { scope })
  return { status: statusCode, ...(JSON.parse(body) as { items: AuditEntry[]; next: string | null; code?: string }) }
}

describe('the list', () => {
  it('is newest first, with the names that there still are', async () => {
    const { items, next } = await list('')
    expect(items.map(({ seq, act, actor_name }) => [seq, act, actor_name])).toEqual([
      [4, 'warning.sent', null],
      [3, 'key.refused', null],
      [2, 'key.made', null],
      [1, 'warning.sent', '=cmd|Kari'],
    ])
    expect(next).toBeNull()
    expect(items[2]).toEqual({
      seq: 2,
      at: '2026-11-24T04:00:00.000Z',
      actor_kind: 'person',
      actor_id: gone,
      actor_name: null,
      address: '192.0.2.7',
      act: 'key.made',
      outcome: 'done',
      object_kind: 'key',
      object_id: 'k1',
      member: null,
      details: { scope: 'analyst' },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it.each([
    [`?member=${two}`, [4, 3]],
    [`?actor_id=${person}`, [1]],
    ['?act=warning.sent', [4, 1]],
    ['?outcome=refused', [3]],
    ['?object_kind=key&object_id=k1', [3, 2]],
    ['?to=2026-11-24T04:00:00Z', [1]],
    ['?from=2026-11-24T04:00:00Z&act=key.made', [2]],
  ])('%s gives %j', async (query, expected) => {
    expect((await list(query)).items.map(({ seq }) => seq)).toEqual(expected)
  })

  it('comes in pages that neither skip nor repeat', async () => {
    const seen: number[] = []
    let cursor = ''
    for (;;) {
      const { items, next } = await list(`?limit=1${cursor}`)
      seen.push(...items.map(({ seq }) => seq))
      if (next === null) break
      cursor = `&cursor=${next}`
    }
    expect(seen).toEqual([4, 3, 2, 1])
    expect(await list(`?cursor=${Buffer.from('["x"]').toString('base64url')}`)).toMatchObject({ code: 'invalid_input' })
  })

  it('is for those who oversee, and the refusal is in it', async () => {
    expect(await list('', `member:${one}`)).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await list('', 'analyst')).toMatchObject({ status: 403 })
    const { items } = await list('?act=access.refused')
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ actor_kind: 'key', outcome: 'refused', details: { action: 'audit.read' } })
  })
})

describe('the history of an object', () => {
  it('is what was done to it, newest first', async () => {
    const { statusCode, body } = await api.call('GET', '/api/v1/history/key/k1', { scope: 'analyst' })
    expect([statusCode, JSON.parse(body).items.map(({ act }: AuditEntry) => act)]).toEqual([
      200,
      ['key.refused', 'key.made'],
    ])
    expect((await api.call('GET', '/api/v1/history/key/other', { scope: 'analyst' })).json()).toEqual({
      items: [],
      next: null,
    })
    expect((await api.call('GET', '/api/v1/history/tull/k1', { scope: 'analyst' })).statusCode).toBe(400)
    expect((await api.call('GET', '/api/v1/history/key/k1', { scope: `member:${two}` })).statusCode).toBe(403)
  })
})

describe('the file', () => {
  it('as CSV has every entry of the filter, and nothing in it runs in a spreadsheet', async () => {
    const answer = await api.call('GET', '/api/v1/audit/export?act=warning.sent', { scope: 'auditor' })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="varde-audit-2026-11-24.csv"')
    expect(answer.body.startsWith('\ufeffseq,at,')).toBe(true)
    const rows = parse(answer.body, { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.map(({ seq, actor_name }) => [seq, actor_name])).toEqual([
      ['1', "'=cmd|Kari"],
      ['4', ''],
    ])
  })

  it('as NDJSON is the list the other way round, and that it was taken is written down first', async () => {
    const answer = await api.call('GET', '/api/v1/audit/export?format=ndjson&object_kind=audit', { scope: 'auditor' })
    const entries = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry)
    expect(entries.map(({ act, object_id }) => [act, object_id])).toEqual([
      ['audit.exported', 'csv'],
      ['audit.exported', 'ndjson'],
    ])
    expect(entries[1]?.details).toEqual({ object_kind: 'audit' })
  })
})

describe('the check', () => {
  it('says that the chain is whole, and what is wrong where it is not', async () => {
    const check = async () => (await api.call('POST', '/api/v1/audit/verify', { scope: 'auditor' })).json()
    expect(await check()).toMatchObject({ first_seq: 1, faults: [] })
    await api.postgres.owner.query("update audit_entry set act = 'key.revoked' where seq = 2")
    expect(await check()).toMatchObject({ faults: [{ seq: 2, fault: 'altered' }] })
    expect((await api.call('POST', '/api/v1/audit/verify', { scope: 'analyst' })).statusCode).toBe(403)
  })
})
