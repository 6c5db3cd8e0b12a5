/**
 * What belongs together across members. Pure. Detections that share something heavy enough within some days are joined,
 * and what hangs together so is proposed as one campaign.
 */
import type { CauseKind, EventTraitKind, IndicatorType, Tlp, Trait, TraitKind } from '@varde/contract'
import { getDomain } from 'tldts'

export type Seen = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  cause_label: string
  indicator_type: IndicatorType | null
  /** The /24 or /64 of an indicator that is an address. */
  network: string | null
  tlp: Tlp
  /** What the events behind have, where others share it. */
  found?: readonly { kind: EventTraitKind; value: string }[]
  /** Milliseconds. */
  first_seen: number
  last_seen: number
}

type Named = { kind: TraitKind; key: string; label: string; tlp: Tlp }
/** As it is kept: `tlp` is the strictest that it was seen under. */
export type Shared = Trait & { tlp: Tlp }
export type Component = { detections: string[]; members: number; traits: Shared[] }

/**
 * What one in common weighs: the same listed value is nearly proof, a neighbouring address only a hint. Fingerprints,
 * techniques and CVEs are those of many programs: they join nothing alone.
 */
const weights: Record<TraitKind, number> = {
  indicator: 1,
  domain: 0.8,
  address: 0.7,
  network: 0.6,
  signature: 0.6,
  ja4: 0.4,
  ja3: 0.3,
  technique: 0.3,
  cve: 0.4,
}
/** Where it was, with which program, and what was done: only what tells of different things adds up. */
const aspects: Record<TraitKind, 'where' | 'with' | 'what'> = {
  indicator: 'where',
  domain: 'where',
  address: 'where',
  network: 'where',
  ja4: 'with',
  ja3: 'with',
  signature: 'what',
  technique: 'what',
  cve: 'what',
}
/** From here on two detections are held to belong together. */
const enough = 0.5
/** What half of the constituency sees says nothing of who is behind; a constituency counts as this large at least. */
const fewestMembers = 20
const daysApart = 7
const dayMilliseconds = 86_400_000

/** Each once. */
export function traitsOf(seen: Seen): Named[] {
  const { cause_kind, cause_key, cause_label, indicator_type: type, network, tlp, found = [] } = seen
  const traits: Named[] = []
  const add = (kind: TraitKind, key: string, label = key) => {
    if (!traits.some((one) => one.kind === kind && one.key === key)) traits.push({ kind, key, label, tlp })
  }
  add(cause_kind, cause_key, cause_label)
  if (network !== null) {
    add('address', cause_label)
    add('network', network)
  }
  if (type === 'domain' || type === 'wildcard_domain' || type === 'url' || type === 'email') {
    // Under the public suffix, private ones included: two customers of one hosting service have nothing in common.
    const domain = getDomain(cause_label.replace(/^\*\./, ''), { allowPrivateDomains: true })
    if (domain !== null) add('domain', domain)
  }
  for (const { kind, value } of found) add(kind, value)
  return traits
}

/**
 * Weighed down by how many members see it, so that a public resolver or a content network does not glue everything
 * together: what half of all members see joins nothing. A listed value keeps its weight, since it is on a list for a reason.
 */
export function weightOf(kind: TraitKind, members: number, allMembers: number): number {
  if (kind === 'indicator') return weights[kind]
  const share = members / Math.max(allMembers, fewestMembers)
  return weights[kind] * Math.max(0, 1 - 2 * share * share)
}

type Group = { aspect: string; weight: number; seen: Seen[] }

/** @returns what hangs together and concerns two members or more, the largest first */
export function componentsOf(all: readonly Seen[], allMembers: number): Component[] {
  const groups = groupsOf(all, allMembers)
  const sets = disjoint()
  const weak = new Map<string, Group>()
  for (const [key, group] of groups) {
    if (group.weight >= enough) joinNear(group.seen, sets.join)
    else if (group.weight > 0) weak.set(key, group)
  }
  for (const seen of together(all, weak)) joinNear(seen, sets.join)
  const weigh = (kind: TraitKind, key: string) => groups.get(`${kind} ${key}`)?.weight ?? 0
  return [...Map.groupBy(all, ({ id }) => sets.of(id)).values()]
    .map((seen) => ({ seen, members: membersOf(seen) }))
    .filter(({ members }) => members > 1)
    .map(({ seen, members }) => ({ detections: seen.map(({ id }) => id), members, traits: sharedBy(seen, weigh) }))
    .toSorted((a, b) => b.members - a.members || b.detections.length - a.detections.length)
}

/** What two members or more have, by kind and key, with what that weighs. */
function groupsOf(all: readonly Seen[], allMembers: number): Map<string, Group> {
  const groups = new Map<string, { kind: TraitKind; seen: Seen[] }>()
  for (const seen of all) {
    for (const { kind, key } of traitsOf(seen)) {
      const group = groups.get(`${kind} ${key}`)
      if (group) group.seen.push(seen)
      else groups.set(`${kind} ${key}`, { kind, seen: [seen] })
    }
  }
  return new Map(
    [...groups].flatMap(([key, { kind, seen }]) => {
      const members = membersOf(seen)
      if (members < 2) return []
      return [[key, { aspect: aspects[kind], weight: weightOf(kind, members, allMembers), seen }]]
    }),
  )
}

/** Those that have the same two weak traits, of different aspects, which together weigh enough. */
function together(all: readonly Seen[], weak: ReadonlyMap<string, Group>): Seen[][] {
  const pairs = new Map<string, Seen[]>()
  for (const seen of all) {
    const own = traitsOf(seen).flatMap(({ kind, key }) => {
      const group = weak.get(`${kind} ${key}`)
      return group ? [{ id: `${kind} ${key}`, ...group }] : []
    })
    for (const [i, one] of own.entries()) {
      for (const other of own.slice(i + 1)) {
        if (one.aspect === other.aspect || one.weight + other.weight < enough) continue
        const pair = [one.id, other.id].toSorted().join('\n')
        const known = pairs.get(pair)
        if (known) known.push(seen)
        else pairs.set(pair, [seen])
      }
    }
  }
  return [...pairs.values()].filter((seen) => membersOf(seen) > 1)
}

/** Joins those between which no more than some days lie. */
function joinNear(seen: readonly Seen[], join: (a: string, b: string) => void): void {
  let before: Seen | undefined
  let until = 0
  for (const one of seen.toSorted((a, b) => a.first_seen - b.first_seen)) {
    if (before !== undefined && one.first_seen - until <= daysApart * dayMilliseconds) join(before.id, one.id)
    until = Math.max(until, one.last_seen)
    before = one
  }
}

function membersOf(seen: readonly Seen[]): number {
  return new Set(seen.map(({ orgnr }) => orgnr)).size
}

/** Shown of one campaign: more would not be read, and many of one kind would hide the others. */
const mostTraits = 10
const mostOfKind = 4

/**
 * What two members or more of these have in common, the heaviest and most shared first. Of what is the same value as a
 * heavier one, e.g. a listed address and the address, the heavier says it all where no more have the other.
 */
export function sharedBy(
  all: readonly Seen[],
  weigh: (kind: TraitKind, key: string, members: number) => number,
): Shared[] {
  const named = all.flatMap((seen) => traitsOf(seen).map((trait) => ({ ...trait, orgnr: seen.orgnr })))
  const shared = [...Map.groupBy(named, ({ kind, key }) => `${kind} ${key}`).values()]
    .flatMap((group) => {
      const [first] = group
      const members = new Set(group.map(({ orgnr }) => orgnr)).size
      if (first === undefined || members < 2) return []
      const tlp = group.some((one) => one.tlp === 'RED') ? 'RED' : first.tlp
      const weight = Math.round(weigh(first.kind, first.key, members) * 100) / 100
      return [{ kind: first.kind, label: first.label, tlp, weight, members, detections: group.length }]
    })
    .toSorted((a, b) => b.weight - a.weight || b.members - a.members)
  return shared
    .filter((one, i) => !shared.slice(0, i).some(({ label, members }) => label === one.label && members >= one.members))
    .filter((one, i, all) => all.slice(0, i).filter(({ kind }) => kind === one.kind).length < mostOfKind)
    .slice(0, mostTraits)
}

/** Disjoint sets with path halving: near to linear in what is joined. */
function disjoint() {
  const parent = new Map<string, string>()
  const of = (id: string): string => {
    let at = id
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) {
      const above = parent.get(up)
      if (above !== undefined) parent.set(at, above)
      at = up
    }
    return at
  }
  const join = (a: string, b: string) => {
    const [one, other] = [of(a), of(b)]
    if (one !== other) parent.set(other, one)
  }
  return { of, join }
}
