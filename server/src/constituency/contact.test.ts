import { describe, expect, it } from 'vitest'
import { readPhone } from '../platform/index.ts'
import { readEmail, readLanguage } from './contact.ts'

describe('a contact', () => {
  it('has an address in lower case', () => {
    expect(readEmail('IKT-Vakt@Helse.example')).toEqual({ value: 'ikt-vakt@helse.example' })
  })

  it.each([
    '',
    'vakt',
    'vakt@helse',
    'a@b.example, c@d.example',
    'Vakt <vakt@helse.example>',
    'vakt@helse.example\r\nBcc: x@y.example',
    `${'a'.repeat(250)}@b.example`,
  ])('is not reached at %j', (text) => {
    expect(readEmail(text)).toHaveProperty('fault')
  })

  it.each([
    ['22 00 00 00', '+4722000000'],
    ['+47 (22) 00-00.00', '+4722000000'],
    ['0046 8 123 456 78', '+46812345678'],
    ['02800', '+4702800'],
  ])('is called at %s as %s', (text, value) => {
    expect(readPhone(text)).toEqual({ value })
  })

  it.each(['123', '+0 123 456 789', 'ring oss', '1234567'])('is not called at %s', (text) => {
    expect(readPhone(text)).toHaveProperty('fault')
  })

  it('reads bokmål where nothing is said', () => {
    expect([readLanguage(''), readLanguage('NN')]).toEqual([{ value: 'nb' }, { value: 'nn' }])
    expect(readLanguage('sv')).toEqual({ fault: expect.stringContaining('nb, nn, en') })
  })
})
