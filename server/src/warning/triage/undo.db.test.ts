import type { Detection, SuppressionMade, TriageActList, TriageResult, Warning } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

const now = '2026-11-24T04:00:00.000Z'
let bench: WarningBench
let n = 0

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now })
})
afterAll(() => bench.close())

const signature = (signatureId: number, alertSeverity = 2) =>
  ({ kind: 'signature', signatureId, signature: `Regel ${signatureId}`, category: 'Misc', alertSeverity }) as const

/** A member with three causes in the queue, each in a draft of its own. */
async function queued() {
  const member = await bench.addMember(++n, [{ name: 'Kari', email: `kari${n}@medlem.example`, language: 'nb' }])
  await bench.record([1, 2, 3].map((id) => finding({ member, cause: signature(id) })))
  const ids = (await detections(member)).map(({ id }) => id) as [string, string, string]
  return { member, ids }
}
async function detections(member: string, more = '') {
  const { body } = await bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?member=${member}${more}`)
  return body.items.toSorted((a, b) => (a.cause.key < b.cause.key ? -1 : 1))
}
async function drafts(member: string) {
  const { body } = await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${member}`)
  return body.items
    .filter(({ state }) => state === 'draft')
    .map((warning) => warning.detections)
    .sort()
}
const decide = async (what: string, ids: string[], more: object = {}) =>
  (await bench.call<TriageResult>('POST', `/api/v1/detections/${what}`, { body: { detections: ids, ...more } })).body
const undo = async (act: string | null) =>
  (await bench.call<TriageResult>('POST', `/api/v1/triage/acts/${act}/undo`)).body
async function suppress(member: string): Promise<TriageResult> {
  const body = { member, up_to: 'critical', reason: 'Test', until: '2026-11-24T08:00:00.000Z' }
  return (await bench.call<SuppressionMade>('POST', '/api/v1/suppressions', { body })).body.result
}
/** All that an act may change. */
async function rows(member: string) {
  const { rows: found } = await sql`
    select id, state, dismiss_reason, dismissed_by, duplicate_of, accepted_at, assigned_to, snoozed_until, warning_id, last_act, held
    from detection where orgnr = ${member} order by id`.execute(bench.platform.postgres.db)
  return found
}

describe('every act but a warning', () => {
  const later = '2026-11-24T08:00:00.000Z'
  it.each([
    ['accept', (ids: string[]) => decide('accept', ids)],
    ['dismiss', (ids: string[]) => decide('dismiss', ids, { reason: 'test' })],
    ['duplicate', (ids: string[]) => decide('duplicate', ids.slice(1), { of: ids[0] })],
    ['snooze', (ids: string[]) => decide('snooze', ids, { until: later })],
    ['merge', (ids: string[]) => decide('merge', ids)],
    ['assign', (ids: string[]) => decide('assign', ids, { to: null })],
    ['suppress', (_ids: string[], member: string) => suppress(member)],
  ])('is undone: %s', async (_, act) => {
    const { member, ids } = await queued()
    const before = [await rows(member), await drafts(member)]
    const done = await act(ids, member)
    expect(done.refused).toEqual([])
    const undone = await undo(done.act)
    expect([undone.done, undone.refused]).toEqual([done.done, []])
    expect([await rows(member), await drafts(member)]).toEqual(before)
    expect((await undo(done.act)).refused.map(({ code }) => code)).toEqual(done.done.map(() => 'is_undone'))
  })

  it('is undone from the newest backwards: merge and split', async () => {
    const { member, ids } = await queued()
    const merged = await decide('merge', ids)
    expect(await drafts(member)).toEqual([3])
    const apart = await decide('split', ids.slice(0, 1))
    expect(await drafts(member)).toEqual([1, 2])
    expect((await undo(merged.act)).refused.map(({ code }) => code)).toEqual(['changed_since'])
    await undo(apart.act)
    expect((await undo(merged.act)).refused.map(({ code }) => code)).toEqual(['is_undone', 'is_undone'])
    expect(await drafts(member)).toEqual([1, 1, 1])
  })

  it('is not undone where a mail has gone out since, and says so', async () => {
    const { ids } = await queued()
    const accepted = await decide('accept', ids.slice(0, 2))
    const warned = await decide('warn', ids.slice(0, 1))
    expect((await undo(warned.act)).refused.map(({ code }) => code)).toEqual(['is_sent'])
    const undone = await undo(accepted.act)
    expect([undone.done, undone.refused.map(({ code }) => code)]).toEqual([[ids[1]], ['is_warned']])
  })

  it('is listed for whoever did it, the newest first', async () => {
    const { ids } = await queued()
    const accepted = await decide('accept', ids)
    const { body } = await bench.call<TriageActList>('GET', '/api/v1/triage/acts')
    expect(body.items[0]).toMatchObject({ id: accepted.act, act: 'accept', detections: 3, undone: 0 })
    const other = await bench.call<TriageActList>('GET', '/api/v1/triage/acts', { scope: 'admin' })
    expect(other.body.items).toEqual([])
    expect((await bench.call('POST', `/api/v1/triage/acts/${ids[0]}/undo`)).status).toBe(404)
  })
})

describe('snooze', () => {
  it('takes it out of the queue until the time, or until it is seen at a worse severity', async () => {
    const { member, ids } = await queued()
    await decide('snooze', ids.slice(0, 2), { until: '2026-11-24T05:00:00.000Z' })
    const views = async () => (await detections(member)).map(({ view }) => view)
    expect(await views()).toEqual(['snoozed', 'snoozed', 'queued'])
    expect((await detections(member, '&view=queued')).map(({ id }) => id)).toEqual(ids.slice(2))
    await bench.record([finding({ member, cause: signature(1) }), finding({ member, cause: signature(2, 1) })])
    expect(await views()).toEqual(['snoozed', 'queued', 'queued'])
    const { body } = await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${member}`)
    expect(body.items.map(({ severity }) => severity).sort()).toEqual(['high', 'medium', 'medium'])
    bench.setTime('2026-11-24T05:00:00.000Z')
    expect(await views()).toEqual(['queued', 'queued', 'queued'])
    bench.setTime(now)
  })

  it('is refused for a time that is past', async () => {
    const { ids } = await queued()
    const body = { detections: ids, until: '2026-11-24T03:00:00.000Z' }
    expect((await bench.call('POST', '/api/v1/detections/snooze', { body })).status).toBe(400)
  })
})

describe('duplicate', () => {
  it('shows how its original stands, and is refused where that is another member’s or itself', async () => {
    const [a, b] = [await queued(), await queued()]
    const [original, copy] = a.ids
    await decide('duplicate', [copy], { of: original })
    await decide('warn', [original])
    expect((await detections(a.member))[1]).toMatchObject({
      state: 'dismissed',
      dismiss_reason: 'duplicate',
      duplicate_of: { id: original, state: 'warned' },
    })
    const refused = await decide('duplicate', [a.ids[2], b.ids[0], b.ids[1]], { of: b.ids[0] })
    expect(refused.refused.map(({ code }) => code).sort()).toEqual(['is_itself', 'other_member'])
    expect(refused.done).toEqual([b.ids[1]])
  })
})

describe('assign', () => {
  it('is refused to somebody who does not triage', async () => {
    const { ids } = await queued()
    expect(
      (await bench.call('POST', '/api/v1/detections/assign', { body: { detections: ids, to: ids[0] } })).status,
    ).toBe(409)
  })
})

describe('merge and split', () => {
  it('refuse what is alone', async () => {
    const { ids } = await queued()
    expect((await decide('merge', ids.slice(0, 1))).refused.map(({ code }) => code)).toEqual(['is_alone'])
    expect((await decide('split', ids.slice(0, 1))).refused.map(({ code }) => code)).toEqual(['is_alone'])
  })
})
