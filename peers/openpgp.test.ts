/** GnuPG from Debian reads what we send: it decrypts and verifies a warning, and takes our key from where mail programs look. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { wkdHash } from '../server/src/constituency/index.ts'
import { type Mailbox, openMailbox, readMail } from '../server/test/support/mailbox.ts'
import { finding, openWarningBench, type WarningBench } from '../server/test/support/warning.ts'
import { type Gnupg, openGnupg } from './support/gnupg.ts'

let gpg: Gnupg
let mailbox: Mailbox
let bench: WarningBench
let folder: string
let n = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-peer-'))
  gpg = await openGnupg()
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url })
  await bench.work()
  const { address } = bench.warning.ourMail.sender
  const local = address.split('@')[0] ?? ''
  const served = await fetch(`${bench.address}/.well-known/openpgpkey/hu/${wkdHash(local)}?l=${local}`)
  const { status } = gpg.run(['--import'], Buffer.from(await served.arrayBuffer()))
  expect(status).toMatch(/IMPORT_OK 1/)
  // GnuPG finds it by our address: the key is bound to it.
  expect(gpg.run(['--list-keys', address]).out.toString()).toContain(address)
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
  await gpg.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  mailbox.received.length = 0
})

/** A mail to a contact who has made a key with GnuPG, of this kind, or has none. */
async function mailTo(kind: string | null): Promise<string> {
  const email = `vakt${++n}@medlem.example`
  const member = await bench.addMember(n, [{ name: 'Åse Vakt', email, language: 'nb' }])
  if (kind !== null) {
    gpg.run(['--quick-generate-key', `Åse Vakt <${email}>`, kind, 'default', '2y'])
    const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(gpg.run(['--with-colons', '--list-keys', email]).out.toString())?.[1]
    gpg.run(['--quick-add-key', fingerprint ?? '', kind === 'ed25519' ? 'cv25519' : kind, 'encr', '1y'])
    const armored = gpg.run(['--armor', '--export', email]).out.toString()
    const { rows } = await bench.platform.postgres.owner.query('select id from contact where email = $1', [email])
    const given = await bench.call('PUT', `/api/v1/contacts/${rows[0].id}/key`, { body: { armored } })
    expect(given.status, JSON.stringify(given.body)).toBe(200)
  }
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), 30_000)
  return mailbox.received[0]?.raw.toString('latin1') ?? ''
}

/** The parts of a multipart body, byte for byte, and without the line end before each boundary (RFC 2046, section 5.1.1). */
function partsOf(raw: string): string[] {
  const boundary = /boundary="?([^"\r\n;]+)"?/.exec(raw)?.[1] ?? ''
  return raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => part.replace(/^\r\n/, '').replace(/\r\n$/, ''))
}

it.each(['rsa3072', 'ed25519'])('decrypts a warning with its %s key, and knows it as ours', async (kind) => {
  const raw = await mailTo(kind)
  expect(raw).toMatch(/^Content-Type: multipart\/encrypted/m)
  expect(raw).not.toContain('fjernstyrt')
  const armored = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/.exec(raw)?.[0] ?? ''
  const file = join(folder, 'decrypted')
  const { status } = gpg.run(['--output', file, '--decrypt'], armored)
  expect(status).toMatch(/DECRYPTION_OKAY/)
  expect(status).toMatch(new RegExp(`GOODSIG \\w+ .*${bench.warning.ourMail.sender.address}`))
  const inner = await readMail(await readFile(file))
  expect(inner.subject).toContain('En maskin hos dere kan være fjernstyrt')
  expect(inner.text).toContain(`203[.]0[.]113[.]${n}`)
})

it('verifies what goes to a contact without a key, and finds a change of one letter', async () => {
  const [inner, signature] = partsOf(await mailTo(null))
  const file = join(folder, 'signature.asc')
  await writeFile(file, signature?.slice(signature.indexOf('-----BEGIN')) ?? '')
  const verify = (text: string) => gpg.run(['--verify', file, '-'], Buffer.from(text, 'latin1')).status
  expect(verify(inner ?? '')).toMatch(/GOODSIG/)
  expect(() => verify((inner ?? '').replace('fjernstyrt', 'fjernstyrd'))).toThrow(/BADSIG|BAD signature/)
})
