import type { EventTraitKind } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentsOf, type Seen, traitsOf, weightOf } from './correlation.ts'

const day = 86_400_000
let count = 0
function seen(orgnr: string, label: string, more: Partial<Seen> = {}): Seen {
  count += 1
  const type = /^[\d.]+$/.test(label) ? 'ipv4' : 'domain'
  return {
    id: `d${count}`,
    orgnr,
    cause_kind: 'indicator',
    cause_key: label,
    cause_label: label,
    indicator_type: type,
    network: type === 'ipv4' ? label.replace(/\d+$/, '0/24') : null,
    tlp: 'AMBER',
    first_seen: 0,
    last_seen: 0,
    ...more,
  }
}
const signature = (orgnr: string, key: string) =>
  seen(orgnr, key, { cause_kind: 'signature', indicator_type: null, network: null })
const shown = (all: Seen[], members = 100) =>
  componentsOf(all, members).map((one) => ({ members: one.members, detections: one.detections.length }))

describe('what belongs together', () => {
  it('is what shares an indicator, a network, or a domain under its public suffix, at two members or more', () => {
    expect(shown([seen('1', '203.0.113.5'), seen('2', '203.0.113.5')])).toEqual([{ members: 2, detections: 2 }])
    expect(shown([seen('1', '203.0.113.5'), seen('2', '203.0.113.9')])).toEqual([{ members: 2, detections: 2 }])
    expect(shown([seen('1', 'a.ond.example'), seen('2', '*.ond.example')])).toEqual([{ members: 2, detections: 2 }])
    expect(shown([signature('1', '2000001'), signature('2', '2000001')])).toEqual([{ members: 2, detections: 2 }])
    expect(shown([seen('1', '203.0.113.5'), seen('1', '203.0.113.9')])).toEqual([])
    expect(shown([seen('1', '203.0.113.5'), seen('2', '198.51.100.5')])).toEqual([])
  })

  it('hangs together by what lies between', () => {
    const all = [seen('1', '203.0.113.5'), seen('2', '203.0.113.9'), signature('2', '7'), signature('3', '7')]
    expect(shown(all)).toEqual([
      { members: 2, detections: 2 },
      { members: 2, detections: 2 },
    ])
    expect(shown([...all, seen('3', '203.0.113.77')])).toEqual([
      { members: 3, detections: 3 },
      { members: 2, detections: 2 },
    ])
  })

  it('says in which the customers of one host differ', () => {
    const domains = traitsOf(seen('1', 'kunde.github.io')).filter(({ kind }) => kind === 'domain')
    expect(domains.map(({ key }) => key)).toEqual(['kunde.github.io'])
  })

  it('is not what half of all see, and is not what lies weeks apart', () => {
    const everywhere = Array.from({ length: 50 }, (_, i) => signature(String(i), '1'))
    expect(shown(everywhere)).toEqual([])
    expect(weightOf('network', 50, 100)).toBeLessThan(0.5)
    expect(weightOf('indicator', 50, 100)).toBe(1)
    const late = { first_seen: 8 * day, last_seen: 8 * day }
    expect(shown([seen('1', 'ond.example'), seen('2', 'ond.example', late)])).toEqual([])
    expect(shown([seen('1', 'ond.example', { last_seen: 2 * day }), seen('2', 'ond.example', late)])).toHaveLength(1)
  })

  it('names what is shared, the heaviest first, and that it is TLP:RED where any of it is', () => {
    const [one] = componentsOf([seen('1', '203.0.113.5'), seen('2', '203.0.113.5', { tlp: 'RED' })], 10)
    expect(one?.traits).toEqual([
      { kind: 'indicator', label: '203.0.113.5', tlp: 'RED', weight: 1, members: 2, detections: 2 },
      { kind: 'network', label: '203.0.113.0/24', tlp: 'RED', weight: 0.59, members: 2, detections: 2 },
    ])
  })

  const met = (orgnr: string, key: string, ...found: [kind: EventTraitKind, value: string][]) => ({
    ...signature(orgnr, key),
    found: found.map(([kind, value]) => ({ kind, value })),
  })

  it('is what met the same outside address or domain, whatever found it', () => {
    const address = ['address', '203.0.113.5'] as const
    expect(shown([met('1', 'a', [...address]), met('2', 'b', [...address])])).toHaveLength(1)
    expect(shown([met('1', 'a', [...address]), seen('2', '203.0.113.5')])).toHaveLength(1)
    expect(shown([met('1', 'a', ['domain', 'ond.example']), seen('2', 'x.ond.example')])).toHaveLength(1)
    expect(shown([met('1', 'a', [...address]), met('2', 'b', ['address', '203.0.113.6'])])).toEqual([])
  })

  it('is what did the same with the same program, and neither of these alone', () => {
    const [ja4, ja3, technique] = [['ja4', 't13d'] as const, ['ja3', 'abc'] as const, ['technique', 'T1071'] as const]
    const both = (...found: (typeof ja4 | typeof ja3 | typeof technique)[]) =>
      shown(
        ['1', '2'].map((orgnr) =>
          met(orgnr, orgnr, ...found.map(([kind, value]) => [kind, value] as [typeof kind, string])),
        ),
      )
    expect(both(ja4)).toEqual([])
    expect(both(technique)).toEqual([])
    // Of one handshake: the second says nothing that the first did not.
    expect(both(ja4, ja3)).toEqual([])
    expect(both(ja4, technique)).toEqual([{ members: 2, detections: 2 }])
    expect(both(ja3, technique)).toHaveLength(1)
    const apart = [
      met('1', 'a', ['ja4', 't13d'], ['technique', 'T1071']),
      met('2', 'b', ['ja4', 't13d']),
      met('3', 'c', ['technique', 'T1071']),
    ]
    expect(shown(apart)).toEqual([])
  })

  it('is not what most members meet, also where that is two things', () => {
    const everywhere = Array.from({ length: 60 }, (_, i) =>
      met(String(i), String(i), ['address', '203.0.113.5'], ['ja4', 't13d'], ['technique', 'T1071']),
    )
    expect(shown(everywhere)).toEqual([])
  })

  it('says each value once, by what weighs most, with its weight', () => {
    const all = ['1', '2'].map((orgnr) => ({
      ...seen(orgnr, '203.0.113.5'),
      found: [
        { kind: 'address', value: '203.0.113.5' },
        { kind: 'ja4', value: 't13d' },
      ] as const,
    }))
    const [one] = componentsOf(all, 100)
    expect(one?.traits.map(({ kind, weight }) => [kind, weight])).toEqual([
      ['indicator', 1],
      ['network', 0.6],
      ['ja4', 0.4],
    ])
  })

  it('names four of a kind at most, so that many indicators do not hide what else is shared', () => {
    const all = ['1', '2'].flatMap((orgnr) =>
      Array.from({ length: 12 }, (_, i) => ({
        ...seen(orgnr, `203.0.113.${i}`),
        found: [{ kind: 'ja4', value: 't13d' }] as const,
      })),
    )
    const kinds = componentsOf(all, 100)[0]?.traits.map(({ kind }) => kind)
    expect(kinds).toEqual([...Array(4).fill('indicator'), 'network', 'ja4'])
  })

  it('puts each detection into one at most, whatever the order', () => {
    const one = fc.record({ member: fc.integer({ min: 1, max: 5 }), host: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (list) => {
        const all = list.map(({ member, host }) => seen(String(member), `203.0.${host % 4}.${host}`))
        const components = componentsOf(all, 30)
        const ids = components.flatMap(({ detections }) => detections)
        expect(new Set(ids).size).toBe(ids.length)
        const sets = (of: typeof components) => of.map(({ detections }) => detections.toSorted().join()).toSorted()
        expect(sets(componentsOf(all.toReversed(), 30))).toEqual(sets(components))
      }),
    )
  })
})
