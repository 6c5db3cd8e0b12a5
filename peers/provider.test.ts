/** GnuPG and coreutils from Debian read what we publish for machines: signatures by the key that is listed, and hashes. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unlimited } from '../server/test/support/limits.ts'
import { startTestServer, type TestServer } from '../server/test/support/server.ts'
import { type Gnupg, openGnupg } from './support/gnupg.ts'

let server: TestServer
let gpg: Gnupg
let folder: string
const root = '/.well-known/csaf'
const get = async (path: string) => Buffer.from(await (await fetch(`${server.address}${path}`)).arrayBuffer())
const kept = async (name: string, bytes: Buffer) => {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-peer-'))
  gpg = await openGnupg()
  server = await startTestServer({ VARDE_PUBLIC_URL: 'https://csirt.example' }, { limits: unlimited })
  const call = async (method: string, path: string, body: unknown) =>
    (await server.call(method, path, { scope: 'analyst', body })).body as Record<string, unknown>
  const { id } = await call('POST', '/api/v1/advisories', { cves: [] })
  const path = `/api/v1/advisories/${id}`
  const { draft } = (await server.call('GET', path, { scope: 'analyst' })).body as {
    draft: { content: object; revision: number }
  }
  const said = { subject: 'Ærlig talt', summary: 'Noe skjer.', damage: '', actions: 'Se etter.' }
  const content = { ...draft.content, texts: { nb: said, nn: said, en: said }, tlp: 'CLEAR' }
  const { revision } = await call('PUT', path, { revision: draft.revision, content })
  expect(await call('POST', `${path}/publish`, { revision })).toEqual({ version: 1 })
})
afterAll(async () => {
  await server.close()
  await gpg.close()
  await rm(folder, { recursive: true, force: true })
})

it('GnuPG trusts a document by the key that the provider lists, and no other bytes', async () => {
  const metadata = JSON.parse((await get(`${root}/provider-metadata.json`)).toString())
  const [{ url, fingerprint }] = metadata.public_openpgp_keys
  const { status } = gpg.run(['--import'], await get(new URL(url).pathname))
  expect(status).toContain(`IMPORT_OK 1 ${fingerprint}`)

  const name = (await get(`${root}/white/index.txt`)).toString().trim()
  const document = await get(`${root}/white/${name}`)
  const signature = await kept('document.asc', await get(`${root}/white/${name}.asc`))
  const verified = (file: string) => gpg.run(['--verify', signature, file]).status
  expect(verified(await kept('document.json', document))).toContain(`VALIDSIG ${fingerprint}`)
  const other = await kept('other.json', Buffer.concat([document, Buffer.from(' ')]))
  expect(() => verified(other)).toThrow('BADSIG')

  for (const kind of ['sha256', 'sha512']) {
    const file = name.split('/').at(-1) ?? ''
    await kept(file, document)
    const sums = await kept(`${file}.${kind}`, await get(`${root}/white/${name}.${kind}`))
    const { stdout } = spawnSync(`${kind}sum`, ['--check', sums], { cwd: folder, encoding: 'utf8' })
    expect(stdout.trim()).toBe(`${file}: OK`)
  }
})

it('GnuPG reads security.txt as signed by it too', async () => {
  const file = await kept('security.txt', await get('/.well-known/security.txt'))
  expect(gpg.run(['--verify', file]).status).toContain('GOODSIG')
})
