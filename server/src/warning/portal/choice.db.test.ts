/** What contacts choose to be told, kept to by what goes out, on real stores and with a real mail server. */
import type { Severity } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { dropMailsTo } from '../index.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T12:00:00.000Z' })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.received.length = 0
})

/** A member with two contacts of the same rank, who have chosen. */
async function memberWith(...least: (Severity | null)[]) {
  n++
  const contacts = least.map((_, i) => ({
    name: `Nr ${i}`,
    email: `nr${i}.${n}@medlem.example`,
    language: 'nb' as const,
  }))
  const member = await bench.addMember(n, contacts)
  for (const [i, chosen] of least.entries()) {
    if (chosen === null) continue
    await sql`insert into contact_choice select id, 'phishing', ${chosen} from contact
      where email = ${contacts[i]?.email}`.execute(bench.platform.postgres.db)
  }
  return member
}

/** One that the policy sends by itself. */
async function warn(member: string, category: 'phishing' | 'ransomware') {
  const indicator = await bench.addIndicator({ value: `${category}${n}.example`, category, confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, fields: ['dns'] })])
  const { rows } = await sql<{ id: string; severity: Severity }>`
    select id, severity from warning where orgnr = ${member} order by id desc limit 1`.execute(
    bench.platform.postgres.db,
  )
  return rows[0]
}
const rules = () =>
  ['critical', 'high', 'medium', 'low'].map((severity) => ({
    severity,
    before_hours: 1,
    every_hours: 2,
    most: 3,
    all_at_once: true,
  }))
const told = async (count: number) => {
  await vi.waitFor(() => expect(mailbox.received.length).toBeGreaterThanOrEqual(count), 10_000)
  return mailbox.received.map(({ to }) => to.split('.')[0]).sort()
}

it('goes to those who want it, to everyone where nobody does, and to everyone when it is critical', async () => {
  await bench.call('PUT', '/api/v1/chase', { scope: 'admin', body: { rules: rules() } })
  const first = await warn(await memberWith('critical', null), 'phishing')
  expect(first?.severity).not.toBe('critical')
  expect(await told(1)).toEqual(['nr1'])

  mailbox.received.length = 0
  await warn(await memberWith('critical', 'critical'), 'phishing')
  expect(await told(2)).toEqual(['nr0', 'nr1'])

  mailbox.received.length = 0
  const worst = await warn(await memberWith('critical', null), 'ransomware')
  expect(worst?.severity).toBe('critical')
  expect(await told(2)).toEqual(['nr0', 'nr1'])
})

it('is chosen by who is a contact, for their own organisation', async () => {
  const member = await memberWith(null)
  const other = await memberWith(null)
  const choices = [{ category: 'phishing', least: 'high' }]
  const scope = `member:${member}`
  expect(await bench.call('PUT', `/api/v1/portal/choices/${other}`, { scope, body: { choices } })).toMatchObject({
    status: 404,
  })
  // A key has no address.
  expect(await bench.call('PUT', `/api/v1/portal/choices/${member}`, { scope, body: { choices } })).toMatchObject({
    status: 409,
    body: { code: 'not_a_contact' },
  })
  const { body } = await bench.call<{ items: { contact: null; choices: { least: string }[] }[] }>(
    'GET',
    '/api/v1/portal/choices',
    { scope },
  )
  expect(body.items).toHaveLength(1)
  expect(body.items[0]?.choices.every(({ least }) => least === 'low')).toBe(true)
})

it('is not sent to an address that is no contact’s any more, and is not lost', async () => {
  const member = await memberWith(null, null)
  const { db } = bench.platform.postgres
  const id = '018f0000-0000-7000-8000-000000000001'
  await sql`insert into warning (id, orgnr, title, severity, tlp, state, received_at)
    values (${id}, ${member}, 'Prøve', 'low', 'AMBER', 'sending', now())`.execute(db)
  await sql`insert into delivery (id, warning_id, contact_name, email, language, state)
    values (gen_random_uuid(), ${id}, 'Nr 0', ${`nr0.${n}@medlem.example`}, 'nb', 'deferred')`.execute(db)
  await db.transaction().execute((trx) => dropMailsTo(trx, { orgnr: member, email: `nr0.${n}@medlem.example` }))
  const { rows } = await sql`select state, (select count(*) from delivery where warning_id = w.id) as mails
    from warning w where id = ${id}`.execute(db)
  expect(rows).toEqual([{ state: 'failed', mails: 0 }])
})
