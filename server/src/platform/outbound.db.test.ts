/** Fetching, from a real server on this machine that the tests open as one network among others. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lookup, openOutbound } from './outbound.ts'

const csv = 'type,value\ndomain,evil.example\n'
const bounds = { maxBytes: 100_000, milliseconds: 5_000, redirects: 3 }
/** The test's own server, as the one network that may be reached. */
const allow = ['127.0.0.1/32']

let server: Server
let port: number
let asked: string[] = []

beforeAll(async () => {
  const answers: Record<string, [number, Record<string, string>, Buffer | string]> = {
    '/list.csv': [200, {}, csv],
    '/encoded': [200, { 'content-encoding': 'gzip' }, gzipSync(csv)],
    '/list.csv.gz': [200, {}, gzipSync(csv)],
    '/list.csv.zst': [200, {}, zstdCompressSync(csv)],
    '/twice': [200, { 'content-encoding': 'gzip' }, gzipSync(gzipSync(csv))],
    '/large': [200, {}, Buffer.alloc(100_001, 'x')],
    '/bomb': [200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(100_000_000))],
    '/bomb.gz': [200, {}, gzipSync(Buffer.alloc(10_000_000))],
    '/damaged': [200, { 'content-encoding': 'gzip' }, 'no gzip at all'],
    '/odd': [200, { 'content-encoding': 'br' }, csv],
    '/gone': [410, {}, 'gone'],
    '/on': [302, { location: '/list.csv' }, ''],
    '/round': [302, { location: '/round' }, ''],
    '/to-loopback': [302, { location: 'http://127.0.0.2/secret' }, ''],
    '/to-metadata': [307, { location: 'http://169.254.169.254/latest/meta-data/' }, ''],
    '/to-name': [301, { location: `http://inside.example/` }, ''],
    '/to-file': [302, { location: 'file:///etc/passwd' }, ''],
  }
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = answers[request.url ?? '']
    // An address without an answer is one that never answers.
    if (answer === undefined) return
    response.writeHead(answer[0], answer[1]).end(answer[2])
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
beforeEach(() => {
  asked = []
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const here = (path: string) => `http://127.0.0.1:${port}${path}`
const names: Record<string, string[]> = {
  'lists.example': ['127.0.0.1'],
  'both.example': ['10.0.0.1', '127.0.0.1'],
  'inside.example': ['10.0.0.1'],
  'mapped.example': ['::ffff:169.254.169.254'],
  'nat64.example': ['64:ff9b::a9fe:a9fe'],
}
const lookup: Lookup = async (name) =>
  (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const outbound = openOutbound({ allow, lookup })
const fetched = async (url: string) => (await outbound.fetchOutside(url, bounds)).toString()

describe('what is fetched', () => {
  it.each(['/list.csv', '/encoded', '/list.csv.gz', '/list.csv.zst', '/twice', '/on'])(
    '%s is the text',
    async (path) => {
      expect(await fetched(here(path))).toBe(csv)
    },
  )

  it('comes from a name whose address is allowed, at such an address', async () => {
    expect(await fetched(`http://lists.example:${port}/list.csv`)).toBe(csv)
    expect(await fetched(`http://both.example:${port}/list.csv`)).toBe(csv)
  })
})

describe('what is refused', () => {
  it.each([
    ['http://127.0.0.2/', 'loopback'],
    ['http://2130706434/', 'loopback'],
    ['http://0x7f.2/', 'loopback'],
    ['http://0177.0.0.2/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://[::ffff:127.0.0.2]/', 'loopback'],
    ['http://169.254.169.254/latest/meta-data/', 'linkLocal'],
    ['http://[fe80::1]/', 'linkLocal'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'rfc6052'],
    ['http://10.0.0.1/', 'private'],
    ['http://0.0.0.0/', 'unspecified'],
    ['http://inside.example/', 'private'],
    ['http://mapped.example/', 'linkLocal'],
    ['http://nat64.example/', 'rfc6052'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://lists.example/', 'scheme'],
    ['no url', 'scheme'],
    ['http://user:word@lists.example/', 'credentials'],
  ])('%s, since %s', async (url, reason) => {
    await expect(fetched(url)).rejects.toMatchObject({ kind: { code: 'address_not_allowed' }, reason })
  })

  it.each([
    ['/to-loopback', 'loopback'],
    ['/to-metadata', 'linkLocal'],
    ['/to-name', 'private'],
    ['/to-file', 'scheme'],
  ])('where %s leads', async (path, reason) => {
    await expect(fetched(here(path))).rejects.toMatchObject({ kind: { code: 'address_not_allowed' }, reason })
    expect(asked).toEqual([path])
  })

  it.each<[string, string[], string | null]>([
    ['http://lists.example/', [], 'plain_http'],
    ['http://8.8.8.8/', ['10.20.0.0/24'], 'plain_http'],
    ['http://inside.example/', ['10.20.0.0/24'], 'plain_http'],
    ['http://10.20.0.9/', ['10.20.0.0/24'], null],
    ['http://lists.example/', ['10.20.0.0/24'], null],
    ['https://lists.example/', [], null],
    ['https://10.0.0.1/', [], 'private'],
  ])('where it must come unchanged, %s with %j allowed: %s', async (url, allow, reason) => {
    const secure = openOutbound({ allow, lookup }).secure()
    const judged = async () => secure.judge(url)
    if (reason === 'plain_http' && url.includes('inside'))
      await expect(secure.fetchOutside(url, bounds)).rejects.toMatchObject({ reason })
    else if (reason === null) await expect(judged()).resolves.toBeDefined()
    else await expect(judged()).rejects.toMatchObject({ kind: { code: 'address_not_allowed' }, reason })
  })

  it('nothing over http within the operator’s own networks, where it must come unchanged', async () => {
    const secure = outbound.secure()
    expect((await secure.fetchOutside(here('/on'), bounds)).toString()).toBe(csv)
    expect((await secure.fetchOutside(`http://lists.example:${port}/list.csv`, bounds)).toString()).toBe(csv)
    const outside = openOutbound({ allow: ['10.20.0.0/24'], lookup: async () => [{ address: '8.8.8.8', family: 4 }] })
    await expect(outside.secure().fetchOutside('http://lists.example/', bounds)).rejects.toMatchObject({
      reason: 'plain_http',
    })
  })

  it('loopback by the name that every machine has for it', async () => {
    const real = openOutbound({ allow: [] })
    const fault = await real.fetchOutside(`http://localhost:${port}/list.csv`, bounds).catch((thrown) => thrown)
    expect(fault).toMatchObject({ reason: 'loopback' })
    expect(asked).toEqual([])
  })

  it('a name that leads inside the second time it is looked up', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const rebinding = openOutbound({ allow, lookup: async () => [{ address: answers.shift() ?? '', family: 4 }] })
    expect((await rebinding.fetchOutside(`http://turn.example:${port}/list.csv`, bounds)).toString()).toBe(csv)
    const again = rebinding.fetchOutside(`http://turn.example:${port}/list.csv`, bounds)
    await expect(again).rejects.toMatchObject({ reason: 'private' })
  })

  it.each(['/large', '/bomb', '/bomb.gz'])('%s, as too large', async (path) => {
    await expect(fetched(here(path))).rejects.toMatchObject({ kind: { code: 'answer_too_large' } })
  })

  it.each([
    ['/round', 'more than 3 times', 'redirects'],
    ['/gone', '410', 'status'],
    ['/odd', 'content encoding', 'encoding'],
    ['/damaged', 'damaged', 'silent'],
  ])('%s, saying why', async (path, said, reason) => {
    const fault = await fetched(here(path)).catch((thrown) => thrown)
    expect(fault).toMatchObject({
      kind: { code: 'address_unreachable' },
      detail: expect.stringContaining(said),
      reason,
    })
  })

  it('what does not answer in time, or not at all', async () => {
    const late = outbound.fetchOutside(here('/never'), { ...bounds, milliseconds: 100 })
    await expect(late).rejects.toMatchObject({ detail: expect.stringContaining('in time'), reason: 'timeout' })
    // What speaks no TLS is asked for it.
    await expect(fetched(here('/list.csv').replace('http', 'https'))).rejects.toMatchObject({ reason: 'tls' })
    await expect(fetched('http://127.0.0.1:1/')).rejects.toMatchObject({ kind: { code: 'address_unreachable' } })
  })
})
