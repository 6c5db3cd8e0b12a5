import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyHolders, one, openKeyHolders } from '../../../test/support/key-holders.ts'

let holders: KeyHolders
beforeAll(async () => {
  holders = await openKeyHolders()
})
afterAll(() => holders.close())

const opened = [200, 'opened']

describe('a key', () => {
  it('is shown once, and says afterwards when and from where it was used', async () => {
    const { id, key, expires_at } = await holders.make('analyst', 'analyst')
    expect(new Date(expires_at).getTime() - holders.api.clock.now.getTime()).toBe(90 * 24 * 3_600_000)
    expect(await holders.shown(id)).toMatchObject({
      state: 'live',
      created_by: 'analyst',
      last_used_at: null,
      networks: [],
    })
    expect(JSON.stringify(await holders.keys('analyst'))).not.toContain(key)
    const { rows } = await holders.api.postgres.pool.query('select api_key::text as row from api_key where id = $1', [
      id,
    ])
    expect(rows[0].row).not.toContain(key)
    expect(await holders.use(key, '::ffff:192.0.2.9')).toEqual(opened)
    expect(await holders.shown(id)).toMatchObject({
      last_used_at: holders.api.clock.now.toISOString(),
      last_used_from: '192.0.2.9',
      failures: 0,
    })
    expect(await holders.log(id)).toMatchObject([
      {
        act: 'key.made',
        actor_kind: 'person',
        actor_id: holders.idOf('analyst'),
        details: { scope: 'analyst', networks: 0, expires_at },
      },
    ])
  })

  it('that expired, was revoked or comes from elsewhere is refused in words of its own, counted and written down', async () => {
    const end = new Date(holders.api.clock.now.getTime() + 3_600_000).toISOString()
    const pinned = await holders.make('analyst', 'analyst', { networks: ['192.0.2.0/24'], expires_at: end })
    const ended = await holders.make('analyst', `member:${one}`)
    expect(await holders.use(pinned.key)).toEqual(opened)
    expect(await holders.use(pinned.key, '198.51.100.1')).toEqual([403, 'key_network'])
    expect(await holders.shown(pinned.id)).toMatchObject({
      failures: 1,
      last_failure_reason: 'network',
      last_failure_from: '198.51.100.1',
      last_failure_at: holders.api.clock.now.toISOString(),
    })
    expect(await holders.use(ended.key)).toEqual(opened)
    expect((await holders.as('analyst', 'POST', `/api/v1/keys/${ended.id}/revoke`)).status).toBe(204)
    expect(await holders.use(ended.key)).toEqual([401, 'key_revoked'])
    await holders.later(1)
    expect(await holders.use(pinned.key, '198.51.100.1')).toEqual([401, 'key_expired'])
    expect(await holders.use(pinned.key)).toEqual([401, 'key_expired'])
    expect(await holders.shown(pinned.id)).toMatchObject({
      state: 'expired',
      failures: 3,
      last_failure_reason: 'expired',
    })
    expect((await holders.log(pinned.id)).slice(1)).toMatchObject([
      {
        act: 'key.refused',
        outcome: 'refused',
        actor_kind: 'key',
        actor_id: pinned.id,
        details: { reason: 'network' },
      },
      { act: 'key.refused', address: '198.51.100.1', details: { reason: 'expired' } },
      { act: 'key.refused', address: '192.0.2.9', details: { reason: 'expired' } },
    ])
    expect((await holders.log(ended.id)).map(({ act, orgnr }) => [act, orgnr])).toEqual([
      ['key.made', one],
      ['key.revoked', one],
      ['key.refused', one],
    ])
    const unknown = await holders.use('varde_key_unknown', '203.0.113.9')
    expect(unknown).toEqual([401, 'key_unknown'])
    const { rows } = await holders.api.postgres.pool.query(
      "select actor_kind, act, details from audit_entry where address = '203.0.113.9'",
    )
    expect(rows).toEqual([{ actor_kind: 'nobody', act: 'key.refused', details: { reason: 'unknown' } }])
  })

  it('is turned over with an overlap; both open until its end', async () => {
    const old = await holders.make('analyst', 'analyst', { networks: ['192.0.2.0/24'] })
    await holders.later(24)
    const { status, body } = await holders.as('analyst', 'POST', `/api/v1/keys/${old.id}/rotate`, { overlap_hours: 2 })
    expect(status).toBe(201)
    expect(new Date(body.expires_at).getTime() - holders.api.clock.now.getTime()).toBe(90 * 24 * 3_600_000)
    expect([await holders.use(old.key), await holders.use(body.key)]).toEqual([opened, opened])
    expect(await holders.use(body.key, '198.51.100.1')).toEqual([403, 'key_network'])
    expect(await holders.shown(body.id)).toMatchObject({ name: "analyst's", scope: 'analyst', created_by: 'analyst' })
    await holders.later(2)
    expect([await holders.use(old.key), await holders.use(body.key)]).toEqual([[401, 'key_expired'], opened])
    const again = await holders.as('analyst', 'POST', `/api/v1/keys/${old.id}/rotate`, { overlap_hours: 2 })
    expect([again.status, again.body.code]).toEqual([409, 'key_ended'])
    expect(await holders.log(old.id)).toMatchObject([
      { act: 'key.made' },
      { act: 'key.rotated', details: { successor: body.id, overlap_hours: 2 } },
      { act: 'key.refused' },
    ])
    expect(await holders.log(body.id)).toMatchObject([{ act: 'key.made', details: { rotated_from: old.id } }, {}])
    const last = await holders.as('analyst', 'POST', `/api/v1/keys/${body.id}/rotate`, { overlap_hours: 0 })
    expect([await holders.use(body.key), await holders.use(last.body.key)]).toEqual([[401, 'key_revoked'], opened])
  })

  it('never ends later for being turned over', async () => {
    const end = new Date(holders.api.clock.now.getTime() + 3_600_000).toISOString()
    const old = await holders.make('analyst', 'analyst', { expires_at: end })
    await holders.as('analyst', 'POST', `/api/v1/keys/${old.id}/rotate`, { overlap_hours: 48 })
    expect((await holders.shown(old.id))?.expires_at).toBe(end)
  })

  it('can be pinned afterwards', async () => {
    const { id, key } = await holders.make('one', `member:${one}`)
    const pin = (networks: string[]) => holders.as('one', 'PUT', `/api/v1/keys/${id}/networks`, { networks })
    expect((await pin(['198.51.100.0/24'])).status).toBe(204)
    expect(await holders.use(key)).toEqual([403, 'key_network'])
    expect(await pin(['198.51.100.1/24'])).toMatchObject({ status: 422, body: { code: 'key_network_wrong' } })
    expect((await pin([])).status).toBe(204)
    expect(await holders.use(key)).toEqual(opened)
  })
})
