/** What is held back, what comes through all the same, and what comes back; on real stores. */
import type {
  Detection,
  DetectionDetail,
  NewSuppression,
  Suppression,
  SuppressionMade,
  TriageResult,
  Warning,
} from '@varde/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { openAccess } from '../../access/index.ts'
import { warningTasks } from '../index.ts'

const now = '2026-11-24T04:00:00.000Z'
const tomorrow = '2026-11-25T04:00:00.000Z'
let bench: WarningBench
let n = 0

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now })
})
afterAll(() => bench.close())
beforeEach(() => bench.setTime(now))

/** Of severity medium, unless told otherwise. */
const signature = (signatureId: number, alertSeverity = 2) =>
  ({ kind: 'signature', signatureId, signature: `Regel ${signatureId}`, category: 'Misc', alertSeverity }) as const

async function member() {
  return await bench.addMember(++n, [{ name: 'Kari', email: `kari${n}@medlem.example`, language: 'nb' }])
}
async function detections(orgnr: string) {
  const { body } = await bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?member=${orgnr}`)
  return body.items.toSorted((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1))
}
const views = async (orgnr: string) => (await detections(orgnr)).map(({ view }) => view)
const queue = async (orgnr: string) =>
  (await bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?view=queued&member=${orgnr}`)).body.items.length
async function warnings(orgnr: string) {
  const { body } = await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${orgnr}`)
  return body.items.map(({ state, detections: count }) => [state, count]).sort()
}
const asked = (more: Partial<NewSuppression>): NewSuppression => ({
  up_to: 'medium',
  reason: 'Kjent skanning',
  until: tomorrow,
  ...more,
})
const suppress = async (more: Partial<NewSuppression>) =>
  (await bench.call<SuppressionMade>('POST', '/api/v1/suppressions', { body: asked(more) })).body
const one = async (id: string) =>
  (await bench.call<{ items: Suppression[] }>('GET', '/api/v1/suppressions')).body.items.find((item) => item.id === id)
const end = (id: string) => bench.call<{ released: number }>('POST', `/api/v1/suppressions/${id}/end`)
async function runTheClock() {
  const { audit } = await openAccess(bench.platform)
  await warningTasks({ platform: bench.platform, audit, warning: bench.warning })['suppressions']?.(
    {},
    { attempt: 1, last: false },
  )
}

describe('what is held back', () => {
  it('leaves the queue and its draft, with what comes later of the same', async () => {
    const orgnr = await member()
    await bench.record([
      finding({ member: orgnr, cause: signature(1) }),
      finding({ member: orgnr, cause: signature(2) }),
    ])
    const what = { member: orgnr, cause: { kind: 'signature', key: '1' } } as const
    const tried = (more: object) => bench.call('POST', '/api/v1/suppressions/try', { body: { ...what, ...more } })
    expect((await tried({ up_to: 'medium' })).body).toEqual({ detections: 1, members: 1 })
    expect((await tried({ up_to: 'low' })).body).toEqual({ detections: 0, members: 0 })
    const { id, result } = await suppress(what)
    expect(result.done).toHaveLength(1)
    expect(await views(orgnr)).toEqual(['suppressed', 'queued'])
    expect(await warnings(orgnr)).toEqual([
      ['cancelled', 0],
      ['draft', 1],
    ])
    await bench.record([finding({ member: orgnr, cause: signature(1), innerHost: '10.20.0.9', events: 7 })])
    expect(await views(orgnr)).toEqual(['suppressed', 'queued', 'suppressed'])
    expect(await queue(orgnr)).toBe(1)
    expect(await one(id)).toMatchObject({ state: 'active', detections: 2, events: 8, members: 1, held: 2 })
    const [first] = await detections(orgnr)
    expect(first?.suppression).toEqual({ id, reason: 'Kjent skanning', until: tomorrow, holds: true })
    const detail = await bench.call<DetectionDetail>('GET', `/api/v1/detections/${first?.id}`)
    expect(detail.body.draft).toBe(null)
  })

  it('is not sent by the policy', async () => {
    const orgnr = await member()
    const indicator = await bench.addIndicator({ value: '198.51.100.1', category: 'scanner', confidence: 80 })
    await suppress({ member: orgnr, category: 'Scanner' })
    await bench.record([finding({ member: orgnr, cause: { kind: 'indicator', indicator } })])
    expect(await views(orgnr)).toEqual(['suppressed'])
    expect(await warnings(orgnr)).toEqual([])
  })

  it.each<[string, Partial<NewSuppression>]>([
    ['another category', { category: 'Trojan' }],
    ['another source', { source: 'Andre' }],
    ['another network', { network: '10.21.0.0/16' }],
    ['another cause', { cause: { kind: 'signature', key: '1' }, network: '10.21.0.1' }],
  ])('is not %s', async (_, other) => {
    const orgnr = await member()
    await suppress({ member: orgnr, ...other })
    await bench.record([finding({ member: orgnr, cause: signature(3) })])
    expect(await views(orgnr)).toEqual(['queued'])
  })

  it('is one inner network, at one member', async () => {
    const [orgnr, other] = [await member(), await member()]
    await suppress({ member: orgnr, network: '10.20.0.0/24' })
    await bench.record([
      finding({ member: orgnr, cause: signature(4) }),
      finding({ member: orgnr, cause: signature(4), innerHost: '10.20.1.4' }),
      finding({ member: other, cause: signature(4) }),
    ])
    expect([await queue(orgnr), await queue(other)]).toEqual([1, 1])
  })

  it('is never worse than what it was made for: that comes through, and the policy has its say', async () => {
    const orgnr = await member()
    const indicator = await bench.addIndicator({ value: '198.51.100.2', category: 'c2', confidence: 20 })
    const cause = { kind: 'indicator', indicator } as const
    await bench.record([finding({ member: orgnr, cause })])
    await suppress({ member: orgnr, source: 'Testkilde', up_to: 'low' })
    expect(await views(orgnr)).toEqual(['suppressed'])
    await bench.platform.postgres.db
      .updateTable('indicator')
      .set({ confidence: 90 })
      .where('id', '=', indicator)
      .execute()
    await bench.record([finding({ member: orgnr, cause })])
    expect((await detections(orgnr)).map(({ view, severity }) => [view, severity])).toEqual([['warned', 'critical']])
    expect(await warnings(orgnr)).toContainEqual(['sending', 1])
  })

  it('leaves to whoever took it what somebody has taken', async () => {
    const orgnr = await member()
    await bench.record([finding({ member: orgnr, cause: signature(5) })])
    await suppress({ member: orgnr, cause: { kind: 'signature', key: '5' } })
    const ids = (await detections(orgnr)).map(({ id }) => id)
    await bench.call('POST', '/api/v1/detections/accept', { body: { detections: ids } })
    expect([await views(orgnr), (await warnings(orgnr)).at(-1)]).toEqual([['queued'], ['draft', 1]])
    await bench.record([finding({ member: orgnr, cause: signature(5) })])
    expect(await views(orgnr)).toEqual(['queued'])
  })
})

describe('what was held back comes into the queue', () => {
  /** @returns two detections that are held back, of one member */
  async function held() {
    const orgnr = await member()
    await bench.record([finding({ member: orgnr, cause: signature(6) })])
    const { id, result } = await suppress({ member: orgnr, cause: { kind: 'signature', key: '6' } })
    await bench.record([finding({ member: orgnr, cause: signature(6), innerHost: '10.20.0.9' })])
    expect(await queue(orgnr)).toBe(0)
    return { orgnr, id, act: result.act }
  }
  const back = [
    ['queued', 'queued'],
    ['draft', 2],
  ]
  const seen = async (orgnr: string) => [await views(orgnr), (await warnings(orgnr)).at(-1)]

  it('when it is ended, and nothing more is held back', async () => {
    const { orgnr, id } = await held()
    expect((await end(id)).body).toEqual({ released: 2 })
    expect(await seen(orgnr)).toEqual(back)
    expect(await one(id)).toMatchObject({
      state: 'over',
      ended_at: now,
      ended_by: 'test analyst',
      detections: 2,
      held: 0,
    })
    expect((await end(id)).status).toBe(409)
    await bench.record([finding({ member: orgnr, cause: signature(6), innerHost: '10.20.0.10' })])
    expect(await queue(orgnr)).toBe(3)
  })

  it('when it runs out, and not before where it was prolonged', async () => {
    const { orgnr, id } = await held()
    const later = await bench.call('POST', `/api/v1/suppressions/${id}/prolong`, {
      body: { until: '2026-11-26T04:00:00.000Z' },
    })
    expect(later.status).toBe(204)
    bench.setTime(tomorrow)
    await runTheClock()
    expect(await queue(orgnr)).toBe(0)
    bench.setTime('2026-11-26T04:00:00.000Z')
    await bench.record([finding({ member: orgnr, cause: signature(6), innerHost: '10.20.0.10' })])
    expect(await views(orgnr)).toEqual(['suppressed', 'suppressed', 'queued'])
    await runTheClock()
    expect(await queue(orgnr)).toBe(3)
    expect(await one(id)).toMatchObject({ state: 'over', ended_by: null })
    const refused = await bench.call('POST', `/api/v1/suppressions/${id}/prolong`, {
      body: { until: '2026-11-27T04:00:00.000Z' },
    })
    expect(refused.status).toBe(409)
  })

  it('when the act that made it is undone, with what came since', async () => {
    const { orgnr, id, act } = await held()
    const undone = await bench.call<TriageResult>('POST', `/api/v1/triage/acts/${act}/undo`)
    expect(undone.body.done).toHaveLength(1)
    expect(await seen(orgnr)).toEqual(back)
    expect(await one(id)).toMatchObject({ state: 'over', held: 0 })
  })

  it('and goes out of the queue again when the ending is undone, but for what somebody has taken', async () => {
    const { orgnr, id } = await held()
    const resume = () => bench.call<{ held: number }>('POST', `/api/v1/suppressions/${id}/resume`)
    await end(id)
    const waiting = await detections(orgnr)
    expect(waiting.map(({ view }) => view)).not.toContain('suppressed')
    const [taken] = waiting
    await bench.call('POST', '/api/v1/detections/accept', { body: { detections: [taken?.id] } })
    expect((await resume()).body).toEqual({ held: waiting.length - 1 })
    expect(await queue(orgnr)).toBe(1)
    expect(await one(id)).toMatchObject({ state: 'active', held: waiting.length - 1, ended_at: null, ended_by: null })
    expect((await resume()).body).toEqual({ held: 0 })
    bench.setTime('2026-11-26T04:00:00.000Z')
    await runTheClock()
    expect((await resume()).status).toBe(409)
    expect(await queue(orgnr)).toBe(waiting.length)
  })

  it('though undoing what was done with it since', async () => {
    const { orgnr, id } = await held()
    const ids = (await detections(orgnr)).map((row) => row.id)
    const dismissed = await bench.call<TriageResult>('POST', '/api/v1/detections/dismiss', {
      body: { detections: ids, reason: 'test' },
    })
    await end(id)
    await bench.call('POST', `/api/v1/triage/acts/${dismissed.body.act}/undo`)
    expect(await seen(orgnr)).toEqual(back)
  })
})

it('is found by what it is about and why, counted whole, and cut after the limit', async () => {
  const orgnr = await member()
  await bench.record([finding({ member: orgnr, cause: signature(77) })])
  const about = await suppress({ member: orgnr, cause: { kind: 'signature', key: '77' }, reason: 'Nattlig 100% kopi' })
  await suppress({ category: 'Ukjent sort', reason: 'Nattlig sikkerhetskopi' })
  const found = async (query: string) => {
    type List = { items: Suppression[]; total: number; held: number }
    const { items, ...sums } = (await bench.call<List>('GET', `/api/v1/suppressions?${query}`)).body
    return { ...sums, ids: items.map(({ id }) => id) }
  }
  expect(await found('q=Nattlig&limit=1')).toMatchObject({ total: 2, held: 1, ids: [expect.any(String)] })
  expect(await found('q=100%25')).toEqual({ total: 1, held: 1, ids: [about.id] })
  expect(await found('q=regel 77')).toEqual({ total: 1, held: 1, ids: [about.id] })
  expect(await found(`q=${orgnr}&state=active`)).toEqual({ total: 1, held: 1, ids: [about.id] })
  expect(await found(`q=Nattlig&state=over`)).toEqual({ total: 0, held: 0, ids: [] })
})

it('refuses what it cannot be about', async () => {
  const status = async (more: Partial<NewSuppression>) =>
    (await bench.call('POST', '/api/v1/suppressions', { body: asked(more) })).status
  expect(await status({})).toBe(400)
  expect(await status({ cause: { kind: 'signature', key: '404' } })).toBe(400)
  expect(await status({ member: '999999999' })).toBe(400)
  expect(await status({ category: 'x', until: '2027-03-24T04:00:00.000Z' })).toBe(400)
  expect(await status({ category: 'x', reason: 'Ring 01410100114' })).toBe(422)
  expect((await end('01890000-0000-7000-8000-000000000000')).status).toBe(404)
})
