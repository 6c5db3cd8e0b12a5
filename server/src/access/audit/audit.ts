/**
 * What an entry of the audit log says, and how entries are bound together: each carries an HMAC over itself and the hash
 * of the one before, with a key that is not in the database. Whoever can write there can neither change an entry, nor
 * take one out, nor make a new chain that holds.
 */
import { createHmac } from 'node:crypto'
import type { Act, ActorKind, ObjectKind } from '@varde/contract'
import canonicalize from 'canonicalize'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Who did it, by id alone, and from which address the call came. */
export type Actor = { kind: ActorKind; id: string | null; address: string | null }

export type Entry = {
  act: Act
  /** `done` where it is left out. */
  outcome?: 'done' | 'refused'
  object?: { kind: ObjectKind; id: string }
  member?: string | null
  /** Ids, counts and words of closed lists: never a name, a person's address or anything somebody wrote. */
  details?: { [key: string]: JsonValue }
}

/** An entry as it stands in the table. */
export type Link = {
  seq: number
  at: Date
  actor_kind: ActorKind
  actor_id: string | null
  address: string | null
  act: Act
  outcome: 'done' | 'refused'
  object_kind: ObjectKind | null
  object_id: string | null
  orgnr: string | null
  details: Record<string, unknown>
}

/** What the first entry follows. */
export const emptyChain: Buffer = Buffer.alloc(32)

/** The system itself, at some work of its own, e.g. `retention`. */
export function system(work: string): Actor {
  return { kind: 'system', id: work, address: null }
}

/** The command line: whoever has the machine. */
export const commandLine: Actor = { kind: 'command', id: null, address: null }

/** The hash that binds an entry to the one before: HMAC-SHA-256 over that one's hash and the entry by RFC 8785. */
export function linkHash(key: Buffer, previous: Buffer, link: Link): Buffer {
  const { seq, at, actor_kind, actor_id, address, act, outcome, object_kind, object_id, orgnr, details } = link
  const said = canonicalize({
    seq,
    at: at.toISOString(),
    actor_kind,
    actor_id,
    address,
    act,
    outcome,
    object_kind,
    object_id,
    orgnr,
    details,
  })
  if (said === undefined) throw new Error('an audit entry says nothing')
  return createHmac('sha256', key).update(previous).update(said).digest()
}

/** Entries in their order, bound to a chain's newest hash. */
export function linked(
  key: Buffer,
  head: { seq: number; hash: Buffer },
  at: Date,
  by: Actor,
  entries: readonly Entry[],
): (Link & { hash: Buffer })[] {
  let { seq, hash } = head
  return entries.map(({ act, outcome = 'done', object, member = null, details = {} }) => {
    const link: Link = {
      seq: ++seq,
      at,
      actor_kind: by.kind,
      actor_id: by.id,
      address: by.address,
      act,
      outcome,
      object_kind: object?.kind ?? null,
      object_id: object?.id ?? null,
      orgnr: member,
      details,
    }
    hash = linkHash(key, hash, link)
    return { ...link, hash }
  })
}
