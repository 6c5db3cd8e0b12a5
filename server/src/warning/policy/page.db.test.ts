/** The duty officers are told at once, by a real mail server, and by SMS where they have given a number. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { holdTo, queueAll, rule } from '../../../test/support/policy.ts'
import { openReceiver, type Receiver } from '../../../test/support/receiver.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { newId } from '../../platform/index.ts'

let mailbox: Mailbox
let gateway: Receiver
let bench: WarningBench
let n = 0
const officers = ['vakt@csirt.example', 'duty@csirt.example']

beforeAll(async () => {
  mailbox = await openMailbox()
  gateway = await openReceiver()
  const settings = { VARDE_SMS_URL: gateway.url }
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T03:00:00.000Z', settings })
  await bench.work()
  const { pool } = bench.platform.postgres
  for (const [i, email] of [...officers, 'analytiker@csirt.example'].entries()) {
    const id = newId()
    // All have a number; one of the two officers wants no SMS.
    await pool.query(
      `insert into person (id, name, email, language, "emailVerified", phone, phone_sms)
      values ($1, $2, $3, $4, true, $5, $6)`,
      [id, `Person ${i}`, email, i === 1 ? 'en' : 'nb', `+474000000${i}`, i !== 1],
    )
    const role = i < 2 ? 'duty_officer' : 'analyst'
    await pool.query('insert into person_role (person_id, role) values ($1, $2)', [id, role])
  }
})
afterAll(async () => {
  await bench.close()
  await gateway.close()
  await mailbox.close()
})
beforeEach(async () => {
  mailbox.received.length = 0
  gateway.received.length = 0
  await holdTo(bench.platform.postgres.db, [rule({ when: { categories: ['c2'] }, page: true }), rule()])
})

const to = (email: string) => mailbox.received.filter((one) => one.to === email)
const entries = async (member: string) =>
  (
    await bench.platform.postgres.db
      .selectFrom('audit_entry')
      .select('act')
      .where('orgnr', '=', member)
      .where('act', '=', 'policy.paged')
      .execute()
  ).length
const c2 = async (tlp: 'AMBER' | 'RED' = 'AMBER') => {
  const indicator = await bench.addIndicator({ value: `ond${++n}.example`, category: 'c2', tlp })
  return { kind: 'indicator', indicator } as const
}

it('each of them once for a member and a cause, in their language, with the way to it', async () => {
  const member = await bench.addMember(++n, [{ name: 'Kari', email: 'kari@medlem.example', language: 'nb' }])
  const cause = await c2()
  await bench.record([finding({ member, cause }), finding({ member, cause, innerHost: '10.20.0.5' })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 10_000)
  const [nb, en] = officers.map((email) => to(email)[0]?.mail)
  expect(nb?.subject).toBe(`Vakt: Kritisk: En maskin hos dere kan være fjernstyrt (Medlem ${n - 1}) og 1 til`)
  expect(en?.subject).toMatch(/^Duty: Critical: /)
  const detections = await bench.platform.postgres.db
    .selectFrom('detection')
    .select(['id', 'policy_paged'])
    .where('orgnr', '=', member)
    .execute()
  expect(detections.map((one) => one.policy_paged)).toEqual([true, true])
  for (const { id } of detections) expect(nb?.text).toContain(`http://varde.example/triage?open=${id}`)
  await vi.waitFor(() => expect(gateway.received).toHaveLength(1), 10_000)
  expect(JSON.parse(gateway.received[0]?.body ?? '')).toEqual({
    to: '+4740000000',
    text: `Vakt: Kritisk: En maskin hos dere kan være fjernstyrt (Medlem ${n - 1}) og 1 til. Medlemmet er ikke varslet. Det venter på deg. Se e-post.`,
  })
  expect(nb?.text).toContain(`ond${n}[.]example`)
  expect(nb?.text).toContain('Det venter på deg.')
  expect(await entries(member)).toBe(1)

  await bench.record([finding({ member, cause, innerHost: '10.20.0.6' })])
  const other = await bench.addMember(++n, [])
  await bench.record([finding({ member: other, cause })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(4), 10_000)
  expect(await entries(member)).toBe(1)
  expect(to('analytiker@csirt.example')).toEqual([])
  expect(to('kari@medlem.example')).toEqual([])
})

it('anew when it comes back after an answer', async () => {
  const member = await bench.addMember(++n, [])
  const cause = await c2()
  await bench.record([finding({ member, cause })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 10_000)
  for (const statement of [
    `update detection set state = 'resolved' where orgnr = $1`,
    `update warning set state = 'answered', sent_at = now(), content = '[]' where orgnr = $1`,
  ]) {
    await bench.platform.postgres.pool.query(statement, [member])
  }
  bench.setTime('2026-11-25T03:00:00.000Z')
  await bench.record([finding({ member, cause, lastSeen: new Date('2026-11-25T02:59:00Z') })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(4), 10_000)
  bench.setTime('2026-11-26T03:00:00.000Z')
  await bench.record([finding({ member, cause, lastSeen: new Date('2026-11-26T02:59:00Z') })])
  expect(await entries(member)).toBe(2)
})

it('without a word of what is TLP:RED, and not at all where no rule says so', async () => {
  const member = await bench.addMember(++n, [])
  const red = await c2('RED')
  await bench.record([finding({ member, cause: red })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 10_000)
  expect(to(officers[0] ?? '')[0]?.mail.text).not.toContain('ond')
  expect(to(officers[0] ?? '')[0]?.mail.text).toContain('TLP:RED')
  await vi.waitFor(() => expect(gateway.received).toHaveLength(1), 10_000)
  expect(gateway.received[0]?.body).toContain('Vakt: Kritisk: TLP:RED.')
  expect(gateway.received[0]?.body).not.toContain('Medlem ')
  await holdTo(bench.platform.postgres.db, queueAll)
  await bench.record([finding({ member, cause: await c2() })])
  expect(await entries(member)).toBe(1)
})
