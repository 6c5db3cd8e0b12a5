/** What the log says of reading: of TLP:RED, and of other members' contacts. Pure; goes to `noteOnce`. */
import type { ObjectKind } from '@varde/contract'
import type { Principal } from '../principal.ts'
import type { Entry } from './audit.ts'

/** Of more objects in one answer than this, one entry says how many there were. */
const mostEntries = 100

/** Of each object whose TLP:RED text is in the answer. */
export function redReads(kind: ObjectKind, objects: readonly { id: string; member: string | null }[]): Entry[] {
  if (objects.length > mostEntries) return [{ act: 'red.read', details: { kind, objects: objects.length } }]
  return objects.map(({ id, member }) => ({ act: 'red.read', object: { kind, id }, member }))
}

/** Of each member whose contacts are in the answer, but for the caller's own members. */
export function contactReads({ roles }: Pick<Principal, 'roles'>, members: Iterable<string>): Entry[] {
  const own = new Set(roles.map(({ member }) => member))
  const others = [...new Set(members)].filter((orgnr) => !own.has(orgnr))
  if (others.length > mostEntries) return [{ act: 'contacts.read', details: { members: others.length } }]
  return others.map((orgnr) => ({ act: 'contacts.read', object: { kind: 'member', id: orgnr }, member: orgnr }))
}
