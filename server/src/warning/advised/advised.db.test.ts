/** Advisories on real stores and with a real mail server: who is warned, of what, and what their answers lead to. */
import type {
  AdvisedPlan,
  AdvisedStopped,
  AdvisoryPreview,
  Board,
  FollowUp,
  MeasureStandings,
  MemberVulnerabilityPage,
  PortalWarningDetail,
  VexTaken,
  Warning,
  WarningDetail,
  WarningStanding,
} from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { addVulnerable, makeExploited, matchNow } from '../../../test/support/vulnerable.ts'
import { openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { addJobs, newId } from '../../platform/index.ts'
import type { AdvisoryLetter } from '../index.ts'
import { remindAuthorsTask } from './author-reminder.job.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0
const published = new Map<string, AdvisoryLetter>()
const noon = '2026-11-24T12:00:00.000Z'
const night = '2026-11-24T23:00:00.000Z'

beforeAll(async () => {
  mailbox = await openMailbox()
  const findAdvisory = async (id: string) => published.get(id) ?? null
  const findDraft = async (_db: unknown, { id }: { id: string }) => published.get(id) ?? null
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: noon, findAdvisory, findDraft })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.received.length = 0
  bench.setTime(noon)
})

const db = () => bench.platform.postgres.db
const cveOf = (number: number) => `CVE-2026-${10_000 + number}`

/** A vulnerability of its own, and a product that has it. */
async function vulnerable(verdict: 'affected' | 'unknown' = 'affected') {
  const cve = cveOf(++n)
  const software = await addVulnerable(db(), { cve, vendor: 'Fjelltopp', product: `Port ${n}`, verdict })
  return { cve, software }
}

async function member(contacts = 1, language: 'nb' | 'en' = 'nb') {
  const number = ++n
  const all = Array.from({ length: contacts }, (_, i) => ({
    name: `Kari ${i}`,
    email: `kari${i}.${number}@medlem.example`,
    language,
  }))
  return await bench.addMember(number, all)
}

const runs = async (orgnr: string, software: number, at = '2026-11-10T00:00:00Z', asset = 'vpn01') => {
  await db()
    .insertInto('inventory_item')
    .values({
      id: newId(),
      orgnr,
      software_id: software,
      origin: 'csv',
      asset,
      exposed: true,
      first_seen_at: new Date(at),
      last_seen_at: new Date(at),
    })
    .execute()
  await matchNow(bench.platform)
}

function publish(changes: Partial<AdvisoryLetter> = {}): AdvisoryLetter {
  const text = (subject: string) => ({
    subject,
    summary: 'En angriper kan komme inn uten passord.',
    damage: 'journaler kan bli stjålet.',
    news: '',
  })
  const advisory: AdvisoryLetter = {
    id: newId(),
    label: '[TEST-varsel] [#001-2026]',
    version: 1,
    severity: 'high',
    tlp: 'AMBER',
    cves: [],
    texts: { nb: text('Alvorlig feil i Port'), nn: text('Alvorleg feil i Port'), en: text('Serious flaw in Port') },
    measures: [
      { key: 'update', nb: 'Oppdater til 9.2.', nn: 'Oppdater til 9.2.', en: 'Update to 9.2.', due_at: null },
      {
        key: 'close',
        nb: 'Steng porten.',
        nn: 'Steng porten.',
        en: 'Close the port.',
        due_at: '2026-11-26T12:00:00.000Z',
      },
    ],
    dueAt: null,
    audience: { kind: 'all' },
    ...changes,
  }
  published.set(advisory.id, advisory)
  return advisory
}

const plan = async ({ id }: AdvisoryLetter) => {
  const { body } = await bench.call<AdvisedPlan>('GET', `/api/v1/advisories/${id}/recipients`)
  return { ...body, of: (orgnr: string) => body.members.find((one) => one.member === orgnr) }
}
const send = async ({ id }: AdvisoryLetter) => (await bench.call('POST', `/api/v1/advisories/${id}/send`)).status
const warningsOf = async (orgnr: string) =>
  (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${orgnr}`)).body.items
const sentTo = async (orgnr: string, count = 1) => {
  await vi.waitFor(async () => {
    expect((await warningsOf(orgnr))[0]?.state).not.toBe('sending')
    expect(mailsTo(orgnr)).toHaveLength(count)
  }, 10_000)
  return (await warningsOf(orgnr))[0] as Warning
}
const numbers = new Map<string, string>()
const mailsTo = (orgnr: string) => {
  const of = mailbox.received.filter(({ mail }) => mail.text?.includes(numbers.get(orgnr) ?? orgnr))
  return of.map(({ mail }) => mail)
}
/** Mails name the member. */
async function named(contacts = 1, language: 'nb' | 'en' = 'nb') {
  const orgnr = await member(contacts, language)
  const { name } = await db().selectFrom('member').select('name').where('orgnr', '=', orgnr).executeTakeFirstOrThrow()
  numbers.set(orgnr, name)
  return orgnr
}
const linkIn = (text: string | undefined) =>
  (/http:\/\/varde\.example(\/answer\/\S+)/.exec(text ?? '')?.[1] ?? '').trim()
const answerBy = async (link: string, fields: Record<string, string>) =>
  await fetch(`${bench.address}${link}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
const followed = async (orgnr: string) =>
  await db()
    .selectFrom('member_vulnerability')
    .select(['cve', 'vex', 'vex_justification', 'vex_by', 'end_reason'])
    .where('orgnr', '=', orgnr)
    .execute()

it('warns each that it is for once, with what it has of its own and how sure that is', async () => {
  const { cve, software } = await vulnerable()
  const [has, hasNot, wantsNot, nobody] = [await named(1, 'en'), await named(), await named(), await named(0)]
  await runs(has, software)
  await sql`insert into contact_choice select id, 'advisory', 'critical' from contact where orgnr = ${wantsNot}`.execute(
    db(),
  )
  const advisory = publish({ cves: [cve] })

  const before = await plan(advisory)
  expect(before.of(has)).toMatchObject({ step: 'first', grade: 'certain', verdict: 'affected', contacts: 1 })
  expect(before.of(hasNot)).toMatchObject({ step: 'first', grade: null, products: [] })
  expect(before.of(wantsNot)).toMatchObject({ step: 'unwanted' })
  expect(before.of(nobody)).toMatchObject({ step: 'first', contacts: 0 })
  expect(before).toMatchObject({ steps: { unwanted: 1, told: 0 }, without_contact: 1 })

  expect(await send(advisory)).toBe(204)
  await sentTo(has)
  await sentTo(hasNot)
  const [mail] = mailsTo(has)
  expect(mail?.subject).toMatch(/^\[TEST-varsel\] \[#001-2026\] \[TLP:AMBER\] Serious flaw in Port \[V-\d{6}\]$/)
  expect(mail?.text).toContain(`Fjelltopp Port`)
  expect(mail?.text).toContain(`9.1 (${cve})`)
  expect(mail?.text).toContain('vpn01 (reachable from the internet)')
  expect(mail?.text).toMatch(/Affected\. Version 9\.1 is/)
  expect(mail?.text).toContain('2. Close the port. (by 26 Nov 2026')
  expect(mailsTo(hasNot)[0]?.text).toContain('Det betyr ikke at dere er trygge')
  expect(mailsTo(wantsNot)).toEqual([])
  expect((await warningsOf(nobody))[0]?.state).toBe('failed')
  expect(await followed(has)).toMatchObject([{ cve, vex: null, end_reason: null }])
  expect(await followed(hasNot)).toEqual([])

  // Once more tells nobody twice; whom nobody was reached at is tried again.
  mailbox.received.length = 0
  expect((await plan(advisory)).of(has)).toMatchObject({ step: 'told' })
  expect(await send(advisory)).toBe(204)
  expect(await warningsOf(has)).toHaveLength(1)
  expect(mailbox.received).toEqual([])
  const board = (await bench.call<Board>('GET', `/api/v1/warnings/board?advisory=${advisory.id}`)).body
  expect(board.parts).toMatchObject({ undelivered: 1 })
  expect(board.rows.map((row) => row.advisory?.id)).toEqual(board.rows.map(() => advisory.id))
})

it('is seen beforehand as each will get it, by the code that sends it', async () => {
  const { cve, software } = await vulnerable()
  const [has, hasNot] = [await named(1, 'en'), await named()]
  await runs(has, software)
  const advisory = publish({ cves: [cve], audience: { kind: 'members', members: [has, hasNot] } })
  const path = `/api/v1/advisories/${advisory.id}/preview`
  const preview = async (member?: string) =>
    (await bench.call<AdvisoryPreview>('GET', `${path}${member === undefined ? '' : `?member=${member}`}`)).body
  const letter = ({ letters }: AdvisoryPreview, language: 'nb' | 'en') =>
    letters.find((one) => one.language === language)
  const frame = async (member: string, language: 'nb' | 'en') => {
    const answer = await bench.call('GET', `${path}/mail?member=${member}&language=${language}`)
    return { html: String(answer.body), policy: answer.headers.get('content-security-policy') }
  }
  // Who has it is shown first; a stranger's number shows the same.
  const first = await preview()
  expect(first).toMatchObject({
    version: 1,
    member: has,
    members: [{ member: has, grade: 'certain' }, { member: hasNot }],
  })
  expect((await preview('000000000')).member).toBe(has)
  const framed = await frame(has, 'en')
  expect(framed.policy).toContain('sandbox')
  expect(letter(first, 'nb')?.sms).toContain(numbers.get(has))

  // What is sent differs from it by the warning's number and the link alone.
  const bare = (text: string | undefined) =>
    text?.replace(/\bV-\d{6}\b/g, 'V').replace(/http:\/\/varde\.example\/answer\/[^\s"]+/g, 'link')
  const shown = { has: letter(first, 'en'), hasNot: letter(await preview(hasNot), 'nb'), html: bare(framed.html) }
  await send(advisory)
  await sentTo(has)
  await sentTo(hasNot)
  for (const [of, mail] of [
    [shown.has, mailsTo(has)[0]],
    [shown.hasNot, mailsTo(hasNot)[0]],
  ] as const) {
    expect(bare(of?.subject)).toBe(bare(mail?.subject))
    expect(bare(of?.text)?.trim()).toBe(bare(mail?.text)?.trim())
  }
  expect(shown.html?.trim()).toBe(bare(String(mailsTo(has)[0]?.html))?.trim())

  // A new version is seen as what follows the first.
  published.set(advisory.id, { ...advisory, version: 2 })
  expect(letter(await preview(has), 'nb')?.subject).toMatch(/^Oppdatert, versjon 2: /)
  expect((await bench.call('GET', path, { scope: `member:${has}` })).status).toBe(403)
  expect((await bench.call('GET', `/api/v1/advisories/${newId()}/preview`)).status).toBe(404)
})

it('is answered for each measure and each vulnerability, by the link and in the portal', async () => {
  const [one, other] = [await vulnerable(), await vulnerable('unknown')]
  const orgnr = await named()
  await runs(orgnr, one.software)
  await runs(orgnr, other.software)
  const advisory = publish({ cves: [one.cve, other.cve], audience: { kind: 'affected' } })
  expect((await plan(advisory)).members.map(({ member }) => member)).toEqual([orgnr])
  await send(advisory)
  const { id } = await sentTo(orgnr)
  const link = linkIn(mailsTo(orgnr)[0]?.text)
  const page = await (await fetch(`${bench.address}${link}`)).text()
  expect(page).toContain('name="standing:update"')
  expect(page).toContain(`name="vex:${one.cve}"`)

  const answer = {
    answer: 'affected_handled',
    'standing:update': 'done',
    'why:update': 'Endring 1234',
    'standing:close': 'not_relevant',
    [`vex:${other.cve}`]: 'not_affected',
    justification: 'vulnerable_code_not_present',
  }
  const missing = await answerBy(link, answer)
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('value="Endring 1234"')
  expect(await followed(orgnr)).toMatchObject([{ vex: null }, { vex: null }])

  expect((await answerBy(link, { ...answer, 'why:close': 'Den er stengt' })).status).toBe(303)
  expect(await followed(orgnr)).toMatchObject([
    { cve: one.cve, vex: 'fixed', vex_justification: null, vex_by: 'Kari 0', end_reason: 'fixed' },
    {
      cve: other.cve,
      vex: 'not_affected',
      vex_justification: 'vulnerable_code_not_present',
      end_reason: 'not_affected',
    },
  ])
  const shown = await bench.call<PortalWarningDetail>('GET', `/api/v1/portal/warnings/${id}`, {
    scope: `member:${orgnr}`,
  })
  expect(shown.body).toMatchObject({
    warning: { state: 'answered', measures: { done: 2, of: 2 } },
    measures: [
      { key: 'update', standing: 'done', why: 'Endring 1234', done_by: 'Kari 0' },
      { key: 'close', standing: 'not_relevant', why: 'Den er stengt' },
    ],
    vulnerabilities: [
      { cve: one.cve, vex: 'fixed' },
      { cve: other.cve, vex: 'not_affected', justification: 'vulnerable_code_not_present' },
    ],
  })
  // In the portal: changed, and opened again by what is said then.
  const put = (body: object) =>
    bench.call('PUT', `/api/v1/portal/warnings/${id}/measures/close`, { scope: `member:${orgnr}`, body })
  expect((await put({ standing: 'not_relevant' })).status).toBe(400)
  expect((await put({ standing: 'open' })).status).toBe(204)
  await bench.call('POST', `/api/v1/portal/warnings/${id}/answer`, {
    scope: `member:${orgnr}`,
    body: { answer: 'unknown', vex: [{ cve: one.cve, vex: 'affected' }] },
  })
  expect(await followed(orgnr)).toMatchObject([
    { cve: one.cve, vex: 'affected', end_reason: null },
    { cve: other.cve, vex: 'under_investigation', end_reason: null },
  ])
})

it('is answered on the telephone, and help with one measure is help that is asked for', async () => {
  const { cve, software } = await vulnerable()
  const [orgnr, second] = [await named(), await named()]
  for (const one of [orgnr, second]) await runs(one, software)
  const advisory = publish({ cves: [cve], audience: { kind: 'members', members: [orgnr, second] } })
  await send(advisory)
  const { id } = await sentTo(orgnr)
  const call = { contact_name: 'Kari 0', reached: true, answer: 'not_affected', comment: 'Ikke i bruk' }
  expect((await bench.call('POST', `/api/v1/warnings/${id}/calls`, { body: call })).status).toBe(204)
  expect(await followed(orgnr)).toMatchObject([{ vex: 'not_affected', end_reason: 'not_affected' }])

  await sentTo(second)
  const link = linkIn(mailsTo(second)[0]?.text)
  await answerBy(link, { answer: 'affected_handled', 'standing:update': 'help', 'before:update': 'open' })
  expect((await warningsOf(second))[0]).toMatchObject({ answer: 'affected_need_help' })
  // Both have answered, and one of them is done.
  const board = (await bench.call<Board>('GET', `/api/v1/warnings/board?advisory=${advisory.id}`)).body
  expect(board).toMatchObject({ totals: { sent: 2, delivered: 2 }, come: { seen: 2, answered: 2, done: 1 } })
  expect(await followed(second)).toMatchObject([{ vex: 'affected', end_reason: null }])
})

it('is answered on the telephone one measure and one vulnerability at a time, and each can be put back', async () => {
  const { cve, software } = await vulnerable()
  const other = cveOf(++n)
  await addVulnerable(db(), { cve: other, vendor: 'Fjelltopp', product: `Port ${n}`, verdict: 'affected' })
  const orgnr = await named()
  await runs(orgnr, software)
  const advisory = publish({ cves: [cve, other], audience: { kind: 'affected' } })
  await send(advisory)
  const { id } = await sentTo(orgnr)
  const as = { scope: `member:${orgnr}` }
  const standing = async (scope = {}) =>
    (await bench.call<WarningStanding>('GET', `/api/v1/warnings/${id}/standing?language=en`, scope)).body
  const put = async (what: string, body: object, scope = {}) =>
    (await bench.call('PUT', `/api/v1/warnings/${id}/${what}`, { ...scope, body: { contact_name: 'Kari 0', ...body } }))
      .status
  expect(await standing()).toMatchObject({
    measures: [{ text: 'Update to 9.2.', standing: 'open', done_by: null }, {}],
    vulnerabilities: [{ vex: null, by: null }, {}],
  })

  expect(await put('measures/close', { standing: 'not_relevant' })).toBe(400)
  expect(await put('measures/none', { standing: 'done' })).toBe(404)
  expect(await put('vulnerabilities/CVE-2026-99999', { vex: 'fixed' })).toBe(404)
  expect(await put('measures/close', { standing: 'done' }, as)).toBe(403)
  const [early, later] = ['2026-11-24T11:40:00.000Z', '2026-11-24T12:20:00.000Z']
  bench.setTime(later)
  expect(await put('measures/close', { standing: 'done', why: 'Stengt i natt', said_at: early })).toBe(204)
  expect(await put(`vulnerabilities/${cve}`, { vex: 'not_affected', justification: 'component_not_present' })).toBe(204)
  expect(await put(`vulnerabilities/${other}`, { vex: 'affected' })).toBe(204)
  expect(await standing()).toMatchObject({
    measures: [
      {},
      { standing: 'done', why: 'Stengt i natt', done_by: 'Kari 0', done_at: early, recorded_by: 'test analyst' },
    ],
    vulnerabilities: [
      {
        vex: 'not_affected',
        justification: 'component_not_present',
        by: 'Kari 0',
        at: later,
        recorded_by: 'test analyst',
      },
      { vex: 'affected' },
    ],
  })
  // A member sees what was said, and not who of ours wrote it down.
  expect((await standing(as)).measures[1]).toMatchObject({ done_by: 'Kari 0', recorded_by: null })
  expect(await followed(orgnr)).toMatchObject([{ cve, end_reason: 'not_affected' }, { cve: other }])

  // Put back as nothing was said; what was there for that word alone ends with it.
  for (const one of [cve, other]) expect(await put(`vulnerabilities/${one}`, { vex: null })).toBe(204)
  expect(await put('measures/close', { standing: 'open' })).toBe(204)
  expect(await followed(orgnr)).toMatchObject([
    { cve, vex: null, vex_by: null, end_reason: null },
    { cve: other, vex: null, end_reason: 'no_longer_matched' },
  ])
  expect((await standing()).measures[1]).toMatchObject({ standing: 'open', recorded_by: null })

  // Help with one measure is help that is asked for; of the vulnerabilities nothing is said by it.
  await put(`vulnerabilities/${cve}`, { vex: 'under_investigation' })
  expect(await put('measures/update', { standing: 'help', why: 'Mangler lisens' })).toBe(204)
  expect((await warningsOf(orgnr))[0]).toMatchObject({ state: 'answered', answer: 'affected_need_help' })
  const { responses } = (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
  // The first word answered for all that it is known to have, until it said that it has the other too.
  expect(responses).toMatchObject([
    { kind: 'answer', answer: 'not_affected', one_by_one: true },
    { kind: 'withdraw', answer: null },
    { channel: 'phone', comment: 'Mangler lisens', recorded_by: 'test analyst', one_by_one: false },
  ])
  expect(await followed(orgnr)).toMatchObject([
    { cve, vex: 'under_investigation' },
    { cve: other, vex: null },
  ])
  const acts = await db().selectFrom('audit_entry').select('act').where('orgnr', '=', orgnr).execute()
  const count = (act: string) => acts.filter((one) => one.act === act).length
  expect([count('warning.measure_ticked'), count('warning.vex_said'), count('warning.answered')]).toEqual([3, 5, 2])
  expect(count('warning.answer_withdrawn')).toBe(1)
})

it('sends a new version in the same thread, with what is new, and keeps what is done', async () => {
  const { cve, software } = await vulnerable()
  const [orgnr, done] = [await named(), await named()]
  for (const one of [orgnr, done]) await runs(one, software)
  const advisory = publish({ cves: [cve], audience: { kind: 'affected' } })
  await send(advisory)
  const first = await sentTo(orgnr)
  await sentTo(done)
  await answerBy(linkIn(mailsTo(done)[0]?.text), {
    answer: 'affected_handled',
    'standing:update': 'done',
    'before:update': 'open',
  })
  const { nb } = advisory.texts
  const texts = { ...advisory.texts, nb: { ...nb, news: 'Feilen blir nå utnyttet.' } }
  bench.setTime('2026-11-25T12:00:00.000Z')
  published.set(advisory.id, { ...advisory, version: 2, texts, severity: 'critical' })
  expect((await plan(advisory)).steps).toMatchObject({ news: 2, first: 0 })
  await send(advisory)
  const again = await sentTo(orgnr, 2)
  expect(again).toMatchObject({ id: first.id, severity: 'critical', advisory: { version: 2 }, reopened: 1 })
  expect(await warningsOf(orgnr)).toHaveLength(1)
  const [mail, news] = mailsTo(orgnr)
  expect(news?.subject).toMatch(/^Oppdatert, versjon 2: \[TEST-varsel\]/)
  expect(news?.text).toContain('Feilen blir nå utnyttet.')
  expect(news?.inReplyTo).toBe(mail?.messageId)
  // What was said to be fixed is not said to be there; the measures that are done stay done.
  await sentTo(done, 2)
  const { body } = await bench.call<PortalWarningDetail>(
    'GET',
    `/api/v1/portal/warnings/${(await warningsOf(done))[0]?.id}`,
    {
      scope: `member:${done}`,
    },
  )
  expect(body).toMatchObject({ warning: { state: 'sent' }, findings: [], measures: [{ standing: 'done' }, {}] })
  // A machine that is found later has it after all.
  await runs(done, software, '2026-11-25T13:00:00Z', 'vpn02')
  published.set(advisory.id, { ...advisory, version: 3, texts })
  await send(advisory)
  await sentTo(done, 3)
  expect(await followed(done)).toMatchObject([{ vex: null, end_reason: null }])
  expect(mailsTo(done)[2]?.text).toContain('vpn02')
})

it('goes to more in a new version, and those who have it are left in peace', async () => {
  const [has, added] = [await named(), await named()]
  const advisory = publish({ audience: { kind: 'members', members: [has] } })
  await send(advisory)
  const before = await sentTo(has)
  published.set(advisory.id, { ...advisory, version: 2, audience: { kind: 'members', members: [has, added] } })
  expect((await bench.call('POST', `/api/v1/advisories/${advisory.id}/send?only=new`)).status).toBe(204)
  expect(await sentTo(added)).toMatchObject({ advisory: { version: 2 } })
  expect(await sentTo(has)).toEqual(before)
  // They can still be told of it.
  expect((await plan(advisory)).of(has)).toMatchObject({ step: 'news' })
  await send(advisory)
  await sentTo(has, 2)
})

it('is changed, or taken back, as long as nobody has it', async () => {
  const { cve, software } = await vulnerable()
  const orgnr = await named()
  await runs(orgnr, software)
  bench.setTime(night)
  const advisory = publish({ cves: [cve], severity: 'low', audience: { kind: 'affected' } })
  await send(advisory)
  const [waits] = await warningsOf(orgnr)
  expect(waits).toMatchObject({ state: 'sending', waits: { why: 'quiet' } })
  published.set(advisory.id, { ...advisory, version: 2 })
  expect((await plan(advisory)).of(orgnr)).toMatchObject({ step: 'change' })
  await send(advisory)
  expect(await warningsOf(orgnr)).toMatchObject([{ advisory: { version: 2 }, reopened: 0 }])

  const stop = await bench.call<AdvisedStopped>('POST', `/api/v1/advisories/${advisory.id}/stop`)
  expect(stop.body).toEqual({ stopped: 1, out: 0 })
  expect(await warningsOf(orgnr)).toMatchObject([{ state: 'cancelled' }])
  bench.setTime('2026-11-25T12:00:00.000Z')
  await send(advisory)
  const sent = await sentTo(orgnr)
  expect(sent).toMatchObject({ id: waits?.id, state: 'sent' })
  const out = await bench.call<AdvisedStopped>('POST', `/api/v1/advisories/${advisory.id}/stop`)
  expect(out.body).toEqual({ stopped: 0, out: 1 })
  const detail = (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${sent.id}`)).body
  expect(detail.texts[0]?.text).toContain('Steng porten.')

  // It is the team's own: a member sends none, and sees none that is another's.
  const stranger = `member:${await named()}`
  expect((await bench.call('POST', `/api/v1/advisories/${advisory.id}/send`, { scope: stranger })).status).toBe(403)
  expect((await bench.call('GET', `/api/v1/portal/warnings/${sent.id}`, { scope: stranger })).status).toBe(404)
  expect((await bench.call('GET', `/api/v1/advisories/${newId()}/recipients`)).status).toBe(404)
})

it('is summed up by measure of the catalogue over all advisories, and a member sees its own', async () => {
  const [one, other] = [await named(), await named()]
  const measure = (key: string) => ({ key, nb: 'Gjør det.', nn: 'Gjer det.', en: 'Do it.', due_at: null })
  const audience = { kind: 'members' as const, members: [one, other] }
  const first = publish({ measures: [measure('block-macros'), measure('own-1')], audience })
  const second = publish({ measures: [measure('block-macros')], audience: { ...audience, members: [one] } })
  await send(first)
  const { id } = await sentTo(one)
  await send(second)
  const put = (key: string, body: object) =>
    bench.call('PUT', `/api/v1/portal/warnings/${id}/measures/${key}`, { scope: `member:${one}`, body })
  expect((await put('block-macros', { standing: 'not_relevant', why: 'Ingen kontorprogram' })).status).toBe(204)
  const standings = async (scope: string) =>
    (await bench.call<MeasureStandings>('GET', '/api/v1/measure-standings', { scope })).body.items
  const of = async (scope: string) => (await standings(scope)).find(({ key }) => key === 'block-macros')
  expect(await of('analyst')).toMatchObject({ open: 2, done: 0, not_relevant: 1, help: 0 })
  expect((await of('analyst'))?.advisories.map((advisory) => advisory.id).sort()).toEqual([first.id, second.id].sort())
  expect(await of(`member:${other}`)).toMatchObject({ open: 1, not_relevant: 0, advisories: [{ id: first.id }] })
  expect((await standings('analyst')).filter(({ key }) => key === 'own-1')).toEqual([])
})

it('follows up what is exploited at each member: who was told, who is silent, and how it stood week by week', async () => {
  const [one, other] = [await vulnerable(), await vulnerable()]
  const [silent, untold] = [await named(), await named()]
  for (const { software } of [one, other]) await runs(silent, software)
  await runs(untold, one.software)
  const follow = async (query = '', scope = 'analyst') =>
    (await bench.call<FollowUp>('GET', `/api/v1/vulnerabilities/follow-up?weeks=3&${query}`, { scope })).body
  const of = (body: FollowUp, orgnr: string) => body.rows.find(({ member }) => member === orgnr)
  expect(of(await follow(), silent)).toBeUndefined()

  bench.setTime('2026-12-01T12:00:00.000Z')
  for (const { cve } of [one, other]) await makeExploited(bench.platform, cve)
  const counts = (unresolved: number, told: number) => ({ unresolved, silent: told, untold: unresolved - told })
  expect(of(await follow(), silent)).toMatchObject({ ...counts(2, 0), days: 0, silent_since: null, warning: null })

  // Of one it is told, and stays silent. The other member is told of nothing.
  bench.setTime('2026-12-08T12:00:00.000Z')
  const advisory = publish({ cves: [one.cve], audience: { kind: 'members', members: [silent] } })
  await send(advisory)
  const { id } = await sentTo(silent)
  bench.setTime('2026-12-15T12:00:00.000Z')
  const now = await follow(`cve=${one.cve}`)
  expect(now.rows.map(({ member }) => member)).toEqual([silent, untold])
  expect(now.rows[0]).toMatchObject({
    ...counts(1, 1),
    days: 14,
    silent_since: '2026-12-08T12:00:00.000Z',
    warning: { id },
  })
  expect(now.rows[1]).toMatchObject({ ...counts(1, 0), days: 14, warning: null })
  const none = { silent: 0, untold: 0, answered: 0 }
  expect(now.weeks.map(({ week, members, pairs }) => [week.slice(0, 10), members, pairs])).toEqual([
    ['2026-11-30', { ...none, untold: 2 }, { ...none, untold: 2 }],
    ['2026-12-07', { ...none, untold: 1, silent: 1 }, { ...none, untold: 1, silent: 1 }],
    ['2026-12-14', { ...none, untold: 1, silent: 1 }, { ...none, untold: 1, silent: 1 }],
  ])
  expect(of(await follow(`advisory=${advisory.id}`), silent)).toMatchObject(counts(1, 1))
  expect((await follow('standing=silent')).rows.map(({ member }) => member)).toEqual([silent])
  expect((await follow('county=03')).rows).toEqual([])
  const file = (await bench.call<string>('GET', `/api/v1/vulnerabilities/follow-up/export?cve=${one.cve}`)).body
  expect(file.split('\r\n')[1]).toContain(`${silent},`)
  // A member sees itself alone.
  expect((await follow('', `member:${untold}`)).rows.map(({ member }) => member)).toEqual([untold])

  // It asks for help, and is silent no longer; what it had said before a new version is asked for anew.
  await answerBy(linkIn(mailsTo(silent)[0]?.text), { answer: 'affected_need_help' })
  expect(of(await follow(), silent)).toMatchObject({
    unresolved: 2,
    silent: 0,
    untold: 1,
    answered: 1,
    help: 1,
    last_answer: '2026-12-15T12:00:00.000Z',
  })
  bench.setTime('2026-12-16T12:00:00.000Z')
  published.set(advisory.id, { ...advisory, version: 2 })
  await send(advisory)
  expect(of(await follow(), silent)).toMatchObject({ silent: 1, silent_since: '2026-12-16T12:00:00.000Z', days: 15 })
  // What began and ended before the first of the weeks that are shown is in none of them.
  const path = `/api/v1/vulnerabilities/follow-up?weeks=2&cve=${one.cve}`
  const { weeks } = (await bench.call<FollowUp>('GET', path)).body
  const pair = { ...none, untold: 1, silent: 1 }
  expect(weeks.map(({ pairs }) => pairs)).toEqual([pair, pair])
  expect((await follow('kind=hospital')).rows).toEqual([])
  expect((await follow('kind=municipality')).rows).toHaveLength(2)
})

it('tells a member what it has in the portal, and takes what it says of each', async () => {
  const [exploited, quiet] = [await vulnerable(), await vulnerable('unknown')]
  const orgnr = await named()
  const scope = `member:${orgnr}`
  for (const { software } of [exploited, quiet]) await runs(orgnr, software)
  await makeExploited(bench.platform, exploited.cve)
  const advisory = publish({ cves: [exploited.cve], audience: { kind: 'affected' } })
  await send(advisory)
  const { id } = await sentTo(orgnr)
  const list = async (query = '') =>
    (await bench.call<MemberVulnerabilityPage>('GET', `/api/v1/members/${orgnr}/vulnerabilities${query}`, { scope }))
      .body
  expect(await list()).toMatchObject({
    items: [
      {
        cve: exploited.cve,
        standing: 'silent',
        days: 0,
        grade: 'certain',
        products: [{ name: expect.stringMatching(/^Fjelltopp Port \d+ 9\.1$/), assets: ['vpn01'], exposed: true }],
        vex: null,
        told: { warning: id, label: advisory.label },
      },
    ],
    counts: { silent: 1, untold: 0, answered: 0 },
    found: 2,
    products: 2,
  })
  const [first, rest] = [await list('?all=true&limit=1'), await list('?all=true')]
  expect(rest.items.map(({ cve }) => cve)).toEqual([exploited.cve, quiet.cve])
  expect((await list(`?all=true&limit=1&cursor=${first.next}`)).items).toMatchObject([
    { cve: quiet.cve, standing: null },
  ])

  const say = (cve: string, body: object, as = scope) =>
    bench.call<VexTaken>('PUT', `/api/v1/portal/vulnerabilities/${cve}/vex`, {
      scope: as,
      body: { member: orgnr, ...body },
    })
  const before = await say(exploited.cve, { vex: 'affected', justification: 'component_not_present' })
  expect(before).toMatchObject({ status: 200, body: { vex: null, justification: null } })
  expect((await list()).items).toMatchObject([{ standing: 'answered', vex: 'affected', justification: null }])
  await say(exploited.cve, { vex: 'not_affected', justification: 'component_not_present' })
  expect((await list()).items).toEqual([])
  expect((await list('?all=true')).items[1]).toMatchObject({
    cve: exploited.cve,
    justification: 'component_not_present',
  })
  // Taken back, it stands as it was found.
  const undone = await say(exploited.cve, { vex: null })
  expect(undone.body).toEqual({
    vex: 'not_affected',
    justification: 'component_not_present',
    warnings: [{ warning: id, number: expect.any(Number), label: advisory.label, answered: false }],
  })
  expect(await list()).toMatchObject({
    items: [{ standing: 'silent', vex: null, ended_at: null }],
    counts: { silent: 1, untold: 0, answered: 0 },
    products: 2,
  })

  // Of what nobody asked about and nobody exploits, nothing is left of it.
  for (const vex of ['affected', null]) await say(quiet.cve, { vex })
  expect((await list()).items.map(({ cve }) => cve)).toEqual([exploited.cve])

  // What was taken off its list is not counted, and it may speak of what it was told of, though nothing of it is found.
  await db()
    .updateTable('inventory_item')
    .set({ removed_at: new Date(noon) })
    .where('orgnr', '=', orgnr)
    .execute()
  expect((await list()).products).toBe(0)
  const toldAlone = cveOf(++n)
  await addVulnerable(db(), { cve: toldAlone, vendor: 'Fjelltopp', product: `Port ${n}`, verdict: 'affected' })
  await send(publish({ cves: [toldAlone], audience: { kind: 'members', members: [orgnr] } }))
  expect((await say(toldAlone, { vex: 'not_affected' })).status).toBe(200)
  expect((await say('CVE-2026-99999', { vex: 'fixed' })).status).toBe(404)
  // Of several that told it, the newest.
  bench.setTime('2026-11-25T12:00:00.000Z')
  const audience = { kind: 'members' as const, members: [orgnr] }
  const newest = publish({ cves: [exploited.cve], audience, label: '[TEST-varsel] [#009-2026]' })
  await send(newest)
  await vi.waitFor(async () => {
    expect((await warningsOf(orgnr)).map(({ state }) => state)).not.toContain('sending')
  }, 10_000)
  expect((await list()).items).toMatchObject([{ cve: exploited.cve, told: { label: newest.label } }])
  const stranger = `member:${await named()}`
  expect((await say(exploited.cve, { vex: 'fixed' }, stranger)).status).toBe(404)
  const path = `/api/v1/members/${orgnr}/vulnerabilities`
  expect((await bench.call('GET', path, { scope: stranger })).status).toBe(404)
})

it('is answered when the last of its vulnerabilities is spoken of, and waits again when one is taken back', async () => {
  const [one, other, elsewhere] = [await vulnerable(), await vulnerable(), await vulnerable()]
  const orgnr = await named()
  for (const { software } of [one, other]) await runs(orgnr, software)
  const advisory = publish({ cves: [one.cve, other.cve, elsewhere.cve], audience: { kind: 'affected' } })
  // Another one asks about a part of it, and a draft asks nobody.
  const alone = publish({ cves: [one.cve], audience: { kind: 'affected' }, label: '[TEST-varsel] [#002-2026]' })
  await send(advisory)
  const { id, due_at } = await sentTo(orgnr)
  await send(alone)
  await sentTo(orgnr, 2)
  const warning = async (of = id) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${of}`)).body.warning
  const say = async (cve: string, vex: string | null, justification: string | null = null) =>
    (
      await bench.call<VexTaken>('PUT', `/api/v1/portal/vulnerabilities/${cve}/vex`, {
        scope: `member:${orgnr}`,
        body: { member: orgnr, vex, justification },
      })
    ).body.warnings
  const remind = async () => (await bench.call('POST', `/api/v1/warnings/${id}/remind`)).status

  bench.setTime('2026-11-24T12:30:00.000Z')
  expect(await say(one.cve, 'under_investigation')).toEqual([])
  expect(await warning()).toMatchObject({ state: 'acknowledged', answer: null, due_at })
  const [second] = await say(one.cve, 'not_affected', 'component_not_present')
  expect(second).toMatchObject({ label: alone.label, answered: true })
  expect(await warning(second?.warning)).toMatchObject({ state: 'answered', answer: 'not_affected' })
  expect(await warning()).toMatchObject({ state: 'acknowledged' })

  // The last that it is known to have: nobody asks it of the third.
  const number = (await warning()).number
  expect(await say(other.cve, 'fixed')).toEqual([{ warning: id, number, label: advisory.label, answered: true }])
  expect(await warning()).toMatchObject({
    state: 'answered',
    answer: 'affected_handled',
    answered_at: '2026-11-24T12:30:00.000Z',
  })
  expect(await remind()).toBe(409)
  expect(await followed(orgnr)).toMatchObject([
    { cve: one.cve, vex: 'not_affected', vex_justification: 'component_not_present' },
    { cve: other.cve, vex: 'fixed', vex_justification: null },
  ])
  const board = (await bench.call<Board>('GET', `/api/v1/warnings/board?advisory=${advisory.id}`)).body
  expect(board).toMatchObject({ come: { answered: 1, done: 1 } })
  const shown = await bench.call<PortalWarningDetail>('GET', `/api/v1/portal/warnings/${id}`, {
    scope: `member:${orgnr}`,
  })
  // What is to be done is to be done still.
  expect(shown.body.measures).toMatchObject([{ standing: 'open' }, { standing: 'open' }])
  expect(shown.body.responses[0]).toMatchObject({ kind: 'answer', answer: 'affected_handled', one_by_one: true })

  // Undone, it waits as it did, and is chased as it was.
  expect(await say(other.cve, null)).toEqual([{ warning: id, number, label: advisory.label, answered: false }])
  expect(await warning()).toMatchObject({ state: 'acknowledged', answer: null, answered_at: null, due_at })
  expect(await remind()).toBe(204)
  await say(other.cve, 'fixed')
  expect(await say(other.cve, 'affected')).toMatchObject([{ warning: id, answered: false }])

  // What was answered as a whole stands when one is spoken of, and comes back when what took its place is taken back.
  await bench.call('POST', `/api/v1/portal/warnings/${id}/answer`, {
    scope: `member:${orgnr}`,
    body: { answer: 'unknown', comment: 'Vi leter' },
  })
  await say(one.cve, 'fixed')
  expect(await say(other.cve, 'fixed')).toEqual([])
  expect(await warning()).toMatchObject({ answer: 'unknown', state: 'answered' })
  expect(await say(elsewhere.cve, 'not_affected')).toMatchObject([{ warning: id, answered: true }])
  expect(await warning()).toMatchObject({ answer: 'affected_handled' })
  await say(other.cve, 'affected')
  expect(await warning()).toMatchObject({ state: 'answered', answer: 'unknown' })
  const page = await (await fetch(`${bench.address}${linkIn(mailsTo(orgnr)[0]?.text)}`)).text()
  expect(page).toContain('trakk svaret tilbake')
  const { timeline } = (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
  expect(timeline.filter(({ what }) => what === 'answer_withdrawn')).toHaveLength(3)
})

it('reminds those who wrote it of what expires, lies or is overdue, once each, and the duty officers where none is here', async () => {
  const { pool } = bench.platform.postgres
  const person = async (email: string, language: string, more: { gone?: true; duty?: true } = {}) => {
    const id = newId()
    await pool.query(
      'insert into person (id, name, email, language, "emailVerified", deactivated_at) values ($1, $2, $2, $3, true, $4)',
      [id, email, language, more.gone ? new Date(noon) : null],
    )
    if (more.duty) await pool.query("insert into person_role (person_id, role) values ($1, 'duty_officer')", [id])
    return id
  }
  const [anna, gone] = [
    await person('anna@csirt.example', 'en'),
    await person('borte@csirt.example', 'nb', { gone: true }),
  ]
  await person('vakt@csirt.example', 'nb', { duty: true })
  let serial = 100
  const written = async (about: {
    id?: string
    expires?: string
    tlp?: string
    authors?: string[]
    draftOf?: string[]
    changed?: string
  }) => {
    const { id = newId(), expires = null, tlp = 'AMBER', authors = [], draftOf, changed = noon } = about
    const subject = (language: string) => ({ subject: `Feil i Port ${language}` })
    const texts = { nb: subject('nb'), nn: subject('nn'), en: subject('en') }
    const content = JSON.stringify({ texts, tlp, expires_at: expires })
    const number = draftOf === undefined ? ++serial : null
    await pool.query(
      `insert into advisory (id, prefix, year, serial, state, version, created_by, created_at, changed_at, authors)
      values ($1, $2, $3, $4, $5, $6, 'x', '2026-11-01', $7, $8)`,
      number === null
        ? [id, null, null, null, 'draft', 0, changed, []]
        : [id, 'TEST-varsel', 2026, number, 'published', 1, changed, authors],
    )
    if (draftOf !== undefined) {
      await pool.query(
        "insert into advisory_draft (advisory_id, content, changed_by, writers) values ($1, $2, 'x', $3)",
        [id, content, draftOf],
      )
      return id
    }
    await pool.query(
      `insert into advisory_version (advisory_id, version, content, news, tlp, audience, cves, members, file, document,
        sha256, sha512, signature, published_by, published_at)
      values ($1, 1, $2, '{}', $3, 'all', '{}', '{}', '', '', '', '', '', 'x', '2026-11-01')`,
      [id, content, tlp],
    )
    return id
  }
  const soon = await written({ expires: '2026-11-26T12:00:00.000Z', authors: [anna, gone] })
  const red = await written({ expires: '2026-11-26T12:00:00.000Z', authors: [gone], tlp: 'RED' })
  const lies = await written({ draftOf: [anna], changed: '2026-11-20T12:00:00.000Z' })
  const to = (email: string) => mailbox.received.filter((one) => one.to === email).map(({ mail }) => mail)
  const remind = async (mails: number) => {
    mailbox.received.length = 0
    // The second goes after the first, and has nothing to add.
    for (const _ of [1, 2]) {
      await addJobs(db(), remindAuthorsTask, [{ key: newId(), payload: {} }])
      await vi.waitFor(async () => {
        const { rows } = await bench.platform.postgres.owner.query(
          "select from graphile_worker.jobs where task_identifier in ('remind_authors', 'mail_author')",
        )
        expect(rows).toEqual([])
      }, 10_000)
    }
    expect(mailbox.received).toHaveLength(mails)
  }
  await remind(2)
  const [english] = to('anna@csirt.example')
  expect(english?.subject).toMatch(/ and 1 more$/)
  for (const text of [
    'The advisory expires soon: [TEST-varsel] [#101-2026]',
    'Feil i Port en',
    `http://varde.example/advisories/${soon}`,
    'The draft lies unpublished: Draft without a number',
    `http://varde.example/advisories/${lies}`,
    'because you wrote it',
  ]) {
    expect(english?.text).toContain(text)
  }
  const [onDuty] = to('vakt@csirt.example')
  expect(onDuty?.subject).toBe('Varselet utløper snart: [TEST-varsel] [#102-2026]')
  expect(onDuty?.text).toContain('ingen her står som forfatter')
  expect(onDuty?.text).toContain(`TLP:RED`)
  expect(onDuty?.text).not.toContain('Feil i Port')

  // At its day, and at the deadline of its measures where a member is silent; who has answered is not counted.
  const [silent, answered] = [await named(), await named()]
  const advisory = publish({ audience: { kind: 'members', members: [silent, answered] } })
  await written({ id: advisory.id, authors: [anna] })
  await send(advisory)
  await sentTo(silent)
  await sentTo(answered)
  await answerBy(linkIn(mailsTo(answered)[0]?.text), { answer: 'not_affected' })
  bench.setTime('2026-11-26T12:00:00.000Z')
  await remind(2)
  expect(to('anna@csirt.example')[0]?.text).toContain('The advisory has expired: [TEST-varsel] [#101-2026]')
  expect(to('anna@csirt.example')[0]?.text).toContain(
    'The deadline was 26 Nov 2026 at 13:00 Norwegian time (CET), and one member has not answered the warning.',
  )
  expect(to('vakt@csirt.example')[0]?.subject).toBe('Varselet er utløpt: [TEST-varsel] [#102-2026]')
  const { rows } = await pool.query(
    "select object_id, details from audit_entry where act = 'advisory.reminded' and object_id = any($1) ",
    [[soon, red, lies]],
  )
  expect(rows.map(({ details }) => details.kind).toSorted()).toEqual([
    'draft_waits',
    'expired',
    'expired',
    'expires_soon',
    'expires_soon',
  ])
})
