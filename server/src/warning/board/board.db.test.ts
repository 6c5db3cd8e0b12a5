/** Who is silent, by filter; as a file; and how long it took. */
import type { Board, WarningTimes } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let bench: WarningBench
let member: string
const campaign = '0190b000-0000-7000-8000-000000000001'

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: '2026-11-24T04:00:00.000Z' })
  member = await bench.addMember(1)
  const { db } = bench.platform.postgres
  await sql`
    insert into campaign (id, state, name, created_at, updated_at) values (${campaign}, 'made', 'Felles C2', now(), now())`.execute(
    db,
  )
  // Two of the campaign: one over its deadline, one answered within an hour; and one that reached nobody.
  await sql`
    insert into warning (id, orgnr, title, severity, tlp, state, received_at, created_at, approved_at, sent_at, answered_at,
      answer, due_at, campaign_id)
    select gen_random_uuid(), ${member}, title, severity, tlp, state, received, received, received,
      case when state <> 'failed' then received + interval '10 s' end, answered, answer, received + interval '1 h', campaign::uuid
    from (values
      ('=cmd()', 'high', 'AMBER', 'sent', timestamptz '2026-11-24T02:00:00Z', null::timestamptz, null, ${campaign}),
      ('hemmelig.example', 'high', 'RED', 'answered', '2026-11-24T01:59:50Z', '2026-11-24T02:30:00Z', 'not_affected', ${campaign}),
      ('annet.example', 'low', 'AMBER', 'failed', '2026-11-24T02:00:00Z', null, null, null)
    ) as w (title, severity, tlp, state, received, answered, answer, campaign)`.execute(db)
})
afterAll(() => bench.close())

const board = async (query = '', scope = 'analyst') =>
  (await bench.call<Board>('GET', `/api/v1/warnings/board${query}`, { scope })).body

it('counts each once, by any filter', async () => {
  expect(await board()).toMatchObject({
    campaign: null,
    advisory: null,
    totals: { sent: 3, delivered: 2 },
    come: { opened: 1, seen: 1, answered: 1, done: 1 },
    parts: { need_help: 0, undelivered: 1, overdue: 1, silent: 0, acknowledged: 0, answered: 1 },
  })
  const titles = async (query: string) => (await board(query)).rows.map(({ title }) => title)
  expect(await titles('')).toEqual(['annet.example', '=cmd()', 'hemmelig.example'])
  expect(await titles(`?campaign=${campaign}`)).toEqual(['=cmd()', 'hemmelig.example'])
  expect(await titles(`?campaign=${campaign}&silent=true`)).toEqual(['=cmd()'])
  expect(await titles('?severity=low')).toEqual(['annet.example'])
  expect(await titles('?part=answered')).toEqual(['hemmelig.example'])
  expect(await titles('?kind=hospital')).toEqual([])
  expect((await board(`?campaign=${campaign}`)).campaign).toBe('Felles C2')
})

it('tells a member’s own people no campaign’s name, nor the auditor what is TLP:RED', async () => {
  expect((await board(`?campaign=${campaign}`, `member:${member}`)).campaign).toBeNull()
  expect(JSON.stringify(await board('', 'auditor'))).not.toContain('hemmelig')
})

it('goes out whole as a file that runs nothing and holds no text of TLP:RED, and that is written down', async () => {
  const { body, headers } = await bench.call<string>('GET', `/api/v1/warnings/board/export?campaign=${campaign}`)
  expect(headers.get('content-type')).toContain('text/csv')
  const lines = body.trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(body).toContain(`,'=cmd(),`)
  expect(body).not.toContain('hemmelig')
  const { rows } = await sql<{ details: object }>`
    select details from audit_entry where act = 'board.exported'`.execute(bench.platform.postgres.db)
  expect(rows).toEqual([{ details: { campaign } }])
})

it('goes on paper whole, with the filter in words, and runs nothing', async () => {
  const { body, headers } = await bench.call<string>(
    'GET',
    `/api/v1/warnings/board/page?campaign=${campaign}&silent=true`,
  )
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(body).toContain('Utvalg: kampanjen Felles C2, bare ubesvarte.')
  expect(body).toContain('Slik det var 24. nov. 2026 kl. 05:00 norsk tid (CET). Ett varsel sendt, 1 kom fram.')
  expect(body.match(/<tr>/g)).toHaveLength(2)
  expect(body).toContain('<td>over fristen</td>')
  const all = (await bench.call<string>('GET', '/api/v1/warnings/board/page?lang=en')).body
  expect(all.match(/<tr>/g)).toHaveLength(4)
  expect(all).not.toContain('hemmelig')
  expect(all).toContain('<html lang="en">')
  const { rows } = await sql<{ details: object }>`
    select details from audit_entry where details ->> 'as' = 'page' order by seq limit 1`.execute(
    bench.platform.postgres.db,
  )
  expect(rows).toEqual([{ details: { campaign, silent: true, as: 'page' } }])
})

it('the list goes out whole by its filter too', async () => {
  const { body } = await bench.call<string>('GET', '/api/v1/warnings/export?state=sent')
  expect(body.trim().split('\r\n')).toHaveLength(2)
  expect(body).toContain(`,'=cmd(),`)
  expect(
    (await bench.call<string>('GET', '/api/v1/warnings/export?q=hemmelig')).body.trim().split('\r\n'),
  ).toHaveLength(1)
})

it('says how long it took, by week and in all', async () => {
  const { body } = await bench.call<WarningTimes>('GET', '/api/v1/warnings/times?weeks=2')
  expect(body.weeks.map(({ week, warn }) => [week, warn.count])).toEqual([
    ['2026-11-16T00:00:00.000Z', 0],
    ['2026-11-23T00:00:00.000Z', 2],
  ])
  expect(body.warn).toEqual({ count: 2, p50: 10, p90: 10, p99: 10 })
  expect(body.answer).toEqual({ count: 1, p50: 1800, p90: 1800, p99: 1800 })
})
