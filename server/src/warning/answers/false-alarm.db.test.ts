/** What members say of one cause, on real stores. */
import type { FalseAlarms } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let bench: WarningBench
const start = new Date('2026-11-24T12:00:00.000Z')
beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: start.toISOString() })
})
afterAll(() => bench.close())

it('counts the members whose last answer is a false alarm, and proposes a review from two on', async () => {
  const indicator = await bench.addIndicator({ value: 'skanner.example', category: 'malware', confidence: 90 })
  const cause = { kind: 'indicator', indicator } as const
  const { db } = bench.platform.postgres
  const members = [
    await bench.addMember(1, [{ name: 'A', email: 'a@en.example', language: 'nb' }]),
    await bench.addMember(2, [{ name: 'B', email: 'b@to.example', language: 'nb' }]),
    await bench.addMember(3, [{ name: 'C', email: 'c@tre.example', language: 'nb' }]),
  ]
  await bench.record(members.map((member) => finding({ member, cause })))
  await sql`update warning set state = 'sent', sent_at = ${start}`.execute(db)
  const said = async (member: string | undefined, answer: string, comment: string) => {
    const { rows } = await sql<{ id: string }>`select id from warning where orgnr = ${member}`.execute(db)
    const url = `/api/v1/portal/warnings/${rows[0]?.id}/answer`
    const { status } = await bench.call('POST', url, { scope: `member:${member}`, body: { answer, comment } })
    expect(status).toBe(204)
  }
  const asked = async (scope = 'analyst') =>
    bench.call<FalseAlarms>('GET', `/api/v1/false-alarms?kind=indicator&key=${indicator}`, { scope })
  expect((await asked()).body).toEqual({ warned: 3, members: 0, review: false, items: [] })
  await said(members[0], 'false_alarm', 'Vår egen skanner')
  expect((await asked()).body).toMatchObject({ members: 1, review: false, items: [{ comment: 'Vår egen skanner' }] })
  bench.setTime('2026-11-24T13:00:00.000Z')
  await said(members[1], 'false_alarm', '')
  expect((await asked()).body).toMatchObject({ warned: 3, members: 2, review: true })
  bench.setTime('2026-11-24T14:00:00.000Z')
  await said(members[1], 'affected_need_help', 'Likevel ikke')
  expect((await asked()).body).toMatchObject({ members: 1, review: false })
  expect((await asked(`member:${members[0]}`)).status).toBe(403)
})
