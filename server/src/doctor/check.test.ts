import { describe, expect, it } from 'vitest'
import { lineOf, saidBy, unreachable, within } from './check.ts'

const url = 'postgres://varde:hemmelig%2Fog%20lang@db.example:5432/varde'

describe('what a library says', () => {
  it.each([
    `no reply from ${url}`,
    'the password "hemmelig/og lang" is wrong',
    'the password hemmelig%2Fog%20lang is wrong',
    'proxy https://user:other@proxy.example refused',
  ])('is repeated without passwords: %s', (message) => {
    const said = saidBy(new Error(message), url)
    expect(said).not.toMatch(/hemmelig|other/)
    expect(said).toContain('***')
  })

  it('is one short line', () => {
    expect(saidBy(new Error(`first\n  second.`))).toBe('first second')
    expect(saidBy(new Error('x'.repeat(5000))).length).toBeLessThan(500)
  })

  it('is found where the fault itself says nothing', () => {
    const fault = Object.assign(new AggregateError([new Error('connect ECONNREFUSED')]), { message: '' })
    expect(saidBy(fault)).toBe('connect ECONNREFUSED')
  })

  it('of the network is told as what to do', () => {
    const refused = unreachable({ code: 'ECONNREFUSED' }, url, 'VARDE_POSTGRES_URL', 'PostgreSQL')
    expect(refused).toEqual({
      what: 'nothing listens at db.example:5432',
      mend: 'Start PostgreSQL there, or correct VARDE_POSTGRES_URL.',
    })
    const unknown = unreachable({ errors: [{ code: 'ENOTFOUND' }] }, url, 'VARDE_POSTGRES_URL', 'PostgreSQL')
    expect(unknown?.what).toContain('is not known')
    expect(
      unreachable({ code: '28P01', message: 'wrong password' }, url, 'VARDE_POSTGRES_URL', 'PostgreSQL'),
    ).toBeNull()
  })
})

describe('a check', () => {
  it('is one line with what is wrong and the mend', () => {
    expect(lineOf({ name: 'disk', state: 'fault', what: 'full', mend: 'Make room.' })).toBe(
      'FAULT  disk: full. Make room.',
    )
    expect(lineOf({ name: 'disk', state: 'ok', what: '9 GB free', mend: null })).toBe('ok     disk: 9 GB free.')
  })

  it('does not wait for ever', async () => {
    await expect(within(5, new Promise(() => {}))).rejects.toThrow('timeout')
    await expect(within(5000, Promise.resolve(1))).resolves.toBe(1)
  })
})
