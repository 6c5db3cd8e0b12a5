/** What an import changes: the file's members against those there are, and who claims what is another's. */
import type { CsvFault } from '../platform/index.ts'
import type { ContactDraft, MemberDraft } from './members-csv.ts'

export type KnownContact = Omit<ContactDraft, 'line'> & { id: string }
export type KnownMember = {
  orgnr: string
  name: string
  kind: string
  municipality_number: string | null
  networks: ReadonlySet<string>
  domains: ReadonlySet<string>
  contacts: ReadonlyMap<string, KnownContact>
}
type Owner = { orgnr: string; name: string }
/** Who holds a network or a domain of the file and is not in the file. */
export type Holders = { networks: ReadonlyMap<string, Owner>; domains: ReadonlyMap<string, Owner> }

type Owned = { orgnr: string; value: string }
export type Diff = {
  /** To be written as they are: new members and those with another name, kind or municipality. */
  members: MemberDraft[]
  removedNetworks: string[]
  removedDomains: string[]
  networks: Owned[]
  domains: Owned[]
  contacts: (Omit<ContactDraft, 'line'> & { orgnr: string; id: string | null })[]
  created: string[]
  updated: string[]
  unchanged: number
}

/** A network or a domain has one owner; overlaps are fine, the most specific wins. */
export function findConflicts(members: readonly MemberDraft[], holders: Holders): CsvFault[] {
  const faults: CsvFault[] = []
  for (const column of ['networks', 'domains'] as const) {
    const owners = new Map<string, MemberDraft>()
    for (const member of members) {
      for (const [value, row] of member[column]) {
        const before = owners.get(value)
        const holder = holders[column].get(value)
        const claims = `is claimed by ${member.name} (${member.orgnr})`
        const mend = 'Give it to one of them.'
        if (before) {
          const message = `${claims} and, in row ${before[column].get(value)}, by ${before.name} (${before.orgnr}). ${mend}`
          faults.push({ row, column, value, message })
        } else owners.set(value, member)
        if (holder) {
          const message = `${claims} and belongs to ${holder.name} (${holder.orgnr}). ${mend}`
          faults.push({ row, column, value, message })
        }
      }
    }
  }
  return faults
}

/** Networks and domains become those of the file; contacts are added or changed by their address, never removed. */
export function diffMembers(members: readonly MemberDraft[], known: ReadonlyMap<string, KnownMember>): Diff {
  const diff: Diff = {
    members: [],
    removedNetworks: [],
    removedDomains: [],
    networks: [],
    domains: [],
    contacts: [],
    created: [],
    updated: [],
    unchanged: 0,
  }
  for (const member of members) {
    const { orgnr } = member
    const before = known.get(orgnr)
    const owned = (value: string) => ({ orgnr, value })
    const removedNetworks = [...(before?.networks ?? [])].filter((network) => !member.networks.has(network))
    const removedDomains = [...(before?.domains ?? [])].filter((domain) => !member.domains.has(domain))
    const networks = [...member.networks.keys()].filter((network) => !before?.networks.has(network)).map(owned)
    const domains = [...member.domains.keys()].filter((domain) => !before?.domains.has(domain)).map(owned)
    const contacts = [...member.contacts.values()].flatMap(({ line: _, ...contact }) => {
      const same = before?.contacts.get(contact.email)
      return same && sameContact(same, contact) ? [] : [{ ...contact, orgnr, id: same?.id ?? null }]
    })
    const itself = !before || !sameMember(before, member)
    if (itself) diff.members.push(member)
    diff.removedNetworks.push(...removedNetworks)
    diff.removedDomains.push(...removedDomains)
    diff.networks.push(...networks)
    diff.domains.push(...domains)
    diff.contacts.push(...contacts)
    const parts = [removedNetworks, removedDomains, networks, domains, contacts]
    if (!before) diff.created.push(orgnr)
    else if (itself || parts.some(({ length }) => length > 0)) diff.updated.push(orgnr)
    else diff.unchanged++
  }
  return diff
}

function sameMember(before: KnownMember, after: MemberDraft): boolean {
  return (
    before.name === after.name && before.kind === after.kind && before.municipality_number === after.municipality_number
  )
}

function sameContact(before: KnownContact, after: Omit<ContactDraft, 'line'>): boolean {
  return (
    before.name === after.name &&
    before.phone === after.phone &&
    before.language === after.language &&
    // What the file does not say stays.
    (after.rank === null || before.rank === after.rank) &&
    (after.role === null || before.role === after.role)
  )
}
