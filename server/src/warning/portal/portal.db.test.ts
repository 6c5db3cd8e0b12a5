/** The portal on real stores: what a member's own people see of their own, and what they do there. */
import type { PortalToday, PortalWarningDetail, WarningDetail } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { signIn } from '../../../test/support/session.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0
const noon = '2026-11-24T12:00:00.000Z'

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: noon })
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

async function warned() {
  const member = await bench.addMember(++n, [{ name: 'Kari Vakt', email: `kari${n}@medlem.example`, language: 'nb' }])
  const indicator = await bench.addIndicator({ value: `198.51.100.${n}`, category: 'c2', confidence: 60 })
  const cause = { kind: 'indicator', indicator } as const
  await bench.record([finding({ member, cause })])
  const { rows } = await sql<{ id: string }>`
    select id from warning where orgnr = ${member}`.execute(bench.platform.postgres.db)
  const id = rows[0]?.id as string
  await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
  const link = /http:\/\/varde\.example(\/answer\/\S+)/.exec(mailbox.received.at(-1)?.mail.text ?? '')?.[1] ?? ''
  return { id, member, cause, link: link.trim(), as: `member:${member}` }
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const one = async (id: string, scope: string, language = 'nb') =>
  bench.call<PortalWarningDetail>('GET', `/api/v1/portal/warnings/${id}?language=${language}`, { scope })
const today = async (scope: string, query = '') =>
  (await bench.call<PortalToday>('GET', `/api/v1/portal${query}`, { scope })).body
const answer = (id: string, scope: string, body: object) =>
  bench.call('POST', `/api/v1/portal/warnings/${id}/answer`, { scope, body })
const tick = (id: string, key: string, scope: string, done = true) =>
  bench.call('PUT', `/api/v1/portal/warnings/${id}/measures/${key}`, {
    scope,
    body: { standing: done ? 'done' : 'open' },
  })

describe('seen by the team as the member sees it', () => {
  it('is the same, of that member alone, and is written down', async () => {
    const [{ id, member, as }, other] = [await warned(), await warned()]
    const view = <T>(path: string, scope = 'analyst') =>
      bench.call<T>('GET', `/api/v1/members/${member}/portal${path}`, { scope })
    expect((await view<PortalToday>('?language=en')).body).toEqual(await today(as, '?language=en'))
    expect((await view<PortalWarningDetail>(`/warnings/${id}`)).body).toEqual((await one(id, as)).body)
    expect((await view<{ items: object[] }>('/warnings')).body.items).toHaveLength(1)
    expect((await view(`/warnings/${other.id}`)).status).toBe(404)
    // Nothing is changed by it, and nobody but the team may.
    expect((await detail(id)).warning.state).toBe('sent')
    for (const scope of ['auditor', as, other.as]) expect((await view('', scope)).status).toBe(403)
    const { rows } = await sql<{ orgnr: string }>`
      select orgnr from audit_entry where act = 'portal.viewed'`.execute(bench.platform.postgres.db)
    expect(rows).toEqual([{ orgnr: member }])
    expect((await bench.call('GET', '/api/v1/members/999999999/portal')).status).toBe(404)
  })
})

describe('one warning', () => {
  it('is known to be opened when a person of the member opens it, and not when a program or the team does', async () => {
    const { id, member, as } = await warned()
    await one(id, as)
    await bench.call('GET', `/api/v1/members/${member}/portal/warnings/${id}`)
    const openedAt = async () => (await detail(id)).warning.opened_at
    expect(await openedAt()).toBeNull()
    const roles = [{ role: 'member_contact', member }] as const
    const { cookie, session } = await signIn(bench, { email: `les${n}@medlem.example`, name: 'Kari', roles })
    // The sign-in's own clock is the real one.
    await sql`update person_session set "expiresAt" = '2099-01-01' where id = ${session}`.execute(
      bench.platform.postgres.db,
    )
    const open = async () =>
      (await fetch(`${bench.address}/api/v1/portal/warnings/${id}`, { headers: { cookie } })).status
    expect([await open(), await openedAt()]).toEqual([200, noon])
    bench.setTime('2026-11-24T12:05:00.000Z')
    expect([await open(), await openedAt()]).toEqual([200, noon])
  })

  it('is read in plain words in the language asked for, with measures of the same names', async () => {
    const { id, as } = await warned()
    const nb = (await one(id, as)).body
    const en = (await one(id, as, 'en')).body
    expect(nb.findings[0]?.what).toContain(`198[.]51[.]100[.]${n}`)
    expect(en.warning.headline).not.toBe(nb.warning.headline)
    expect(en.measures.map(({ key }) => key)).toEqual(nb.measures.map(({ key }) => key))
    expect(en.measures[0]?.text).toContain('Take the machine off the network')
    expect(nb.warning.measures).toEqual({ done: 0, of: nb.measures.length })
  })

  it('is acknowledged, ticked off and answered, and the link’s page shows the same', async () => {
    const { id, as, link } = await warned()
    expect((await answer(id, as, {})).status).toBe(204)
    expect((await detail(id)).warning.state).toBe('acknowledged')
    expect((await tick(id, '1.1', as)).status).toBe(204)
    expect((await tick(id, '9.9', as)).status).toBe(404)
    expect((await one(id, as)).body.measures[0]).toMatchObject({ done_by: `test ${as}`, done_at: noon })
    const page = await (await fetch(`${bench.address}${link}`)).text()
    expect(page).toMatch(/name="done" value="1\.1" checked/)

    const said = { answer: 'affected_handled', comment: 'Byttet maskinen.', done: ['1.1', '1.2'] }
    await answer(id, as, said)
    await answer(id, as, said)
    const { responses, warning } = await detail(id)
    expect(warning).toMatchObject({ state: 'answered', answer: 'affected_handled' })
    expect(responses).toHaveLength(2)
    expect(responses[1]).toMatchObject({ channel: 'portal', contact_name: `test ${as}`, comment: 'Byttet maskinen.' })
    expect(responses[1]?.done).toHaveLength(2)
    await tick(id, '1.1', as, false)
    expect((await one(id, as)).body.warning.measures.done).toBe(1)
    const after = await (await fetch(`${bench.address}${link}`)).text()
    expect(after).toContain(`test ${as}: Berørt, og håndtert`)
    expect(after).toContain('Gjort: Ta maskinen av nettet nå')
  })

  it('takes the same answers by the link, a false alarm too', async () => {
    const { id, as, link } = await warned()
    const form = new URLSearchParams({ answer: 'false_alarm', comment: 'Vår egen skanner' })
    form.append('done', '1.2')
    await fetch(`${bench.address}${link}`, { method: 'POST', body: form, redirect: 'manual' })
    const { warning, detections } = await detail(id)
    expect(warning.answer).toBe('false_alarm')
    expect(detections.map(({ state }) => state)).toEqual(['resolved'])
    const { responses, measures } = (await one(id, as)).body
    expect(responses[0]).toMatchObject({ contact_name: 'Kari Vakt', channel: 'link', answer: 'false_alarm' })
    expect(measures[1]?.done_by).toBe('Kari Vakt')
  })

  it('is ticked off by two at once, each their own', async () => {
    const { id, as, link } = await warned()
    await tick(id, '1.1', as)
    // Both pages are open; then the one ticks and the other answers what they see.
    const shown = await (await fetch(`${bench.address}${link}`)).text()
    const was = [...shown.matchAll(/name="was" value="([^"]+)"/g)].map(([, key]) => key as string)
    expect(was).toEqual(['1.1'])
    const form = new URLSearchParams({ answer: 'unknown' })
    for (const key of was) form.append('was', key)
    form.append('done', '1.2')
    await Promise.all([
      tick(id, '1.3', as),
      fetch(`${bench.address}${link}`, { method: 'POST', body: form, redirect: 'manual' }),
    ])
    const ticked = async () =>
      (await one(id, as)).body.measures
        .filter(({ done_at }) => done_at !== null)
        .map(({ key, done_by }) => [key, done_by])
    expect(await ticked()).toEqual([
      ['1.2', 'Kari Vakt'],
      ['1.3', `test ${as}`],
    ])
    // An answer says nothing of what others have ticked.
    await answer(id, as, { answer: 'affected_handled' })
    expect(await ticked()).toHaveLength(2)
    expect((await detail(id)).responses.at(-1)?.done).toHaveLength(2)
  })

  it('refuses a national identity number', async () => {
    const { id, as } = await warned()
    // Fictive: its month does not exist.
    const refused = await answer(id, as, { answer: 'unknown', comment: 'Gjelder 01410100114' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'identity_number' } })
    expect((await detail(id)).responses).toEqual([])
  })

  it('is answered with files, and the same limits as everywhere else', async () => {
    const { id, as } = await warned()
    const send = async (said: string, files: number, bytes = 4) => {
      const form = new FormData()
      form.append('said', said)
      for (let i = 0; i < files; i++) form.append('file', new Blob([new Uint8Array(bytes)]), `skjerm ${i}.png`)
      const headers = { authorization: `Bearer ${await bench.key(as)}` }
      const path = `${bench.address}/api/v1/portal/warnings/${id}/answer/files`
      return (await fetch(path, { method: 'POST', headers, body: form })).status
    }
    const said = JSON.stringify({ answer: 'affected_handled', comment: 'Se bildet' })
    expect(await send('{', 1)).toBe(400)
    expect(await send('{"answer":"nesten"}', 1)).toBe(400)
    expect(await send(said, 21)).toBe(413)
    expect(await send(said, 1, 51 * 1024 * 1024)).toBe(413)
    expect((await detail(id)).responses).toEqual([])
    expect(await send(said, 2)).toBe(204)
    const { responses } = (await one(id, as)).body
    expect(responses).toMatchObject([{ channel: 'portal', answer: 'affected_handled', comment: 'Se bildet' }])
    expect(responses[0]?.attachments.map(({ name }) => name)).toEqual(['skjerm 0.png', 'skjerm 1.png'])
    // All answers to one warning share the room.
    await sql`
      update response_attachment set size = ${50 * 1024 * 1024} where name = 'skjerm 0.png'`.execute(
      bench.platform.postgres.db,
    )
    expect(await send(JSON.stringify({ answer: 'not_affected' }), 1)).toBe(413)
    expect((await detail(id)).warning.answer).toBe('affected_handled')
  })

  it('has its measures to do anew when it comes back, and shows what we wrote', async () => {
    const { id, as, member, cause } = await warned()
    await answer(id, as, { answer: 'affected_handled', done: ['1.1'] })
    bench.setTime('2026-11-24T13:00:00.000Z')
    await bench.record([finding({ member, cause, events: 7 })])
    await bench.call('POST', `/api/v1/warnings/${id}/messages`, { body: { message: 'Se etter flere maskiner.' } })
    const { warning, messages, responses } = (await one(id, as)).body
    expect(warning).toMatchObject({ measures: { done: 0 }, reopened_at: '2026-11-24T13:00:00.000Z' })
    expect(messages[0]?.text).toBe('Se etter flere maskiner.')
    expect(responses[0]?.done).toHaveLength(1)
  })
})

describe('a member’s people', () => {
  it('see what is theirs to do, and nothing of another’s', async () => {
    const mine = await warned()
    const other = await warned()
    const own = await today(mine.as)
    expect(own.members.map(({ orgnr }) => orgnr)).toEqual([mine.member])
    expect(own.unanswered.map(({ id }) => id)).toEqual([mine.id])
    expect(own.unanswered_count).toBe(1)
    expect((await one(other.id, mine.as)).status).toBe(404)
    expect((await answer(other.id, mine.as, { answer: 'not_affected' })).status).toBe(404)
    expect((await tick(other.id, '1.1', mine.as)).status).toBe(404)
    expect((await today(mine.as, `?member=${other.member}`)).unanswered).toEqual([])
    expect((await bench.call('GET', '/api/v1/portal')).status).toBe(403)
    await answer(mine.id, mine.as, { answer: 'affected_need_help' })
    const after = await today(mine.as)
    expect([after.unanswered.length, after.unfinished.map(({ id }) => id)]).toEqual([0, [mine.id]])
  })

  it('are told which of their addresses mail does not reach', async () => {
    const { id, as } = await warned()
    await sql`update delivery set state = 'bounced' where warning_id = ${id}`.execute(bench.platform.postgres.db)
    expect((await today(as)).undelivered).toMatchObject([{ name: 'Kari Vakt' }])
  })
})
