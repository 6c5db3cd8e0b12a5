import type { Key } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { type KeyHolders, type Made, one, openKeyHolders, two } from '../../../test/support/key-holders.ts'

let holders: KeyHolders
beforeAll(async () => {
  holders = await openKeyHolders()
})
afterAll(() => holders.close())

type Who = Parameters<KeyHolders['as']>[0]
const opened = [200, 'opened']

describe('whoever makes a key', () => {
  it('makes none that could do more than they can, for a member that is not served, or without an end', async () => {
    const ask = async (who: Who, scope: string, more: object = {}) => {
      const { status, body } = await holders.as(who, 'POST', '/api/v1/keys', { name: 'x', scope, ...more })
      return [status, body.code]
    }
    expect(await ask('lead', 'admin')).toEqual([403, 'key_beyond_you'])
    expect(await ask('analyst', 'partner:Kraft')).toEqual([403, 'key_beyond_you'])
    expect(await ask('one', 'analyst')).toEqual([403, 'key_beyond_you'])
    expect(await ask('one', `member:${two}`)).toEqual([403, 'key_beyond_you'])
    expect(await ask('contact', `member:${one}`)).toEqual([403, 'not_allowed'])
    expect(await ask('auditor', 'auditor')).toEqual([403, 'not_allowed'])
    expect(await ask('admin', `member:${orgnr(9)}`)).toEqual([422, 'key_scope_unknown'])
    expect(await ask('admin', 'everything')).toEqual([422, 'key_scope_unknown'])
    expect(await ask('admin', 'admin', { expires_at: '2040-01-01T00:00:00Z' })).toEqual([422, 'key_end_wrong'])
    expect(await ask('admin', 'admin', { networks: ['0.0.0.0/0'] })).toEqual([422, 'key_network_wrong'])
    expect(await ask('admin', 'admin', { name: ' \t ' })).toEqual([422, 'key_name_empty'])
  })

  it('sees it; so do administrators, team leaders, auditors and its member’s administrator, and nobody else', async () => {
    const ofAnalyst = await holders.make('analyst', 'analyst')
    const ofAdmin = await holders.make('admin', 'admin')
    const ofOne = await holders.make('one', `blocklist:${one}`)
    const forTwo = await holders.make('admin', `member:${two}`)
    const all = [ofAnalyst, ofAdmin, ofOne, forTwo]
    const sees = async (who: Who, query = '') => {
      const ids = new Set((await holders.keys(who, query)).map(({ id }) => id))
      return all.map(({ id }) => ids.has(id))
    }
    for (const who of ['admin', 'lead', 'auditor'] as const) expect(await sees(who)).toEqual([true, true, true, true])
    expect(await sees('analyst')).toEqual([true, false, false, false])
    expect(await sees('colleague')).toEqual([false, false, false, false])
    expect(await sees('one')).toEqual([false, false, true, false])
    expect(await sees('two')).toEqual([false, false, false, true])
    expect(await sees('admin', 'mine=true')).toEqual([false, true, false, true])
    // Who made it is a person that the member's administrator does not see.
    expect((await holders.keys('two')).find(({ id }) => id === forTwo.id)?.created_by).toBeNull()
  })

  it('and only those who see a key change it; nobody gets a secret by turning over what is beyond them', async () => {
    const ofAdmin = await holders.make('admin', 'admin')
    const ofOne = await holders.make('one', `member:${one}`)
    const rotate = async (who: Who, { id }: Made) => {
      const { status, body } = await holders.as(who, 'POST', `/api/v1/keys/${id}/rotate`, { overlap_hours: 1 })
      return [status, body.code]
    }
    expect(await rotate('lead', ofAdmin)).toEqual([403, 'key_beyond_you'])
    expect(await rotate('analyst', ofAdmin)).toEqual([404, 'not_found'])
    expect(await rotate('two', ofOne)).toEqual([404, 'not_found'])
    expect(await rotate('auditor', ofOne)).toEqual([403, 'not_allowed'])
    const pin = (who: Who, { id }: Made) => holders.as(who, 'PUT', `/api/v1/keys/${id}/networks`, { networks: [] })
    expect((await pin('lead', ofAdmin)).body.code).toBe('key_beyond_you')
    expect((await pin('two', ofOne)).status).toBe(404)
    const revoke = (who: Who, { id }: Made) => holders.as(who, 'POST', `/api/v1/keys/${id}/revoke`)
    expect((await revoke('two', ofOne)).status).toBe(404)
    expect((await revoke('colleague', ofOne)).status).toBe(404)
    expect(await holders.use(ofOne.key)).toEqual(opened)
    expect((await revoke('lead', ofAdmin)).status).toBe(204)
    expect(await holders.use(ofAdmin.key)).toEqual([401, 'key_revoked'])
  })
})

describe('the list', () => {
  it('comes page by page, the newest first, by state, and without sensors’ tokens', async () => {
    const made: string[] = []
    for (let n = 0; n < 3; n++) made.unshift((await holders.make('colleague', 'analyst')).id)
    const first = (await holders.as('colleague', 'GET', '/api/v1/keys?limit=2')).body
    const second = (await holders.as('colleague', 'GET', `/api/v1/keys?limit=2&cursor=${first.next}`)).body
    expect([...first.items, ...second.items].map(({ id }: Key) => id)).toEqual(made)
    expect(second.next).toBeNull()
    await holders.as('colleague', 'POST', `/api/v1/keys/${made[0]}/revoke`)
    const states = async (state: string) => (await holders.keys('colleague', `state=${state}`)).map(({ id }) => id)
    expect(await states('revoked')).toEqual([made[0]])
    expect(await states('live')).toEqual(made.slice(1))
    await holders.later(91 * 24)
    const { rows } = await holders.api.postgres.pool.query(
      `with s as (insert into sensor (id, orgnr, name) values (gen_random_uuid(), '${one}', 'fjell-1') returning id)
      insert into api_key (id, name, scope, sensor_id, orgnr, secret_hash)
        select gen_random_uuid(), 'fjell-1', 'sensor:' || id, id, '${one}', '\\x00' from s returning id`,
    )
    expect(await holders.shown(rows[0].id)).toBeUndefined()
    expect((await holders.as('admin', 'POST', `/api/v1/keys/${rows[0].id}/revoke`)).status).toBe(404)
  })
})
