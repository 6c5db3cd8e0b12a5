import { describe, expect, it } from 'vitest'
import { readDomain } from './domain.ts'

describe('a domain', () => {
  it.each([
    ['Helse.Example', 'helse.example'],
    ['helse.example.', 'helse.example'],
    ['blåbær.example', 'xn--blbr-roah.example'],
    ['_srv.a-b.example', '_srv.a-b.example'],
  ])('%s is read as %s', (text, value) => {
    expect(readDomain(text)).toEqual({ value })
  })

  it.each([
    ['https://helse.example/innlogging', ': helse.example.'],
    ['helse.example/sti', ': helse.example.'],
    ['vakt@helse.example', ': helse.example.'],
    ['*.helse.example', 'wildcard'],
    ['helse.example:443', 'is no domain'],
    ['example', 'single label'],
    ['192.0.2.1', 'not a domain'],
    ['helse..example', 'is no domain'],
    ['-helse.example', 'is no domain'],
    [`${'a'.repeat(64)}.example`, 'is no domain'],
    ['', 'is no domain'],
  ])('%s is refused with "%s"', (text, mend) => {
    expect(readDomain(text)).toEqual({ fault: expect.stringContaining(mend) })
  })
})
