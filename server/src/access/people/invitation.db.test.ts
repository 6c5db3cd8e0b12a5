/** The mails that people get about their accounts, through a real mail server. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { type Mailbox, openMailbox, type Received } from '../../../test/support/mailbox.ts'
import { type Enrolled, openPeopleBench, type PeopleBench, publicUrl } from '../../../test/support/people.ts'

let mailbox: Mailbox
let bench: PeopleBench
let admin: Enrolled

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openPeopleBench({ smtpUrl: mailbox.url })
  await bench.member(orgnr(1))
  admin = await bench.enrolled('admin@csirt.example', 'admin')
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.received.length = 0
})

function mailTo(address: string): Promise<Received> {
  return vi.waitFor(
    () => {
      const found = mailbox.received.find(({ to }) => to === address)
      if (found === undefined) throw new Error(`no mail to ${address}`)
      return found
    },
    { timeout: 20_000 },
  )
}

function tokenIn({ mail }: Received): string | null {
  return /\/sign-in\/link\?token=(\w+)/.exec(mail.text ?? '')?.[1] ?? null
}

async function invite(email: string, part: object = {}) {
  const wish = {
    email,
    name: 'Kari <b>Nordmann</b>',
    role: 'member_contact',
    member: orgnr(1),
    language: 'nn',
    ...part,
  }
  return (await admin.call('POST', '/api/v1/people', wish)).json()
}

describe('an invitation', () => {
  it('comes by mail in the person’s language, with a link that opens the first-time page', async () => {
    const answer = await invite('kari@member.example')
    expect(answer.mailed).toBe(true)
    const received = await mailTo('kari@member.example')
    expect(received.mail.subject).toBe('Du er invitert til Varde')
    expect(received.mail.text).toContain(`kontakt for Medlem ${orgnr(1)}`)
    expect(received.mail.text).toContain('éin gong')
    expect(received.mail.html).not.toContain('<b>Nordmann')
    expect(received.mail.html).not.toContain('\\n')
    const token = tokenIn(received)
    expect(JSON.stringify(answer)).not.toContain(token)
    const call = bench.browser()
    await call('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect((await call('GET', '/api/v1/me')).json()).toMatchObject({ email: 'kari@member.example', enrolled: false })
    expect(await bench.audit('link.made')).toMatchObject([{ actor_kind: 'system', object_id: answer.id }])
  })

  it('holds no link for who signs in already', async () => {
    const ola = await bench.enrolled('ola@member.example', 'member_contact', { member: orgnr(1), language: 'en' })
    expect((await invite(ola.email, { role: 'analyst', member: undefined })).mailed).toBe(true)
    const received = await mailTo(ola.email)
    expect(received.mail.subject).toBe('You have been given access in Varde')
    expect(received.mail.text).toContain(`analyst, contact for Medlem ${orgnr(1)}`)
    expect(received.mail.text).toContain(`${publicUrl}/sign-in\n`)
    expect(tokenIn(received)).toBeNull()
  })

  it('is sent again by inviting again, and only the newest link opens', async () => {
    await invite('again@member.example')
    const first = tokenIn(await mailTo('again@member.example'))
    mailbox.received.length = 0
    await invite('again@member.example')
    const second = tokenIn(await mailTo('again@member.example'))
    const open = async (token: string | null) =>
      (await bench.browser()('GET', `/api/auth/magic-link/verify?token=${token}`)).statusCode
    expect([await open(first), await open(second)]).toEqual([403, 200])
  })
})

it('a reset sends a new link, and keeps its secret out of the job queue', async () => {
  const liv = await bench.enrolled('liv@csirt.example', 'analyst', { language: 'nb' })
  mailbox.refuse = () => 450
  await admin.call('POST', `/api/v1/people/${liv.id}/reset-sign-in`)
  const failed = await vi.waitFor(async () => {
    const { rows } = await bench.postgres.owner.query(
      `select j.last_error, p.payload::text from graphile_worker.jobs j
       join graphile_worker._private_jobs p on p.id = j.id where j.last_error is not null`,
    )
    if (rows.length === 0) throw new Error('not tried yet')
    return JSON.stringify(rows)
  })
  mailbox.refuse = () => null
  expect(failed).toContain('did not take the mail (deferred)')
  expect(failed).not.toContain('liv@csirt.example')
  expect(failed).not.toContain('token')
  const received = await mailTo('liv@csirt.example')
  expect(received.mail.subject).toBe('Velg på nytt hvordan du logger inn i Varde')
  expect(tokenIn(received)).not.toBeNull()
})
