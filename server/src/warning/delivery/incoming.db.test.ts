/** Mail that comes in over SMTP: what was returned, and answers. */
import type { MailTask, Now, WarningDetail } from '@varde/contract'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { createMessage, encrypt, readKey, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox, type Received } from '../../../test/support/mailbox.ts'
import { type KeyPair, keyPairOf } from '../../../test/support/openpgp.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

const now = '2026-11-24T04:00:00.000Z'
let mailbox: Mailbox
let bench: WarningBench
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now, mailIn: 0 })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.received.length = 0
})

type Warned = { id: string; member: string; email: string; contact: string; mail: Received; replyTo: string }

async function warned(
  pair: ((email: string) => Promise<KeyPair>) | null = null,
): Promise<Warned & { pair: KeyPair | null }> {
  const email = `vakt${++n}@medlem.example`
  const member = await bench.addMember(n, [{ name: 'Åse Vakt', email, language: 'nb' }])
  const { rows } = await bench.platform.postgres.owner.query('select id from contact where email = $1', [email])
  const made = pair === null ? null : await pair(email)
  if (made !== null) {
    await bench.call('PUT', `/api/v1/contacts/${rows[0].id}/key`, { body: { armored: made.publicKey } })
  }
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  const id = list.body.items[0]?.id ?? ''
  await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
  const mail = mailbox.received[0] as Received
  const replyTo = (mail.mail.replyTo as { text: string } | undefined)?.text ?? ''
  return { id, member, email, contact: rows[0].id, mail, replyTo, pair: made }
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const tasks = async (member: string) =>
  (await bench.call<{ items: MailTask[] }>('GET', `/api/v1/mail-tasks?member=${member}`)).body.items

/** As a mail server on the way would. @returns its reply, or the refusal */
async function deliver(mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: bench.mailInPort })
  try {
    return (await transport.sendMail(mail)).response
  } catch (fault) {
    return (fault as { response?: string }).response ?? String(fault)
  } finally {
    transport.close()
  }
}

/** A notice as RFC 3464 has it, to the mail's return path. */
function notice(to: string, email: string, { action = 'failed', status = '5.1.1' } = {}): SendMailOptions {
  const raw = [
    'From: MAILER-DAEMON@mx.medlem.example',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
    '',
    '--x',
    '',
    'I am sorry.',
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.medlem.example',
    '',
    `Final-Recipient: rfc822; ${email}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <${email}>: unknown`,
    '',
    '--x--',
    '',
  ].join('\r\n')
  return { raw, envelope: { from: '', to } }
}

describe('a mail that comes back', () => {
  it('is shown as bounced in the words of who refused it, fails the warning, and asks somebody to mend the address', async () => {
    const { id, member, email, contact, mail } = await warned()
    expect(mail.returnPath).toMatch(/^varde\+b[0-9a-v]{39}@csirt\.example$/)
    expect(await deliver(notice(mail.returnPath, email))).toMatch(/^250/)
    const { deliveries, warning } = await detail(id)
    const words = `550 5.1.1 <${email}>: unknown`
    expect(deliveries).toMatchObject([{ state: 'bounced', status: '5.1.1', last_reply: words, reported_at: now }])
    expect(warning.state).toBe('failed')
    expect(await tasks(member)).toMatchObject([{ kind: 'address', contact: { id: contact, email }, words }])
    const { body } = await bench.call<Now>('GET', '/api/v1/now')
    expect(body.burning).toContainEqual(expect.objectContaining({ kind: 'undelivered', id }))
    // Told twice, it is one.
    expect(await deliver(notice(mail.returnPath, email))).toMatch(/^250/)
    expect(await tasks(member)).toHaveLength(1)
  })

  it('and is still tried for, stands as it was with the words', async () => {
    const { id, member, email, mail } = await warned()
    await deliver(notice(mail.returnPath, email, { action: 'delayed', status: '4.4.1' }))
    const { deliveries, warning } = await detail(id)
    expect(deliveries).toMatchObject([{ state: 'delivered', status: '4.4.1' }])
    expect(warning.state).toBe('sent')
    expect(await tasks(member)).toEqual([])
  })

  it('is believed from nobody who was not sent it', async () => {
    const { id, email, mail, replyTo } = await warned()
    const forged = [
      mail.returnPath.replace(/.@/, (end) => (end === '0@' ? '1@' : '0@')),
      replyTo.replace('+r', '+b'),
      'varde@csirt.example',
      'root@localhost',
    ]
    for (const to of forged) expect(await deliver(notice(to, email))).toMatch(/^550 5\.1\.1/)
    // An absence is no fault.
    const away = {
      from: email,
      to: mail.returnPath,
      subject: 'Borte',
      text: 'Jeg er borte',
      headers: { 'Auto-Submitted': 'auto-replied' },
    }
    expect(await deliver(away)).toMatch(/^250/)
    expect((await detail(id)).deliveries[0]?.state).toBe('delivered')
  })

  it('before it was written down that it went, is asked for again', async () => {
    const { id, email, mail } = await warned()
    const { db } = bench.platform.postgres
    await db.updateTable('delivery').set({ state: 'queued' }).where('warning_id', '=', id).execute()
    expect(await deliver(notice(mail.returnPath, email))).toMatch(/^451/)
  })
})

describe('an answer by e-mail', () => {
  const answer = (to: string, from: string, more: SendMailOptions = {}): SendMailOptions => ({
    from: `Åse Vakt <${from}>`,
    to,
    subject: 'SV: Kritisk',
    text: 'Vi har tatt maskinen av nettet.\n\nDen tir. 24. nov. 2026 kl. 05:00 skrev Varde <varde@csirt.example>:\n> Kritisk\n',
    messageId: '<svar@medlem.example>',
    ...more,
  })

  it('stands on the warning as what was written above the quote, as acknowledged and never as answered, once', async () => {
    const { id, member, email, mail, replyTo } = await warned()
    expect(mail.mail.text).toContain('Du kan svare på denne e-posten')
    expect(mail.mail.text).not.toContain('Ikke svar på denne')
    expect(await deliver(answer(replyTo, email))).toMatch(/^250/)
    expect(await deliver(answer(replyTo, email))).toMatch(/^250/)
    const { warning, responses } = await detail(id)
    expect(warning).toMatchObject({ state: 'acknowledged', answer: null, acknowledged_at: now })
    expect(responses).toMatchObject([
      {
        channel: 'email',
        kind: 'acknowledge',
        answer: null,
        contact_name: 'Åse Vakt',
        comment: 'Vi har tatt maskinen av nettet.',
        verified: false,
      },
    ])
    expect(await tasks(member)).toMatchObject([
      { kind: 'reply', warning: { id }, words: 'Vi har tatt maskinen av nettet.' },
    ])
  })

  it('from another address says from which, and says what was left out', async () => {
    const { id, replyTo } = await warned()
    const attachments = [{ filename: 'logg.txt', content: 'logg' }]
    await deliver(answer(replyTo, 'leder@medlem.example', { attachments }))
    const { responses } = await detail(id)
    expect(responses[0]?.contact_name).toBe('leder@medlem.example')
    expect(responses[0]?.comment).toBe('Vi har tatt maskinen av nettet.\n\n[1 vedlegg er ikke tatt med]')
  })

  it('that a program sent is not one', async () => {
    const { id, email, replyTo } = await warned()
    await deliver(answer(replyTo, email, { headers: { 'Auto-Submitted': 'auto-replied' } }))
    await deliver({ ...answer(replyTo, email), envelope: { from: '', to: replyTo } })
    expect((await detail(id)).responses).toEqual([])
    expect((await detail(id)).warning.state).toBe('sent')
  })

  it('that is encrypted to us and signed with the contact’s key is read, and known as theirs', async () => {
    const { id, email, replyTo, pair } = await warned((address) => keyPairOf(address))
    const sealed = await encrypt({
      message: await createMessage({
        binary: Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\nBare for dere: vi er berørt.\r\n'),
      }),
      encryptionKeys: await readKey({ armoredKey: bench.warning.ourMail.key.toPublic().armor() }),
      signingKeys: await readPrivateKey({ armoredKey: pair?.privateKey ?? '' }),
      date: new Date(now),
    })
    const raw = [
      `From: ${email}`,
      `To: ${replyTo}`,
      'Message-ID: <sealed@medlem.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="x"',
      '',
      '--x',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--x',
      'Content-Type: application/octet-stream; name="encrypted.asc"',
      '',
      sealed.replace(/\r?\n/g, '\r\n'),
      '--x--',
      '',
    ].join('\r\n')
    expect(await deliver({ raw, envelope: { from: email, to: replyTo } })).toMatch(/^250/)
    expect((await detail(id)).responses).toMatchObject([{ comment: 'Bare for dere: vi er berørt.', verified: true }])
  })
})
