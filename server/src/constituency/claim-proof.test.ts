import { expect, it } from 'vitest'
import { isProvable, isProvenBy, recordName, recordValue } from './claim-proof.ts'

const proof = '0f8b7c52-6d0e-4b7e-9a57-1c2f3e4d5a6b'

it('a domain that is claimed can be proven, and nothing else', () => {
  expect(isProvable({ kind: 'domain', change: 'add', value: 'ny.example' })).toBe(true)
  expect(isProvable({ kind: 'domain', change: 'remove', value: 'ny.example' })).toBe(false)
  expect(isProvable({ kind: 'network', change: 'add', value: '192.0.2.0/24' })).toBe(false)
  expect(recordName('ny.example')).toBe('_varde.ny.example')
})

it.each([
  [[recordValue(proof)], true],
  [['v=spf1 -all', ` "${recordValue(proof).toUpperCase()}" `], true],
  [[], false],
  [[recordValue('0f8b7c52-6d0e-4b7e-9a57-1c2f3e4d5a6c')], false],
  [[proof], false],
  [[`${recordValue(proof)} og mer`], false],
])('%j proves it: %s', (texts, proven) => expect(isProvenBy(texts, proof)).toBe(proven))
