import type { NewSuppression } from '@varde/contract'
import { expect, it } from 'vitest'
import { checkSuppression } from './suppression.ts'

const now = new Date('2026-11-24T04:00:00.000Z')
const asked: NewSuppression = { up_to: 'medium', reason: 'Kjent skanning', until: '2026-11-25T04:00:00.000Z' }
const check = (more: Partial<NewSuppression>) => checkSuppression({ ...asked, ...more }, now)

it('is about something, for at most a quarter of a year', () => {
  expect(check({})).toHaveProperty('fault')
  expect(check({ category: 'scanner' })).toEqual({ network: null })
  expect(check({ category: 'scanner', until: '2027-02-22T04:00:00.000Z' })).toEqual({ network: null })
  expect(check({ category: 'scanner', until: '2027-02-22T04:00:01.000Z' })).toHaveProperty('fault')
  expect(check({ category: 'scanner', until: '2026-11-24T04:00:00.000Z' })).toHaveProperty('fault')
})

it('takes a host or a network, in one form', () => {
  expect(check({ network: '10.20.0.4' })).toEqual({ network: '10.20.0.4/32' })
  expect(check({ network: '10.20.0.0/16' })).toEqual({ network: '10.20.0.0/16' })
  expect(check({ network: '2001:DB8::/32' })).toEqual({ network: '2001:db8::/32' })
  expect(check({ network: 'pc-12' })).toHaveProperty('fault')
})
