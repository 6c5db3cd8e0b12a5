import { describe, expect, it } from 'vitest'
import { type HostSeen, hostOwner } from './host-owner.ts'

const [one, two] = ['one', 'two']

describe('whose a host is that an event names', () => {
  it.each<[what: string, HostSeen, owner: string]>([
    ['a public address in a member’s networks, seen at the member', { network: one, inner: false, sensor: one }, one],
    ['a public address in a member’s networks, seen at another', { network: one, inner: false, sensor: two }, one],
    [
      'a public address in a member’s networks, seen by a shared sensor',
      { network: one, inner: false, sensor: '' },
      one,
    ],
    ['a public address in nobody’s networks, seen at a member', { network: '', inner: false, sensor: one }, ''],
    ['a public address in nobody’s networks, seen by a shared sensor', { network: '', inner: false, sensor: '' }, ''],
    ['a private address that only the member’s sensor saw', { network: '', inner: true, sensor: one }, one],
    ['the same private address behind another member’s sensor', { network: '', inner: true, sensor: two }, two],
    ['a private address in the member’s own networks', { network: one, inner: true, sensor: one }, one],
    [
      'a private address at the other end of a connection to another member',
      { network: two, inner: true, sensor: one },
      '',
    ],
    ['a private address seen by a shared sensor', { network: '', inner: true, sensor: '' }, ''],
    [
      'a private address in a member’s networks, seen by a shared sensor',
      { network: one, inner: true, sensor: '' },
      one,
    ],
  ])('%s', (_, seen, owner) => expect(hostOwner(seen)).toBe(owner))
})
