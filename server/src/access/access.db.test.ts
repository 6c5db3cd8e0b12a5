import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestPostgres } from '../../test/support/database.ts'
import { type App, createApp, hashSecret, newId, newSecret, openLog, type Postgres } from '../platform/index.ts'
import {
  addAccessRoutes,
  addAuthorization,
  createAuth,
  grantRole,
  insertKey,
  makeFirstAdministratorLink,
  makeSignInLink,
} from './index.ts'

const publicUrl = 'http://localhost:8080'
const secret = Buffer.alloc(32, 7)
const now = new Date()

let postgres: Postgres
let app: App

beforeAll(async () => {
  postgres = await openTestPostgres()
  const { db } = postgres
  app = await createApp(openLog('silent'))
  const auth = createAuth({ db, publicUrl, secret, deliverLink: () => {} })
  addAuthorization(app, { db, auth, clock: () => now, linkIsEnough: false })
  addAccessRoutes(app, auth, db)
  app.get('/api/v1/guarded', { config: { rule: { action: 'policy.write' } } }, () => ({ opened: true }))
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await postgres.close()
})

/** A browser, as far as sign-in needs one: keeps cookies, says where it comes from. */
function browser() {
  const jar = new Map<string, string>()
  return async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        host: 'localhost:8080',
        origin: publicUrl,
        ...(jar.size > 0 ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    for (const { name, value } of answer.cookies) jar.set(name, value)
    return answer
  }
}

async function signInByLink(email: string) {
  const link = await makeSignInLink(postgres.db, publicUrl, secret, email)
  const token = new URL(link).searchParams.get('token') as string
  const call = browser()
  const answer = await call('GET', `/api/auth/magic-link/verify?token=${token}`)
  return { call, answer, token }
}

async function person(email: string, role: 'analyst' | 'admin' = 'admin') {
  await grantRole(postgres.db, { id: newId(), email, name: 'Test', role, orgnr: null, language: 'nn' }, now)
}

async function key(scope: string, expires_at: Date | null = null): Promise<string> {
  const made = newSecret('key')
  await insertKey(postgres.db, { id: newId(), name: scope, scope, secret_hash: hashSecret(made), expires_at })
  return made
}

/** RFC 6238: the code for a base32 secret at a time. */
function totp(base32: string, at: number): string {
  const bits = [...base32]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', bytes).update(counter).digest()
  const offset = (mac.at(-1) as number) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('a one-time link', () => {
  it('opens only the choice of how to sign in, until that is made', async () => {
    await person('first@csirt.example')
    const { call } = await signInByLink('first@csirt.example')
    const me = (await call('GET', '/api/v1/me')).json()
    expect(me).toMatchObject({ kind: 'person', enrolled: false, actions: [], language: 'nn' })
    const refused = await call('GET', '/api/v1/guarded')
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'not_enrolled'])
  })

  it('works once', async () => {
    await person('once@csirt.example')
    const { token } = await signInByLink('once@csirt.example')
    const again = browser()
    await again('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect((await again('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  it('is kept only as a hash', async () => {
    await person('hashed@csirt.example')
    const link = await makeSignInLink(postgres.db, publicUrl, secret, 'hashed@csirt.example')
    const token = new URL(link).searchParams.get('token') as string
    const { rows } = await postgres.pool.query('select identifier, value from person_verification')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('cannot be asked for from outside', async () => {
    const answer = await browser()('POST', '/api/auth/sign-in/magic-link', { email: 'first@csirt.example' })
    expect(answer.statusCode).toBe(404)
  })
})

describe('a password with a code', () => {
  it('is set once by link, then signs in only together with the code', async () => {
    const email = 'totp@csirt.example'
    await person(email)
    const password = 'fjell-vidde-skog-1'
    const { call } = await signInByLink(email)
    expect((await call('POST', '/api/v1/me/password', { password: 'short' })).statusCode).toBe(400)
    expect((await call('POST', '/api/v1/me/password', { password })).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me')).json().enrolled).toBe(false)
    const enabled = (await call('POST', '/api/auth/two-factor/enable', { password })).json()
    const base32 = new URL(enabled.totpURI).searchParams.get('secret') as string
    expect(
      (await call('POST', '/api/auth/two-factor/verify-totp', { code: totp(base32, Date.now()) })).statusCode,
    ).toBe(200)
    expect((await call('GET', '/api/v1/me')).json().enrolled).toBe(true)
    expect((await call('GET', '/api/v1/guarded')).json()).toEqual({ opened: true })
    expect((await call('POST', '/api/v1/me/password', { password })).statusCode).toBe(403)

    const later = browser()
    const first = await later('POST', '/api/auth/sign-in/email', { email, password })
    expect(first.json()).toMatchObject({ twoFactorRedirect: true })
    expect((await later('GET', '/api/v1/me')).statusCode).toBe(401)
    const wrong = await later('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
    expect(wrong.statusCode).toBe(401)
    await later('POST', '/api/auth/two-factor/verify-totp', { code: totp(base32, Date.now()) })
    expect((await later('GET', '/api/v1/me')).json()).toMatchObject({ email, enrolled: true })
  })
})

describe('a session', () => {
  it('counts for changes only from our own pages', async () => {
    await person('origin@csirt.example')
    const { call } = await signInByLink('origin@csirt.example')
    const foreign = await call(
      'PUT',
      '/api/v1/me/language',
      { language: 'en' },
      { origin: 'https://elsewhere.example' },
    )
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'foreign_origin'])
    expect((await call('PUT', '/api/v1/me/language', { language: 'en' })).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me')).json().language).toBe('en')
  })
})

describe('an API key', () => {
  const ask = (secretText: string | null, url = '/api/v1/guarded') =>
    app.inject({ method: 'GET', url, headers: secretText === null ? {} : { authorization: `Bearer ${secretText}` } })

  it('does what its scope allows and no more', async () => {
    expect((await ask(await key('admin'))).json()).toEqual({ opened: true })
    for (const scope of ['analyst', 'auditor', 'member:000000019', 'blocklist:000000019', 'partner:Kraft']) {
      const refused = await ask(await key(scope))
      expect([scope, refused.statusCode, refused.json().code]).toEqual([scope, 403, 'not_allowed'])
    }
  })

  it('that is missing, unknown or ended is refused, each in its own words', async () => {
    const missing = await ask(null)
    expect([missing.statusCode, missing.json().code]).toEqual([401, 'not_signed_in'])
    expect(missing.headers['content-type']).toContain('application/problem+json')
    const unknown = await ask('varde_key_unknown')
    expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'key_unknown'])
    expect((await ask(await key('admin', new Date(now.getTime() - 1000)))).statusCode).toBe(401)
    await postgres.pool.query("update api_key set revoked_at = now() where scope = 'auditor'")
  })
})

describe('the first administrator', () => {
  it('gets a link at each start until somebody can sign in', async () => {
    await postgres.pool.query('delete from person')
    const make = () => makeFirstAdministratorLink(postgres.db, publicUrl, secret, now)
    expect(await make()).toContain('/sign-in/link?token=')
    expect(await make()).toContain('/sign-in/link?token=')
    await postgres.pool.query('update person set "twoFactorEnabled" = true')
    expect(await make()).toBeNull()
  })
})

it('a route without a rule cannot be added', async () => {
  const fresh = await createApp(openLog('silent'))
  expect(() => fresh.get('/api/v1/open-to-all', () => 'everything')).toThrow(/has no rule/)
  await fresh.close()
})
