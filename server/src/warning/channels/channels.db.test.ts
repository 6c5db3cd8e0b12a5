import type { Failure, WarningDetail, Webhook, WebhookEvent, WebhookSecret } from '@varde/contract'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { openReceiver, type Received, type Receiver } from '../../../test/support/receiver.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { tellByPhone } from './phone.store.ts'

let mailbox: Mailbox
let bench: WarningBench
let receiver: Receiver
let gateway: Receiver
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  receiver = await openReceiver()
  // Whoever verifies a call looks at the clock of the machine.
  gateway = await openReceiver()
  const settings = {
    VARDE_SMS_URL: gateway.url,
    VARDE_SMS_HEADER: 'X-Key: apent-sesam',
    VARDE_VOICE_URL: `${gateway.url}/voice`,
    VARDE_VOICE_BODY: 'number={to}&say={text}&ref={id}&lang={language}',
    VARDE_CSIRT_PHONE: '+47 22 00 00 00',
  }
  bench = await openWarningBench({ smtpUrl: mailbox.url, settings })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await receiver.close()
  await gateway.close()
  await mailbox.close()
})
beforeEach(() => {
  receiver.behave(204)
  receiver.received.length = 0
  gateway.behave(200)
  gateway.received.length = 0
})

const everything = ['warning.sent', 'warning.reminded', 'warning.relapsed', 'warning.message', 'warning.closed']

async function memberWithWebhook(url = receiver.url) {
  const member = await bench.addMember(++n, [{ name: 'Åse Vakt', email: `vakt${n}@medlem.example`, language: 'nn' }])
  const body = { member, name: 'Loggmottak', url, types: everything, least: 'low' }
  const made = await bench.call<WebhookSecret>('POST', '/api/v1/webhooks', { body })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return { member, ...made.body }
}

/** A warning that goes out at once. */
async function warned(member: string) {
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  return list.body.items[0]?.id ?? ''
}

const webhookOf = async (id: string) =>
  (await bench.call<{ items: Webhook[] }>('GET', '/api/v1/webhooks')).body.items.find((one) => one.id === id)
const eventsOf = async (id: string) =>
  (await bench.call<{ items: WebhookEvent[] }>('GET', `/api/v1/webhooks/${id}/events`)).body.items
const states = async (id: string) => (await eventsOf(id)).map(({ state }) => state)
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const bodyOf = ({ body }: Received) => JSON.parse(body) as { type: string; data: Record<string, unknown> }
const verified = (secret: string, { body, headers }: Received) =>
  new Verifier(secret).verify(body, headers as Record<string, string>)

/** Lets jobs that wait for their next try begin now, on their last where asked. */
async function hurry({ last = false } = {}) {
  await bench.platform.postgres.owner.query(
    `update graphile_worker._private_jobs set run_at = now(), attempts = case when $1 then max_attempts - 1 else attempts end
    where locked_at is null and attempts < max_attempts and (key like 'webhook:%' or key like 'phone:%')`,
    [last],
  )
}

describe('a webhook', () => {
  it('is told of a warning, of what follows, and that it is closed, each signed and with no more than is needed', async () => {
    const { member, id, secret } = await memberWithWebhook()
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    const warning = await warned(member)
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 10_000)
    const [first] = receiver.received as [Received]
    expect(first.headers['content-type']).toBe('application/json')
    expect(verified(secret, first)).toMatchObject({
      type: 'warning.sent',
      data: { id: warning, member, severity: 'critical', tlp: 'AMBER', state: 'sent' },
    })
    expect(bodyOf(first).data['url']).toBe(`http://varde.example/portal/warnings/${warning}`)
    expect(first.body).not.toMatch(/vakt\d|Åse/)
    await vi.waitFor(async () => expect((await detail(warning)).warning.state).toBe('sent'), 10_000)
    const path = `/api/v1/warnings/${warning}`
    expect((await bench.call('POST', `${path}/remind`)).status).toBe(204)
    expect((await bench.call('POST', `${path}/messages`, { body: { message: 'Vi har sett mer.' } })).status).toBe(204)
    const call = { contact_name: 'Åse Vakt', reached: true, answer: 'affected_handled' }
    expect((await bench.call('POST', `${path}/calls`, { body: call })).status).toBe(204)
    await vi.waitFor(() => expect(receiver.received).toHaveLength(4), 10_000)
    expect(receiver.received.map((one) => bodyOf(one).type).sort()).toEqual(
      ['warning.sent', 'warning.reminded', 'warning.message', 'warning.closed'].sort(),
    )
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
    expect(JSON.stringify(receiver.received)).not.toContain('Vi har sett mer')
    const others = async () => (await detail(warning)).others.map(({ channel, state }) => `${channel} ${state}`)
    const delivered = Array.from({ length: 4 }, () => 'webhook delivered')
    await vi.waitFor(async () => expect(await others()).toEqual(delivered), 10_000)
    // What is seen again after the answer.
    const cause = (await detail(warning)).detections[0]?.cause.key ?? ''
    await bench.record([
      finding({ member, cause: { kind: 'indicator', indicator: cause }, lastSeen: new Date(Date.now() + 3_600_000) }),
    ])
    await vi.waitFor(() => expect(receiver.received).toHaveLength(5), 10_000)
    expect(bodyOf(receiver.received[4] as Received).type).toBe('warning.relapsed')
    await vi.waitFor(async () => expect(await states(id)).toHaveLength(5))
    expect((await webhookOf(id))?.last).toMatchObject({ state: 'delivered', status: 204 })
  })

  it('is called again under the same id until it takes it, whatever goes wrong', async () => {
    const { member, id, secret } = await memberWithWebhook()
    receiver.behave(503, 'cut', { redirect: '/elsewhere' }, 204)
    await warned(member)
    for (const calls of [1, 2, 3, 4]) {
      await vi.waitFor(async () => expect((await eventsOf(id))[0]?.attempts).toHaveLength(calls), 15_000)
      await hurry()
    }
    const [event] = await eventsOf(id)
    expect(event).toMatchObject({ state: 'delivered', type: 'warning.sent' })
    expect(event?.attempts.map(({ status }) => status)).toEqual([503, null, 307, 204])
    expect(event?.attempts[0]?.reply.length).toBeLessThanOrEqual(1024)
    expect(receiver.received.map(({ path }) => path)).toEqual(Array.from({ length: 4 }, () => '/varde'))
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([event?.id]))
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    for (const one of receiver.received) expect(() => verified(secret, one)).not.toThrow()
  })

  it('has taken what it says 200 to, though it dies in the middle of its answer', async () => {
    const { member, id } = await memberWithWebhook()
    receiver.behave('half')
    await warned(member)
    await vi.waitFor(async () => expect(await states(id)).toEqual(['delivered']), 10_000)
    expect((await eventsOf(id))[0]?.attempts).toMatchObject([{ status: 200, reply: 'so far' }])
  })

  it('that takes nothing for a day stands among what got stuck, and is sent from there', async () => {
    const { member, id } = await memberWithWebhook()
    receiver.behave(500)
    const warning = await warned(member)
    await vi.waitFor(async () => expect(await states(id)).toEqual(['deferred']), 10_000)
    await hurry({ last: true })
    await vi.waitFor(async () => expect(await states(id)).toEqual(['failed']), 10_000)
    const stuck = async () =>
      (await bench.call<{ items: Failure[] }>('GET', '/api/v1/failures')).body.items.find(
        (one) => one.warning === warning,
      )
    await vi.waitFor(async () => expect(await stuck()).toBeDefined(), 10_000)
    expect(await stuck()).toMatchObject({ task: 'webhook', error: expect.stringContaining('no: xxx') })
    receiver.behave(204)
    expect((await bench.call('POST', `/api/v1/failures/${(await stuck())?.id}/retry`)).status).toBe(204)
    await vi.waitFor(async () => expect(await states(id)).toEqual(['delivered']), 10_000)
    expect(await stuck()).toBeUndefined()
    // And once more by hand: whoever lost it knows it by its id.
    const [event] = await eventsOf(id)
    const again = await bench.call('POST', `/api/v1/webhooks/${id}/events/${event?.id}/again`)
    expect(again.status).toBe(204)
    await vi.waitFor(async () => expect((await eventsOf(id))[0]?.attempts).toHaveLength(4), 10_000)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([event?.id]))
  })

  it('that says it is gone is called no more, and the member is told by mail', async () => {
    const { member, id } = await memberWithWebhook()
    receiver.behave(410)
    await warned(member)
    await vi.waitFor(async () => expect((await webhookOf(id))?.state).toBe('stopped'), 10_000)
    expect((await webhookOf(id))?.stopped_for).toBe('gone')
    const mails = () => mailbox.received.filter(({ mail }) => mail.subject === 'Webhooken Loggmottak er stansa')
    await vi.waitFor(() => expect(mails()).toHaveLength(1), 10_000)
    expect(mails()[0]?.mail.text).toContain('lagd ned (410)')
    n += 1
    await warned(member)
    expect(await states(id)).toEqual(['failed'])
    // Tried and found well, it is switched on again.
    receiver.behave(204)
    expect((await bench.call('POST', `/api/v1/webhooks/${id}/test`)).status).toBe(204)
    await vi.waitFor(async () => expect(await states(id)).toEqual(['delivered', 'failed']), 10_000)
    const change = { name: 'Loggmottak', url: receiver.url, types: everything, least: 'high', paused: false }
    expect((await bench.call('PUT', `/api/v1/webhooks/${id}`, { body: change })).status).toBe(204)
    expect(await webhookOf(id)).toMatchObject({ state: 'on', stopped_for: null, least: 'high' })
  })

  it('is signed with both secrets while it is changed over', async () => {
    const { id, secret } = await memberWithWebhook()
    const rotated = await bench.call<WebhookSecret>('POST', `/api/v1/webhooks/${id}/rotate`, {
      body: { overlap_hours: 24 },
    })
    await bench.call('POST', `/api/v1/webhooks/${id}/test`)
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 10_000)
    const [both] = receiver.received as [Received]
    for (const one of [secret, rotated.body.secret]) expect(() => verified(one, both)).not.toThrow()
    const last = await bench.call<WebhookSecret>('POST', `/api/v1/webhooks/${id}/rotate`, {
      body: { overlap_hours: 0 },
    })
    await bench.call('POST', `/api/v1/webhooks/${id}/test`)
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), 10_000)
    const [, one] = receiver.received as [Received, Received]
    expect(() => verified(last.body.secret, one)).not.toThrow()
    for (const gone of [secret, rotated.body.secret]) expect(() => verified(gone, one)).toThrow()
    const kept = await bench.platform.postgres.owner.query('select * from webhook')
    expect(JSON.stringify(kept.rows)).not.toContain('whsec_')
  })

  it('is told nothing while it is paused, and what waits then is not sent', async () => {
    const { member, id } = await memberWithWebhook()
    receiver.behave(503)
    await warned(member)
    await vi.waitFor(async () => expect(await states(id)).toEqual(['deferred']), 10_000)
    const body = { name: 'Loggmottak', url: receiver.url, types: everything, least: 'low', paused: true }
    await bench.call('PUT', `/api/v1/webhooks/${id}`, { body })
    n += 1
    await warned(member)
    await hurry()
    await vi.waitFor(async () => expect(await states(id)).toEqual(['failed']), 10_000)
    expect(receiver.received).toHaveLength(1)
  })

  it.each([
    'http://logg.example/varde',
    'https://127.0.0.2/varde',
    'https://user:word@logg.example/',
    'http://10.0.0.1/varde',
    'ftp://logg.example/',
    'no address',
  ])('cannot have the address %s', async (url) => {
    const member = await bench.addMember(++n)
    const body = { member, name: 'Loggmottak', url, types: everything, least: 'low' }
    const made = await bench.call<{ code: string }>('POST', '/api/v1/webhooks', { body })
    expect(made.status).toBe(400)
    expect(made.body.code).toBe('address_not_allowed')
  })
})

/** A member whose contacts have telephones, each with what they have chosen, the nearest first. */
async function memberWithPhones(...chosen: { channel: string; least: string | null }[][]) {
  const member = await bench.addMember(
    ++n,
    chosen.map((_, i) => ({ name: `Nr ${i}`, email: `nr${i}.${n}@medlem.example`, language: 'nb' as const })),
  )
  for (const [i, choices] of chosen.entries()) {
    const { rows } = await bench.platform.postgres.pool.query(
      'update contact set phone = $1, rank = $2 where email = $3 returning id',
      [`+4722${String(n).padStart(3, '0')}${i}`, i + 1, `nr${i}.${n}@medlem.example`],
    )
    if (choices.length === 0) continue
    const put = await bench.call('PUT', `/api/v1/contacts/${rows[0].id}/phone-choices`, { body: { choices } })
    expect(put.status).toBe(204)
  }
  return member
}
const phoned = async (id: string) => (await detail(id)).others.filter(({ channel }) => channel !== 'webhook')
const phoneStates = async (id: string) => (await phoned(id)).map(({ channel, state }) => `${channel} ${state}`)

describe('a critical warning', () => {
  it('comes by SMS to those with a number, and by voice to who chose it, once, and says nothing that is not for the open', async () => {
    const member = await memberWithPhones([], [{ channel: 'sms', least: null }], [{ channel: 'voice', least: 'high' }])
    const id = await warned(member)
    await vi.waitFor(
      async () => expect((await phoneStates(id)).sort()).toEqual(['sms delivered', 'sms delivered', 'voice delivered']),
      10_000,
    )
    const sms = gateway.received.filter(({ path }) => path === '/varde')
    expect(sms).toHaveLength(2)
    expect(sms[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': 'apent-sesam' })
    const said = JSON.parse(sms[0]?.body ?? '')
    expect(said.text).toMatch(
      /^Varde: Nytt kritisk varsel V-\d{6} til Medlem \d+\. Se e-post eller portalen\. Ring oss: \+47 22/,
    )
    expect(said.to).toMatch(/^\+4722/)
    const [voice] = gateway.received.filter(({ path }) => path === '/varde/voice')
    expect(Object.fromEntries(new URLSearchParams(voice?.body))).toMatchObject({ say: said.text, lang: 'nb' })
    for (const { body } of gateway.received) expect(body).not.toMatch(/203\.0\.113|10\.20\.0/)
    // The same once more: it is known.
    const contacts = await bench.platform.postgres.db
      .selectFrom('contact')
      .select('id')
      .where('orgnr', '=', member)
      .execute()
    const mails = contacts.map(
      (contact) => ({ warning: id, id: contact.id, kind: 'warning', relapse: 0, round: 0 }) as const,
    )
    await bench.platform.postgres.db.transaction().execute((trx) => tellByPhone(trx, mails, new Date()))
    expect(await phoned(id)).toHaveLength(3)
    // A reminder is another occasion.
    await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
    await bench.call('POST', `/api/v1/warnings/${id}/remind`)
    await vi.waitFor(async () => expect(await phoned(id)).toHaveLength(6), 10_000)
  })

  it('waits where the gateway is busy, and is given up at once where it refuses', async () => {
    gateway.behave(429, 'cut', 200)
    const id = await warned(await memberWithPhones([]))
    for (const _ of [1, 2]) {
      await vi.waitFor(async () => expect((await phoned(id))[0]?.state).toBe('deferred'), 10_000)
      await hurry()
    }
    await vi.waitFor(async () => expect(await phoneStates(id)).toEqual(['sms delivered']), 15_000)
    expect(new Set(gateway.received.map(({ body }) => body)).size).toBe(1)

    gateway.behave(401)
    const refused = await warned(await memberWithPhones([]))
    await vi.waitFor(async () => expect(await phoneStates(refused)).toEqual(['sms failed']), 10_000)
    expect((await phoned(refused))[0]).toMatchObject({ attempts: 1, last_reply: expect.stringMatching(/^401 no/) })
  })

  it('that no gateway carries stands among what got stuck, and goes out from there', async () => {
    gateway.behave(500)
    const id = await warned(await memberWithPhones([]))
    await vi.waitFor(async () => expect(await phoneStates(id)).toEqual(['sms deferred']), 10_000)
    await hurry({ last: true })
    const stuck = async () =>
      (await bench.call<{ items: Failure[] }>('GET', '/api/v1/failures')).body.items.find((one) => one.warning === id)
    await vi.waitFor(async () => expect(await stuck()).toMatchObject({ task: 'phone' }), 10_000)
    expect(await phoneStates(id)).toEqual(['sms failed'])
    gateway.behave(200)
    await bench.call('POST', `/api/v1/failures/${(await stuck())?.id}/retry`)
    await vi.waitFor(async () => expect(await phoneStates(id)).toEqual(['sms delivered']), 10_000)
  })
})
