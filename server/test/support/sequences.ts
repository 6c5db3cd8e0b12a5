/**
 * Warnings on real stores with a real mail server, for sequences of acts, and what must hold after each of these. The model
 * knows who is a contact of whom and which mails have come, and nothing else. Time is set, not waited for.
 */
import type { Detection } from '@varde/contract'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { openAccess } from '../../src/access/index.ts'
import { newId, type Task } from '../../src/platform/index.ts'
import type { Finding } from '../../src/sensing/index.ts'
import { warningTasks } from '../../src/warning/index.ts'
import type { Mailbox } from './mailbox.ts'
import type { WarningBench } from './warning.ts'

export const hour = 3_600_000
const start = Date.parse('2026-11-24T08:00:00.000Z')
const each = { attempt: 1, last: false }
/** `die`: taken, and the process was gone before it sent anything. `crash`: sent, and it was gone before it wrote that down. */
export const outcomes = ['accept', 'twice', 'refuse', 'greylist', 'give up', 'die', 'crash'] as const
const taken: readonly string[] = ['accept', 'twice', 'crash']
type Outcome = (typeof outcomes)[number]

export type Real = {
  bench: WarningBench
  mailbox: Mailbox
  members: string[]
  /** By address, whose contact it is now. */
  contacts: Map<string, string>
  causes: Finding['cause'][]
  now: number
  /** Member, cause and host of everything that was seen. */
  seen: Set<string>
  /** What each mail that came was: its kind, warning, round and address; and the mail that it came in. */
  sent: Map<string, string>
  /** Mails that went out without our knowing: these alone may come again, and then the same. */
  crashed: Set<string>
  /** What dies does so in the middle of sending. */
  dies: 'before' | 'after' | null
  run: (task: string, payload?: object, last?: boolean) => Promise<void>
}

let n = 0

export async function openSequence(bench: WarningBench, mailbox: Mailbox): Promise<Real> {
  const { audit } = await openAccess(bench.platform)
  const { mailer } = bench.platform
  const tasks = warningTasks({
    platform: {
      ...bench.platform,
      mailer: {
        ...mailer,
        async sendBuilt(mail) {
          if (real.dies === 'before') throw new Error('gone')
          const reply = await mailer.sendBuilt(mail)
          if (real.dies === 'after') throw new Error('gone')
          return reply
        },
      },
    },
    audit,
    warning: bench.warning,
  })
  bench.setTime(new Date(start).toISOString())
  const contacts = new Map<string, string>()
  const members: string[] = []
  for (let i = 0; i < 2; i++) {
    n += 1
    const people = ['naer', 'fjern'].map(
      (name) => ({ name, email: `${name}${n}@medlem.example`, language: 'nb' }) as const,
    )
    const member = await bench.addMember(n, people)
    members.push(member)
    for (const { email } of people) contacts.set(email, member)
    const { db } = bench.platform.postgres
    await db.updateTable('contact').set({ rank: 2 }).where('orgnr', '=', member).where('name', '=', 'fjern').execute()
  }
  const indicator = (category: string, confidence: number) =>
    bench.addIndicator({ value: `v${newId()}.example`, category, confidence })
  const real: Real = {
    bench,
    mailbox,
    members,
    contacts,
    causes: [
      { kind: 'indicator', indicator: await indicator('c2', 90) },
      { kind: 'indicator', indicator: await indicator('c2', 50) },
      { kind: 'signature', signatureId: n, signature: 'Regel', category: 'Misc', alertSeverity: 2 },
      { kind: 'indicator', indicator: await indicator('scanner', 60) },
      { kind: 'indicator', indicator: await indicator('scanner', 20) },
    ],
    now: start,
    seen: new Set(),
    sent: new Map(),
    crashed: new Set(),
    dies: null,
    run: (task, payload = {}, last = false) => (tasks[task] as Task)(payload, { ...each, last }) as Promise<void>,
  }
  return real
}

/** The members go with all that is theirs: what is left would be chased in the next sequence. */
export async function closeSequence({ bench, members }: Real): Promise<void> {
  const { db, owner } = bench.platform.postgres
  await owner.query('delete from graphile_worker._private_jobs')
  await sql`delete from member where orgnr = any(${members})`.execute(db)
}

export const of = <T>(list: readonly T[], place: number): T | undefined => list[place % list.length]

export async function detectionsOf({ bench, members }: Real): Promise<Detection[]> {
  const all = await Promise.all(
    members.map((member) => bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?member=${member}`)),
  )
  return all.flatMap(({ body }) => body.items)
}

export async function warningsOf({ bench, members }: Real): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from warning where orgnr = any(${members}) and state not in ('draft', 'cancelled') order by id`.execute(
    bench.platform.postgres.db,
  )
  return rows.map(({ id }) => id)
}

/** Mails that a worker would send, by their jobs: a mail without one is never sent. */
export async function waitingMails({ bench, members }: Real): Promise<string[]> {
  const { rows } = await bench.platform.postgres.owner.query(
    `select distinct coalesce(d.mail_id, d.id) as mail from graphile_worker._private_jobs j
     join delivery d on j.key = 'deliver:' || coalesce(d.mail_id, d.id)
     join warning w on w.id = d.warning_id where w.orgnr = any($1) order by 1`,
    [members],
  )
  return rows.map(({ mail }) => mail)
}

/** What a mail is tried for; the rest of it has ended. */
const tried: readonly string[] = ['queued', 'deferred', 'failed']
type Carried = { key: string; orgnr: string; state: string }
/** What is in a mail. */
async function carriedBy({ bench }: Real, mail: string): Promise<Carried[]> {
  const { rows } = await sql<Carried>`
    select concat_ws(' ', d.kind, w.number, d.relapse, d.round, d.email) as key, w.orgnr, d.state
    from delivery d join warning w on w.id = d.warning_id where coalesce(d.mail_id, d.id) = ${mail}`.execute(
    bench.platform.postgres.db,
  )
  return rows
}

export async function sendMail(real: Real, mail: string, outcome: Outcome): Promise<void> {
  const { bench, mailbox, contacts, sent } = real
  const { owner } = bench.platform.postgres
  const deliver = { delivery: mail }
  const until = await waitOf(real, mail)
  const was = await carriedBy(real, mail)
  if (was.length === 0) return
  mailbox.refuse = () => (taken.includes(outcome) ? null : outcome === 'refuse' ? 550 : 450)
  real.dies = outcome === 'die' ? 'before' : outcome === 'crash' ? 'after' : null
  const before = mailbox.received.length
  const again = await real.run('deliver', deliver, outcome === 'give up').then(
    () => until > real.now,
    () => outcome === 'greylist' || real.dies !== null,
  )
  real.dies = null
  // A worker that lost touch with the queue may be given the same job once more.
  if (outcome === 'twice') await real.run('deliver', deliver)
  if (!again) await owner.query("delete from graphile_worker._private_jobs where key = 'deliver:' || $1", [mail])
  const left = new Set(was.filter(({ state }) => !tried.includes(state)).map(({ key }) => key))
  const carried = (await carriedBy(real, mail)).filter(({ key }) => !left.has(key))
  const received = mailbox.received.slice(before)
  expect(received.length, 'mails before their time').toBeLessThanOrEqual(until > real.now ? 0 : 1)
  for (const { to, mail: read } of received) {
    const id = read.messageId ?? ''
    expect(read.text?.match(/\/answer\/\S+/g)?.length, 'one link for each').toBe(carried.length)
    const ends = new Set(carried.map(({ state }) => state))
    if (outcome !== 'crash') expect([...ends], 'how what was in the mail ended').toEqual(['delivered'])
    for (const { key, orgnr } of carried) {
      expect(contacts.get(to), `a mail to ${to}, who is no contact of the member`).toBe(orgnr)
      const known = sent.get(key)
      const again = real.crashed.has(id) ? known === id : known === undefined || real.crashed.has(known)
      expect(again, `sent twice: ${key}`).toBe(true)
      sent.set(key, id)
    }
    if (outcome === 'crash') real.crashed.add(id)
  }
}

/** Until when a mail waits, in milliseconds; 0 where it does not. */
async function waitOf({ bench }: Real, mail: string): Promise<number> {
  const { rows } = await sql<{ until: Date | null }>`
    select max(waits_until) as until from delivery where coalesce(mail_id, id) = ${mail}`.execute(
    bench.platform.postgres.db,
  )
  return rows[0]?.until?.getTime() ?? 0
}

/** What must hold after every act. */
export async function expectNothingLost(real: Real): Promise<void> {
  const { bench, members, seen } = real
  const { rows } = await bench.platform.postgres.owner.query(
    `select 'under way, and no mail is' as fault, w.id::text from warning w
     where w.orgnr = any($1) and w.state = 'sending' and not exists (select from delivery d where d.warning_id = w.id
       and d.kind in ('warning', 'relapse') and d.relapse = w.reopened and d.state in ('queued', 'deferred'))
     union all
     select 'sent, and nobody has it', w.id::text from warning w
     where w.orgnr = any($1) and w.state = 'sent' and not exists (select from delivery d where d.warning_id = w.id
       and d.kind in ('warning', 'relapse') and d.relapse = w.reopened and d.state = 'delivered')
     union all
     select 'a mail that waits, and no job sends', d.id::text from delivery d join warning w on w.id = d.warning_id
     where w.orgnr = any($1) and d.state in ('queued', 'deferred')
       and not exists (select from graphile_worker._private_jobs j where j.key = 'deliver:' || coalesce(d.mail_id, d.id))
     union all
     select 'warned about in nothing that was sent', d.id::text from detection d left join warning w on w.id = d.warning_id
     where d.orgnr = any($1) and d.state = 'warned' and (w.id is null or w.state in ('draft', 'cancelled'))
     union all
     select 'in the queue, and in no draft', d.id::text from detection d left join warning w on w.id = d.warning_id
     where d.orgnr = any($1) and d.state = 'queued' and not d.held and (w.id is null or w.state = 'cancelled')`,
    [members],
  )
  expect(rows).toEqual([])
  const known = await bench.platform.postgres.owner.query('select count(*)::int from detection where orgnr = any($1)', [
    members,
  ])
  expect(known.rows[0].count).toBe(seen.size)
}

/** Every mail gets through in the end, once nothing waits any more: nothing is under way then. */
export async function settle(real: Real): Promise<void> {
  real.now += 24 * hour
  real.bench.setTime(new Date(real.now).toISOString())
  for (const [i, mail] of (await waitingMails(real)).entries()) {
    if (i % 2 === 0) await sendMail(real, mail, 'crash')
    await sendMail(real, mail, 'accept')
  }
  await expectNothingLost(real)
  const { rows } = await real.bench.platform.postgres.owner.query(
    "select id from warning where orgnr = any($1) and state = 'sending'",
    [real.members],
  )
  expect(rows).toEqual([])
}
