/**
 * Everything that must not open, shown at the whole program: each is refused with its problem, and the audit log says so.
 * What an identity provider's answers may not say is in `access/sign-in/oidc.db.test.ts`.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeSignInLink } from '../src/access/index.ts'
import { keptSecret } from '../src/platform/index.ts'
import { answerLinks } from '../src/warning/answers/answer-link.ts'
import { type SignedIn, signIn } from './support/session.ts'
import { openWorld, type World } from './support/world/index.ts'

/** A machine on the internet, as far as this server knows: the one address here that may be fetched from. */
const outsideAddress = '127.0.0.7'

let world: World
let address: string

beforeAll(async () => {
  world = await openWorld({ VARDE_FETCH_ALLOW: `${outsideAddress}/32` }, {})
  address = world.server.address
})
afterAll(() => world.close())

type Row = { act: string; outcome: string; actor_kind: string; address: string | null; details: Record<string, string> }
let from = 0
/** Who asked is forgotten between tests, since the same refusal is written once an hour. */
beforeEach(async () => {
  const { rows } = await owner().query("update audit_entry set at = at - interval '2 hours' returning seq")
  from = Math.max(0, ...rows.map(({ seq }) => seq))
})

function owner() {
  return world.server.platform.postgres.owner
}

/** What the log says was refused since the test began. */
async function refused(): Promise<Row[]> {
  const { rows } = await owner().query(
    "select act, outcome, actor_kind, address, details from audit_entry where seq > $1 and outcome = 'refused' order by seq",
    [from],
  )
  return rows
}

type Said = { status: number; code: string | undefined; text: string }
async function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Said> {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  const json = answer.headers.get('content-type')?.includes('json') === true && text !== ''
  return { status: answer.status, code: json ? JSON.parse(text).code : undefined, text }
}

const nobody = { outcome: 'refused', actor_kind: 'nobody', address: '127.0.0.1' }

describe('a one-time sign-in link', () => {
  async function link(email: string): Promise<string> {
    await signIn(world.server, {
      email,
      name: 'Ny bruker',
      roles: [{ role: 'analyst', member: null }],
      passkeys: 0,
    })
    const { postgres, config } = world.server.platform
    const secret = await keptSecret(config.secrets, 'sign-in')
    const made = await makeSignInLink(postgres.db, config.publicUrl, secret, email)
    return `/api/auth/magic-link/verify${new URL(made).search}`
  }

  it('opens once, and a replay nothing', async () => {
    const path = await link('ny1@csirt.example')
    expect((await ask('GET', path)).status).toBeLessThan(400)
    expect(await refused()).toEqual([])
    expect(await ask('GET', path)).toMatchObject({ status: 403, code: 'link_refused' })
    expect(await refused()).toEqual([{ ...nobody, act: 'link.refused', details: { reason: 'link' } }])
  })

  it('that is older than a day opens nothing', async () => {
    const path = await link('ny2@csirt.example')
    await owner().query('update person_verification set "expiresAt" = now() - interval \'1 second\'')
    expect(await ask('GET', path)).toMatchObject({ status: 403, code: 'link_refused' })
    expect(await refused()).toEqual([{ ...nobody, act: 'link.refused', details: { reason: 'link' } }])
  })

  it('that was made before a newer one opens nothing', async () => {
    const path = await link('ny3@csirt.example')
    const { postgres, config } = world.server.platform
    await makeSignInLink(
      postgres.db,
      config.publicUrl,
      await keptSecret(config.secrets, 'sign-in'),
      'ny3@csirt.example',
    )
    expect(await ask('GET', path)).toMatchObject({ status: 403, code: 'link_refused' })
  })
})

describe('an answer link', () => {
  const form = 'action=acknowledge'
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' }

  async function linkTo(delivery: string, warning: string, at: Date): Promise<string> {
    const { config } = world.server.platform
    const links = answerLinks('', await keptSecret(config.secrets, 'answer-link'))
    return links.linkTo({ delivery, warning }, at)
  }

  /** What a link says of itself: its delivery and its warning. */
  function claimsOf(link: string): { sub: string; wid: string } {
    return JSON.parse(Buffer.from(link.split('.')[1] ?? '', 'base64url').toString())
  }

  it('that is too old opens nothing', async () => {
    const { sub, wid } = claimsOf(world.a.answerLink)
    const days = 31 * 24 * 60 * 60 * 1000
    const path = await linkTo(sub, wid, new Date(Date.now() - days))
    expect((await ask('GET', path)).status).toBe(410)
    expect((await ask('POST', path, asForm, form)).status).toBe(410)
    expect(await refused()).toEqual([{ ...nobody, act: 'link.refused', details: { reason: 'expired' } }])
  })

  it('of one member opens nothing of another’s', async () => {
    const path = await linkTo(claimsOf(world.a.answerLink).sub, claimsOf(world.b.answerLink).wid, new Date())
    const answer = await ask('POST', path, asForm, form)
    expect(answer.status).toBe(403)
    expect(answer.text).not.toContain(world.b.mark)
    expect(await refused()).toEqual([{ ...nobody, act: 'link.refused', details: { reason: 'wrong' } }])
  })

  it('whose text was changed opens nothing', async () => {
    const [head, , signature] = world.a.answerLink.split('.')
    const other = { ...claimsOf(world.a.answerLink), wid: claimsOf(world.b.answerLink).wid }
    const forged = `${head}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`
    expect((await ask('GET', forged)).status).toBe(403)
    expect(await refused()).toEqual([{ ...nobody, act: 'link.refused', details: { reason: 'wrong' } }])
  })
})

describe('a session', () => {
  let person: SignedIn
  let here: string
  beforeAll(async () => {
    person = await signIn(world.server, {
      email: 'vakt@csirt.example',
      name: 'Vakt',
      roles: [{ role: 'duty_officer', member: null }],
    })
    here = new URL(address).origin
  })

  it('opens with its cookie, and not with one that was tampered with', async () => {
    expect((await ask('GET', '/api/v1/me', { cookie: person.cookie })).status).toBe(200)
    const [name, value = ''] = person.cookie.split('=')
    const [token, signature = ''] = decodeURIComponent(value).split('.') as [string, string]
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    const tampered = `${name}=${encodeURIComponent(`${token}.${other}`)}`
    expect(await ask('GET', '/api/v1/me', { cookie: tampered })).toMatchObject({ status: 401, code: 'not_signed_in' })
    expect(await refused()).toEqual([{ ...nobody, act: 'sign_in.refused', details: { reason: 'cookie' } }])
  })

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another site, in a browser that says no more', { origin: 'https://evil.example' }],
    ['a site beside ours', { origin: 'https://evil.csirt.example', 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { origin: 'null' }],
    ['nobody says where', {}],
  ])('does nothing for %s', async (_, headers) => {
    const json = { 'content-type': 'application/json', cookie: person.cookie }
    const answer = await ask('PUT', '/api/v1/me/language', { ...json, ...headers }, '{"language":"en"}')
    expect(answer).toMatchObject({ status: 403, code: 'foreign_origin' })
    expect(await refused()).toMatchObject([
      { actor_kind: 'person', act: 'access.refused', details: { reason: 'origin' } },
    ])
  })

  it('shows nothing to another site’s page, and lets the person’s own steps through', async () => {
    const { cookie } = person
    const crossed = await ask('GET', '/api/v1/members', { cookie, 'sec-fetch-site': 'cross-site' })
    expect(crossed).toMatchObject({ status: 403, code: 'foreign_origin' })
    for (const site of ['same-origin', 'none']) {
      expect((await ask('GET', '/api/v1/members', { cookie, 'sec-fetch-site': site })).status).toBe(200)
    }
    const own = { cookie, origin: here, 'content-type': 'application/json' }
    expect((await ask('PUT', '/api/v1/me/language', own, '{"language":"nb"}')).status).toBe(204)
  })

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
    'does nothing for a form sent as %s, which any page can send',
    async (type) => {
      const own = { cookie: person.cookie, origin: here, 'content-type': type }
      for (const [method, path] of [
        ['PUT', '/api/v1/me/language'],
        ['POST', '/api/auth/sign-out'],
      ] as const) {
        const answer = await ask(method, path, own, 'language=en')
        expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
      }
      expect((await ask('GET', '/api/v1/me', { cookie: person.cookie })).status).toBe(200)
    },
  )
})

describe('a key', () => {
  const make = async (body: object) => {
    const admin = await world.server.key('admin')
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }
    const end = new Date(Date.now() + 3_600_000).toISOString()
    const made = await ask(
      'POST',
      '/api/v1/keys',
      headers,
      JSON.stringify({ scope: 'analyst', expires_at: end, ...body }),
    )
    expect(made.status, made.text).toBe(201)
    return JSON.parse(made.text) as { id: string; key: string }
  }
  const use = (key: string) => ask('GET', '/api/v1/me', { authorization: `Bearer ${key}` })

  it('that was revoked opens nothing, at once', async () => {
    const { id, key } = await make({ name: 'snart borte' })
    expect((await use(key)).status).toBe(200)
    const admin = await world.server.key('admin')
    expect((await ask('POST', `/api/v1/keys/${id}/revoke`, { authorization: `Bearer ${admin}` })).status).toBe(204)
    expect(await use(key)).toMatchObject({ status: 401, code: 'key_revoked' })
    expect(await refused()).toEqual([
      {
        outcome: 'refused',
        actor_kind: 'key',
        address: '127.0.0.1',
        act: 'key.refused',
        details: { reason: 'revoked' },
      },
    ])
  })

  it('that is pinned to a network opens nothing from another', async () => {
    const { key } = await make({ name: 'fra kontoret', networks: ['192.0.2.0/24'] })
    expect(await use(key)).toMatchObject({ status: 403, code: 'key_network' })
    expect(await refused()).toEqual([
      {
        outcome: 'refused',
        actor_kind: 'key',
        address: '127.0.0.1',
        act: 'key.refused',
        details: { reason: 'network' },
      },
    ])
  })

  it('that nobody has opens nothing; tried again and again it is turned away, and the right one still opens', async () => {
    expect(await use('varde_key_nobody')).toMatchObject({ status: 401, code: 'key_unknown' })
    for (let n = 0; n < 30; n++) await use(`varde_key_guess${n}`)
    expect(await use('varde_key_guess')).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect((await use(await world.server.key('analyst'))).status).toBe(200)
    expect(await refused()).toEqual([
      { ...nobody, act: 'key.refused', details: { reason: 'unknown' } },
      { ...nobody, act: 'request.limited', details: { limit: 'failures' } },
    ])
  })
})

describe('an address that somebody enters', () => {
  let outside: Server
  afterAll(() => outside.close())

  const fetchList = async (url: string) => {
    const headers = { authorization: `Bearer ${await world.server.key('analyst')}`, 'content-type': 'application/json' }
    return ask('POST', '/api/v1/indicators/fetch', headers, JSON.stringify({ url }))
  }

  beforeAll(async () => {
    // Whatever is asked for, the answer leads there.
    outside = createServer((request, response) =>
      response.writeHead(302, { location: (request.url ?? '').slice(1) }).end(),
    )
    await new Promise<void>((done) => outside.listen(0, outsideAddress, done))
  })

  it.each([
    ['http://127.0.0.1:8080/metrics', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://localhost:5432/', 'loopback'],
    ['http://169.254.169.254/latest/meta-data/', 'linkLocal'],
    ['http://[fe80::1]/', 'linkLocal'],
    ['http://[::ffff:10.0.0.1]/', 'private'],
    ['file:///etc/passwd', 'scheme'],
    ['outside/http://127.0.0.1:8080/metrics', 'loopback'],
    ['outside/http://localhost:5432/', 'loopback'],
    ['outside/http://169.254.169.254/latest/meta-data/', 'linkLocal'],
  ])('%s is not fetched', async (url, reason) => {
    const { port } = outside.address() as AddressInfo
    const at = url.replace(/^outside/, `http://${outsideAddress}:${port}`)
    expect(await fetchList(at)).toMatchObject({ status: 400, code: 'address_not_allowed' })
    expect(await refused()).toEqual([
      { outcome: 'refused', actor_kind: 'key', address: '127.0.0.1', act: 'address.refused', details: { reason } },
    ])
  })
})

it('a gzip bomb is refused, and the log says so', async () => {
  const headers = { authorization: `Bearer ${await world.server.key('admin')}`, 'content-type': 'application/json' }
  const enrolled = await ask(
    'POST',
    '/api/v1/sensors',
    headers,
    JSON.stringify({ member: world.a.orgnr, name: 'bombe' }),
  )
  const { token } = JSON.parse(enrolled.text)
  const answer = await fetch(`${address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(Buffer.alloc(256 * 1024 * 1024))),
  })
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'body_too_large'])
  expect(await refused()).toEqual([
    {
      outcome: 'refused',
      actor_kind: 'sensor',
      address: '127.0.0.1',
      act: 'upload.refused',
      details: { reason: 'bomb' },
    },
  ])
})
