/**
 * What belongs together across members. Pure. Detections that share something heavy enough within some days are joined,
 * and what hangs together so is proposed as one campaign.
 */
import type { CauseKind, IndicatorType, Tlp, Trait, TraitKind } from '@varde/contract'
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
  /** Milliseconds. */
  first_seen: number
  last_seen: number
}

type Named = { kind: TraitKind; key: string; label: string; tlp: Tlp }
/** As it is kept: `tlp` is the strictest that it was seen under. */
export type Shared = Trait & { tlp: Tlp }
export type Component = { detections: string[]; members: number; traits: Shared[] }

/** What one in common weighs: the same listed value is nearly proof, a neighbouring address only a hint. */
const weights: Record<TraitKind, number> = { indicator: 1, domain: 0.8, network: 0.6, signature: 0.6 }
/** From here on two detections are held to belong together. */
const enough = 0.5
/** What half of the constituency sees says nothing of who is behind; a constituency counts as this large at least. */
const fewestMembers = 20
const daysApart = 7
const dayMilliseconds = 86_400_000

export function traitsOf(seen: Seen): Named[] {
  const { cause_kind, cause_key, cause_label, indicator_type: type, network, tlp } = seen
  if (cause_kind === 'signature') return [{ kind: 'signature', key: cause_key, label: cause_label, tlp }]
  const traits: Named[] = [{ kind: 'indicator', key: cause_key, label: cause_label, tlp }]
  if (network !== null) traits.push({ kind: 'network', key: network, label: network, tlp })
  if (type === 'domain' || type === 'wildcard_domain' || type === 'url' || type === 'email') {
    // Under the public suffix, private ones included: two customers of one hosting service have nothing in common.
    const domain = getDomain(cause_label.replace(/^\*\./, ''), { allowPrivateDomains: true })
    if (domain !== null) traits.push({ kind: 'domain', key: domain, label: domain, tlp })
  }
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

/** @returns what hangs together and concerns two members or more, the largest first */
export function componentsOf(all: readonly Seen[], allMembers: number): Component[] {
  const groups = new Map<string, { kind: TraitKind; seen: Seen[] }>()
  for (const seen of all) {
    for (const { kind, key } of traitsOf(seen)) {
      const group = groups.get(`${kind} ${key}`)
      if (group) group.seen.push(seen)
      else groups.set(`${kind} ${key}`, { kind, seen: [seen] })
    }
  }
  const sets = disjoint()
  for (const { kind, seen } of groups.values()) {
    const members = new Set(seen.map(({ orgnr }) => orgnr)).size
    if (members < 2 || weightOf(kind, members, allMembers) < enough) continue
    let before: Seen | undefined
    let until = 0
    for (const one of seen.toSorted((a, b) => a.first_seen - b.first_seen)) {
      if (before !== undefined && one.first_seen - until <= daysApart * dayMilliseconds) sets.join(before.id, one.id)
      until = Math.max(until, one.last_seen)
      before = one
    }
  }
  return [...Map.groupBy(all, ({ id }) => sets.of(id)).values()]
    .map((seen) => ({ seen, members: new Set(seen.map(({ orgnr }) => orgnr)).size }))
    .filter(({ members }) => members > 1)
    .map(({ seen, members }) => ({ detections: seen.map(({ id }) => id), members, traits: sharedBy(seen) }))
    .toSorted((a, b) => b.members - a.members || b.detections.length - a.detections.length)
}

/** Shown of one campaign: more would not be read. */
const mostTraits = 10

/** What two members or more of these have in common, the heaviest and most shared first. */
export function sharedBy(all: readonly Seen[]): Shared[] {
  const named = all.flatMap((seen) => traitsOf(seen).map((trait) => ({ ...trait, orgnr: seen.orgnr })))
  return [...Map.groupBy(named, ({ kind, key }) => `${kind} ${key}`).values()]
    .flatMap((group) => {
      const [first] = group
      const members = new Set(group.map(({ orgnr }) => orgnr)).size
      if (first === undefined || members < 2) return []
      const tlp = group.some((one) => one.tlp === 'RED') ? 'RED' : first.tlp
      return [{ kind: first.kind, label: first.label, tlp, members, detections: group.length }]
    })
    .toSorted((a, b) => weights[b.kind] - weights[a.kind] || b.members - a.members)
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
