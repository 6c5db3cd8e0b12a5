import type { Board, LiveMessage, Now, Warning, WarningDetail } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mailbox, openMailbox } from '../../test/support/mailbox.ts'
import { rule } from '../../test/support/policy.ts'
import { finding, openWarningBench, type WarningBench } from '../../test/support/warning.ts'
import { publish } from '../platform/index.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0
/** Seen at every member. */
let indicator: string
beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T04:00:00.000Z' })
  indicator = await bench.addIndicator({ value: '203.0.113.1', category: 'c2', confidence: 90 })
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})

const signature = { kind: 'signature', signatureId: 7, signature: 'Regel 7', category: '', alertSeverity: 1 } as const
/** A member with a warning that is sent and a draft. */
async function member() {
  const orgnr = await bench.addMember(++n, [{ name: `Kontakt ${n}`, email: `k${n}@medlem.example`, language: 'nb' }])
  await bench.record([
    finding({ member: orgnr, cause: { kind: 'indicator', indicator } }),
    finding({ member: orgnr, cause: signature }),
  ])
  await sql`update warning set state = 'sent', sent_at = '2026-11-24T04:00:00Z', due_at = '2026-11-24T08:00:00Z'
    where orgnr = ${orgnr} and state = 'sending'`.execute(bench.platform.postgres.db)
  const { items } = (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${orgnr}`)).body
  const [draft, sent] = items as [Warning, Warning]
  return { orgnr, draft, sent }
}

describe('scope', () => {
  it('shows a member its own warnings that were sent, and nothing of anyone else', async () => {
    const [mine, other] = [await member(), await member()]
    const scope = `member:${mine.orgnr}`
    const list = await bench.call<{ items: Warning[] }>('GET', '/api/v1/warnings', { scope })
    expect(list.body.items.map(({ id }) => id)).toEqual([mine.sent.id])
    const foreign = await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${other.orgnr}`, { scope })
    expect(foreign.body.items).toEqual([])
    const own = await bench.call<WarningDetail>('GET', `/api/v1/warnings/${mine.sent.id}`, { scope })
    expect(own.status).toBe(200)
    expect(own.body.detections.map(({ member, other_members }) => [member, other_members])).toEqual([[mine.orgnr, 0]])
    for (const id of [mine.draft.id, other.sent.id, other.draft.id]) {
      expect((await bench.call('GET', `/api/v1/warnings/${id}`, { scope })).status).toBe(404)
    }
    const board = await bench.call<Board>('GET', '/api/v1/warnings/board', { scope })
    expect(board.body.rows.map(({ member }) => member)).toEqual([mine.orgnr])
    expect(board.body.totals.sent).toBe(1)
  })

  it('lets members and partners neither triage nor read the rest, and nobody in without a key', async () => {
    const { orgnr, draft } = await member()
    const calls: [string, string, object?][] = [
      ['GET', '/api/v1/now'],
      ['GET', '/api/v1/detections'],
      ['GET', '/api/v1/detections/01890000-0000-7000-8000-000000000000'],
      ['POST', '/api/v1/detections/warn', { detections: [draft.id] }],
      ['POST', '/api/v1/detections/dismiss', { detections: [draft.id], reason: 'test' }],
      ['POST', '/api/v1/detections/restore', { detections: [draft.id] }],
      ['POST', `/api/v1/warnings/${draft.id}/send`],
      ['GET', '/api/v1/policy'],
      ['PUT', '/api/v1/policy/draft', { rules: [rule()], revision: 0 }],
      ['POST', '/api/v1/policy/draft/try', { revision: 1 }],
      ['GET', '/api/v1/failures'],
      ['POST', '/api/v1/failures/1/retry'],
    ]
    for (const [method, path, body] of calls) {
      for (const scope of [`member:${orgnr}`, 'partner:nabo', `blocklist:${orgnr}`]) {
        expect([method, path, scope, (await bench.call(method, path, { scope, body })).status]).toEqual([
          method,
          path,
          scope,
          403,
        ])
      }
      expect((await bench.call(method, path, { scope: null, body })).status).toBe(401)
    }
    expect(
      (await bench.call('PUT', '/api/v1/policy/draft', { scope: 'auditor', body: { rules: [rule()], revision: 0 } }))
        .status,
    ).toBe(403)
    expect((await bench.call('GET', '/api/v1/live', { scope: null })).status).toBe(401)
  })
})

describe('warnings', () => {
  it('are found by state, severity, openness, number and words', async () => {
    const { orgnr, draft, sent } = await member()
    const ids = async (query: string) =>
      (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${orgnr}&${query}`)).body.items.map(
        ({ id }) => id,
      )
    expect(await ids('state=draft')).toEqual([draft.id])
    expect(await ids('open=true')).toEqual([sent.id])
    expect(await ids('severity=critical')).toEqual([sent.id])
    expect(await ids(`q=V-${String(sent.number).padStart(6, '0')}`)).toEqual([sent.id])
    expect(await ids('q=regel')).toEqual([draft.id])
    expect(
      (await bench.call<{ next: string | null }>('GET', `/api/v1/warnings?member=${orgnr}&limit=1`)).body.next,
    ).not.toBeNull()
  })

  it('say in each contact’s language what would be sent', async () => {
    const { draft } = await member()
    const { body } = await bench.call<WarningDetail>('GET', `/api/v1/warnings/${draft.id}`)
    expect(body.texts).toMatchObject([{ language: 'nb', text: expect.stringContaining('Regel 7') }])
    expect(body.seconds_to_warn).toBeNull()
  })

  it('are sent by hand, once, and only to someone', async () => {
    const { draft } = await member()
    expect((await bench.call('POST', `/api/v1/warnings/${draft.id}/send`)).status).toBe(204)
    const again = await bench.call<{ code: string }>('POST', `/api/v1/warnings/${draft.id}/send`)
    expect([again.status, again.body.code]).toEqual([409, 'warning_not_sendable'])
    const lonely = await bench.addMember(++n)
    await bench.record([finding({ member: lonely, cause: signature })])
    const { items } = (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${lonely}`)).body
    const refused = await bench.call<{ code: string }>('POST', `/api/v1/warnings/${items[0]?.id}/send`)
    expect([refused.status, refused.body.code]).toEqual([409, 'no_contact'])
    const nowhere = '01890000-0000-7000-8000-000000000000'
    expect((await bench.call('POST', `/api/v1/warnings/${nowhere}/send`)).status).toBe(404)
  })
})

describe('now and the board', () => {
  it('count and list what burns, the worst first, and say since when it is quiet', async () => {
    const fresh = await openWarningBench({ smtpUrl: null, now: '2026-11-24T04:30:00.000Z' })
    try {
      const now = async () => (await fresh.call<Now>('GET', '/api/v1/now')).body
      const { db } = fresh.platform.postgres
      expect(await now()).toMatchObject({ quiet_since: '2026-11-24T04:30:00.000Z', burning: [], queue: 0 })
      const a = await fresh.addMember(1, [{ name: 'A', email: 'a@medlem.example', language: 'nb' }])
      const b = await fresh.addMember(2)
      const c2 = await fresh.addIndicator({ value: '203.0.113.1', category: 'c2', confidence: 90 })
      await fresh.record([
        finding({ member: a, cause: { kind: 'indicator', indicator: c2 } }),
        finding({ member: b, cause: { kind: 'indicator', indicator: c2 } }),
        finding({ member: b, cause: signature }),
      ])
      await sql`update warning set state = 'sent', sent_at = '2026-11-24T04:00:00Z', due_at = '2026-11-24T08:00:00Z'
        where orgnr = ${a}`.execute(db)
      expect(await now()).toMatchObject({ unanswered: 1, overdue: 0 })
      expect((await now()).burning.map(({ kind }) => kind)).toEqual(['undelivered', 'queue'])
      fresh.setTime('2026-11-24T08:30:00.000Z')
      const burning = await now()
      expect(burning).toMatchObject({
        quiet_since: null,
        queue: 1,
        queue_critical: 1,
        unanswered: 1,
        overdue: 1,
        undelivered: 1,
        need_help: 0,
        last_warning_at: '2026-11-24T04:00:00.000Z',
      })
      expect(burning.burning.map(({ kind, member }) => [kind, member])).toEqual([
        ['overdue', a],
        ['undelivered', b],
        ['queue', b],
      ])
      expect(burning.burning[1]?.title).toContain('(no contact)')
      expect(burning.strip).toHaveLength(24)
      expect(burning.strip.at(-5)).toEqual({ hour: '2026-11-24T04:00:00.000Z', events: 0, detections: 3, warnings: 1 })
      const board = (await fresh.call<Board>('GET', '/api/v1/warnings/board')).body
      expect(board.rows.map(({ state }) => state)).toEqual(['failed', 'sent'])
      expect(board.totals).toEqual({ sent: 2, delivered: 1 })
      expect(board.parts).toEqual({
        need_help: 0,
        undelivered: 1,
        overdue: 1,
        silent: 0,
        waiting: 0,
        acknowledged: 0,
        answered: 0,
      })
      await sql`update warning set state = 'answered', answer = 'not_affected', answered_at = '2026-11-24T08:20:00Z'`.execute(
        db,
      )
      await sql`update detection set state = 'resolved'`.execute(db)
      expect(await now()).toMatchObject({ burning: [], quiet_since: '2026-11-24T08:20:00.000Z' })
      expect(await fresh.warning.openOf([a, b])).toEqual(
        new Map([a, b].map((orgnr) => [orgnr, { detections: 0, warnings: 0, worst: null }])),
      )
    } finally {
      await fresh.close()
    }
  })

  it('tell per member what is open', async () => {
    const { orgnr } = await member()
    expect((await bench.warning.openOf([orgnr])).get(orgnr)).toEqual({ detections: 2, warnings: 1, worst: 'critical' })
  })
})

describe('live', () => {
  it('tells the team what changed, a member only that a warning did', async () => {
    const { orgnr } = await member()
    const hear = async (scope: string) => {
      const stop = new AbortController()
      const response = await fetch(`${bench.address}/api/v1/live`, {
        headers: { authorization: `Bearer ${await bench.key(scope)}` },
        signal: stop.signal,
      })
      expect(response.headers.get('content-type')).toContain('text/event-stream')
      const reader = (response.body as ReadableStream<Uint8Array>).getReader()
      await reader.read()
      return { reader, stop }
    }
    const said = async ({ reader, stop }: Awaited<ReturnType<typeof hear>>, last: string) => {
      const decoder = new TextDecoder()
      let text = ''
      while (!text.includes(last)) text += decoder.decode((await reader.read()).value)
      stop.abort()
      return [...text.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data as string) as LiveMessage)
    }
    const [team, own] = [await hear('analyst'), await hear(`member:${orgnr}`)]
    const { db } = bench.platform.postgres
    await publish(db, 'detections', ['a'])
    await publish(db, 'warnings', ['b'])
    await publish(db, 'sensors', ['c'])
    // What the tests above set off may still be on its way; only what is published here is told apart by its ids.
    const ours = (await said(team, '"c"')).filter(({ ids }) => ['a', 'b', 'c'].includes(ids[0] ?? ''))
    expect(ours).toEqual([
      { topic: 'detections', ids: ['a'] },
      { topic: 'warnings', ids: ['b'] },
      { topic: 'sensors', ids: ['c'] },
    ])
    const toMember = await said(own, '"warnings"')
    expect(new Set(toMember.map((message) => JSON.stringify(message)))).toEqual(
      new Set([JSON.stringify({ topic: 'warnings', ids: [] })]),
    )
  })
})
