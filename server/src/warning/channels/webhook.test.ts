import { describe, expect, it } from 'vitest'
import { secretBox } from './secret-box.ts'
import { afterCall, bodyOf, dataOf, isTold, signatureOf, type ToldOf, urlFault } from './webhook.ts'

const told: ToldOf = {
  id: '0190a000-0000-7000-8000-000000000001',
  number: 123,
  orgnr: '999999999',
  title: '203.0.113.66 (c2), 10.1.0.4',
  severity: 'high',
  tlp: 'AMBER',
  state: 'sending',
  due_at: new Date('2026-11-25T04:00:00.000Z'),
}

describe('a call', () => {
  it('is signed as the standard’s own example is', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const body = '{"test": 2432232314}'
    expect(signatureOf([secret], { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330, body })).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('tells of what went out, whose it is and where it is read', () => {
    const created_at = new Date('2026-11-24T04:00:00.000Z')
    const event = { type: 'warning.sent', created_at, data: JSON.stringify(dataOf(told)) }
    expect(JSON.parse(bodyOf(event, 'https://varde.example'))).toEqual({
      type: 'warning.sent',
      timestamp: '2026-11-24T04:00:00.000Z',
      data: {
        id: told.id,
        number: 'V-000123',
        member: '999999999',
        title: '203.0.113.66 (c2), 10.1.0.4',
        severity: 'high',
        tlp: 'AMBER',
        state: 'sent',
        due_at: '2026-11-25T04:00:00.000Z',
        url: `https://varde.example/portal/warnings/${told.id}`,
      },
    })
    expect(JSON.parse(bodyOf({ ...event, type: 'test', data: '{}' }, 'https://varde.example')).data).toEqual({})
  })

  it.each([
    ['RED', null],
    ['AMBER+STRICT', null],
    ['AMBER', told.title],
    ['GREEN', told.title],
  ] as const)('says the title of what is TLP:%s: %s', (tlp, title) => {
    expect(dataOf({ ...told, tlp }).title).toBe(title)
  })
})

describe('a webhook', () => {
  it('is told of the types that it asks for, from its severity on, while it is on', () => {
    const hook = { types: ['warning.sent'], least: 'high', state: 'on' } as const
    expect(isTold(hook, { type: 'warning.sent', severity: 'high' })).toBe(true)
    expect(isTold(hook, { type: 'warning.sent', severity: 'critical' })).toBe(true)
    expect(isTold(hook, { type: 'warning.sent', severity: 'medium' })).toBe(false)
    expect(isTold(hook, { type: 'warning.closed', severity: 'critical' })).toBe(false)
    expect(isTold({ ...hook, state: 'paused' }, { type: 'warning.sent', severity: 'high' })).toBe(false)
  })

  it('has an address that nobody reads along on, but in a network that the operator named', () => {
    expect(urlFault(new URL('https://logg.example/varde'), [])).toBeNull()
    expect(urlFault(new URL('http://logg.example/varde'), ['10.0.0.0/8'])).toMatch(/https/)
    expect(urlFault(new URL('http://10.1.2.3/varde'), ['10.0.0.0/8'])).toBeNull()
    expect(urlFault(new URL('http://10.1.2.3/varde'), [])).toMatch(/https/)
    expect(urlFault(new URL('http://[fd00::1]/varde'), ['fd00::/8'])).toBeNull()
  })

  it.each([
    [204, false, 2, { state: 'delivered', given_up: 0, stop: null }],
    [500, false, 2, { state: 'deferred', given_up: 2, stop: null }],
    [null, false, 2, { state: 'deferred', given_up: 2, stop: null }],
    [302, false, 2, { state: 'deferred', given_up: 2, stop: null }],
    [null, true, 2, { state: 'failed', given_up: 3, stop: null }],
    [503, true, 4, { state: 'failed', given_up: 5, stop: 'failing' }],
    [410, false, 0, { state: 'failed', given_up: 0, stop: 'gone' }],
  ] as const)('after %s (last: %s, given up before: %i)', (status, last, given_up, after) => {
    expect(afterCall(status, { last, given_up, test: false })).toEqual(after)
  })

  it('is not stopped by what is only tried, and that is tried once', () => {
    expect(afterCall(500, { last: false, given_up: 4, test: true })).toEqual({
      state: 'failed',
      given_up: 4,
      stop: null,
    })
  })
})

describe('a secret that is kept', () => {
  const box = secretBox(Buffer.alloc(32, 7))

  it('comes back for what it is of, and for nothing else', () => {
    const locked = box.lock('whsec_hemmelig', 'en')
    expect(locked).not.toContain('hemmelig')
    expect(box.open(locked, 'en')).toBe('whsec_hemmelig')
    expect(() => box.open(locked, 'en annen')).toThrow()
    expect(() => box.open(`${locked.startsWith('A') ? 'B' : 'A'}${locked.slice(1)}`, 'en')).toThrow()
    expect(() => secretBox(Buffer.alloc(32, 8)).open(locked, 'en')).toThrow()
    expect(box.lock('whsec_hemmelig', 'en')).not.toBe(locked)
  })
})
