import { describe, expect, it } from 'vitest'
import { openSignInLimit } from './sign-in-limit.ts'

const limits = { windowSeconds: 60, perAddress: 4, perAccount: 2 }
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 8, 0, seconds))
const mine = 'kari@csirt.example'

describe('tries at a password', () => {
  it('are limited for one address and account, and not for the account from elsewhere', () => {
    const limit = openSignInLimit(limits)
    for (let i = 0; i < 2; i++) expect(limit.begin('192.0.2.1', mine, at(0)).limited).toBe(false)
    expect(limit.begin('192.0.2.1', mine, at(10))).toEqual({ limited: true, retryAfterSeconds: 50 })
    expect(limit.begin('192.0.2.1', 'ola@csirt.example', at(10)).limited).toBe(false)
    expect(limit.begin('198.51.100.7', mine, at(10)).limited).toBe(false)
  })

  it('are limited for one address over all accounts', () => {
    const limit = openSignInLimit(limits)
    for (const n of [1, 2, 3, 4]) expect(limit.begin('192.0.2.1', `p${n}@csirt.example`, at(0)).limited).toBe(false)
    expect(limit.begin('192.0.2.1', 'p5@csirt.example', at(0)).limited).toBe(true)
  })

  it('are counted by /64 for IPv6', () => {
    const limit = openSignInLimit(limits)
    for (const n of [1, 2]) expect(limit.begin(`2001:db8::${n}`, mine, at(0)).limited).toBe(false)
    expect(limit.begin('2001:db8::3', mine, at(0)).limited).toBe(true)
    expect(limit.begin('2001:db8:0:1::3', mine, at(0)).limited).toBe(false)
  })

  it('are counted as IPv4 where a socket for both says it in IPv6 form', () => {
    const limit = openSignInLimit(limits)
    for (const _ of [1, 2]) expect(limit.begin('::ffff:192.0.2.1', mine, at(0)).limited).toBe(false)
    expect(limit.begin('192.0.2.1', mine, at(0)).limited).toBe(true)
    expect(limit.begin('::ffff:192.0.2.2', mine, at(0)).limited).toBe(false)
  })

  it('begin anew when the window has passed', () => {
    const limit = openSignInLimit(limits)
    for (let i = 0; i < 3; i++) limit.begin('192.0.2.1', mine, at(0))
    expect(limit.begin('192.0.2.1', mine, at(59)).limited).toBe(true)
    expect(limit.begin('192.0.2.1', mine, at(60)).limited).toBe(false)
  })

  it('that were right do not count', () => {
    const limit = openSignInLimit(limits)
    for (let i = 0; i < 20; i++) {
      const attempt = limit.begin('192.0.2.1', mine, at(0))
      if (attempt.limited) throw new Error('limited')
      attempt.succeeded()
    }
  })
})
