/** The chase on real stores, with a real mail server: who is reminded, who is told next, what stays inside. */
import type { CallList, ChaseRuleShown, WarningDetail, WarningNotes } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { holdTo, queueAll, warnOfIndicators } from '../../../test/support/policy.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { openAccess } from '../../access/index.ts'
import { exportWarnings, warningTasks } from '../index.ts'
import { warningFacts } from '../warnings/letter.store.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0
const noon = '2026-11-24T12:00:00.000Z'

beforeAll(async () => {
  mailbox = await openMailbox()
  // Nobody listens there: what is told by telephone waits, and is seen.
  const settings = { VARDE_SMS_URL: 'http://127.0.0.1:1' }
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: noon, settings })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.refuse = () => null
  mailbox.received.length = 0
  bench.setTime(noon)
})

const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const said = (id: string, path: string, body?: object) => bench.call('POST', `/api/v1/warnings/${id}/${path}`, { body })
const to = (email: string) => mailbox.received.filter((one) => one.to === email)
const chase = async () => {
  const { audit } = await openAccess(bench.platform)
  const job = warningTasks({ platform: bench.platform, audit, warning: bench.warning })['chase']
  await job?.({}, { attempt: 1, last: false })
}

/** A member with a contact near and one further off, and a warning of high severity that the near one has got. */
async function warned({ confidence = 60 } = {}) {
  const [near, far] = [`naer${++n}@medlem.example`, `fjern${n}@medlem.example`]
  const member = await bench.addMember(n, [
    { name: 'Kari Nær', email: near, language: 'nb' },
    { name: 'Per Fjern', email: far, language: 'en' },
  ])
  const { db } = bench.platform.postgres
  await db.updateTable('contact').set({ rank: 2 }).where('email', '=', far).execute()
  await db.updateTable('contact').set({ phone: '+4722000001' }).where('email', '=', near).execute()
  const indicator = await bench.addIndicator({ value: `198.51.100.${n}`, category: 'c2', confidence })
  const cause = { kind: 'indicator', indicator } as const
  await bench.record([finding({ member, cause })])
  const { rows } = await sql<{ id: string }>`select id from warning where orgnr = ${member}`.execute(db)
  const id = rows[0]?.id as string
  await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
  return { id, member, near, far, cause }
}

describe('a silent member', () => {
  it('is reminded once at the deadline, and then the next contact is told', async () => {
    const { id, near, far } = await warned()
    expect([to(near).length, to(far).length]).toEqual([1, 0])
    const { owner } = bench.platform.postgres
    await owner.query("update contact set phone = '+472200000' || rank where email in ($1, $2)", [near, far])
    await owner.query(
      "insert into contact_phone_choice select id, 'sms', 'high' from contact where email in ($1, $2)",
      [near, far],
    )
    bench.setTime('2026-11-25T12:00:00.000Z')
    await chase()
    await chase()
    await vi.waitFor(() => expect([to(near).length, to(far).length]).toEqual([2, 1]), 10_000)
    const reminder = to(near)[1]?.mail
    expect(reminder?.subject).toContain('Purring 1: Høy')
    expect(reminder?.text).toContain('Dette er purring 1.')
    expect(reminder?.text).toMatch(/http:\/\/varde\.example\/answer\/\S+/)
    expect(reminder?.inReplyTo).toBe(to(near)[0]?.mail.messageId)
    expect(to(far)[0]?.mail.subject).toContain('High: ')
    await chase()
    expect((await detail(id)).deliveries).toHaveLength(3)
    expect((await detail(id)).timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['reminder_delivered', 'escalated']),
    )
    const phoned = (await detail(id)).others.map(({ channel, name, what }) => `${channel} ${name} ${what}`)
    expect(phoned).toEqual(['sms Kari Nær reminder', 'sms Per Fjern warning'])
  })

  it('is told through another where no mail reaches the nearest', async () => {
    mailbox.refuse = (address) => (address.startsWith('naer') ? 550 : null)
    const [near, far] = [`naer${++n}@medlem.example`, `fjern${n}@medlem.example`]
    const member = await bench.addMember(n, [
      { name: 'Kari Nær', email: near, language: 'nb' },
      { name: 'Per Fjern', email: far, language: 'en' },
    ])
    const { db } = bench.platform.postgres
    await db.updateTable('contact').set({ rank: 2 }).where('email', '=', far).execute()
    const indicator = await bench.addIndicator({ value: `198.51.100.${n}`, category: 'c2', confidence: 60 })
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
    const state = async () =>
      (await db.selectFrom('warning').select('state').where('orgnr', '=', member).executeTakeFirst())?.state
    await vi.waitFor(async () => expect(await state()).toBe('failed'), 10_000)
    await chase()
    await vi.waitFor(async () => expect(await state()).toBe('sent'), 10_000)
    expect(to(far)).toHaveLength(1)
  })

  it('is reminded by hand, but not twice in ten minutes, and not after the answer', async () => {
    const { id, near } = await warned()
    expect((await said(id, 'remind')).status).toBe(204)
    expect((await said(id, 'remind')).body).toMatchObject({ code: 'reminded_just_now' })
    await vi.waitFor(() => expect(to(near)).toHaveLength(2), 10_000)
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: true, answer: 'not_affected', comment: 'Sjekket' })
    expect((await said(id, 'remind')).body).toMatchObject({ code: 'not_chased' })
    bench.setTime('2026-11-26T12:00:00.000Z')
    await chase()
    expect((await detail(id)).deliveries).toHaveLength(2)
  })
})

describe('the telephone', () => {
  it('is for who is past the deadline: with numbers and what to say, until somebody has answered', async () => {
    const { id, near } = await warned()
    const listed = async () =>
      (await bench.call<CallList>('GET', '/api/v1/call-list')).body.items.find(({ warning }) => warning === id)
    expect(await listed()).toBe(undefined)
    bench.setTime('2026-11-25T12:00:01.000Z')
    const entry = await listed()
    expect(entry).toMatchObject({ reason: 'overdue', language: 'nb' })
    expect(entry?.contacts.map(({ name, phone }) => [name, phone])).toEqual([
      ['Kari Nær', '+4722000001'],
      ['Per Fjern', null],
    ])
    expect(entry?.script).toContain('En maskin hos dere kan være fjernstyrt')
    const page = (await bench.call<string>('GET', '/api/v1/call-list/page?lang=nb')).body
    expect(page).toContain('+4722000001')
    expect(page).toContain('telefonnummer mangler')
    // It must open without us.
    expect(page.replaceAll('href="tel:', '').replaceAll('href="data:', '')).not.toMatch(/src=|href=|@import|url\(/)
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: false })
    expect((await listed())?.calls).toMatchObject([{ reached: false, author: 'test analyst' }])
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: true, answer: 'affected_need_help', comment: 'Hjelp' })
    expect(await listed()).toMatchObject({ reason: 'need_help' })
    const { responses } = await detail(id)
    expect(responses).toMatchObject([{ channel: 'phone', recorded_by: 'test analyst', answer: 'affected_need_help' }])
    expect((await said(id, 'help-given', { done: 'Vi isolerte maskinen.' })).status).toBe(204)
    expect((await detail(id)).warning).toMatchObject({ state: 'answered', answer: 'affected_handled' })
    expect((await detail(id)).detections[0]?.state).toBe('resolved')
    expect(await listed()).toBe(undefined)
    expect((await said(id, 'help-given', { done: 'En gang til' })).body).toMatchObject({ code: 'no_help_asked' })
    expect(to(near)).toHaveLength(1)
  })
})

describe('a note', () => {
  const secret = 'HEMMELIG-NOTAT-42'

  it('stays inside: no mail, no page of the member, no export and no key of theirs has it', async () => {
    const { id, member, near } = await warned()
    expect((await said(id, 'notes', { text: secret })).status).toBe(204)
    expect((await said(id, 'messages', { message: 'Vi ser fortsatt trafikk.' })).status).toBe(204)
    await said(id, 'remind')
    await vi.waitFor(() => expect(to(near)).toHaveLength(3), 10_000)
    const message = to(near).find(({ mail }) => mail.subject?.startsWith('Melding: '))
    expect(message?.mail.text).toContain('Vi ser fortsatt trafikk.')
    const link = /http:\/\/varde\.example(\/answer\/\S+)/.exec(message?.mail.text ?? '')?.[1]
    const scope = `member:${member}`
    const own = [
      JSON.stringify(mailbox.received.map(({ mail }) => [mail.subject, mail.text, mail.html, [...mail.headers]])),
      await (await fetch(`${bench.address}${link}`)).text(),
      ...(await Promise.all(
        [`/api/v1/warnings/${id}`, '/api/v1/warnings', '/api/v1/warnings/board'].map(async (path) =>
          JSON.stringify((await bench.call('GET', path, { scope })).body),
        ),
      )),
    ]
    expect(own).toHaveLength(5)
    for (const text of own) expect(text).not.toContain(secret)
    expect((await bench.call('GET', `/api/v1/warnings/${id}/notes`, { scope })).status).toBe(403)
    // The second fence: were a query to forget, the database shows a member no note.
    const within = bench.platform.postgres.within([member])
    expect(await within.selectFrom('warning_note').selectAll().execute()).toEqual([])
    for (const reader of ['all', [member]] as const) {
      for await (const row of exportWarnings(bench.platform.postgres.db, { orgnr: member, scope: reader, red: true })) {
        expect(JSON.stringify(row)).not.toContain(secret)
      }
    }
    const notes = (await bench.call<WarningNotes>('GET', `/api/v1/warnings/${id}/notes`)).body
    expect(notes.items).toMatchObject([{ text: secret, author: 'test analyst' }])
  })
})

describe('a relapse', () => {
  it('opens the same warning anew, in the same thread, and asks for a new answer by a new deadline', async () => {
    const { id, member, near, far, cause } = await warned()
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: true, answer: 'affected_handled' })
    bench.setTime('2026-11-26T09:00:00.000Z')
    await bench.record([finding({ member, cause, lastSeen: new Date('2026-11-26T08:59:00.000Z') })])
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
    await vi.waitFor(() => expect([to(near).length, to(far).length]).toEqual([2, 1]), 10_000)
    expect(to(near)[1]?.mail.subject).toContain('Sett igjen: ')
    expect(to(near)[1]?.mail.text).toContain('Dette er sett igjen etter at dere svarte (24. nov. 2026')
    expect(to(near)[1]?.mail.inReplyTo).toBe(to(near)[0]?.mail.messageId)
    expect((await detail(id)).warning).toMatchObject({
      reopened: 1,
      reopened_at: '2026-11-26T09:00:00.000Z',
      due_at: '2026-11-27T09:00:00.000Z',
      answer: null,
    })
    // What is known and unanswered is not warned of again.
    await bench.record([finding({ member, cause, lastSeen: new Date('2026-11-26T09:00:00.000Z') })])
    expect((await detail(id)).deliveries).toHaveLength(3)
  })

  it('waits for a person where no rule sends it, and goes out under the same warning when one has decided', async () => {
    const { id, member, near, cause } = await warned()
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: true, answer: 'not_affected' })
    const { db } = bench.platform.postgres
    await holdTo(db, queueAll)
    await bench.record([finding({ member, cause })])
    await holdTo(db, warnOfIndicators)
    const before = await detail(id)
    expect([before.warning.state, before.detections[0]?.state]).toEqual(['answered', 'queued'])
    const warn = { detections: before.detections.map((one) => one.id) }
    expect((await bench.call('POST', '/api/v1/detections/warn', { body: warn })).body).toMatchObject({ warnings: [id] })
    await vi.waitFor(() => expect(to(near)).toHaveLength(2), 10_000)
    expect((await detail(id)).warning).toMatchObject({ reopened: 1, answer: null })
  })
})

describe('the rules', () => {
  it('say how each severity is chased, and who chose it', async () => {
    const rules = async () =>
      (await bench.call<{ rules: ChaseRuleShown[] }>('GET', '/api/v1/chase', { scope: 'admin' })).body.rules
    const before = await rules()
    expect(
      before.map(({ severity, due_hours, quiet, changed_by }) => [severity, due_hours, quiet, changed_by]),
    ).toEqual([
      ['critical', 4, false, null],
      ['high', 24, true, null],
      ['medium', 72, true, null],
      ['low', 168, true, null],
    ])
    const put = (changed: Partial<ChaseRuleShown>) =>
      bench.call<{ rules: ChaseRuleShown[] }>('PUT', '/api/v1/chase', {
        scope: 'admin',
        body: { rules: before.map((rule) => (rule.severity === changed.severity ? { ...rule, ...changed } : rule)) },
      })
    expect((await put({ severity: 'critical', quiet: true })).status).toBe(400)
    expect((await put({ severity: 'high', every_hours: 6 })).status).toBe(200)
    const after = await rules()
    expect(after.map(({ every_hours, changed_by }) => [every_hours, changed_by])).toEqual([
      [2, null],
      [6, 'test admin'],
      [48, null],
      [72, null],
    ])
    expect(after[1]?.changed_at).toBe(noon)
    await put({ severity: 'high', every_hours: 12 })
  })
})

describe('a deadline', () => {
  const move = (id: string, due_at: string, reason = 'Avtalt med Kari') =>
    bench.call<{ code?: string }>('PUT', `/api/v1/warnings/${id}/deadline`, { body: { due_at, reason } })
  const undo = async (id: string) => (await said(id, 'deadline/undo')).status

  it('is moved with a reason, reminders follow it, and it is moved back', async () => {
    const { id, near, member } = await warned()
    expect((await detail(id)).warning.due_at).toBe('2026-11-25T12:00:00.000Z')
    expect((await move(id, '2026-11-24T11:00:00.000Z')).body.code).toBe('deadline_wrong')
    expect((await move(id, '2026-11-27T12:00:00.000Z', 'Ring 01010750160')).body.code).toBe('identity_number')
    bench.setTime('2026-11-25T06:00:00.000Z')
    await chase()
    await vi.waitFor(() => expect(to(near)).toHaveLength(2), 10_000)
    expect((await move(id, '2026-11-27T12:00:00.000Z')).status).toBe(204)
    const moved = await detail(id)
    expect(moved.warning.due_at).toBe('2026-11-27T12:00:00.000Z')
    expect(moved.deadline_moved).toMatchObject({ due_before: '2026-11-25T12:00:00.000Z', reason: 'Avtalt med Kari' })
    expect(moved.timeline.at(-1)).toMatchObject({ what: 'deadline_moved' })
    bench.setTime('2026-11-25T12:00:00.000Z')
    await chase()
    bench.setTime('2026-11-27T06:00:00.000Z')
    await chase()
    await vi.waitFor(() => expect(to(near)).toHaveLength(3), 10_000)
    expect(await undo(id)).toBe(204)
    expect((await detail(id)).warning.due_at).toBe('2026-11-25T12:00:00.000Z')
    expect((await detail(id)).deadline_moved).toBe(null)
    expect(await undo(id)).toBe(409)
    const { db } = bench.platform.postgres
    const log = await db
      .selectFrom('audit_entry')
      .select('act')
      .where('object_id', '=', id)
      .where('act', 'in', ['warning.deadline_moved', 'warning.deadline_moved_back'])
      .orderBy('seq')
      .execute()
    expect(log.map(({ act }) => act)).toEqual(['warning.deadline_moved', 'warning.deadline_moved_back'])
    const own = await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`, { scope: `member:${member}` })
    expect(own.body.timeline.map(({ what }) => what)).not.toContain('deadline_moved')
  })

  it('is nothing to move once the member has answered', async () => {
    const { id } = await warned()
    await said(id, 'calls', { contact_name: 'Kari Nær', reached: true, answer: 'not_affected' })
    expect((await move(id, '2026-11-27T12:00:00.000Z')).body.code).toBe('not_chased')
  })

  it('is so long as the rule says when it is sent, in the mail too, and stays so', async () => {
    const { body } = await bench.call<{ rules: ChaseRuleShown[] }>('GET', '/api/v1/chase', { scope: 'admin' })
    const put = (due_hours: number | undefined) => {
      const rules = body.rules.map(({ due_hours: _, ...rule }) =>
        rule.severity === 'high' && due_hours !== undefined ? { ...rule, due_hours } : rule,
      )
      return bench.call<{ rules: ChaseRuleShown[] }>('PUT', '/api/v1/chase', { scope: 'admin', body: { rules } })
    }
    expect((await put(36)).body.rules.map(({ due_hours }) => due_hours)).toEqual([4, 36, 72, 168])
    const { id, near } = await warned()
    expect((await detail(id)).warning.due_at).toBe('2026-11-26T00:00:00.000Z')
    expect(to(near)[0]?.mail.text).toContain('36 timer')
    // Without the hours it stays as it was.
    expect((await put(undefined)).body.rules[1]).toMatchObject({ due_hours: 36 })
    expect((await put(24)).body.rules[1]).toMatchObject({ due_hours: 24 })
    // A mail that is tried again, and the page behind its link, still say what was said.
    expect((await warningFacts(bench.platform.postgres.db, id))?.dueHours).toBe(36)
    expect((await detail(id)).warning.due_at).toBe('2026-11-26T00:00:00.000Z')
    expect((await put(6)).status).toBe(400)
  })
})
