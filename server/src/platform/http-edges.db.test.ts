/** What every answer carries, how often one may ask, whose word counts for where a caller is, and what free text may hold. */
import type { TLSSocket } from 'node:tls'
import { Type } from 'typebox'
import { Agent, request } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { type Certified, openAuthority } from '../../test/support/certificates.ts'
import type { App } from './app.ts'
import { createApp, type HttpOptions } from './http.ts'
import { replies } from './http-problems.ts'
import { openLog } from './log.ts'
import { Problem, problemKind, problems } from './problem.ts'

const unknown = problemKind('key_unknown', 401, 'The key is not known')

let app: App
afterEach(() => app.close())

async function open(options: HttpOptions = {}): Promise<string> {
  app = await createApp(openLog('silent'), options)
  const open = { config: { rule: 'public' as const } }
  app.get('/page', open, (_request, reply) => reply.type('text/html; charset=utf-8').send('<p>Hei</p>'))
  app.get('/file', { config: { rule: 'public', unlimited: true } }, () => 'file')
  app.get('/api/v1/where', open, ({ ip }) => ({ ip }))
  app.get('/api/v1/own', { config: { rule: 'signed-in' } }, ({ headers }) => {
    if (headers.authorization === 'Bearer right') return { own: true }
    throw new Problem(unknown)
  })
  app.post(
    '/api/v1/note',
    {
      ...open,
      schema: {
        body: Type.Object({ note: Type.String({ format: 'free-text' }), n: Type.Integer() }),
        response: replies({ 200: Type.Object({ kept: Type.Boolean() }) }),
      },
    },
    () => ({ kept: true }),
  )
  return app.listen({ host: '127.0.0.1', port: 0 })
}

async function get(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text }
}

describe('the headers of', () => {
  it('every answer keep others out, and say nothing of what runs here', async () => {
    const address = await open()
    for (const path of [
      '/page',
      '/file',
      '/api/v1/where',
      '/api/v1/own',
      '/api/v1/none',
      '/api/docs/static/index.html',
    ]) {
      const { headers } = await get(`${address}${path}`)
      expect(Object.fromEntries(headers), path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      })
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect([headers.has('x-powered-by'), headers.has('server')]).toEqual([false, false])
      expect(headers.has('strict-transport-security')).toBe(false)
    }
  })

  it('a page let it load our own files and nothing else; what is no page can do nothing', async () => {
    const address = await open()
    const policy = async (path: string) => (await get(`${address}${path}`)).headers.get('content-security-policy')
    expect(await policy('/page')).toMatch(/script-src 'self'; style-src 'self'; img-src 'self' data:/)
    expect(await policy('/api/v1/where')).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  it('a server that people reach by https keep browsers there', async () => {
    const address = await open({ publicUrl: 'https://varde.csirt.example' })
    expect((await get(`${address}/page`)).headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('the API keep answers out of caches', async () => {
    const address = await open()
    expect((await get(`${address}/api/v1/where`)).headers.get('cache-control')).toBe('no-store')
  })
})

describe('where a caller is', () => {
  it('is the other end of the connection, whatever the caller says', async () => {
    const address = await open()
    expect((await get(`${address}/api/v1/where`, { 'x-forwarded-for': '192.0.2.9' })).text).toBe('{"ip":"127.0.0.1"}')
  })

  it('is what a trusted proxy says, and no further back', async () => {
    const address = await open({ trustedProxies: ['127.0.0.0/8'] })
    const said = await get(`${address}/api/v1/where`, { 'x-forwarded-for': '198.51.100.7, 192.0.2.9' })
    expect(said.text).toBe('{"ip":"192.0.2.9"}')
  })
})

describe('limits', () => {
  const limits = { address: 3, failures: 2, caller: 4 }
  const proxied = (from: string) => ({ 'x-forwarded-for': from })
  const trustedProxies = ['127.0.0.1/32']

  it('turn away an address that asks too often without signing in, and no other', async () => {
    const limited: string[] = []
    const onLimited: HttpOptions['onLimited'] = async ({ ip }, limit) => {
      limited.push(`${ip} ${limit}`)
    }
    const address = await open({ limits, trustedProxies, onLimited })
    const ask = (from: string) => get(`${address}/page`, proxied(from))
    const statuses = []
    for (let n = 0; n < 4; n++) statuses.push((await ask('192.0.2.1')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await ask('192.0.2.1')
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'too_many_requests' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('192.0.2.2')).status).toBe(200)
    expect(limited).toEqual(['192.0.2.1 address'])
  })

  it('take a whole /64 of IPv6 for one address', async () => {
    const address = await open({ limits, trustedProxies })
    for (let n = 1; n <= 3; n++) await get(`${address}/page`, proxied(`2001:db8:1:1::${n}`))
    expect((await get(`${address}/page`, proxied('2001:db8:1:1:ffff::1'))).status).toBe(429)
    expect((await get(`${address}/page`, proxied('2001:db8:1:2::1'))).status).toBe(200)
  })

  it('turn away wrong keys from an address that sent many, and let the right one from there in', async () => {
    const address = await open({ limits, trustedProxies })
    const ask = (key: string) =>
      get(`${address}/api/v1/own`, { ...proxied('192.0.2.1'), authorization: `Bearer ${key}` })
    expect([(await ask('a')).status, (await ask('b')).status, (await ask('c')).status]).toEqual([401, 401, 429])
    for (let n = 0; n < 10; n++) expect((await ask('right')).status).toBe(200)
    expect((await ask('d')).status).toBe(429)
  })

  it('count a known caller by who it is, not by where', async () => {
    const callerOf: HttpOptions['callerOf'] = ({ headers }) => headers.authorization ?? null
    const address = await open({ limits, trustedProxies, callerOf })
    const ask = (from: number) =>
      get(`${address}/api/v1/own`, { ...proxied(`192.0.2.${from}`), authorization: 'Bearer right' })
    for (let n = 0; n < 4; n++) expect((await ask(n)).status).toBe(200)
    expect((await ask(5)).status).toBe(429)
  })

  it('leave files and the sign of life alone', async () => {
    const address = await open({ limits })
    for (let n = 0; n < 10; n++) expect((await get(`${address}/file`)).status).toBe(200)
  })
})

describe('free text', () => {
  const post = (address: string, body: unknown) =>
    fetch(`${address}/api/v1/note`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('with a national identity number is refused by the field’s name, and the number is not repeated', async () => {
    const address = await open()
    // A synthetic number: the month is 80 higher than any real one's.
    const answer = await post(address, { note: 'Pasient 018100 00186 ble berørt', n: 1 })
    const text = await answer.text()
    expect([answer.status, JSON.parse(text).code]).toEqual([400, problems.nationalIdentityNumber.code])
    expect(JSON.parse(text).errors).toEqual([{ at: 'body/note', message: 'holds a national identity number' }])
    expect(text).not.toContain('00186')
    expect((await post(address, { note: 'Ingen pasient ble berørt', n: 1 })).status).toBe(200)
    const document = JSON.stringify(app.swagger())
    expect(document).toContain('`national_identity_number`: The text holds a national identity number')
  })

  it('with other faults beside it names them all', async () => {
    const answer = await post(await open(), { note: 'Ingen', n: 'x' })
    expect(await answer.json()).toMatchObject({ code: 'invalid_input', errors: [{ at: 'body/n' }] })
  })
})

describe('TLS that this server ends itself', () => {
  it('asks for sensors’ certificates, lets in who has none, and says whether one is of the authority', async () => {
    const [authority, other] = [await openAuthority(), await openAuthority()]
    const own = await authority.issue('127.0.0.1')
    app = await createApp(openLog('silent'), { tls: { ...own, sensorCa: authority.cert } })
    app.get('/who', { config: { rule: 'public' } }, ({ raw }) => {
      const socket = raw.socket as TLSSocket
      return { sure: socket.authorized, name: socket.getPeerCertificate().subject?.CN ?? null }
    })
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    expect(address).toMatch(/^https:/)
    const who = async (shown: Partial<Certified>) => {
      const dispatcher = new Agent({ connect: { ca: authority.cert, ...shown } })
      const answer = await request(`${address}/who`, { dispatcher })
      const said = await answer.body.json()
      await dispatcher.close()
      return said
    }
    expect(await who({})).toEqual({ sure: false, name: null })
    expect(await who(await authority.issue('fjell-1'))).toEqual({ sure: true, name: 'fjell-1' })
    expect(await who(await other.issue('fjell-1'))).toEqual({ sure: false, name: 'fjell-1' })
  })
})
