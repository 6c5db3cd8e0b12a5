import { afterAll, beforeAll, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { newId } from '../../platform/index.ts'

let bench: WarningBench
const start = Date.parse('2026-11-24T04:00:00.000Z')
let ids: string[]

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: new Date(start).toISOString() })
  const member = await bench.addMember(1)
  const cause = { kind: 'signature', signatureId: 1, signature: 'Regel', category: 'Misc', alertSeverity: 2 } as const
  await bench.record([finding({ member, cause }), finding({ member, cause, innerHost: '10.20.0.9' })])
  const { body } = await bench.call<{ items: { id: string }[] }>('GET', '/api/v1/detections')
  ids = body.items.map(({ id }) => id)
})
afterAll(() => bench.close())

it('counts what waits, is put away and is held back', async () => {
  const counts = async () => (await bench.call('GET', '/api/v1/triage/counts')).body
  expect(await counts()).toEqual({ queued: 2, snoozed: 0, suppressed: 0 })
  const until = new Date(start + 3_600_000).toISOString()
  await bench.call('POST', '/api/v1/detections/snooze', { body: { detections: ids.slice(0, 1), until } })
  expect(await counts()).toEqual({ queued: 1, snoozed: 1, suppressed: 0 })
  const what = { network: '10.20.0.0/16', up_to: 'critical', reason: 'Test', until }
  await bench.call('POST', '/api/v1/suppressions', { body: what })
  expect(await counts()).toEqual({ queued: 0, snoozed: 0, suppressed: 2 })
})

it('tells who else has a detection open, but not of one that is not there', async () => {
  const looking = (id = '') => bench.call('POST', `/api/v1/detections/${id}/looking`)
  expect(await looking(ids[0])).toMatchObject({ status: 200, body: { others: [] } })
  expect((await looking(newId())).status).toBe(404)
})
