/** Mails that wait for the morning or for others, and mails with several warnings: sent, returned, answered, sealed. */
import type { ChaseRuleShown, MailTask, Warning, WarningDetail } from '@varde/contract'
import { simpleParser } from 'mailparser'
import { decrypt, readMessage, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox, type Received } from '../../../test/support/mailbox.ts'
import { keyPairOf } from '../../../test/support/openpgp.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { openAccess } from '../../access/index.ts'
import { warningTasks } from '../index.ts'

const day = '2026-11-24T10:00:00.000Z'
const night = '2026-11-24T22:00:00.000Z'
const morning = '2026-11-25T05:00:00.000Z'
const later = (minutes: number) => new Date(Date.parse(day) + minutes * 60_000).toISOString()
let mailbox: Mailbox
let bench: WarningBench
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: day, mailIn: 0 })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.refuse = () => null
  mailbox.received.length = 0
  bench.setTime(day)
})

type Severity = 'critical' | 'medium' | 'low'
type Known = { member: string; email: string }

async function known(): Promise<Known> {
  const email = `vakt${++n}@medlem.example`
  return { member: await bench.addMember(n, [{ name: 'Åse Vakt', email, language: 'nb' }]), email }
}
const warnings = async ({ member }: Known) =>
  (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${member}`)).body.items
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const post = (id: string, word: string) => bench.call('POST', `/api/v1/warnings/${id}/${word}`)
const tasks = async ({ member }: Known) =>
  (await bench.call<{ items: MailTask[] }>('GET', `/api/v1/mail-tasks?member=${member}`)).body.items

/** Something is seen at the member; what the policy does not warn of by itself, a duty officer does. @returns the warnings */
async function warn(about: Known, ...all: Severity[]): Promise<string[]> {
  const before = new Set((await warnings(about)).map(({ id }) => id))
  const causes = { critical: ['c2', 90], medium: ['scanner', 60], low: ['scanner', 20] } as const
  const findings = await Promise.all(
    all.map(async (severity) => {
      const [category, confidence] = causes[severity]
      const indicator = await bench.addIndicator({ value: `v${++n}.example`, category, confidence })
      return finding({ member: about.member, cause: { kind: 'indicator', indicator } })
    }),
  )
  for (const one of findings) await bench.record([one])
  const made = (await warnings(about)).filter(({ id }) => !before.has(id))
  for (const { id, state } of made) if (state === 'draft') expect((await post(id, 'send')).status).toBe(204)
  return made.map(({ id }) => id).sort()
}

/** Lets the jobs of these mails begin now, however long they are to wait by the clock of the queue. */
async function hurry(): Promise<void> {
  await bench.platform.postgres.owner.query(
    'update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()',
  )
}
const states = async (ids: readonly string[]) => (await Promise.all(ids.map(detail))).map((one) => one.warning.state)
const until = (ids: readonly string[], state: string) =>
  vi.waitFor(async () => {
    await hurry()
    expect(await states(ids)).toEqual(ids.map(() => state))
  }, 15_000)

/** A member with a warning that has just been sent, and others that wait for the pause to be over. */
async function gathering(...all: Severity[]): Promise<{ about: Known; ids: string[] }> {
  const about = await known()
  await until(await warn(about, 'medium'), 'sent')
  mailbox.received.length = 0
  return { about, ids: await warn(about, ...all) }
}

describe('mails to one contact, one after another', () => {
  it('wait until the pause is over, and go as one with a link for each', async () => {
    const { about, ids } = await gathering('medium', 'low')
    expect((await detail(ids[0] ?? '')).warning).toMatchObject({
      state: 'sending',
      waits: { until: later(15), why: 'gather' },
    })
    await hurry()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(mailbox.received).toEqual([])
    bench.setTime(later(15))
    await until(ids, 'sent')
    expect(mailbox.received).toHaveLength(1)
    const { mail, returnPath } = mailbox.received[0] as Received
    expect(mail.subject).toBe(`Middels: 2 varsler til Medlem ${Number(about.email.match(/\d+/)?.[0])} [TLP:AMBER]`)
    expect(mail.text?.match(/http:\/\/varde\.example\/answer\/\S+/g)).toHaveLength(2)
    expect(mail.html).toContain('Varsel 2 av 2')
    const [first, second] = await Promise.all(ids.map(detail))
    expect(first?.warning.waits).toBe(null)
    expect(first?.warning.due_at).toBe(new Date(Date.parse(later(15)) + 72 * 3_600_000).toISOString())
    expect(first?.deliveries[0]?.together).toEqual([second?.warning.number])
    // What is kept with one does not tell of the other.
    expect(first?.texts[0]?.text).not.toContain(second?.warning.title.split(' ')[0]?.replace('.', '[.]'))
    for (const path of mail.text?.match(/\/answer\/\S+/g) ?? []) {
      expect(await (await fetch(`${bench.address}${path}`)).text()).toContain('V-0')
    }
    // It comes back: nobody has got either.
    const raw = notice(returnPath, about.email)
    await bench.warning.incoming.take({ from: '', to: returnPath, raw })
    expect(await states(ids)).toEqual(['failed', 'failed'])
    expect(await tasks(about)).toMatchObject([{ kind: 'address' }])
  })

  it('are answered as one: the answer is on each, and somebody is told of it once', async () => {
    const { about, ids } = await gathering('medium', 'medium', 'medium')
    bench.setTime(later(15))
    await until(ids, 'sent')
    const { mail } = mailbox.received[0] as Received
    const to = (mail.replyTo as { text: string } | undefined)?.text ?? ''
    const { number } = (await detail(ids[1] ?? '')).warning
    const text = `Vi ser på V-${String(number).padStart(6, '0')} nå.`
    const raw = Buffer.from(`From: ${about.email}\r\nTo: ${to}\r\nMessage-ID: <a@medlem.example>\r\n\r\n${text}\r\n`)
    await bench.warning.incoming.take({ from: about.email, to, raw })
    await bench.warning.incoming.take({ from: about.email, to, raw })
    expect(await states(ids)).toEqual(ids.map(() => 'acknowledged'))
    for (const id of ids) expect((await detail(id)).responses).toMatchObject([{ comment: text, channel: 'email' }])
    expect(await tasks(about)).toMatchObject([{ kind: 'reply', warning: { number } }])
  })

  it('go at once and alone where they are critical', async () => {
    const { about, ids } = await gathering('low')
    await until(await warn(about, 'critical'), 'sent')
    expect(await states(ids)).toEqual(['sending'])
    expect(mailbox.received.map(({ mail }) => mail.subject)).toEqual([expect.stringMatching(/^Kritisk: .* \[V-/)])
  })

  it('are sealed as one, and what follows them is in the same thread', async () => {
    const { about, ids } = await gathering('medium', 'medium')
    const { rows } = await bench.platform.postgres.owner.query('select id from contact where email = $1', [about.email])
    const pair = await keyPairOf(about.email)
    await bench.call('PUT', `/api/v1/contacts/${rows[0].id}/key`, { body: { armored: pair.publicKey } })
    bench.setTime(later(15))
    await until(ids, 'sent')
    const raw = mailbox.received[0]?.raw.toString() ?? ''
    expect(raw).toMatch(/^Subject: \[TLP:AMBER\] Varsel V-\d{6} og 1 til\r$/m)
    const armoredMessage = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(raw)?.[0] ?? ''
    const { data } = await decrypt({
      message: await readMessage({ armoredMessage }),
      decryptionKeys: await readPrivateKey({ armoredKey: pair.privateKey }),
      date: new Date(later(15)),
    })
    const inner = await simpleParser(data as string)
    expect(inner.subject).toMatch(/^Middels: 2 varsler/)
    expect(inner.text?.match(/\/answer\/\S+/g)).toHaveLength(2)
    const sent = /^Message-ID: (.*)\r$/im.exec(raw)?.[1]
    mailbox.received.length = 0
    for (const id of ids) await bench.call('POST', `/api/v1/warnings/${id}/messages`, { body: { message: 'Hei' } })
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 10_000)
    for (const { mail } of mailbox.received) expect(mail.inReplyTo).toBe(sent)
  })

  it('are one reminder, where they fall due at the same time', async () => {
    const { about, ids } = await gathering('medium', 'medium')
    bench.setTime(later(15))
    await until(ids, 'sent')
    mailbox.received.length = 0
    bench.setTime(later(15 + 72 * 60 + 1))
    const { audit } = await openAccess(bench.platform)
    const chase = warningTasks({ platform: bench.platform, audit, warning: bench.warning })['chase']
    await chase?.({}, { attempt: 1, last: false })
    await vi.waitFor(async () => {
      for (const id of ids) {
        expect((await detail(id)).deliveries.filter(({ kind }) => kind === 'reminder')).toMatchObject([
          { state: 'delivered' },
        ])
      }
    }, 10_000)
    const toThem = mailbox.received.filter(({ to }) => to === about.email)
    expect(toThem.map(({ mail }) => mail.subject)).toEqual([
      expect.stringMatching(new RegExp(`^Middels: Purring på 3 varsler til Medlem ${about.email.match(/\d+/)?.[0]} `)),
    ])
  })
})

describe('at night', () => {
  async function waiting(): Promise<{ about: Known; id: string }> {
    bench.setTime(night)
    const about = await known()
    const webhook = { member: about.member, name: 'Logg', url: 'https://mottak.example/', types: ['warning.sent'] }
    const made = await bench.call('POST', '/api/v1/webhooks', { body: { ...webhook, least: 'low' } })
    expect(made.status).toBe(201)
    const [id = ''] = await warn(about, 'low')
    expect((await detail(id)).warning.waits).toEqual({ until: morning, why: 'quiet' })
    expect((await detail(id)).deliveries).toMatchObject([{ state: 'queued', waits: { why: 'quiet' } }])
    return { about, id }
  }

  it('what is low waits for the morning, is neither called silent nor shown in the portal, and goes then', async () => {
    const { about, id } = await waiting()
    const inPortal = async () => {
      const scope = `member:${about.member}`
      const { body } = await bench.call<{ items: { id: string }[] }>('GET', '/api/v1/portal/warnings', { scope })
      return body.items.map((one) => one.id)
    }
    expect(await inPortal()).not.toContain(id)
    const board = async () =>
      (await bench.call<{ parts: object }>('GET', '/api/v1/warnings/board?severity=low')).body.parts
    expect(await board()).toMatchObject({ waiting: 1 })
    bench.setTime(morning)
    await until([id], 'sent')
    expect(await board()).toMatchObject({ waiting: 0 })
    expect(await inPortal()).toContain(id)
    expect((await post(id, 'send-now')).status).toBe(409)
    expect((await post(id, 'withdraw')).status).toBe(409)
  })

  it('it goes at once where somebody says so', async () => {
    const { id } = await waiting()
    mailbox.refuse = () => 450
    expect((await post(id, 'send-now')).status).toBe(204)
    await vi.waitFor(async () => expect((await detail(id)).deliveries[0]?.state).toBe('deferred'), 10_000)
    // It may get through in spite of what was answered.
    expect((await post(id, 'withdraw')).status).toBe(409)
    mailbox.refuse = () => null
    await until([id], 'sent')
    expect(mailbox.received).toHaveLength(1)
  })

  it('it can be withdrawn, is a draft again, and reaches nobody, by mail or otherwise', async () => {
    const { about, id } = await waiting()
    const told = async () => {
      const { rows } = await bench.platform.postgres.owner.query(
        'select type from webhook_event where warning_id = $1',
        [id],
      )
      return rows.map(({ type }) => type)
    }
    expect(await told()).toEqual([])
    expect((await post(id, 'withdraw')).status).toBe(204)
    expect(await detail(id)).toMatchObject({
      warning: { state: 'draft', waits: null, detections: 1 },
      deliveries: [],
      detections: [{ state: 'queued' }],
    })
    await hurry()
    expect(mailbox.received).toEqual([])
    expect(await told()).toEqual([])
    bench.setTime(morning)
    expect((await post(id, 'send')).status).toBe(204)
    await until([id], 'sent')
    expect(mailbox.received.map(({ to }) => to)).toEqual([about.email])
    expect(await told()).toEqual(['warning.sent'])
  })

  it('a contact who has left by the morning gets nothing, and the warning shows it', async () => {
    const { about, id } = await waiting()
    await bench.platform.postgres.db.deleteFrom('contact').where('email', '=', about.email).execute()
    bench.setTime(morning)
    await until([id], 'failed')
    expect(mailbox.received).toEqual([])
  })
})

it('an old program changes the rules without knowing of pauses, and these stay', async () => {
  const read = async () => (await bench.call<{ rules: ChaseRuleShown[] }>('GET', '/api/v1/chase')).body.rules
  const before = await read()
  expect(before.map(({ gather_minutes, quiet_first }) => [gather_minutes, quiet_first])).toEqual([
    [0, false],
    [0, false],
    [15, false],
    [60, true],
  ])
  const rules = before.map(({ gather_minutes: _, quiet_first: __, ...rule }) => rule)
  expect((await bench.call('PUT', '/api/v1/chase', { scope: 'admin', body: { rules } })).status).toBe(200)
  expect(await read()).toEqual(before)
  const wrong = rules.map((rule) => ({ ...rule, gather_minutes: 5 }))
  expect((await bench.call('PUT', '/api/v1/chase', { scope: 'admin', body: { rules: wrong } })).status).toBe(400)
})

/** As RFC 3464 has it. */
function notice(to: string, email: string): Buffer {
  const lines = [
    'From: MAILER-DAEMON@mx.medlem.example',
    `To: ${to}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    '',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.medlem.example',
    '',
    `Final-Recipient: rfc822; ${email}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--x--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}
