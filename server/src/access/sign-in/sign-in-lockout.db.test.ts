/** Guessing is stopped where it comes from, and shuts nobody else out. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPeopleBench, type PeopleBench, publicUrl, totp } from '../../../test/support/people.ts'

let bench: PeopleBench
let port: number

beforeAll(async () => {
  bench = await openPeopleBench()
  await bench.app.listen({ host: '127.0.0.1', port: 0 })
  port = (bench.app.server.address() as AddressInfo).port
})
afterAll(() => bench.close())

type Answer = { status: number; body: Record<string, unknown>; cookie: string; retryAfter: string | undefined }

/** A call from one of this machine's own addresses. */
function callFrom(localAddress: string, method: string, path: string, body?: object, cookie = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: 'localhost:8080',
      origin: publicUrl,
      // What a proxy would say is not believed: there is none.
      'x-forwarded-for': '203.0.113.9',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === '' ? {} : { cookie }),
    }
    const call = request({ host: '127.0.0.1', port, localAddress, method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => {
        text += part
      })
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: JSON.parse(text),
          cookie: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
          retryAfter: answer.headers['retry-after'],
        }),
      )
    })
    call.on('error', reject)
    call.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const path = '/api/auth/sign-in/email'

it('fifty wrong passwords from one address end there, and the right one signs in from another', async () => {
  const { email, password, base32, id } = await bench.enrolled('target@csirt.example')
  const statuses: number[] = []
  for (let i = 0; i < 50; i++) {
    statuses.push((await callFrom('127.0.0.2', 'POST', path, { email, password: `wrong-password-${i}` })).status)
  }
  expect(statuses.slice(0, 8)).toEqual(Array(8).fill(401))
  expect(new Set(statuses.slice(8))).toEqual(new Set([429]))
  const stopped = await callFrom('127.0.0.2', 'POST', path, { email, password })
  expect([stopped.status, stopped.body['code']]).toEqual([429, 'too_many_requests'])
  expect(Number(stopped.retryAfter)).toBeGreaterThan(800)
  // A passkey cannot be guessed, so it stays open to all behind that address.
  expect((await callFrom('127.0.0.2', 'GET', '/api/auth/passkey/generate-authenticate-options')).status).toBe(200)

  const first = await callFrom('127.0.0.3', 'POST', path, { email, password })
  expect(first.body).toMatchObject({ twoFactorRedirect: true })
  const code = { code: totp(base32) }
  const second = await callFrom('127.0.0.3', 'POST', '/api/auth/two-factor/verify-totp', code, first.cookie)
  expect(second.status).toBe(200)
  expect(await bench.audit('sign_in.refused', 'sign_in.limited')).toMatchObject([
    { act: 'sign_in.refused', address: '127.0.0.2', object_id: id, details: { reason: 'password' } },
    { act: 'sign_in.limited', address: '127.0.0.2', object_id: id },
  ])
})

it('a stranger without the password cannot lock the codes of an account', async () => {
  const { email, id } = await bench.enrolled('codes@csirt.example')
  for (let i = 0; i < 12; i++) {
    const guess = await callFrom('127.0.0.4', 'POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
    expect(guess.status).toBe(401)
  }
  await callFrom('127.0.0.4', 'POST', path, { email, password: 'wrong-password-1' })
  const { rows } = await bench.postgres.pool.query(
    'select coalesce("failedVerificationCount", 0) as count, "lockedUntil" from person_two_factor where "userId" = $1',
    [id],
  )
  expect(rows).toEqual([{ count: 0, lockedUntil: null }])
})
