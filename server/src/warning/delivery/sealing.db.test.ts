/** Mails to contacts who have a key: what goes out, and what waits. */
import type { Contact, ContactKeyLookUp, MailTask, WarningDetail } from '@varde/contract'
import { simpleParser } from 'mailparser'
import { decrypt, readKey, readMessage, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { type KeyPair, keyPairOf } from '../../../test/support/openpgp.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { keyExpiryJob } from './key-expiry.job.ts'

const now = '2026-11-24T04:00:00.000Z'
const day = 86_400
let mailbox: Mailbox
let bench: WarningBench
let directory: (url: string) => Buffer
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now, directory: (url) => directory(url) })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.received.length = 0
  bench.setTime(now)
})

type Known = { member: string; email: string; contact: string; pair: KeyPair }

async function contactWith({ seconds = 0 } = {}): Promise<Known> {
  const email = `vakt${++n}@medlem.example`
  const member = await bench.addMember(n, [{ name: 'Åse Vakt', email, language: 'nb' }])
  const { rows } = await bench.platform.postgres.owner.query('select id from contact where email = $1', [email])
  return { member, email, contact: rows[0].id, pair: await keyPairOf(email, { seconds }) }
}
const giveKey = ({ contact, pair }: Known) =>
  bench.call<Contact>('PUT', `/api/v1/contacts/${contact}/key`, { body: { armored: pair.publicKey } })
async function warn({ member }: Known, tlp: 'AMBER' | 'GREEN' = 'AMBER'): Promise<string> {
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2', confidence: 90, tlp })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  return list.body.items[0]?.id ?? ''
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const state = (id: string, wanted: string) =>
  vi.waitFor(async () => expect((await detail(id)).deliveries[0]?.state).toBe(wanted), 10_000)
const tasks = async (member: string) =>
  (await bench.call<{ items: MailTask[] }>('GET', `/api/v1/mail-tasks?member=${member}`)).body.items

describe('a contact with a key', () => {
  it('gets what it alone can read, signed by us, with a subject outside that says nothing of it', async () => {
    const known = await contactWith()
    expect((await giveKey(known)).body.key).toMatchObject({
      source: 'uploaded',
      algorithm: 'Curve25519',
      expires_at: null,
    })
    const id = await warn(known)
    await state(id, 'delivered')
    expect((await detail(id)).deliveries[0]?.protection).toBe('encrypted')
    const [received] = mailbox.received
    const raw = received?.raw.toString() ?? ''
    expect(raw).toMatch(/^Subject: \[TLP:AMBER\] Varsel V-\d{6}\r$/m)
    expect(raw).toMatch(/multipart\/encrypted;\r?\n? ?\s*protocol="application\/pgp-encrypted"/)
    expect(raw).not.toMatch(/fjernstyrt|203\.0\.113|10\.20\.0\.4/)
    const armoredMessage = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(raw)?.[0] ?? ''
    const { data, signatures } = await decrypt({
      message: await readMessage({ armoredMessage }),
      decryptionKeys: await readPrivateKey({ armoredKey: known.pair.privateKey }),
      verificationKeys: await readKey({ armoredKey: bench.warning.ourMail.key.toPublic().armor() }),
      date: new Date(now),
      expectSigned: true,
    })
    expect(await signatures[0]?.verified).toBe(true)
    const inner = await simpleParser(data as string)
    expect(inner.subject).toContain('En maskin hos dere kan være fjernstyrt')
    expect(inner.text).toMatch(/http:\/\/varde\.example\/answer\/\S+/)
    expect(data).toMatch(/hp=cipher/)
    expect(data).toMatch(/HP-Outer: Subject: \[TLP:AMBER\] Varsel/i)
  })

  it('is refused a key of another, and what is kept is whole when one is taken away', async () => {
    const known = await contactWith()
    const other = { ...known, pair: await keyPairOf('sjef@annet.example') }
    expect(await giveKey(other)).toMatchObject({
      status: 400,
      body: { type: expect.stringMatching(/contact_key_unfit/) },
    })
    await giveKey(known)
    const { body } = await bench.call<string>('GET', `/api/v1/contacts/${known.contact}/key`)
    expect(body).toContain('BEGIN PGP PUBLIC KEY')
    // A member's key is nobody's address, and a colleague's key is not one's own.
    const scope = `member:${known.member}`
    const taken = await bench.call('DELETE', `/api/v1/contacts/${known.contact}/key`, { scope })
    expect(taken).toMatchObject({ status: 403, body: { code: 'not_own_key' } })
    expect((await bench.call('DELETE', `/api/v1/contacts/${known.contact}/key`)).status).toBe(204)
    expect((await bench.call('DELETE', `/api/v1/contacts/${known.contact}/key`)).status).toBe(404)
    const id = await warn(known)
    await state(id, 'delivered')
    expect((await detail(id)).deliveries[0]?.protection).toBe('signed')
  })
})

describe('a key that cannot be used when something is sent', () => {
  it('lets the mail wait where others must not read it, tells somebody, and sends it once the key is another', async () => {
    const known = await contactWith({ seconds: 300 * day })
    bench.setTime('2026-10-01T04:00:00.000Z')
    await giveKey(known)
    bench.setTime(now)
    const id = await warn(known)
    await state(id, 'failed')
    expect(mailbox.received).toEqual([])
    expect((await detail(id)).deliveries[0]?.last_reply).toMatch(/expired on 2026-10-28/)
    expect((await detail(id)).warning.state).toBe('failed')
    expect(await tasks(known.member)).toMatchObject([
      { kind: 'key', contact: { id: known.contact }, words: expect.stringMatching(/expired/) },
    ])
    await giveKey({ ...known, pair: await keyPairOf(known.email) })
    await state(id, 'delivered')
    expect((await detail(id)).warning.state).toBe('sent')
    expect((await detail(id)).deliveries[0]?.protection).toBe('encrypted')
    expect(await tasks(known.member)).toEqual([])
  })

  it('lets it go signed where anybody may read it, and tells somebody', async () => {
    const known = await contactWith({ seconds: 300 * day })
    bench.setTime('2026-10-01T04:00:00.000Z')
    await giveKey(known)
    bench.setTime(now)
    const id = await warn(known, 'GREEN')
    await state(id, 'delivered')
    expect((await detail(id)).deliveries[0]?.protection).toBe('signed')
    await vi.waitFor(async () => expect(await tasks(known.member)).toMatchObject([{ kind: 'key' }]), 5_000)
  })
})

describe('keys in time', () => {
  it('are told of once before they end; what somebody saw to does not come back', async () => {
    const known = await contactWith({ seconds: 340 * day })
    await giveKey(known)
    const job = keyExpiryJob(bench.platform)
    await job({}, { attempt: 1, last: false })
    await job({}, { attempt: 1, last: false })
    const [task, ...more] = await tasks(known.member)
    expect(task).toMatchObject({ kind: 'key_expiring', words: '2026-12-07' })
    expect(more).toEqual([])
    expect((await bench.call('POST', `/api/v1/mail-tasks/${task?.id}/done`)).status).toBe(204)
    expect((await bench.call('POST', `/api/v1/mail-tasks/${task?.id}/done`)).status).toBe(404)
    await job({}, { attempt: 1, last: false })
    expect(await tasks(known.member)).toEqual([])
  })

  it('are found in the directory of the mail domain, the advanced form first', async () => {
    const known = await contactWith()
    const asked: string[] = []
    const key = await readKey({ armoredKey: known.pair.publicKey })
    directory = (url) => {
      asked.push(new URL(url).host)
      return Buffer.from(key.write() as Uint8Array)
    }
    const lookUp = () => bench.call<ContactKeyLookUp>('POST', `/api/v1/contacts/${known.contact}/key/look-up`)
    const { body } = await lookUp()
    expect(body).toMatchObject({ found: true, contact: { key: { source: 'wkd' } } })
    expect(asked).toEqual(['openpgpkey.medlem.example'])
    directory = () => Buffer.from('no key')
    expect((await lookUp()).body).toMatchObject({ found: false, fault: expect.stringMatching(/holds no OpenPGP key/) })
  })
})

it('our own public key lies where mail programs look', async () => {
  const { address } = bench
  const get = (path: string) => fetch(`${address}${path}`)
  const path = `/.well-known/openpgpkey/hu/`
  expect((await get(`${path}ybndr`)).status).toBe(404)
  const { wkdHash } = await import('../../constituency/index.ts')
  const local = bench.warning.ourMail.sender.address.split('@')[0] ?? ''
  const served = await get(`${path}${wkdHash(local)}?l=${local}`)
  expect(served.status).toBe(200)
  const key = await readKey({ binaryKey: new Uint8Array(await served.arrayBuffer()) })
  expect(key.getFingerprint()).toBe(bench.warning.ourMail.key.getFingerprint())
  expect(key.isPrivate()).toBe(false)
  expect(await (await get('/openpgp-key.asc')).text()).toContain('BEGIN PGP PUBLIC KEY BLOCK')
})
