/** Sign-in by an organisation's own identity provider, against a real one, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type IdentityProvider,
  openIdentityProvider,
  throughProvider,
} from '../../../test/support/identity-provider.ts'
import { type Browser, openPeopleBench, type PeopleBench, publicUrl } from '../../../test/support/people.ts'

let provider: IdentityProvider
let bench: PeopleBench
/** Stands between Varde and the provider; a test puts what it likes there. */
let meddle: (url: string, headers: Record<string, string>) => void = () => {}

beforeAll(async () => {
  provider = await openIdentityProvider(publicUrl)
  bench = await openPeopleBench({
    environment: { VARDE_OIDC: provider.settings },
    fetch: (url, options) => {
      meddle(url, options.headers)
      return fetch(url, options as RequestInit)
    },
  })
})
afterAll(async () => {
  await bench.close()
  await provider.close()
})

async function begin(call: Browser, door = '/api/auth/sign-in/oidc', callbackURL?: string): Promise<string> {
  const answer = await call('POST', door, { provider: provider.id, ...(callbackURL ? { callbackURL } : {}) })
  return answer.json().url
}

/** Signs in at the provider as an account and comes back. @returns where the browser is sent */
async function comeBack(call: Browser, subject: string, url: string): Promise<string> {
  provider.signInAs(subject)
  const answer = await call('GET', await throughProvider(url, publicUrl))
  expect(answer.statusCode).toBe(302)
  return String(answer.headers['location']).slice(publicUrl.length)
}

async function link(call: Browser, subject: string): Promise<string> {
  return comeBack(call, subject, await begin(call, '/api/auth/oidc/link'))
}

async function linked(email: string, subject: string): Promise<string> {
  const id = await bench.person(email)
  expect(await link(await bench.signInByLink(email), subject)).toBe('/account')
  return id
}

async function refusals(): Promise<unknown[]> {
  return (await bench.audit('sign_in.refused')).map(({ details }) => details['reason'])
}

describe('an organisation’s sign-in', () => {
  it('is named on the sign-in page', async () => {
    const answer = await bench.browser()('GET', '/api/v1/sign-in/providers')
    expect(answer.json()).toEqual({ items: [{ id: 'sykehuset', name: 'Sykehuset' }] })
  })

  it('is chosen by a one-time link, and then signs in', async () => {
    const id = await bench.person('sub-1@csirt.example', 'admin')
    const first = await bench.signInByLink('sub-1@csirt.example')
    expect((await first('GET', '/api/v1/me')).json().enrolled).toBe(false)
    expect(await comeBack(first, 'sub-1', await begin(first, '/api/auth/oidc/link', '/welcome'))).toBe('/welcome')
    expect((await first('GET', '/api/v1/me')).json().enrolled).toBe(true)

    const call = bench.browser()
    expect(await comeBack(call, 'sub-1', await begin(call, undefined, '/triage'))).toBe('/triage')
    expect((await call('GET', '/api/v1/guarded')).json()).toEqual({ opened: true })
    expect((await call('GET', '/api/v1/me/sessions')).json().items[0]).toMatchObject({ current: true, method: 'oidc' })
    const ways = (await call('GET', '/api/v1/me/sign-in')).json()
    expect(ways.organisations).toMatchObject([{ provider: 'sykehuset', name: 'Sykehuset' }])
    expect((await call('DELETE', `/api/v1/me/organisations/${ways.organisations[0].id}`)).json().code).toBe(
      'last_way_in',
    )
    expect(await bench.audit('organisation.linked')).toMatchObject([
      { actor_id: id, details: { provider: 'sykehuset' } },
    ])
  })

  it('uses pushed requests, PKCE, private_key_jwt and DPoP, and keeps no token', async () => {
    await linked('proofs@csirt.example', 'proofs')
    const pushed = provider.asked.filter(({ path }) => path === '/request').at(-1)
    const token = provider.asked.filter(({ path }) => path === '/token').at(-1)
    expect(pushed?.body.get('code_challenge_method')).toBe('S256')
    for (const asked of [pushed, token]) {
      expect(asked?.body.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    }
    expect(token?.dpop).toMatch(/^eyJ/)
    const { rows } = await bench.postgres.pool.query(
      `select "accessToken", "refreshToken", "idToken" from person_account where "providerId" like 'oidc:%'`,
    )
    for (const row of rows) expect(row).toEqual({ accessToken: null, refreshToken: null, idToken: null })
  })

  it('gives the provider the nonce that it demands for DPoP', async () => {
    provider.demandNonce(true)
    const before = provider.asked.length
    await linked('nonce@csirt.example', 'nonce')
    provider.demandNonce(false)
    const tokens = provider.asked.slice(before).filter(({ path }) => path === '/token')
    expect(tokens.map(({ dpop }) => 'nonce' in JSON.parse(atob(dpop?.split('.')[1] ?? '')))).toEqual([false, true])
  })

  it('sends nobody on to another site', async () => {
    const call = bench.browser()
    for (const callbackURL of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example']) {
      const answer = await call('POST', '/api/auth/sign-in/oidc', { provider: provider.id, callbackURL })
      if (answer.statusCode === 200) expect(await comeBack(call, 'sub-1', answer.json().url)).toBe('/')
      else expect(answer.statusCode).toBe(403)
    }
  })
})

describe('is refused', () => {
  it('an account that nobody linked, whatever its address', async () => {
    const call = bench.browser('192.0.2.31')
    expect(await comeBack(call, 'sub-1@csirt.example', await begin(call))).toBe('/sign-in?fault=not_linked')
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect(await refusals()).toContain('not_linked')
  })

  it('an account that is somebody else’s', async () => {
    await linked('owner@csirt.example', 'owned')
    await bench.person('other@csirt.example')
    const other = await bench.signInByLink('other@csirt.example')
    expect(await link(other, 'owned')).toBe('/account?fault=already_linked')
    expect((await other('GET', '/api/v1/me')).json().enrolled).toBe(false)
  })

  it('an answer that was used', async () => {
    const call = bench.browser()
    provider.signInAs('sub-1')
    const back = await throughProvider(await begin(call), publicUrl)
    const cookies = new Map(call.cookies)
    expect((await call('GET', back)).headers['location']).toBe(`${publicUrl}/`)
    const thief = bench.browser('192.0.2.32')
    for (const [name, value] of cookies) thief.cookies.set(name, value)
    expect((await thief('GET', back)).headers['location']).toBe(`${publicUrl}/sign-in?fault=expired`)
    expect((await thief('GET', '/api/v1/me')).statusCode).toBe(401)
    expect(await refusals()).toContain('replay')
  })

  it('an answer to what another browser began, or with a cookie that somebody changed', async () => {
    const call = bench.browser()
    provider.signInAs('sub-1')
    const back = await throughProvider(await begin(call), publicUrl)
    const other = bench.browser('192.0.2.33')
    expect((await other('GET', back)).headers['location']).toBe(`${publicUrl}/sign-in?fault=expired`)
    // Somebody's own answer, put before another who is at the provider just then.
    await begin(other)
    expect((await other('GET', back)).headers['location']).toBe(`${publicUrl}/sign-in?fault=expired`)
    const [name, value] = [...call.cookies].find(([name]) => name.endsWith('oidc_state')) as [string, string]
    call.cookies.set(name, `${value.slice(0, -6)}AAAAA%3D`)
    expect((await call('GET', back)).headers['location']).toBe(`${publicUrl}/sign-in?fault=expired`)
    expect(await refusals()).toContain('state')
  })

  it('a link that another person’s session completes', async () => {
    await bench.person('begins@csirt.example')
    await bench.person('ends@csirt.example')
    const begins = await bench.signInByLink('begins@csirt.example')
    const url = await begin(begins, '/api/auth/oidc/link')
    const session = [...(await bench.signInByLink('ends@csirt.example')).cookies].find(([n]) =>
      n.endsWith('session_token'),
    )
    begins.cookies.set(...(session as [string, string]))
    expect(await comeBack(begins, 'between', url)).toBe('/account?fault=expired')
  })

  it('a person whose account is closed', async () => {
    const id = await linked('closed@csirt.example', 'closed')
    await bench.postgres.pool.query('update person set deactivated_at = now() where id = $1', [id])
    const call = bench.browser('192.0.2.34')
    expect(await comeBack(call, 'closed', await begin(call))).toBe('/sign-in?fault=deactivated')
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect(await refusals()).toContain('deactivated')
  })

  it('a DPoP proof that was used, by the provider', async () => {
    let used: string | undefined
    meddle = (url, headers) => {
      if (url.endsWith('/token')) used = headers['dpop']
    }
    const call = bench.browser('192.0.2.35')
    expect(await comeBack(call, 'sub-1', await begin(call))).toBe('/')
    meddle = (url, headers) => {
      if (url.endsWith('/token') && used !== undefined) headers['dpop'] = used
    }
    const again = bench.browser('192.0.2.35')
    expect(await comeBack(again, 'sub-1', await begin(again))).toBe('/sign-in?fault=provider_refused')
    meddle = () => {}
    expect(used).toBeDefined()
    expect(provider.refused.at(-1)).toBe('DPoP proof JWT Replay detected')
    expect((await refusals()).at(-1)).toBe('grant')
  })

  it('a provider that is not set up', async () => {
    const answer = await bench.browser()('POST', '/api/auth/sign-in/oidc', { provider: 'elsewhere' })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'unknown_provider'])
  })
})
