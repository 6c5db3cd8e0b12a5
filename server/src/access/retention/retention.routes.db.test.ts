import type { Hold, RetentionRule } from '@varde/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { orgnr } from '../../../test/support/builders.ts'

const one = orgnr(1)
let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi(() => {})
  api.clock.now = new Date('2026-11-24T03:00:00Z')
  const member = { orgnr: one, name: 'Granvåg kommune', kind: 'municipality', municipality_number: null }
  await api.postgres.db.insertInto('member').values(member).execute()
})
afterAll(() => api.close())

const rules = async () => {
  const { items } = (await api.call('GET', '/api/v1/retention', { scope: 'auditor' })).json() as {
    items: RetentionRule[]
  }
  return Object.fromEntries(items.map((rule) => [rule.class, rule]))
}
const holds = async () =>
  ((await api.call('GET', '/api/v1/holds', { scope: 'auditor' })).json() as { items: Hold[] }).items

it('days are read and changed, not below what must be kept, and only by who may', async () => {
  expect((await rules())['events']).toEqual({ class: 'events', days: 90, holds: 0, last_run: null })
  const put = (name: string, days: number, scope = 'admin') =>
    api.call('PUT', `/api/v1/retention/${name}`, { scope, body: { days } })
  const changed = await put('events', 30)
  expect([changed.statusCode, changed.json().items[0]]).toMatchObject([200, { class: 'events', days: 30 }])
  expect((await rules())['events']?.days).toBe(30)
  const short = await put('audit', 364)
  expect([short.statusCode, short.json()]).toMatchObject([
    400,
    { code: 'retention_too_short', detail: 'Write at least 365 days.' },
  ])
  expect((await put('audit', 365)).statusCode).toBe(200)
  expect((await put('tull', 30)).statusCode).toBe(400)
  expect((await put('events', 0)).statusCode).toBe(400)
  for (const scope of ['auditor', 'analyst', `member:${one}`])
    expect((await put('events', 1, scope)).statusCode).toBe(403)
  expect((await api.call('GET', '/api/v1/retention', { scope: 'analyst' })).statusCode).toBe(403)
})

it('a hold is placed, shown, and released once', async () => {
  const place = (body: object, scope = 'admin') => api.call('POST', '/api/v1/holds', { scope, body })
  const placed = await place({
    member: one,
    class: 'warnings',
    reason: 'Etterforskning',
    until: '2027-01-01T00:00:00Z',
  })
  expect(placed.statusCode).toBe(201)
  const { id } = placed.json() as { id: string }
  const hold = {
    id,
    class: 'warnings',
    member: one,
    member_name: 'Granvåg kommune',
    reason: 'Etterforskning',
    created_at: '2026-11-24T03:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    released_at: null,
  }
  expect(await holds()).toEqual([hold])
  expect((await rules())['warnings']?.holds).toBe(1)
  const release = () => api.call('POST', `/api/v1/holds/${id}/release`, { scope: 'admin' })
  expect([(await release()).statusCode, (await release()).statusCode]).toEqual([204, 404])
  expect(await holds()).toEqual([{ ...hold, released_at: '2026-11-24T03:00:00.000Z' }])
  expect((await place({ reason: 'Alt', member: orgnr(9) })).json()).toMatchObject({ code: 'hold_member_unknown' })
  expect((await place({ reason: 'Alt', until: '2026-11-24T03:00:00Z' })).json()).toMatchObject({
    code: 'hold_until_past',
  })
  expect((await place({ reason: '' })).statusCode).toBe(400)
  expect((await place({ reason: 'Alt' }, 'auditor')).statusCode).toBe(403)
})

it('a reason with a national identity number is refused, and repeated nowhere', async () => {
  const answer = await api.call('POST', '/api/v1/holds', { scope: 'admin', body: { reason: 'Gjelder 010101 00131' } })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'national_identity_number'])
  expect(answer.body).not.toContain('00131')
  expect(await holds()).toHaveLength(1)
})
