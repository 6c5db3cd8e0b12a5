/** Mail that comes in over SMTP: what was returned, and answers. */
import type { MailTask, Now, WarningDetail } from '@varde/contract'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { createMessage, encrypt, readKey, readPrivateKey, sign } from 'openpgp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openImap } from '../../../test/support/imap.ts'
import { type Mailbox, openMailbox, type Received } from '../../../test/support/mailbox.ts'
import { type KeyPair, keyPairOf } from '../../../test/support/openpgp.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { type IncomingMail, newId } from '../../platform/index.ts'
import { mailFetchJob } from './mail-fetch.job.ts'

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
  const mail = mailbox.received.find(({ to }) => to === email) as Received
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

  it('leads to a task that is done by somebody, and can be opened again, unless the same was raised anew', async () => {
    const { member, email, mail } = await warned()
    await deliver(notice(mail.returnPath, email))
    const [task] = await tasks(member)
    const act = async (what: string) => (await bench.call('POST', `/api/v1/mail-tasks/${task?.id}/${what}`)).status
    expect(await act('reopen')).toBe(404)
    expect(await act('done')).toBe(204)
    expect(await tasks(member)).toEqual([])
    const done = `/api/v1/mail-tasks?member=${member}&done=true`
    const finished = async () => (await bench.call<{ items: MailTask[] }>('GET', done)).body.items
    expect(await finished()).toMatchObject([{ id: task?.id, done_by: 'test analyst', done_at: now }])
    expect(await act('reopen')).toBe(204)
    expect(await tasks(member)).toMatchObject([{ id: task?.id, done_by: null }])
    expect(await finished()).toEqual([])
    await act('done')
    const { db } = bench.platform.postgres
    const again = {
      id: newId(),
      orgnr: member,
      contact_id: task?.contact?.id ?? null,
      kind: 'address',
      words: 'igjen',
    } as const
    await db
      .insertInto('mail_task')
      .values({ ...again, warning_id: null, raised_at: new Date(now), done_by: null })
      .execute()
    expect(await act('reopen')).toBe(404)
    expect(await tasks(member)).toMatchObject([{ id: again.id }])
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
        signature: null,
        attachments: [],
      },
    ])
    expect(await tasks(member)).toMatchObject([
      { kind: 'reply', warning: { id }, words: 'Vi har tatt maskinen av nettet.' },
    ])
  })

  it('from another address says from which', async () => {
    const { id, replyTo } = await warned()
    await deliver(answer(replyTo, 'leder@medlem.example'))
    expect((await detail(id)).responses[0]?.contact_name).toBe('leder@medlem.example')
  })

  it('brings its files along: as bytes to staff alone, found by their hash, and told of where else they came', async () => {
    const { id, email, member, replyTo } = await warned()
    const file = { filename: '../løsepenger\u202Egpj.exe', content: Buffer.from('MZ\0 ikke kjør') }
    await deliver(answer(replyTo, email, { attachments: [file, { filename: 'logg.txt', content: 'logg' }] }))
    const [response] = (await detail(id)).responses
    expect(response?.comment).toBe('Vi har tatt maskinen av nettet.')
    expect(response?.attachments).toMatchObject([
      { name: 'løsepengergpj.exe', size: file.content.length, indicator: null, also: [] },
      { name: 'logg.txt', size: 4 },
    ])
    const [first] = response?.attachments ?? []
    const path = `/api/v1/attachments/${first?.id}`
    for (const scope of ['auditor', `member:${member}`])
      expect((await bench.call('GET', path, { scope })).status).toBe(403)
    const got = await bench.call<string>('GET', path)
    expect(got.body).toBe('MZ\0 ikke kjør')
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="l_sepengergpj.exe"; filename*=UTF-8''l%C3%B8sepengergpj.exe`,
    })
    const { rows } = await bench.platform.postgres.owner.query(
      "select object_id, details from audit_entry where act = 'attachment.read'",
    )
    expect(rows).toMatchObject([{ object_id: id, details: { sha256: first?.sha256 } }])

    const other = await warned()
    await deliver(answer(other.replyTo, other.email, { attachments: [file] }))
    const { db } = bench.platform.postgres
    const sha256 = first?.sha256 ?? ''
    const indicator = { id: newId(), type: 'sha256', value: sha256, category: 'ransomware', confidence: 90 } as const
    await db
      .insertInto('indicator')
      .values({ ...indicator, tlp: 'AMBER', source: '', comment: '' })
      .execute()
    const [seen] = (await detail(id)).responses[0]?.attachments ?? []
    expect(seen).toMatchObject({ indicator: indicator.id, also: [{ warning: other.id }] })
    const found = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?q=${sha256.toUpperCase()}`)
    expect(found.body.items.map((one) => one.id).toSorted()).toEqual([id, other.id].toSorted())
    const own = await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`, { scope: `member:${member}` })
    expect(own.body.responses[0]?.attachments[0]).toMatchObject({ sha256, indicator: null, also: [] })
  })

  it('that is signed in plain sight is known as the contact’s, as altered, or as somebody else’s', async () => {
    const pairOf = (address: string) => keyPairOf(address)
    const { id, email, replyTo, pair } = await warned(pairOf)
    const stranger = await keyPairOf('en@annen.example')
    const body = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nVi er på saken.'
    const signed = async (privateKey: string, shown = body) => {
      const armored = await sign({
        message: await createMessage({ binary: Buffer.from(body) }),
        signingKeys: await readPrivateKey({ armoredKey: privateKey }),
        detached: true,
        // As from a clock that is a little ahead.
        date: new Date(Date.parse(now) + 60_000),
      })
      const raw = [
        `From: ${email}`,
        `To: ${replyTo}`,
        `Message-ID: <${newId()}@medlem.example>`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/signed; micalg=pgp-sha512;',
        '\tprotocol="application/pgp-signature"; boundary="=_a b"',
        '',
        'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)',
        '--=_a b',
        shown,
        '--=_a b',
        'Content-Type: application/pgp-signature; name="signature.asc"',
        '',
        armored.replace(/\r?\n/g, '\r\n'),
        '--=_a b--',
        '',
      ].join('\r\n')
      expect(await deliver({ raw, envelope: { from: email, to: replyTo } })).toMatch(/^250/)
      return (await detail(id)).responses.at(-1)
    }
    const own = pair?.privateKey ?? ''
    expect(await signed(own)).toMatchObject({ signature: 'good', comment: 'Vi er på saken.', attachments: [] })
    expect(await signed(own, body.replace('er på', 'gir opp'))).toMatchObject({ signature: 'bad' })
    expect(await signed(stranger.privateKey)).toMatchObject({ signature: 'unknown' })
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
    expect((await detail(id)).responses).toMatchObject([{ comment: 'Bare for dere: vi er berørt.', signature: 'good' }])
  })
})

describe('a mailbox', () => {
  it('is emptied: what is for us is taken in once, what cannot be yet stays, and the rest is put aside', async () => {
    const imap = await openImap()
    const { platform, warning } = bench
    const fetched = (incoming = warning.incoming) =>
      mailFetchJob({ ...platform, config: { ...platform.config, imapUrl: imap.url } }, incoming)(
        {},
        { attempt: 1, last: true },
      )
    const raw = (to: string, delivered: string, text: string) =>
      [
        `Return-Path: <leder@medlem.example>`,
        `Delivered-To: varsel-innboks@csirt.example`,
        `X-Original-To: ${delivered}`,
        'From: leder@medlem.example',
        'Content-Type: text/plain; charset=utf-8',
        'To: Varsel',
        `  <${to}>`,
        `Message-ID: <${newId()}@medlem.example>`,
        '',
        text,
        '',
      ].join('\r\n')
    const [one, two] = [await warned(), await warned()]
    // By its own address in the header, and by what the mail server wrote down of a hidden one.
    imap.deliver(raw(one.replyTo, 'varsel-innboks@csirt.example', 'Første svar.'))
    imap.deliver(raw('sjef@csirt.example', two.replyTo, 'Andre svar.'))
    imap.deliver(raw('sjef@csirt.example', 'sjef@csirt.example', 'Lunsj?'))
    await fetched()
    expect((await detail(one.id)).responses).toMatchObject([
      { comment: 'Første svar.', contact_name: 'leder@medlem.example' },
    ])
    expect((await detail(two.id)).responses).toMatchObject([{ comment: 'Andre svar.' }])
    expect([imap.in('INBOX'), imap.in('Varde'), imap.in('Varde-ukjent')].map((mails) => mails.length)).toEqual([
      0, 2, 1,
    ])

    // A fault of ours: it stays, and is taken in the next time.
    imap.deliver(raw(one.replyTo, one.replyTo, 'Tredje svar.'))
    const failing = { ...warning.incoming, take: () => Promise.reject(new Error('the database is away')) }
    await fetched(failing)
    expect(imap.in('INBOX')).toHaveLength(1)
    // The connection goes after it was taken in, and before it was moved: it is one answer all the same.
    const cut = { ...warning.incoming, take: async (mail: IncomingMail) => warning.incoming.take(mail).then(imap.stop) }
    await expect(fetched(cut)).rejects.toThrow()
    await expect(fetched()).rejects.toThrow(/ECONNREFUSED/)
    await imap.start()
    expect(imap.in('INBOX')).toHaveLength(1)
    await fetched()
    expect(imap.in('INBOX')).toHaveLength(0)
    const { responses } = await detail(one.id)
    expect(responses.map(({ comment }) => comment)).toEqual(['Første svar.', 'Tredje svar.'])
    await imap.stop()
  })
})
