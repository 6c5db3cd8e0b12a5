import { afterAll, beforeAll, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { liveChannel, newId } from '../../platform/index.ts'
import { lookAt, lookAway } from './presence.store.ts'

let bench: WarningBench
const start = Date.parse('2026-11-24T04:00:00.000Z')

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: new Date(start).toISOString() })
})
afterAll(() => bench.close())

async function person(name: string): Promise<string> {
  const { rows } = await bench.platform.postgres.owner.query(
    `insert into person (id, name, email, "emailVerified", language) values ($1, $2, $3, true, 'nb') returning id`,
    [newId(), name, `${name}@csirt.example`],
  )
  return rows[0].id
}

it('tells who else has a detection open, and forgets them half a minute after the last time', async () => {
  const { db } = bench.platform.postgres
  const member = await bench.addMember(1)
  const cause = { kind: 'signature', signatureId: 1, signature: 'Regel', category: 'Misc', alertSeverity: 2 } as const
  await bench.record([finding({ member, cause }), finding({ member, cause, innerHost: '10.20.0.9' })])
  const { body } = await bench.call<{ items: { id: string }[] }>('GET', '/api/v1/detections')
  const [one = '', other = ''] = body.items.map(({ id }) => id)
  const [kari, ola] = [await person('Kari'), await person('Ola')]
  const look = (who: string, seconds: number, id = one) => lookAt(db, id, who, new Date(start + seconds * 1000))
  expect(await look(kari, 0)).toEqual([])
  expect(await look(ola, 5)).toEqual(['Kari'])
  expect(await look(ola, 6, other)).toEqual([])
  expect(await look(kari, 10)).toEqual(['Ola'])
  expect(await look(kari, 35)).toEqual(['Ola'])
  expect(await look(kari, 36)).toEqual([])
  expect(await look(kari, 36, newId())).toBe(null)
  expect((await bench.call('POST', `/api/v1/detections/${one}/looking`)).body).toEqual({ others: [] })
})

it('tells at once who comes and who leaves, and not that somebody stays', async () => {
  const { db, owner } = bench.platform.postgres
  const { body } = await bench.call<{ items: { id: string }[] }>('GET', '/api/v1/detections')
  const id = body.items[0]?.id as string
  const [kari, ola] = [await person('Kari to'), await person('Ola to')]
  const heard: unknown[] = []
  const client = await owner.connect()
  client.on('notification', ({ payload = '' }) => heard.push(JSON.parse(payload)))
  await client.query(`listen ${liveChannel}`)
  const at = (seconds: number) => new Date(start + 3_600_000 + seconds * 1000)
  const news = async () => {
    // What was said before has been heard when this is.
    await client.query('select 1')
    return heard.splice(0)
  }
  await lookAt(db, id, kari, at(0))
  expect(await news()).toEqual([{ topic: 'looking', ids: [id] }])
  await lookAt(db, id, kari, at(10))
  expect(await news()).toEqual([])
  expect(await lookAt(db, id, ola, at(11))).toEqual(['Kari to'])
  await news()
  await lookAway(db, id, kari)
  expect(await news()).toEqual([{ topic: 'looking', ids: [id] }])
  expect(await lookAt(db, id, ola, at(12))).toEqual([])
  await lookAway(db, id, kari)
  expect(await news()).toEqual([])
  client.release(true)
})

it('counts what waits, is put away and is held back', async () => {
  const counts = async () => (await bench.call('GET', '/api/v1/triage/counts')).body
  expect(await counts()).toEqual({ queued: 2, snoozed: 0, suppressed: 0 })
  const { body } = await bench.call<{ items: { id: string }[] }>('GET', '/api/v1/detections')
  const until = new Date(start + 3_600_000).toISOString()
  await bench.call('POST', '/api/v1/detections/snooze', { body: { detections: [body.items[0]?.id], until } })
  expect(await counts()).toEqual({ queued: 1, snoozed: 1, suppressed: 0 })
  const what = { network: '10.20.0.0/16', up_to: 'critical', reason: 'Test', until }
  await bench.call('POST', '/api/v1/suppressions', { body: what })
  expect(await counts()).toEqual({ queued: 0, snoozed: 0, suppressed: 2 })
})
