import { type Category, categories, type Severity, severities } from '@varde/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wants, willingOf } from './choice.ts'

const wanted = fc
  .array(fc.tuple(fc.constantFrom(...categories), fc.constantFrom(...severities)))
  .map((pairs) => new Map<Category, Severity>(pairs))
const kinds = fc.array(fc.constantFrom(...categories), { maxLength: 3 })
const contacts = fc.array(wanted, { minLength: 1, maxLength: 5 })

it('never leaves a warning for nobody, and tells nobody who is no contact', () => {
  fc.assert(
    fc.property(contacts, fc.constantFrom(...severities), kinds, (all, severity, of) => {
      const told = willingOf(all, (one) => wants(one, { severity, categories: of }))
      expect(told.length).toBeGreaterThan(0)
      expect(told.every((one) => all.includes(one))).toBe(true)
      if (severity === 'critical') expect(told).toEqual(all)
    }),
  )
})

it('tells those who want it, and only those where there are any', () => {
  const phishing = { severity: 'medium', categories: ['phishing'] } as const
  const all = new Map<Category, Severity>()
  const severe = new Map<Category, Severity>([['phishing', 'high']])
  expect(willingOf([all, severe], (one) => wants(one, phishing))).toEqual([all])
  expect(wants(severe, { ...phishing, severity: 'high' })).toBe(true)
  expect(wants(severe, { ...phishing, categories: ['phishing', 'malware'] })).toBe(true)
  expect(willingOf([severe], (one) => wants(one, phishing))).toEqual([severe])
})
