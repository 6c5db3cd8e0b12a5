import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { orgnr } from '../../../test/support/builders.ts'
import type { App } from '../../platform/index.ts'
import { addIngest } from '../receive/ingest.routes.ts'
import { bodyLimits } from '../receive/ingest-gate.ts'
import { openSpool, spoolLimits } from '../receive/spool.ts'
import { createTelemetryMetrics } from '../telemetry.metrics.ts'
import { addSensorRoutes } from './sensor.routes.ts'

const [one, two] = [orgnr(1), orgnr(2)]
let folder: string
let api: ApiUnderTest
let app: App

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-tokens-'))
  const spool = await openSpool(join(folder, 'spool'), spoolLimits, true)
  const metrics = createTelemetryMetrics(async () => ({ segments: 0, bytes: 0 }))
  api = await openTestApi((under, platform, audit) => {
    app = under
    addSensorRoutes(under, platform, { hourly: async () => new Map() })
    addIngest(under, platform, audit, { spool, metrics, limits: bodyLimits })
  })
  await api.postgres.pool.query(
    `insert into member (orgnr, name, kind) values ('${one}', 'Granvåg', 'gp'), ('${two}', 'Skarheim', 'gp')`,
  )
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

type Enrolled = { id: string; token: string }
let enrolled = 0
async function enrol(more: object = {}): Promise<Enrolled> {
  const body = { member: one, name: `granvag-${++enrolled}`, ...more }
  const answer = await api.call('POST', '/api/v1/sensors', { body })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()])
  return answer.json()
}
async function send(token: string, from = '192.0.2.9', authorization = `Bearer ${token}`) {
  const answer = await app.inject({
    method: 'POST',
    url: '/ingest/v1/events',
    headers: { authorization },
    payload: '{}\n',
    remoteAddress: from,
  })
  return [answer.statusCode, answer.json().code ?? 'taken']
}
const shown = async (id: string) => (await api.call('GET', `/api/v1/sensors/${id}`)).json()
const rotate = async (id: string, overlap_hours: number): Promise<Enrolled> => {
  const answer = await api.call('POST', `/api/v1/sensors/${id}/rotate`, { body: { overlap_hours } })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()])
  return answer.json()
}
const later = (hours: number) => {
  api.clock.now = new Date(api.clock.now.getTime() + hours * 3_600_000)
}
async function log(id: string) {
  const { rows } = await api.postgres.pool.query(
    `select act, outcome, actor_kind, address, orgnr, details from audit_entry where object_id = $1 order by seq`,
    [id],
  )
  return rows
}

const taken = [202, 'taken']

describe('a sensor’s token', () => {
  it('is a key like any other: with its use, from where, and an audit line for each change', async () => {
    const { id, token } = await enrol()
    expect(await shown(id)).toMatchObject({ last_used_from: null, failures: 0, token_expires_at: null, networks: [] })
    expect(await send(token)).toEqual(taken)
    expect(await send(token, '::ffff:192.0.2.10')).toEqual(taken)
    // The second came within a minute of the first.
    expect((await shown(id)).last_used_from).toBe('192.0.2.9')
    later(0.02)
    expect(await send(token, '::ffff:192.0.2.10')).toEqual(taken)
    expect((await shown(id)).last_used_from).toBe('192.0.2.10')
    expect(await log(id)).toMatchObject([{ act: 'sensor.enrolled', actor_kind: 'key', orgnr: one }])
  })

  it('may be a password, for shippers that know no other way', async () => {
    const { token } = await enrol()
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    expect(await send(token, '192.0.2.9', basic(`granvag:${token}`))).toEqual(taken)
    expect(await send(token, '192.0.2.9', basic(`:${token}`))).toEqual(taken)
    expect(await send(token, '192.0.2.9', basic(token))).toEqual([401, 'sensor_token_unknown'])
  })

  it('is refused the moment after the sensor was revoked', async () => {
    const { id, token } = await enrol()
    expect(await send(token)).toEqual(taken)
    expect((await api.call('POST', `/api/v1/sensors/${id}/revoke`)).statusCode).toBe(204)
    expect(await send(token)).toEqual([401, 'sensor_token_revoked'])
    expect(await send(token)).toEqual([401, 'sensor_token_revoked'])
    expect(await shown(id)).toMatchObject({ failures: 2, last_failure_reason: 'revoked', state: 'revoked' })
    const acts = (await log(id)).map(({ act, outcome, actor_kind, details }) => [act, outcome, actor_kind, details])
    expect(acts).toEqual([
      ['sensor.enrolled', 'done', 'key', { networks: 0, expires_at: null, tell_member: false }],
      ['sensor.revoked', 'done', 'key', {}],
      ['sensor.refused', 'refused', 'sensor', { reason: 'revoked' }],
    ])
    const again = await api.call('POST', `/api/v1/sensors/${id}/rotate`, { body: { overlap_hours: 1 } })
    expect([again.statusCode, again.json().code]).toEqual([409, 'sensor_revoked'])
  })

  it('opens only from its networks, and they can be changed', async () => {
    const { id, token } = await enrol({ networks: ['192.0.2.0/24', '2001:db8::/32'] })
    expect(await send(token)).toEqual(taken)
    expect(await send(token, '2001:db8::7')).toEqual(taken)
    expect(await send(token, '198.51.100.9')).toEqual([403, 'sensor_network'])
    expect(await shown(id)).toMatchObject({
      networks: ['192.0.2.0/24', '2001:db8::/32'],
      failures: 1,
      last_failure_reason: 'network',
      last_failure_at: api.clock.now.toISOString(),
      last_used_from: '192.0.2.9',
    })
    expect((await log(id)).at(-1)).toMatchObject({ act: 'sensor.refused', address: '198.51.100.9', orgnr: one })
    const put = (networks: string[]) => api.call('PUT', `/api/v1/sensors/${id}/networks`, { body: { networks } })
    const wrong = await put(['198.51.100.0/24', 'home'])
    expect([wrong.statusCode, wrong.json().code, wrong.json().errors[0].at]).toEqual([
      422,
      'key_network_wrong',
      'body/networks/1',
    ])
    expect((await put(['198.51.100.0/24'])).statusCode).toBe(204)
    expect(await send(token, '198.51.100.9')).toEqual(taken)
    expect(await send(token)).toEqual([403, 'sensor_network'])
    const { token: next } = await rotate(id, 1)
    expect(await send(next)).toEqual([403, 'sensor_network'])
  })

  it('that has expired is refused, and can still be replaced', async () => {
    const expires_at = new Date(api.clock.now.getTime() + 3_600_000).toISOString()
    const { id, token } = await enrol({ expires_at })
    expect(await shown(id)).toMatchObject({ token_expires_at: expires_at })
    expect(await send(token)).toEqual(taken)
    later(1)
    expect(await send(token)).toEqual([401, 'sensor_token_expired'])
    const next = await rotate(id, 24)
    expect([await send(token), await send(next.token)]).toEqual([[401, 'sensor_token_expired'], taken])
    expect((await shown(id)).token_expires_at).toBe(new Date(api.clock.now.getTime() + 3_600_000).toISOString())
    const past = { member: one, name: 'past', expires_at: api.clock.now.toISOString() }
    const refused = await api.call('POST', '/api/v1/sensors', { body: past })
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'sensor_end_passed'])
  })
})

describe('a new token for a sensor', () => {
  it('works beside the old one for the hours that were said', async () => {
    const { id, token } = await enrol()
    const next = await rotate(id, 24)
    expect(next).toMatchObject({ id, member: one, token: expect.stringMatching(/^varde_sensor_/) })
    expect([await send(token), await send(next.token)]).toEqual([taken, taken])
    later(23.9)
    expect([await send(token), await send(next.token)]).toEqual([taken, taken])
    later(0.2)
    expect([await send(token), await send(next.token)]).toEqual([[401, 'sensor_token_expired'], taken])
    expect((await log(id)).map(({ act }) => act)).toEqual(['sensor.enrolled', 'sensor.rotated', 'sensor.refused'])
  })

  it('ends all before it at once where there is no overlap', async () => {
    const first = await enrol()
    const second = await rotate(first.id, 48)
    const third = await rotate(first.id, 0)
    expect([await send(first.token), await send(second.token), await send(third.token)]).toEqual([
      [401, 'sensor_token_revoked'],
      [401, 'sensor_token_revoked'],
      taken,
    ])
  })

  it('is for the team to make, and for nobody else', async () => {
    const { id } = await enrol()
    const scope = `member:${one}`
    const body = { overlap_hours: 0 }
    expect((await api.call('POST', `/api/v1/sensors/${id}/rotate`, { scope, body })).statusCode).toBe(403)
    const unknown = '00000000-0000-7000-8000-000000000000'
    expect((await api.call('POST', `/api/v1/sensors/${unknown}/rotate`, { body })).statusCode).toBe(404)
    const networks = { body: { networks: [] } }
    expect((await api.call('PUT', `/api/v1/sensors/${unknown}/networks`, networks)).statusCode).toBe(404)
  })
})

describe('a secret', () => {
  it('for sending opens nothing of the API, and one for the API sends nothing', async () => {
    const { token } = await enrol()
    const read = await app.inject({ url: '/api/v1/sensors', headers: { authorization: `Bearer ${token}` } })
    expect([read.statusCode, read.json().code]).toEqual([401, 'key_unknown'])
    const key = await api.key('admin')
    expect(await send(key)).toEqual([401, 'sensor_token_unknown'])
  })

  it('that nobody has is written down once an hour for each address', async () => {
    const from = '203.0.113.7'
    const written = async () => {
      const { rows } = await api.postgres.pool.query(
        "select actor_kind, actor_id, act, details from audit_entry where address = $1 and act = 'sensor.refused'",
        [from],
      )
      return rows
    }
    expect(await send('varde_sensor_unknown', from)).toEqual([401, 'sensor_token_unknown'])
    expect(await send('varde_sensor_other', from)).toEqual([401, 'sensor_token_unknown'])
    expect(await written()).toEqual([
      { actor_kind: 'nobody', actor_id: null, act: 'sensor.refused', details: { reason: 'unknown' } },
    ])
    later(1.1)
    expect(await send('varde_sensor_unknown', from)).toEqual([401, 'sensor_token_unknown'])
    expect(await written()).toHaveLength(2)
  })
})

describe('while hundreds of requests come in at once, whose tokens are looked up together', () => {
  const atOnce = 200
  const changes = {
    revoked: ({ id }: Enrolled) => api.call('POST', `/api/v1/sensors/${id}/revoke`),
    pinned: ({ id }: Enrolled) =>
      api.call('PUT', `/api/v1/sensors/${id}/networks`, { body: { networks: ['198.51.100.0/24'] } }),
    replaced: ({ id }: Enrolled) => api.call('POST', `/api/v1/sensors/${id}/rotate`, { body: { overlap_hours: 0 } }),
  }
  const refusals = {
    revoked: [401, 'sensor_token_revoked'],
    pinned: [403, 'sensor_network'],
    replaced: [401, 'sensor_token_revoked'],
  }

  it.each(['revoked', 'pinned', 'replaced'] as const)('each that began after it was %s is refused', async (what) => {
    const sensor = await enrol()
    let isChanged = false
    const before: unknown[] = []
    const after: unknown[] = []
    const sending = Array.from({ length: atOnce }, async () => {
      for (let last = false; !last; ) {
        last = isChanged
        const answer = await send(sensor.token)
        if (last) after.push(answer)
        else before.push(answer)
      }
    })
    while (before.length < atOnce) await new Promise(setImmediate)
    expect((await changes[what](sensor)).statusCode).toBeLessThan(300)
    isChanged = true
    await Promise.all(sending)
    expect(after).toHaveLength(atOnce)
    expect(after.filter((answer) => String(answer) !== String(refusals[what]))).toEqual([])
    expect(before.slice(0, atOnce).every((answer) => String(answer) === String(taken))).toBe(true)
  })

  it('each is judged by its own address', async () => {
    const { token } = await enrol({ networks: ['192.0.2.0/24'] })
    const addresses = Array.from({ length: atOnce }, (_, n) => (n % 2 === 0 ? `192.0.2.${n}` : `198.51.100.${n}`))
    const answers = await Promise.all(addresses.map((address) => send(token, address)))
    expect(answers).toEqual(addresses.map((_, n) => (n % 2 === 0 ? taken : [403, 'sensor_network'])))
  })
})
