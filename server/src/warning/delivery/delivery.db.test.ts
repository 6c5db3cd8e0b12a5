import type { Failure, WarningDetail } from '@varde/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { MailError } from '../../platform/index.ts'
import { deliverJob } from './delivery.job.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T04:00:00.000Z' })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.refuse = () => null
  mailbox.received.length = 0
  bench.setTime('2026-11-24T04:00:00.000Z')
})

/** A member with one contact and one warning that is on its way. */
async function warned(category = 'c2') {
  const email = `vakt${++n}@medlem.example`
  const member = await bench.addMember(n, [{ name: 'Åse Vakt', email, language: 'nn' }])
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category, confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  return { member, email, id: list.body.items[0]?.id ?? '' }
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const deliveryOf = async (id: string) => (await detail(id)).deliveries[0]

/** Lets a job that waits for its next try begin now, on its last try where asked; one that runs or was given up stays. */
async function hurry(id: string, { last = false } = {}) {
  await bench.platform.postgres.owner.query(
    `update graphile_worker._private_jobs set run_at = now(), attempts = case when $1 then max_attempts - 1 else attempts end
    where locked_at is null and attempts < max_attempts
      and key in (select 'deliver:' || id from delivery where warning_id = $2)`,
    [last, id],
  )
}

describe('a mail that is taken', () => {
  it('is in the contact’s language, and makes the warning sent with a deadline', async () => {
    const { id, email } = await warned()
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
    const [received] = mailbox.received.filter(({ to }) => to === email)
    expect(received?.mail.subject).toContain('Ei maskin hos dykk kan vere fjernstyrt')
    expect(received?.mail.subject).toContain('TLP:AMBER')
    expect(received?.mail.text).toMatch(/http:\/\/varde\.example\/answer\/\S+/)
    expect(received?.mail.html).toContain('lang="nn"')
    expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated')
    const { warning, deliveries, texts, timeline, seconds_to_warn } = await detail(id)
    expect(warning).toMatchObject({ sent_at: '2026-11-24T04:00:00.000Z', due_at: '2026-11-24T08:00:00.000Z' })
    expect(deliveries).toMatchObject([{ state: 'delivered', attempts: 1, last_reply: expect.stringMatching(/^250/) }])
    expect(timeline.map(({ what }) => what)).toEqual(['created', 'sending', 'delivered'])
    expect(seconds_to_warn).toBe(0)
    // What is kept and shown must not open the answer page.
    expect(texts[0]?.text).toContain('http://varde.example/answer/…')
    expect(texts[0]?.text).not.toMatch(/answer\/ey/)
  })
})

describe('a mail that is put off', () => {
  it('is deferred with the mail server’s words, burns meanwhile, and is delivered by a later try', async () => {
    mailbox.refuse = () => 450
    const { id } = await warned()
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('deferred'), 10_000)
    expect((await deliveryOf(id))?.last_reply).toMatch(/^450/)
    expect((await detail(id)).warning.state).toBe('sending')
    const now = await bench.call<{ undelivered: number; burning: { kind: string; id: string }[] }>('GET', '/api/v1/now')
    expect(now.body.burning).toContainEqual(expect.objectContaining({ kind: 'undelivered', id }))
    mailbox.refuse = () => null
    await hurry(id)
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('delivered'), 10_000)
    expect((await detail(id)).warning.state).toBe('sent')
    expect(mailbox.received).toHaveLength(1)
  })

  it('fails after its last try, is shown, and goes out when somebody retries it', async () => {
    mailbox.refuse = () => 451
    const { id } = await warned()
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('deferred'), 10_000)
    await vi.waitFor(async () => {
      await hurry(id, { last: true })
      expect((await deliveryOf(id))?.state).toBe('failed')
    }, 10_000)
    expect((await detail(id)).warning.state).toBe('failed')
    const failures = await vi.waitFor(async () => {
      const { body } = await bench.call<{ items: Failure[] }>('GET', '/api/v1/failures')
      expect(body.items).toMatchObject([{ task: 'deliver', warning: id, error: expect.stringMatching(/^451/) }])
      return body
    }, 10_000)
    mailbox.refuse = () => null
    const retried = await bench.call('POST', `/api/v1/failures/${failures.items[0]?.id}/retry`)
    expect(retried.status).toBe(204)
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
    expect((await bench.call<{ items: Failure[] }>('GET', '/api/v1/failures')).body.items).toEqual([])
    expect((await bench.call('POST', `/api/v1/failures/${failures.items[0]?.id}/retry`)).status).toBe(404)
  })
})

describe('a mail that is refused for good', () => {
  it('is bounced without another try; sent again it goes out', async () => {
    mailbox.refuse = () => 550
    const { id } = await warned()
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('failed'), 10_000)
    expect(await deliveryOf(id)).toMatchObject({
      state: 'bounced',
      attempts: 1,
      last_reply: expect.stringMatching(/^550/),
    })
    mailbox.refuse = () => null
    expect((await bench.call('POST', `/api/v1/warnings/${id}/send`)).status).toBe(204)
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
    expect((await bench.call('POST', `/api/v1/warnings/${id}/send`)).status).toBe(409)
  })

  it('leaves the warning under way while another contact may still get it', async () => {
    const member = await bench.addMember(++n, [
      { name: 'A', email: 'gammel@medlem.example', language: 'nb' },
      { name: 'B', email: `treg${n}@medlem.example`, language: 'en' },
    ])
    mailbox.refuse = (to) => (to === 'gammel@medlem.example' ? 550 : 450)
    const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2' })
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
    const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
    const id = list.body.items[0]?.id ?? ''
    await vi.waitFor(async () => {
      expect((await detail(id)).deliveries.map(({ state }) => state)).toEqual(['bounced', 'deferred'])
    }, 10_000)
    expect((await detail(id)).warning.state).toBe('sending')
  })

  it('leaves the warning sent where another contact has it', async () => {
    const member = await bench.addMember(++n, [
      { name: 'A', email: 'gammel@medlem.example', language: 'nb' },
      { name: 'B', email: `ny${n}@medlem.example`, language: 'en' },
    ])
    mailbox.refuse = (to) => (to === 'gammel@medlem.example' ? 550 : null)
    const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2' })
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
    await vi.waitFor(async () => {
      const { items } = (
        await bench.call<{ items: WarningDetail['warning'][] }>('GET', `/api/v1/warnings?member=${member}`)
      ).body
      const { deliveries, warning } = await detail(items[0]?.id ?? '')
      expect(deliveries.map(({ state }) => state)).toEqual(['bounced', 'delivered'])
      expect(warning.state).toBe('sent')
    }, 10_000)
  })
})

describe('the job itself', () => {
  const attempt = { attempt: 1, last: false }
  it('has the same Message-ID for each try, and sends nothing once the mail is delivered', async () => {
    const ids: string[] = []
    const { id } = await warned()
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('delivered'), 10_000)
    const delivery = (await deliveryOf(id))?.id ?? ''
    const job = deliverJob(
      {
        ...bench.platform,
        mailer: {
          ...bench.platform.mailer,
          sendBuilt: async ({ messageId }) => {
            ids.push(messageId)
            throw new MailError('unconfigured', 'No mail server is configured.')
          },
        },
      },
      bench.warning.links,
      bench.warning.ourMail,
    )
    await job({ delivery }, attempt)
    expect(ids).toEqual([])
    await bench.platform.postgres.db
      .updateTable('delivery')
      .set({ state: 'queued' })
      .where('id', '=', delivery)
      .execute()
    await expect(job({ delivery }, attempt)).rejects.toThrow('No mail server is configured.')
    expect((await deliveryOf(id))?.state).toBe('deferred')
    await expect(job({ delivery }, attempt)).rejects.toThrow()
    expect(ids).toEqual([`<${delivery}@varde.example>`, `<${delivery}@varde.example>`])
    expect(mailbox.received[0]?.mail.messageId).toBe(ids[0])
  })

  it('is done where the mail server has refused for good', async () => {
    const { id } = await warned()
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('delivered'), 10_000)
    const delivery = (await deliveryOf(id))?.id ?? ''
    const { db } = bench.platform.postgres
    await db.updateTable('delivery').set({ state: 'queued' }).where('id', '=', delivery).execute()
    const sendBuilt = () => Promise.reject(new MailError('bounced', '550 unknown'))
    const mailer = { ...bench.platform.mailer, sendBuilt }
    await deliverJob({ ...bench.platform, mailer }, bench.warning.links, bench.warning.ourMail)({ delivery }, attempt)
    expect((await deliveryOf(id))?.state).toBe('bounced')
  })

  it('says nothing of the address in the fault that is logged', async () => {
    mailbox.refuse = () => 450
    const { id, email } = await warned()
    await vi.waitFor(async () => expect((await deliveryOf(id))?.state).toBe('deferred'), 10_000)
    const { rows } = await bench.platform.postgres.owner.query<{ last_error: string }>(
      'select last_error from graphile_worker.jobs where key = $1',
      [`deliver:${(await deliveryOf(id))?.id}`],
    )
    expect(rows[0]?.last_error).toContain('the mail server answered 450')
    expect(rows[0]?.last_error).not.toContain(email)
  })
})
