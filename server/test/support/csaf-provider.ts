/** A fictive trusted provider on loopback: what it hands out, a test says. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMessage, readKey, readPrivateKey, sign } from 'openpgp'
import { csafDocument, type Example, vendorNamespace } from './csaf.ts'
import { type KeyPair, keyPairOf } from './openpgp.ts'

export type Fault = 'hash' | 'signature' | 'no_signature' | 'slow' | 'large' | 'gone'
/** `folder`: the year under which it lies. */
export type Offered = Example & { updated?: string; fault?: Fault; folder?: string }

export type CsafProviderServer = {
  url: string
  /** Paths that were asked for since this was last read. */
  asked(): string[]
  /** What it lists from now on. */
  offer(documents: readonly Offered[]): Promise<void>
  /** By ROLIE from now on, or by folder. */
  as(kind: 'rolie' | 'directory'): void
  close(): Promise<void>
}

export async function openCsafProvider(): Promise<CsafProviderServer> {
  const [key, other] = await Promise.all([keyPairOf('psirt@nordlys.example'), keyPairOf('other@nordlys.example')])
  const fingerprint = (await readKey({ armoredKey: key.publicKey })).getFingerprint()
  let files = new Map<string, string>()
  let listed: { path: string; updated: string }[] = []
  let slow = new Set<string>()
  const asked: string[] = []
  let kind: 'rolie' | 'directory' = 'rolie'
  const pages: Record<string, () => unknown> = {
    '/.well-known/csaf/provider-metadata.json': () => ({
      canonical_url: `${url}/.well-known/csaf/provider-metadata.json`,
      metadata_version: '2.0',
      role: 'csaf_trusted_provider',
      last_updated: '2026-03-01T00:00:00Z',
      publisher: { category: 'vendor', name: 'Nordlys', namespace: vendorNamespace },
      public_openpgp_keys: [{ fingerprint: fingerprint.toUpperCase(), url: `${url}/key.asc` }],
      distributions: [
        kind === 'rolie'
          ? { rolie: { feeds: [{ summary: 'All', tlp_label: 'WHITE', url: `${url}/feed.json` }] } }
          : { directory_url: `${url}/files` },
      ],
    }),
    '/aggregator.json': () => ({
      aggregator: { category: 'lister', name: 'Sektorlisten', namespace: 'https://list.example' },
      csaf_providers: [
        {
          metadata: {
            last_updated: '2026-03-01T00:00:00Z',
            publisher: { category: 'vendor', name: 'Nordlys', namespace: vendorNamespace },
            role: 'csaf_trusted_provider',
            url: `${url}/.well-known/csaf/provider-metadata.json`,
          },
        },
      ],
    }),
    '/feed.json': () => ({
      feed: {
        id: 'nordlys',
        entry: listed.map(({ path, updated }) => ({
          id: path,
          updated,
          content: { src: `${url}${path}`, type: 'application/json' },
          link: [
            { rel: 'self', href: `${url}${path}` },
            { rel: 'hash', href: `${url}${path}.sha512` },
            { rel: 'signature', href: `${url}${path}.asc` },
          ],
        })),
      },
    }),
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const page = pages[path]?.()
    const changes = listed.map(({ path, updated }) => `"${path.replace('/files/', '')}","${updated}"`).join('\n')
    const body =
      path === '/key.asc'
        ? key.publicKey
        : path === '/files/changes.csv'
          ? changes
          : page
            ? JSON.stringify(page)
            : files.get(path)
    if (slow.has(path)) return
    if (body === undefined) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    asked: () => asked.splice(0),
    async offer(documents) {
      const next = await Promise.all(documents.map((one) => filesOf(one, one.fault === 'signature' ? other : key)))
      files = new Map(next.flat())
      listed = documents.map((one) => ({
        path: pathOf(one),
        updated: one.updated ?? one.released ?? '2026-03-01T08:00:00.000Z',
      }))
      slow = new Set(documents.filter(({ fault }) => fault === 'slow').map(pathOf))
    },
    as(next) {
      kind = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const pathOf = ({ id = 'NA-2026-1', folder = '2026' }: Offered) => `/files/${folder}/${id.toLowerCase()}.json`

async function filesOf(offered: Offered, { privateKey }: KeyPair): Promise<[string, string][]> {
  const { fault } = offered
  const path = pathOf(offered)
  const text = JSON.stringify(csafDocument(offered), null, 2)
  const signature = await sign({
    message: await createMessage({ binary: new TextEncoder().encode(text) }),
    signingKeys: await readPrivateKey({ armoredKey: privateKey }),
    detached: true,
    format: 'armored',
  })
  const sha512 = createHash('sha512')
    .update(fault === 'hash' ? `${text} ` : text)
    .digest('hex')
  const body = fault === 'large' ? text + ' '.repeat(400_000) : text
  const found: [string, string][] = [[`${path}.sha512`, `${sha512}  ${path.split('/').at(-1)}\n`]]
  if (fault !== 'gone') found.push([path, body])
  if (fault !== 'no_signature') found.push([`${path}.asc`, signature as string])
  return found
}
