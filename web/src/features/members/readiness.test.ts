import { expect, test } from 'vitest'
import { lacks, readinessFill } from './readiness.ts'

const whole = { contacts: 2, networks: 1, domains: 1, sensors: 1, sensors_silent: 0 }

test('a member with everything lacks nothing', () => {
  expect(lacks(whole)).toEqual([])
  expect(readinessFill([])).toBe('full')
})

test('no contact is worse than no sensor', () => {
  expect(lacks({ ...whole, contacts: 0, sensors: 0 })).toEqual(['no_contacts', 'no_sensors'])
  expect(readinessFill(['no_contacts', 'no_sensors'])).toBe('alarm')
  expect(readinessFill(['no_sensors'])).toBe('half')
})

test('a domain is enough to be found by', () => {
  expect(lacks({ ...whole, networks: 0 })).toEqual([])
  expect(lacks({ ...whole, networks: 0, domains: 0 })).toEqual(['no_networks'])
})

test('a silent sensor is a lack', () => {
  expect(lacks({ ...whole, sensors: 3, sensors_silent: 1 })).toEqual(['silent_sensors'])
})
