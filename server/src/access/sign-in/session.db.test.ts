/** A person's sessions, how they end, and what a session that is not fresh may not do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPeopleBench, type PeopleBench } from '../../../test/support/people.ts'

let bench: PeopleBench

beforeAll(async () => {
  bench = await openPeopleBench()
})
afterAll(() => bench.close())

const list = '/api/v1/me/sessions'

describe('sessions', () => {
  it('are listed to their owner, without their tokens', async () => {
    const kari = await bench.enrolled('kari@csirt.example')
    const later = await bench.signIn(kari)
    const answer = await later('GET', list)
    const { items } = answer.json()
    expect(items.map(({ current, method }: { current: boolean; method: string }) => [current, method])).toEqual([
      [true, 'totp'],
      [false, 'totp'],
    ])
    expect(items[0]).toMatchObject({ address: '192.0.2.10', browser: 'Firefox, Linux' })
    const { rows } = await bench.postgres.pool.query('select token from person_session')
    for (const { token } of rows) expect(answer.body).not.toContain(token)
  })

  it('end at once when their owner says so, one or all others', async () => {
    const ola = await bench.enrolled('ola@csirt.example')
    const phone = await bench.signIn(ola)
    const tablet = await bench.signIn(ola)
    const { items } = (await phone('GET', list)).json()
    const own = items.find(({ current }: { current: boolean }) => current)
    expect((await ola.call('DELETE', `${list}/${own.id}`)).statusCode).toBe(204)
    expect((await phone('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await ola.call('DELETE', `${list}/${own.id}`)).statusCode).toBe(404)
    expect((await ola.call('POST', `${list}/revoke-others`)).json()).toEqual({ ended: 1 })
    expect((await tablet('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await ola.call('GET', '/api/v1/me')).statusCode).toBe(200)
    expect(await bench.audit('session.revoked')).toMatchObject([
      { actor_id: ola.id, object_kind: 'session', object_id: own.id },
      { actor_id: ola.id, object_kind: 'person', details: { ended: 1 } },
    ])
  })

  it('of others cannot be ended', async () => {
    const [mine, theirs] = [await bench.enrolled('mine@csirt.example'), await bench.enrolled('theirs@csirt.example')]
    const [session] = (await theirs.call('GET', list)).json().items
    expect((await mine.call('DELETE', `${list}/${session.id}`)).statusCode).toBe(404)
    expect((await theirs.call('GET', '/api/v1/me')).statusCode).toBe(200)
  })

  it('end two hours after their last use, and are drawn out by use', async () => {
    const { call, id } = await bench.enrolled('idle@csirt.example')
    const left = async (minutes: number) =>
      bench.postgres.pool.query(
        `update person_session set "expiresAt" = now() + $2::int * interval '1 minute' where "userId" = $1`,
        [id, minutes],
      )
    await left(30)
    const drawn = await call('GET', '/api/v1/me')
    expect(drawn.cookies.find(({ name }) => name.endsWith('session_token'))?.maxAge).toBe(2 * 60 * 60)
    const [session] = (await call('GET', list)).json().items
    expect(new Date(session.expires_at).getTime()).toBeGreaterThan(Date.now() + 110 * 60_000)
    await left(-1)
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
  })

  it('end twelve hours after they began, however busy', async () => {
    const { call } = await bench.enrolled('busy@csirt.example')
    await bench.ageSessions(12 * 60 - 5)
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(200)
    await bench.ageSessions(5)
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await call('GET', '/api/auth/passkey/generate-register-options')).statusCode).not.toBe(200)
  })

  it('that begin and end are written down, and so are refused tries, once an hour', async () => {
    const per = await bench.enrolled('per@csirt.example')
    const call = await bench.signIn(per)
    await call('POST', '/api/auth/sign-out', {})
    expect((await call('GET', '/api/v1/me')).statusCode).toBe(401)
    const mine = (await bench.audit('sign_in.done', 'sign_out.done')).filter(({ actor_id }) => actor_id === per.id)
    expect(mine.map(({ act, details }) => [act, details['method']])).toEqual([
      ['sign_in.done', 'link'],
      ['sign_in.done', 'totp'],
      ['sign_in.done', 'totp'],
      ['sign_out.done', undefined],
    ])
    const thief = bench.browser('198.51.100.3')
    for (let i = 0; i < 3; i++) {
      await thief('POST', '/api/auth/sign-in/email', { email: per.email, password: 'not-the-right-one' })
    }
    await thief('POST', '/api/auth/sign-in/email', { email: per.email, password: per.password })
    await thief('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })
    const refused = (await bench.audit('sign_in.refused')).filter(({ address }) => address === '198.51.100.3')
    expect(refused.map(({ object_id, details }) => [object_id, details['reason']])).toEqual([
      [per.id, 'password'],
      [per.id, 'code'],
    ])
  })
})

describe('ways to sign in', () => {
  it('are shown to their owner', async () => {
    const { call, id } = await bench.enrolled('ways@csirt.example')
    const passkey = await bench.passkey(id)
    expect((await call('GET', '/api/v1/me/sign-in')).json()).toMatchObject({
      passkeys: [{ id: passkey, name: '' }],
      password: true,
      totp: true,
      recovery_codes_left: 10,
      organisations: [],
    })
  })

  it('can be removed, but for the last', async () => {
    const id = await bench.person('last@csirt.example')
    const call = await bench.signInByLink('last@csirt.example')
    const [first, second] = [await bench.passkey(id), await bench.passkey(id)]
    expect((await call('DELETE', `/api/v1/me/passkeys/${first}`)).statusCode).toBe(204)
    const refused = await call('DELETE', `/api/v1/me/passkeys/${second}`)
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'last_way_in'])
    expect((await call('GET', '/api/v1/me/sign-in')).json().passkeys).toHaveLength(1)
    expect(await bench.audit('passkey.removed')).toMatchObject([{ actor_id: id, details: { passkey: first } }])
  })

  it('are added and removed only by someone who signed in just now', async () => {
    const { call, id, password } = await bench.enrolled('stale@csirt.example')
    const passkey = await bench.passkey(id)
    await bench.ageSessions(16)
    const refused = await Promise.all([
      call('GET', '/api/auth/passkey/generate-register-options'),
      call('POST', '/api/auth/two-factor/generate-backup-codes', { password }),
      call('POST', '/api/auth/change-password', { currentPassword: password, newPassword: 'skog-vidde-fjell-2' }),
      call('POST', '/api/auth/oidc/link', { provider: 'x' }),
      call('DELETE', `/api/v1/me/passkeys/${passkey}`),
    ])
    expect(refused.map((answer) => answer.json().code)).toEqual(Array(5).fill('sign_in_again'))
  })

  it('may be chosen the first time also by someone who is slow', async () => {
    await bench.person('slow@csirt.example')
    const call = await bench.signInByLink('slow@csirt.example')
    await bench.ageSessions(30)
    expect((await call('GET', '/api/auth/passkey/generate-register-options')).statusCode).toBe(200)
  })

  it('include recovery codes, each of which works once', async () => {
    const siri = await bench.enrolled('siri@csirt.example')
    const [code] = siri.backupCodes
    const use = async () => {
      const call = bench.browser()
      await call('POST', '/api/auth/sign-in/email', { email: siri.email, password: siri.password })
      const answer = await call('POST', '/api/auth/two-factor/verify-backup-code', { code })
      return { call, answer }
    }
    const first = await use()
    expect(first.answer.statusCode).toBe(200)
    expect((await first.call('GET', list)).json().items[0].method).toBe('recovery_code')
    expect((await first.call('GET', '/api/v1/me/sign-in')).json().recovery_codes_left).toBe(9)
    expect((await use()).answer.statusCode).toBe(401)
    const made = await first.call('POST', '/api/auth/two-factor/generate-backup-codes', { password: siri.password })
    expect(made.json().backupCodes).toHaveLength(10)
    expect(await bench.audit('recovery_codes.made')).toMatchObject([{ actor_id: siri.id }])
  })

  it('include a new password, which ends the other sessions', async () => {
    const liv = await bench.enrolled('liv@csirt.example')
    const other = await bench.signIn(liv)
    const changed = await liv.call('POST', '/api/auth/change-password', {
      currentPassword: liv.password,
      newPassword: 'skog-vidde-fjell-2',
    })
    expect(changed.statusCode).toBe(200)
    expect((await other('GET', '/api/v1/me')).statusCode).toBe(401)
    expect((await liv.call('GET', '/api/v1/me')).statusCode).toBe(200)
  })
})

describe('the number that a person is paged by', () => {
  it('is set by themselves, in a form that can be rung, and taken away', async () => {
    const vakt = await bench.enrolled('vakt@csirt.example')
    const path = '/api/v1/me/phone'
    expect((await vakt.call('GET', path)).json()).toEqual({ phone: null, sms: true, gateway: false })
    expect((await vakt.call('PUT', path, { phone: 'ring meg', sms: true })).json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ at: '/phone' }],
    })
    expect((await vakt.call('PUT', path, { phone: '400 00 000', sms: false })).statusCode).toBe(204)
    expect((await vakt.call('GET', path)).json()).toEqual({ phone: '+4740000000', sms: false, gateway: false })
    const { rows } = await bench.postgres.pool.query(
      "select object_id, details from audit_entry where act = 'person.phone_changed'",
    )
    // The log does not hold the number.
    expect(rows).toEqual([{ object_id: vakt.id, details: { sms: false } }])
    expect((await vakt.call('PUT', path, { phone: ' ', sms: true })).statusCode).toBe(204)
    expect((await vakt.call('GET', path)).json()).toMatchObject({ phone: null })
  })
})
