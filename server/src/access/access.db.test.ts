/** First sign-in by link, a password with a code, and what a session and a key may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPeopleBench, type PeopleBench, totp } from '../../test/support/people.ts'
import { createApp, hashSecret, liveChannel, newId, newSecret, openLog } from '../platform/index.ts'
import { insertKey, makeFirstAdministratorLink } from './index.ts'
import { comeTo, leave } from './presence/presence.store.ts'

let bench: PeopleBench

beforeAll(async () => {
  bench = await openPeopleBench()
})
afterAll(() => bench.close())

async function key(scope: string, expires_at: Date | null = null): Promise<string> {
  const made = newSecret('key')
  await insertKey(bench.postgres.db, { id: newId(), name: scope, scope, secret_hash: hashSecret(made), expires_at })
  return made
}

describe('a one-time link', () => {
  it('opens only the choice of how to sign in, until that is made', async () => {
    await bench.person('first@csirt.example', 'admin')
    const call = await bench.signInByLink('first@csirt.example')
    const me = (await call('GET', '/api/v1/me')).json()
    expect(me).toMatchObject({ kind: 'person', enrolled: false, actions: [], language: 'nn' })
    const refused = await call('GET', '/api/v1/guarded')
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'not_enrolled'])
  })

  it('works once, and a second try is refused and written down', async () => {
    await bench.person('once@csirt.example')
    const token = await bench.linkToken('once@csirt.example')
    const first = await bench.browser()('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect(first.statusCode).toBe(200)
    const again = bench.browser('192.0.2.99')
    const refused = await again('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'link_refused'])
    expect((await again('GET', '/api/v1/me')).statusCode).toBe(401)
    expect(await bench.audit('link.refused')).toMatchObject([
      { outcome: 'refused', actor_kind: 'nobody', address: '192.0.2.99', details: { reason: 'link' } },
    ])
  })

  it('opens nothing after a day', async () => {
    await bench.person('late@csirt.example')
    const token = await bench.linkToken('late@csirt.example')
    await bench.postgres.pool.query(`update person_verification set "expiresAt" = now() - interval '1 second'`)
    const refused = await bench.browser()('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'link_refused'])
  })

  it('gives way to a newer one', async () => {
    await bench.person('newer@csirt.example')
    const old = await bench.linkToken('newer@csirt.example')
    const call = await bench.signInByLink('newer@csirt.example')
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(200)
    expect((await bench.browser()('GET', `/api/auth/magic-link/verify?token=${old}`)).statusCode).toBe(403)
  })

  it('is no way in for a person who has one', async () => {
    const { email } = await bench.enrolled('has-one@csirt.example')
    const token = await bench.linkToken(email)
    const call = bench.browser()
    const refused = await call('GET', `/api/auth/magic-link/verify?token=${token}`)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'link_not_enough'])
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  it('that somebody else opened first opens nothing more once the person has chosen', async () => {
    const email = 'two-browsers@csirt.example'
    await bench.person(email)
    const thief = await bench.signInByLink(email)
    expect((await thief('GET', '/api/v1/me')).statusCode).toBe(200)
    await bench.enrolled(email)
    expect((await thief('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  it('is kept only as a hash', async () => {
    await bench.person('hashed@csirt.example')
    const token = await bench.linkToken('hashed@csirt.example')
    const { rows } = await bench.postgres.pool.query('select identifier, value from person_verification')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it.each([
    ['POST', '/api/auth/sign-in/magic-link', { email: 'first@csirt.example' }],
    ['POST', '/api/auth/sign-up/email', { email: 'new@csirt.example', password: 'fjell-vidde-skog-1', name: 'N' }],
    ['GET', '/api/auth/list-sessions', undefined],
    ['POST', '/api/auth/passkey/delete-passkey', { id: 'x' }],
    ['POST', '/api/auth/unlink-account', { providerId: 'x' }],
  ] as const)('%s %s is no open door', async (method, url, body) => {
    expect((await bench.browser()(method, url, body)).statusCode).toBe(404)
  })
})

describe('a password with a code', () => {
  it('is set once by link, then signs in only together with the code', async () => {
    const email = 'totp@csirt.example'
    await bench.person(email, 'admin')
    const password = 'fjell-vidde-skog-1'
    const call = await bench.signInByLink(email)
    expect((await call('POST', '/api/v1/me/password', { password: 'short' })).statusCode).toBe(400)
    expect((await call('POST', '/api/v1/me/password', { password })).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me')).json().enrolled).toBe(false)
    const enabled = (await call('POST', '/api/auth/two-factor/enable', { password })).json()
    const base32 = new URL(enabled.totpURI).searchParams.get('secret') as string
    expect((await call('POST', '/api/auth/two-factor/verify-totp', { code: totp(base32) })).statusCode).toBe(200)
    expect((await call('GET', '/api/v1/me')).json().enrolled).toBe(true)
    expect((await call('GET', '/api/v1/guarded')).json()).toEqual({ opened: true })
    expect((await call('POST', '/api/v1/me/password', { password })).statusCode).toBe(403)

    const later = bench.browser()
    const first = await later('POST', '/api/auth/sign-in/email', { email, password })
    expect(first.json()).toMatchObject({ twoFactorRedirect: true })
    expect((await later('GET', '/api/v1/me')).statusCode).toBe(401)
    const wrong = await later('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
    expect(wrong.statusCode).toBe(401)
    const right = await later('POST', '/api/auth/two-factor/verify-totp', { code: totp(base32), trustDevice: true })
    expect(right.json().token).toBeUndefined()
    expect([...later.cookies.keys()].filter((name) => name.includes('trust'))).toEqual([])
    expect((await later('GET', '/api/v1/me')).json()).toMatchObject({ email, enrolled: true })
  })

  it('takes each code once (RFC 6238 section 5.2)', async () => {
    const { email, password, base32 } = await bench.enrolled('shoulder@csirt.example')
    const code = totp(base32)
    const use = async () => {
      const call = bench.browser()
      await call('POST', '/api/auth/sign-in/email', { email, password })
      return call('POST', '/api/auth/two-factor/verify-totp', { code })
    }
    expect((await use()).statusCode).toBe(200)
    const again = await use()
    expect([again.statusCode, again.json().code]).toEqual([403, 'code_used'])
  })

  it('opens nothing without the code, also where there is a passkey', async () => {
    const email = 'half@csirt.example'
    const id = await bench.person(email, 'admin')
    const password = 'fjell-vidde-skog-1'
    const call = await bench.signInByLink(email)
    await call('POST', '/api/v1/me/password', { password })
    await bench.passkey(id)
    const thief = bench.browser()
    const refused = await thief('POST', '/api/auth/sign-in/email', { email, password })
    const unknown = await bench.browser()('POST', '/api/auth/sign-in/email', { email: 'no@csirt.example', password })
    expect([refused.statusCode, refused.body]).toEqual([401, unknown.body])
    expect((await thief('GET', '/api/v1/me')).statusCode).toBe(401)
  })
})

describe('a session', () => {
  it('counts for changes only from our own pages', async () => {
    await bench.person('origin@csirt.example')
    const call = await bench.signInByLink('origin@csirt.example')
    const elsewhere = { origin: 'https://elsewhere.example' }
    const foreign = await call('PUT', '/api/v1/me/language', { language: 'en' }, elsewhere)
    expect([foreign.statusCode, foreign.json().code]).toEqual([403, 'foreign_origin'])
    expect((await call('PUT', '/api/v1/me/language', { language: 'en' })).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me')).json().language).toBe('en')
  })

  it('with a cookie that somebody changed is none', async () => {
    const { call } = await bench.enrolled('tampered@csirt.example')
    const [name, value] = [...call.cookies].find(([name]) => name.endsWith('session_token')) as [string, string]
    call.cookies.set(
      name,
      value.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    )
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
  })
})

describe('an API key', () => {
  const ask = (secretText: string | null, url = '/api/v1/guarded') =>
    bench.app.inject({
      method: 'GET',
      url,
      headers: secretText === null ? {} : { authorization: `Bearer ${secretText}` },
    })

  it('does what its scope allows and no more', async () => {
    expect((await ask(await key('admin'))).json()).toEqual({ opened: true })
    for (const scope of ['analyst', 'auditor', 'member:000000019', 'blocklist:000000019', 'partner:Kraft']) {
      const refused = await ask(await key(scope))
      expect([scope, refused.statusCode, refused.json().code]).toEqual([scope, 403, 'not_allowed'])
    }
  })

  it('that is missing or unknown is refused, each in its own words', async () => {
    const missing = await ask(null)
    expect([missing.statusCode, missing.json().code]).toEqual([401, 'not_signed_in'])
    expect(missing.headers['content-type']).toContain('application/problem+json')
    const unknown = await ask('varde_key_unknown')
    expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'key_unknown'])
  })

  it('has no sessions and no ways to sign in', async () => {
    const admin = await key('admin')
    for (const url of ['/api/v1/me/sessions', '/api/v1/me/sign-in']) {
      expect((await ask(admin, url)).json().code).toBe('not_allowed')
    }
  })
})

describe('who else has an object open', () => {
  const start = Date.parse('2026-11-24T04:00:00.000Z')
  const at = (seconds: number) => new Date(start + seconds * 1000)
  const pair = async (name: string) => [
    await bench.person(`kari.${name}@csirt.example`),
    await bench.person(`ola.${name}@csirt.example`),
  ]

  it('is told, and forgotten half a minute after the last time', async () => {
    const [kari = '', ola = ''] = await pair('to')
    const [one, other] = [newId(), newId()]
    const come = (who: string, seconds: number, object = one) => comeTo(bench.postgres.db, object, who, at(seconds))
    expect(await come(kari, 0)).toEqual([])
    expect(await come(ola, 5)).toEqual(['Person kari.to@csirt.example'])
    expect(await come(ola, 6, other)).toEqual([])
    expect(await come(kari, 10)).toEqual(['Person ola.to@csirt.example'])
    expect(await come(kari, 35)).toEqual(['Person ola.to@csirt.example'])
    expect(await come(kari, 36)).toEqual([])
  })

  it('is told at once when somebody comes and leaves, and not that they stay', async () => {
    const { db, owner } = bench.postgres
    const [kari = '', ola = ''] = await pair('tre')
    const object = newId()
    const heard: unknown[] = []
    const client = await owner.connect()
    client.on('notification', ({ payload = '' }) => heard.push(JSON.parse(payload)))
    await client.query(`listen ${liveChannel}`)
    const news = async () => {
      // What was said before has been heard when this is.
      await client.query('select 1')
      return heard.splice(0)
    }
    await comeTo(db, object, kari, at(0))
    expect(await news()).toEqual([{ topic: 'looking', ids: [object] }])
    await comeTo(db, object, kari, at(10))
    expect(await news()).toEqual([])
    expect(await comeTo(db, object, ola, at(11))).toEqual(['Person kari.tre@csirt.example'])
    await news()
    await leave(db, object, kari)
    expect(await news()).toEqual([{ topic: 'looking', ids: [object] }])
    expect(await comeTo(db, object, ola, at(12))).toEqual([])
    await leave(db, object, kari)
    expect(await news()).toEqual([])
    client.release(true)
  })
})

describe('the first administrator', () => {
  it('gets a link at each start until somebody can sign in', async () => {
    const { postgres } = bench
    await postgres.pool.query('delete from person')
    const make = () => makeFirstAdministratorLink(bench.platform, bench.access)
    expect(await make()).toContain('/sign-in/link?token=')
    expect(await make()).toContain('/sign-in/link?token=')
    await postgres.pool.query('update person set "twoFactorEnabled" = true')
    expect(await make()).toBeNull()
    const made = (await bench.audit('link.made')).filter(({ actor_id }) => actor_id === 'start')
    expect(made).toHaveLength(2)
  })
})

it('a route without a rule cannot be added', async () => {
  const fresh = await createApp(openLog('silent'))
  expect(() => fresh.get('/api/v1/open-to-all', () => 'everything')).toThrow(/has no rule/)
  await fresh.close()
})
