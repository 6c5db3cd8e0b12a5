import type { Detection, DetectionDetail, TriageResult, Warning } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNote } from '../../../test/support/audit.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { warnAbout } from './triage.store.ts'

let bench: WarningBench
let n = 0

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: '2026-11-24T04:00:00.000Z' })
})
afterAll(() => bench.close())

const signature = (signatureId: number, alertSeverity = 2) =>
  ({ kind: 'signature', signatureId, signature: `Regel ${signatureId}`, category: 'Misc', alertSeverity }) as const

/** A member with two causes in the queue, the first at two hosts. */
async function queued() {
  const member = await bench.addMember(++n, [{ name: 'Kari', email: `kari${n}@medlem.example`, language: 'nn' }])
  await bench.record([
    finding({ member, cause: signature(1), innerHost: '10.0.0.1' }),
    finding({ member, cause: signature(1), innerHost: '10.0.0.2' }),
    finding({ member, cause: signature(2), innerHost: '10.0.0.1' }),
  ])
  return { member, ids: (await detections(member)).map(({ id }) => id) }
}
/** In the order of cause and host. */
async function detections(member: string) {
  const { body } = await bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?member=${member}`)
  return body.items.toSorted((a, b) => (a.cause.key + a.inner_host < b.cause.key + b.inner_host ? -1 : 1))
}
/** The oldest first. */
async function warnings(member: string) {
  return (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${member}`)).body.items.toReversed()
}
const decide = async (what: string, ids: string[], more: object = {}) =>
  (await bench.call<TriageResult>('POST', `/api/v1/detections/${what}`, { body: { detections: ids, ...more } })).body

describe('warn', () => {
  it('sends a draft that is chosen whole, under its own number', async () => {
    const { member, ids } = await queued()
    const [draft] = await warnings(member)
    const result = await decide('warn', ids.slice(0, 2))
    expect(result).toMatchObject({ done: ids.slice(0, 2), refused: [], warnings: [draft?.id] })
    expect((await warnings(member)).map(({ id, state, detections }) => [id === draft?.id, state, detections])).toEqual([
      [true, 'sending', 2],
      [false, 'draft', 1],
    ])
    expect((await detections(member)).map(({ state }) => state)).toEqual(['warned', 'warned', 'queued'])
  })

  it('takes the chosen out of a draft and leaves the rest waiting', async () => {
    const { member, ids } = await queued()
    const result = await decide('warn', [ids[0] as string])
    const all = await warnings(member)
    expect(all.map(({ id, state, title }) => [result.warnings.includes(id), state, title])).toEqual([
      [false, 'draft', 'Regel 1 (Misc), 10.0.0.2'],
      [false, 'draft', 'Regel 2 (Misc), 10.0.0.1'],
      [true, 'sending', 'Regel 1 (Misc), 10.0.0.1'],
    ])
  })

  it('makes one mail of all that is chosen for a member, and refuses what cannot be warned about', async () => {
    const { member, ids } = await queued()
    const nowhere = '01890000-0000-7000-8000-000000000000'
    const first = await decide('warn', [...ids, nowhere])
    expect(first.done).toEqual(ids)
    expect(first.warnings).toHaveLength(1)
    expect(first.refused).toMatchObject([{ id: nowhere, code: 'not_found' }])
    expect((await warnings(member)).map(({ state, detections }) => [state, detections])).toEqual([
      ['sending', 3],
      ['cancelled', 0],
    ])
    const again = await decide('warn', ids)
    expect(again.done).toEqual([])
    expect(again.refused.map(({ code }) => code)).toEqual(Array(3).fill('is_warned'))
    expect(await warnings(member)).toHaveLength(2)
  })

  it('warns each member by itself, and two at once do not warn twice', async () => {
    const [a, b] = [await queued(), await queued()]
    const ids = [...a.ids, ...b.ids]
    const { db } = bench.platform.postgres
    const now = new Date()
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        warnAbout(db, {
          ids: i % 2 ? ids : ids.toReversed(),
          scope: 'all',
          by: { kind: 'key', id: 'test', name: 'test' },
          now,
          note: testNote(db),
        }),
      ),
    )
    expect(results.flatMap(({ done }) => done).sort()).toEqual(ids.toSorted())
    expect(results.flatMap((result) => result.warnings)).toHaveLength(2)
  })
})

describe('dismiss and restore', () => {
  it('cancels a draft that has nothing left, and brings it back', async () => {
    const { member, ids } = await queued()
    const [draft] = await warnings(member)
    await decide('dismiss', ids.slice(0, 2), { reason: 'known_activity' })
    expect((await detections(member)).map(({ state, dismiss_reason }) => [state, dismiss_reason])).toEqual([
      ['dismissed', 'known_activity'],
      ['dismissed', 'known_activity'],
      ['queued', null],
    ])
    expect((await warnings(member))[0]).toMatchObject({ id: draft?.id, state: 'cancelled' })
    expect(await decide('restore', ids.slice(0, 2))).toMatchObject({ done: ids.slice(0, 2), refused: [] })
    expect((await warnings(member))[0]).toMatchObject({ id: draft?.id, state: 'draft', detections: 2 })
    expect(
      (await detections(member)).every(({ state, dismiss_reason }) => state === 'queued' && dismiss_reason === null),
    ).toBe(true)
  })

  it('does not tell the member what was dismissed, and gives it a new draft when it comes back', async () => {
    const { member, ids } = await queued()
    const [one, two] = ids as [string, string, string]
    await decide('dismiss', [two], { reason: 'false_alarm' })
    const sent = await decide('warn', [one])
    expect((await warnings(member))[0]).toMatchObject({ id: sent.warnings[0], state: 'sending', detections: 1 })
    await decide('restore', [two])
    const restored = (await detections(member))[1]
    expect(restored).toMatchObject({ id: two, state: 'queued' })
    expect((await warnings(member)).find(({ id }) => id === restored?.warning)?.state).toBe('draft')
  })

  it('refuses what the life cycle does not allow, with a code and a reason for each', async () => {
    const { ids } = await queued()
    await decide('warn', ids.slice(0, 1))
    await decide('dismiss', ids.slice(1, 2), { reason: 'test' })
    expect((await decide('dismiss', ids.slice(0, 1), { reason: 'test' })).refused[0]?.code).toBe('is_warned')
    expect((await decide('warn', ids.slice(1, 2))).refused[0]?.code).toBe('is_dismissed')
    const refused = (await decide('restore', ids.slice(2))).refused[0]
    expect(refused).toMatchObject({ code: 'is_queued', message: expect.stringContaining('queue') })
  })
})

describe('reading', () => {
  it('shows a detection with contacts and the draft in the first contact’s language', async () => {
    const { ids } = await queued()
    const { body } = await bench.call<DetectionDetail>('GET', `/api/v1/detections/${ids[0]}`)
    expect(body.contacts).toMatchObject([{ name: 'Kari' }])
    expect(body.draft).toMatchObject({ language: 'nn', text: expect.stringContaining('10.0.0.1, 10.0.0.2') })
    expect(body.draft?.text).toContain('http://varde.example/answer/…')
    expect(body.detection.other_members).toBe(n - 1)
    expect(body.detection.hourly).toHaveLength(24)
  })

  it('shows what the member answered last, and who else has the same cause', async () => {
    const [a, b] = [await queued(), await queued()]
    const sent = await decide('warn', a.ids.slice(2))
    await bench.platform.postgres.db
      .updateTable('warning')
      .set({ state: 'answered', answer: 'not_affected', answered_at: new Date('2026-11-24T03:30:00.000Z') })
      .where('id', '=', sent.warnings[0] as string)
      .execute()
    const { body } = await bench.call<DetectionDetail>('GET', `/api/v1/detections/${a.ids[0]}`)
    expect(body.answers).toEqual([
      { warning: sent.warnings[0], number: expect.any(Number), answer: 'not_affected', at: '2026-11-24T03:30:00.000Z' },
    ])
    const elsewhere = body.others.filter(({ id }) => b.ids.includes(id))
    expect(elsewhere).toMatchObject([{ member_name: `Medlem ${n}`, view: 'queued' }])
    expect(body.others.some(({ id }) => a.ids.includes(id))).toBe(false)
    expect(new Set(body.others.map(({ member_name }) => member_name)).size).toBe(body.others.length)
  })

  it('pages through all in one order, the worst first, without a gap or a repeat', async () => {
    const member = await bench.addMember(++n)
    await bench.record(
      Array.from({ length: 25 }, (_, i) => finding({ member, cause: signature(100 + i, 1 + (i % 3)) })),
    )
    const seen: Detection[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${cursor}`
      const answer: { body: { items: Detection[]; next: string | null } } = await bench.call(
        'GET',
        `/api/v1/detections?member=${member}&limit=4${after}`,
      )
      seen.push(...answer.body.items)
      cursor = answer.body.next
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(25)
    const order = ['high', 'medium', 'low']
    const ranks = seen.map(({ severity }) => order.indexOf(severity))
    expect(ranks).toEqual(ranks.toSorted())
    const text = async (q: string) =>
      (
        await bench.call<{ items: Detection[] }>(
          'GET',
          `/api/v1/detections?member=${member}&q=${encodeURIComponent(q)}`,
        )
      ).body.items.length
    expect([await text('regel 101'), await text('%'), await text('10.20.0'), await text(`Medlem ${n}`)]).toEqual([
      1, 0, 25, 25,
    ])
  })

  it('refuses a cursor that is not ours', async () => {
    const forged = Buffer.from('["0; drop table detection","x"]').toString('base64url')
    expect((await bench.call('GET', `/api/v1/detections?cursor=${forged}`)).status).toBe(400)
    expect(
      (await bench.call('GET', `/api/v1/warnings?cursor=${Buffer.from('["x"]').toString('base64url')}`)).status,
    ).toBe(400)
  })
})
