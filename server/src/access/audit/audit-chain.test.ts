import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, type Entry, emptyChain, linked } from './audit.ts'
import { type Known, type StoredLink, walkChain } from './audit-chain.ts'

const key = Buffer.alloc(32, 1)
const by: Actor = { kind: 'person', id: 'a', address: '192.0.2.1' }
const at = new Date('2026-11-24T03:00:00Z')

function chain(length: number): StoredLink[] {
  const entries: Entry[] = Array.from({ length }, (_, i) => ({ act: 'sign_in.done', details: { i } }))
  return linked(key, { seq: 0, hash: emptyChain }, at, by, entries)
}

const placeOf = ({ seq, hash }: StoredLink) => ({ seq, hash })

function check(links: readonly StoredLink[], known: Partial<Known> = {}, with_ = key) {
  const last = links.at(-1)
  const head = last === undefined ? { seq: 0, hash: emptyChain } : placeOf(last)
  const walk = walkChain(with_, { pruned: null, head, anchor: null, ...known })
  for (const link of links) walk.step(link)
  return walk.end(at)
}
const faultsOf = (...of: Parameters<typeof check>) => check(...of).faults.map(({ seq, fault }) => [seq, fault])

describe('a chain', () => {
  it('that is whole has no fault, also where it is empty or its beginning was pruned', () => {
    const links = chain(5)
    expect(check(links)).toEqual({ entries: 5, first_seq: 1, last_seq: 5, faults: [], checked_at: at.toISOString() })
    expect(check([])).toMatchObject({ entries: 0, first_seq: null, last_seq: null, faults: [] })
    expect(faultsOf(links.slice(2), { pruned: placeOf(links[1] as StoredLink) })).toEqual([])
  })

  it('with one entry changed, gone or put elsewhere is found out, whichever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        fc.constantFrom('change', 'remove', 'hash'),
        (length, some, how) => {
          const links = chain(length)
          const place = some % length
          const head = placeOf(links.at(-1) as StoredLink)
          const victim = links[place] as StoredLink
          if (how === 'change') links[place] = { ...victim, actor_id: 'b' }
          if (how === 'hash') links[place] = { ...victim, hash: Buffer.alloc(32, 9) }
          if (how === 'remove') links.splice(place, 1)
          const faults = faultsOf(links, { head })
          expect(faults[0]).toEqual([victim.seq, how === 'remove' ? 'missing' : 'altered'])
        },
      ),
    )
  })

  it('made anew without the key does not hold', () => {
    expect(faultsOf(chain(2), {}, Buffer.alloc(32, 2))).toEqual([
      [1, 'altered'],
      [2, 'altered'],
    ])
  })

  it('without its beginning is found out, where no pruning says so', () => {
    const links = chain(5)
    expect(check(links.slice(2)).faults).toEqual([{ seq: 1, fault: 'missing', detail: 'Entries 1 to 2 are gone.' }])
    expect(faultsOf(links.slice(2), { pruned: placeOf(links[0] as StoredLink) })).toEqual([[1, 'missing']])
    expect(faultsOf(links.slice(2), { pruned: { seq: 2, hash: emptyChain } })).toEqual([[3, 'altered']])
  })

  it('that ends before its head, or before the end noted outside, is found out', () => {
    const links = chain(5)
    const end = placeOf(links[4] as StoredLink)
    expect(faultsOf(links.slice(0, 4), { head: end })).toEqual([[5, 'missing']])
    expect(faultsOf(links.slice(0, 4), { anchor: end })).toEqual([[5, 'head']])
    expect(faultsOf(links, { anchor: { seq: 3, hash: emptyChain } })).toEqual([[3, 'head']])
    expect(faultsOf(links, { head: placeOf(links[3] as StoredLink) })).toEqual([[5, 'head']])
    expect(faultsOf(links, { anchor: placeOf(links[2] as StoredLink) })).toEqual([])
  })

  it('names at most a hundred faults', () => {
    expect(check(chain(150), {}, Buffer.alloc(32, 2)).faults).toHaveLength(100)
  })
})
