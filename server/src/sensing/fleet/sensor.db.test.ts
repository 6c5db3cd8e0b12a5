import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { testNote } from '../../../test/support/audit.ts'
import { orgnr } from '../../../test/support/builders.ts'
import { newId } from '../../platform/index.ts'
import { addSensorRoutes } from './sensor.routes.ts'
import { enrolSensor, sensorsOf, troubledSensors } from './sensor.store.ts'
import { stateOf } from './sensor.ts'

const [one, two] = [orgnr(1), orgnr(2)]
let api: ApiUnderTest
const asked: string[][] = []

beforeAll(async () => {
  api = await openTestApi((app, platform) =>
    addSensorRoutes(app, platform, {
      hourly: async (ids) => {
        asked.push(ids)
        return new Map(ids.slice(0, 1).map((id) => [id, Array.from({ length: 24 }, (_, hour) => hour)]))
      },
    }),
  )
  await api.postgres.pool.query(
    `insert into member (orgnr, name, kind) values ('${one}', 'Granvåg', 'gp'), ('${two}', 'Skarheim', 'gp')`,
  )
})
beforeEach(() => api.postgres.pool.query('delete from sensor'))
afterAll(() => api.close())

const enrol = (name: string, member = one) =>
  enrolSensor(api.postgres.db, { name, member }, api.clock.now, testNote(api.postgres.db))
const seen = (id: string, minutesAgo: number) =>
  api.postgres.pool.query('update sensor set last_seen_at = $2 where id = $1', [
    id,
    new Date(api.clock.now.getTime() - minutesAgo * 60_000),
  ])
const list = async (query = '', scope = 'analyst') =>
  (await api.call('GET', `/api/v1/sensors?${query}`, { scope })).json()

describe('a sensor', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  it.each([
    ['waiting', null, null],
    ['ok', null, '2026-11-24T11:00:00Z'],
    ['silent', null, '2026-11-24T10:59:59.999Z'],
    ['revoked', '2026-11-24T11:59:00Z', '2026-11-24T11:59:00Z'],
  ])('is %s', (state, revoked, last) => {
    const [revoked_at, last_seen_at] = [revoked, last].map((text) => (text === null ? null : new Date(text)))
    expect(stateOf({ revoked_at: revoked_at ?? null, last_seen_at: last_seen_at ?? null, health: null }, now)).toBe(
      state,
    )
  })

  it('tells its member of troubles where that is chosen, and the log says so once', async () => {
    const { id } = await enrol('granvag-1')
    const choose = (tell_member: unknown, of = id, scope = 'analyst') =>
      api.call('PUT', `/api/v1/sensors/${of}/alarms`, { body: { tell_member }, scope })
    const told = async () => (await list()).items.map((one: { tell_member: boolean }) => one.tell_member)
    expect(await told()).toEqual([false])
    for (let i = 0; i < 2; i++) expect((await choose(true)).statusCode).toBe(204)
    expect(await told()).toEqual([true])
    const { rows } = await api.postgres.pool.query(
      `select orgnr, details from audit_entry where act = 'sensor.changed' and object_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ orgnr: one, details: { tell_member: true } }])
    expect((await choose('yes')).statusCode).toBe(400)
    expect((await choose(true, newId())).statusCode).toBe(404)
    expect((await choose(true, id, `member:${one}`)).statusCode).toBe(403)
    await api.postgres.pool.query('update sensor set revoked_at = now() where id = $1', [id])
    const refused = await choose(false)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'sensor_revoked'])
  })

  it('is enrolled with a token that only its hash is kept of', async () => {
    const answer = await api.call('POST', '/api/v1/sensors', { body: { member: one, name: ' granvag-1 ' } })
    expect(answer.statusCode).toBe(201)
    const { id, token } = answer.json()
    expect(token).toMatch(/^varde_sensor_/)
    const { rows } = await api.postgres.pool.query(
      'select sensor::text || api_key::text as row, sensor_id, api_key.orgnr, scope from api_key join sensor on sensor.id = sensor_id',
    )
    expect(rows).toEqual([
      { row: expect.stringContaining('granvag-1'), sensor_id: id, orgnr: one, scope: `sensor:${id}` },
    ])
    expect(rows[0].row).not.toContain(token)
    expect(JSON.stringify(await list())).not.toContain('varde_sensor_')
  })

  it('has a name of its own among the live ones', async () => {
    const { id } = await enrol('granvag-1')
    const again = await api.call('POST', '/api/v1/sensors', { body: { member: two, name: 'granvag-1' } })
    expect([again.statusCode, again.json().code]).toEqual([409, 'sensor_name_taken'])
    await api.call('POST', `/api/v1/sensors/${id}/revoke`)
    expect((await api.call('POST', '/api/v1/sensors', { body: { member: two, name: 'granvag-1' } })).statusCode).toBe(
      201,
    )
  })

  it('belongs to a member', async () => {
    const answer = await api.call('POST', '/api/v1/sensors', { body: { member: orgnr(9), name: 'x' } })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'member_unknown'])
    expect(answer.json().detail).toContain(orgnr(9))
    const blank = await api.call('POST', '/api/v1/sensors', { body: { member: one, name: '  ' } })
    expect([blank.statusCode, blank.json().code]).toEqual([422, 'sensor_name_empty'])
  })

  it('is revoked once, and stays in the list', async () => {
    const { id } = await enrol('granvag-1')
    expect((await api.call('POST', `/api/v1/sensors/${id}/revoke`)).statusCode).toBe(204)
    expect((await api.call('POST', `/api/v1/sensors/${id}/revoke`)).statusCode).toBe(204)
    expect((await api.call('GET', `/api/v1/sensors/${id}`)).json().state).toBe('revoked')
  })
})

describe('sensors', () => {
  it('are listed page by page with what they sent by the hour, asked for once a page', async () => {
    for (const name of ['c', 'a', 'b']) await enrol(name)
    asked.splice(0)
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(second.next).toBeNull()
    expect(asked.map(({ length }) => length)).toEqual([2, 1])
    expect(first.items[0]).toMatchObject({ member: one, member_name: 'Granvåg', state: 'waiting', last_seen_at: null })
    expect(first.items[0].hourly[23]).toBe(23)
    expect(first.items[1].hourly).toEqual(Array.from({ length: 24 }, () => 0))
  })

  it('show a member’s own people nothing of the others', async () => {
    const [own, other] = [await enrol('own'), await enrol('other', two)]
    const scope = `member:${one}`
    expect((await list('', scope)).items.map(({ id }: { id: string }) => id)).toEqual([own.id])
    expect((await list(`member=${two}`, scope)).items).toEqual([])
    expect((await api.call('GET', `/api/v1/sensors/${other.id}`, { scope })).statusCode).toBe(404)
    expect((await api.call('POST', `/api/v1/sensors/${own.id}/revoke`, { scope })).statusCode).toBe(403)
  })

  it('are counted by member, the silent ones apart', async () => {
    const [quiet, , , revoked] = [await enrol('a'), await enrol('b'), await enrol('c', two), await enrol('d')]
    await seen(quiet.id, 61)
    await seen(revoked.id, 600)
    await api.call('POST', `/api/v1/sensors/${revoked.id}/revoke`)
    expect(await sensorsOf(api.postgres.db, [one, two, orgnr(3)], api.clock.now)).toEqual(
      new Map([
        [one, { sensors: 2, silent: 1 }],
        [two, { sensors: 1, silent: 0 }],
      ]),
    )
    const troubled = await troubledSensors(api.postgres.db, 'all', api.clock.now, 10)
    expect(troubled.map(({ sensor, trouble }) => [sensor.id, sensor.member_name, trouble])).toEqual([
      [quiet.id, 'Granvåg', 'silent'],
    ])
    expect(await troubledSensors(api.postgres.db, [two], api.clock.now, 10)).toEqual([])
  })
})
