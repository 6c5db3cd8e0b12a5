/** A provider, or whoever stands in for it, that answers in the right form with what is no proof. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFalseProvider, throughProvider } from '../../../test/support/identity-provider.ts'
import { openPeopleBench, type PeopleBench, publicUrl } from '../../../test/support/people.ts'

type Claims = Record<string, unknown>

let provider: Awaited<ReturnType<typeof openFalseProvider>>
let bench: PeopleBench
let twist: (right: Claims) => Claims = (right) => right

beforeAll(async () => {
  provider = await openFalseProvider((right) => twist(right))
  bench = await openPeopleBench({ environment: { VARDE_OIDC: provider.settings } })
})
afterAll(async () => {
  await bench.close()
  await provider.close()
})

async function signIn(back = (path: string) => path): Promise<string> {
  const call = bench.browser()
  const { url } = (await call('POST', '/api/auth/sign-in/oidc', { provider: provider.id })).json()
  const answer = await call('GET', back(await throughProvider(url, publicUrl)))
  expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
  return String(answer.headers['location']).slice(publicUrl.length)
}

async function lastReason(): Promise<unknown> {
  return (await bench.audit('sign_in.refused')).at(-1)?.details['reason']
}

describe('an ID token', () => {
  it('that is right gets as far as to the account', async () => {
    expect([await signIn(), await lastReason()]).toEqual(['/sign-in?fault=not_linked', 'not_linked'])
  })

  it.each<[string, (right: Claims) => Claims]>([
    ['issuer', (right) => ({ ...right, iss: 'https://elsewhere.example' })],
    ['audience', (right) => ({ ...right, aud: 'another-client' })],
    ['audience', (right) => ({ ...right, aud: ['varde', 'another-client'] })],
    ['nonce', (right) => ({ ...right, nonce: 'of-another-sign-in' })],
    ['nonce', ({ nonce: _, ...right }) => right],
    ['time', (right) => ({ ...right, exp: Number(right['iat']) - 60 })],
  ])('with the wrong %s is refused', async (reason, wrong) => {
    await bench.postgres.owner.query('delete from audit_entry')
    twist = wrong
    expect([await signIn(), await lastReason()]).toEqual(['/sign-in?fault=answer_refused', reason])
  })

  it('that another key signed is refused', async () => {
    twist = (right) => right
    await provider.forge()
    expect([await signIn(), await lastReason()]).toEqual(['/sign-in?fault=answer_refused', 'signature'])
  })
})

it('an answer that names another issuer is refused (RFC 9207)', async () => {
  const named = (path: string) => `${path}&iss=${encodeURIComponent('https://elsewhere.example')}`
  await bench.postgres.owner.query('delete from audit_entry')
  expect([await signIn(named), await lastReason()]).toEqual(['/sign-in?fault=answer_refused', 'issuer'])
})

it('a person who says no there comes back to the sign-in page', async () => {
  const no = (path: string) => path.replace('code=code', 'error=access_denied')
  expect([await signIn(no), await lastReason()]).toEqual(['/sign-in?fault=provider_refused', 'cancelled'])
})

it('a provider that is down does not stop the start, and the sign-in says so', async () => {
  await provider.close()
  const call = bench.browser()
  const answer = await call('POST', '/api/auth/sign-in/oidc', { provider: provider.id })
  expect([answer.statusCode, answer.json().code]).toEqual([502, 'provider_unreachable'])
})
