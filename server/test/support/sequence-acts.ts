/** What may happen around warnings, one act at a time; after each, what must hold is looked at. */
import type { SuppressionMade, TriageResult } from '@varde/contract'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { newId } from '../../src/platform/index.ts'
import {
  detectionsOf,
  expectNothingLost,
  hour,
  of,
  outcomes,
  type Real,
  sendMail,
  waitingMails,
  warningsOf,
} from './sequences.ts'
import { finding } from './warning.ts'

let n = 0

type Act = fc.AsyncCommand<object, Real>
const act = (name: string, apply: (real: Real) => Promise<unknown>): Act => ({
  check: () => true,
  async run(_model, real) {
    await apply(real)
    await expectNothingLost(real)
  },
  toString: () => name,
})

const place = fc.nat({ max: 11 })
const places = fc.array(place, { minLength: 1, maxLength: 4 })

const find = fc.tuple(place, place, fc.nat({ max: 1 })).map(([m, c, h]) =>
  act(`find(${m}, ${c}, ${h})`, async (real) => {
    const { bench, members, causes, now, seen } = real
    const [member = '', cause] = [of(members, m), of(causes, c)]
    if (cause === undefined) return
    const at = new Date(now)
    await bench.record([finding({ member, cause, innerHost: `10.20.0.${h}`, firstSeen: at, lastSeen: at })])
    seen.add([member, c % causes.length, h].join(' '))
  }),
)

/** Several warnings to one member, one after another: what is gathered. */
const burst = fc.tuple(place, place).map(([m, c]) =>
  act(`burst(${m}, ${c})`, async (real) => {
    const { bench, members, causes, now, seen } = real
    const [member = '', cause] = [of(members, m), of(causes, c)]
    if (cause === undefined) return
    const at = new Date(now)
    for (const h of [2, 3, 4]) {
      await bench.record([finding({ member, cause, innerHost: `10.20.0.${h}`, firstSeen: at, lastSeen: at })])
      seen.add([member, c % causes.length, h].join(' '))
    }
  }),
)

const triage = fc
  .tuple(fc.constantFrom('warn', 'dismiss', 'restore', 'accept', 'merge', 'split', 'snooze'), places)
  .map(([word, which]) =>
    act(`${word}(${which})`, async (real) => {
      const all = await detectionsOf(real)
      const detections = [...new Set(which.flatMap((one) => of(all, one)?.id ?? []))]
      if (detections.length === 0) return
      const more = {
        ...(word === 'dismiss' ? { reason: 'test' } : {}),
        ...(word === 'snooze' ? { until: new Date(real.now + hour).toISOString() } : {}),
      }
      await real.bench.call('POST', `/api/v1/detections/${word}`, { body: { detections, ...more } })
    }),
  )

const undo = fc.constant(
  act('undo', async ({ bench }) => {
    const { body } = await bench.call<{ items: { id: string; detections: number; undone: number }[] }>(
      'GET',
      '/api/v1/triage/acts',
    )
    const last = body.items.find((one) => one.undone < one.detections)
    if (last) await bench.call<TriageResult>('POST', `/api/v1/triage/acts/${last.id}/undo`)
  }),
)

const suppress = fc.tuple(place, fc.integer({ min: 1, max: 30 })).map(([m, hours]) =>
  act(`suppress(${m}, ${hours} h)`, async ({ bench, members, now }) => {
    const until = new Date(now + hours * hour).toISOString()
    const body = { member: of(members, m), up_to: 'critical', reason: 'Prøve', until }
    await bench.call<SuppressionMade>('POST', '/api/v1/suppressions', { body })
  }),
)

const send = fc.tuple(place, fc.constantFrom(...outcomes, 'accept' as const)).map(([which, outcome]) =>
  act(`mail ${which}: ${outcome}`, async (real) => {
    const delivery = of(await waitingMails(real), which)
    if (delivery !== undefined) await sendMail(real, delivery, outcome)
  }),
)

const pass = fc.integer({ min: 1, max: 60 }).map((hours) =>
  act(`${hours} h pass`, async (real) => {
    real.now += hours * hour
    real.bench.setTime(new Date(real.now).toISOString())
    await real.run('chase')
    await real.run('suppressions')
  }),
)

const passSoon = fc.integer({ min: 1, max: 20 }).map((minutes) =>
  act(`${minutes} min pass`, async (real) => {
    real.now += minutes * 60_000
    real.bench.setTime(new Date(real.now).toISOString())
  }),
)

const said = fc.constantFrom('affected_handled', 'affected_need_help', 'not_affected', 'unknown')
const answer = fc.tuple(place, said, fc.constantFrom('link', 'phone')).map(([which, answered, channel]) =>
  act(`answer ${which} by ${channel}: ${answered}`, async (real) => {
    const { bench } = real
    const warning = of(await warningsOf(real), which)
    if (warning === undefined) return
    if (channel === 'phone') {
      const body = { contact_name: 'Vakt', reached: true, answer: answered }
      await bench.call('POST', `/api/v1/warnings/${warning}/calls`, { body })
      return
    }
    const { rows } = await sql<{ id: string }>`select id from delivery where warning_id = ${warning} limit 1`.execute(
      bench.platform.postgres.db,
    )
    const delivery = rows[0]?.id
    if (delivery === undefined) return
    const link = await bench.warning.links.linkTo({ delivery, warning }, new Date(real.now))
    const body = new URLSearchParams({ answer: answered, comment: '' })
    const reply = await fetch(link.replace('http://varde.example', bench.address), { method: 'POST', body })
    expect(reply.status).toBeLessThan(500)
  }),
)

const people = ['Kari', 'Ola'] as const
/** `null`: it is only acknowledged. */
const inPortal = fc.record({
  who: fc.constantFrom(...people),
  answer: fc.option(said),
  done: fc.subarray(['1.1', '1.2']),
})
/**
 * One or two of the member's people answer in the portal, the two at once; and somebody of another member tries. What each says
 * is kept, whatever the other says, and a warning is nobody else's.
 */
const portal = fc.tuple(place, fc.array(inPortal, { minLength: 1, maxLength: 2 })).map(([which, all]) =>
  act(
    `portal ${which}: ${all.map(({ who, answer }) => `${who} ${answer ?? 'acknowledges'}`).join(' and ')}`,
    async (real) => {
      const { bench, members } = real
      const { db } = bench.platform.postgres
      const id = of(await warningsOf(real), which)
      if (id === undefined) return
      const { rows } = await sql<{ orgnr: string }>`select orgnr from warning where id = ${id}`.execute(db)
      const orgnr = rows[0]?.orgnr ?? ''
      const path = `/api/v1/portal/warnings/${id}`
      const stranger = { scope: `member:${members.find((one) => one !== orgnr)}`, body: { answer: 'not_affected' } }
      expect((await bench.call('POST', `${path}/answer`, stranger)).status).toBe(404)
      const replies = await Promise.all(
        all.map(({ who, answer, done }) => {
          const body = answer === null ? {} : { answer, comment: '', done }
          return bench.call('POST', `${path}/answer`, { scope: `member:${orgnr}`, name: who, body })
        }),
      )
      for (const [i, { status, body }] of replies.entries()) {
        // Not shown in the portal, and so not there: it went to nobody, or is no longer sent.
        expect([204, 404], JSON.stringify(body)).toContain(status)
        const { who, answer } = all[i] as (typeof all)[number]
        if (status === 404 || answer === null) continue
        const kept = await sql`
          select from response where warning_id = ${id} and contact_name = ${who} and channel = 'portal' and answer = ${answer}`.execute(
          db,
        )
        expect(kept.rows.length, `${who} said ${answer}`).toBeGreaterThan(0)
      }
      if (replies.some(({ status }, i) => status === 204 && all[i]?.answer !== null)) {
        const now = await sql<{
          state: string
          answer: string
        }>`select state, answer from warning where id = ${id}`.execute(db)
        expect(now.rows[0]?.state).toBe('answered')
        expect(all.map(({ answer }) => answer)).toContain(now.rows[0]?.answer)
      }
    },
  ),
)

const staff = fc
  .tuple(place, fc.constantFrom('remind', 'messages', 'send', 'send-now', 'withdraw'))
  .map(([which, word]) =>
    act(`${word} ${which}`, async (real) => {
      const warning = of(await warningsOf(real), which)
      if (warning === undefined) return
      const body = word === 'messages' ? { message: 'Vi følger med.' } : undefined
      await real.bench.call('POST', `/api/v1/warnings/${warning}/${word}`, body === undefined ? {} : { body })
    }),
  )

const contact = fc.tuple(place, fc.constantFrom('remove', 'add', 'swap')).map(([which, change]) =>
  act(`${change} contact ${which}`, async ({ bench, members, contacts }) => {
    const { db } = bench.platform.postgres
    const known = of([...contacts], which)
    if (change !== 'add') {
      if (known === undefined) return
      await db.deleteFrom('contact').where('email', '=', known[0]).execute()
      contacts.delete(known[0])
    }
    if (change === 'remove') return
    const orgnr = change === 'swap' ? (known?.[1] ?? '') : (of(members, which) ?? '')
    const row = { id: newId(), orgnr, name: 'Ny', email: `ny${++n}@medlem.example`, phone: null } as const
    await db
      .insertInto('contact')
      .values({ ...row, language: 'nn', rank: 1 + (which % 3) })
      .execute()
    contacts.set(row.email, orgnr)
  }),
)

/** Sequences of what may happen, mails and findings the most often. */
export const sequences = fc.commands(
  [
    find,
    find,
    burst,
    triage,
    undo,
    suppress,
    send,
    send,
    send,
    send,
    pass,
    pass,
    pass,
    passSoon,
    answer,
    answer,
    portal,
    portal,
    staff,
    contact,
  ],
  { maxCommands: 40, size: 'max' },
)
