/** People with one role each, and the keys that they make: behind the real authorization, with a clock that can be moved. */
import type { Key, RoleAt } from '@varde/contract'
import { expect } from 'vitest'
import type { App, Platform } from '../../src/platform/index.ts'
import { openTestApi } from './api.ts'
import { orgnr } from './builders.ts'
import { type SignedIn, signIn } from './session.ts'

export const [one, two] = [orgnr(1), orgnr(2)]
export type Made = { id: string; key: string; expires_at: string }
export type KeyHolders = Awaited<ReturnType<typeof openKeyHolders>>

const roles = {
  admin: { role: 'admin', member: null },
  lead: { role: 'team_leader', member: null },
  analyst: { role: 'analyst', member: null },
  colleague: { role: 'analyst', member: null },
  auditor: { role: 'auditor', member: null },
  one: { role: 'member_admin', member: one },
  two: { role: 'member_admin', member: two },
  contact: { role: 'member_contact', member: one },
} satisfies Record<string, RoleAt>
type Who = keyof typeof roles

export async function openKeyHolders() {
  let app!: App
  let platform!: Platform
  const api = await openTestApi((under, given) => {
    app = under
    platform = given
    app.get('/api/v1/guarded', { config: { rule: { action: 'members.read' } } }, () => ({ opened: true }))
  })
  const { pool } = api.postgres
  await pool.query(
    `insert into member (orgnr, name, kind) values ('${one}', 'Granvåg', 'gp'), ('${two}', 'Skarheim', 'gp')`,
  )
  const people = new Map<string, SignedIn>()
  for (const [name, role] of Object.entries(roles)) {
    people.set(name, await signIn({ platform }, { email: `${name}@csirt.example`, name, roles: [role] }))
  }

  const as = async (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, body?: object) => {
    const cookie = people.get(who)?.cookie ?? ''
    const headers = { cookie, host: 'localhost:8080', origin: 'http://localhost:8080' }
    const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const keys = async (who: Who, query = ''): Promise<Key[]> =>
    (await as(who, 'GET', `/api/v1/keys?limit=500&${query}`)).body.items
  return {
    api,
    as,
    keys,
    idOf: (who: Who) => people.get(who)?.id,
    shown: async (id: string) => (await keys('admin')).find((key) => key.id === id),

    async make(who: Who, scope: string, more: object = {}): Promise<Made> {
      const { status, body } = await as(who, 'POST', '/api/v1/keys', { name: `${who}'s`, scope, ...more })
      const key = expect.stringMatching(/^varde_key_/)
      expect([status, body]).toEqual([201, expect.objectContaining({ scope, key })])
      return body
    },

    /** Calls a route with a key. */
    async use(key: string, from = '192.0.2.9') {
      const headers = { authorization: `Bearer ${key}` }
      const answer = await app.inject({ url: '/api/v1/guarded', headers, remoteAddress: from })
      return [answer.statusCode, answer.json().code ?? 'opened']
    },

    /** Time passes, and everyone has just signed in anew. */
    async later(hours: number): Promise<void> {
      api.clock.now = new Date(api.clock.now.getTime() + hours * 3_600_000)
      await pool.query(
        `update person_session set "createdAt" = $1, "updatedAt" = $1, "expiresAt" = $1::timestamptz + interval '1 hour'`,
        [api.clock.now],
      )
    },

    /** What the audit log says of a key. */
    async log(id: string) {
      const { rows } = await pool.query(
        'select act, outcome, actor_kind, actor_id, address, orgnr, details from audit_entry where object_id = $1 order by seq',
        [id],
      )
      return rows
    },

    close: () => api.close(),
  }
}
