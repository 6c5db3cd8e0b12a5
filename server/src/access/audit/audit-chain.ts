/**
 * Walks the audit log from its first entry to its last and says where it is not what was written. Pure: entries in, faults
 * out, one at a time, so that a log of any length is checked in the same memory.
 */
import type { ChainFault, ChainReport } from '@varde/contract'
import { emptyChain, type Link, linkHash } from './audit.ts'

export type StoredLink = Link & { hash: Buffer }
/** The place and hash of one entry, as said elsewhere: by the head of the chain, a pruning, or the file outside. */
export type Place = { seq: number; hash: Buffer }

/** What is known of a chain beside its entries. */
export type Known = {
  /** Up to which entry retention removed the beginning, as an entry further on says. */
  pruned: Place | null
  head: Place
  /** An end that the chain once had, kept outside the database; null where none is kept yet. */
  anchor: Place | null
}

/** Faults that are reported; past these a log is beyond help by a list. */
const mostFaults = 100

export type Walk = {
  step(link: StoredLink): void
  /** To be called once, after the last entry. */
  end(checkedAt: Date): ChainReport
}

export function walkChain(key: Buffer, { pruned, head, anchor }: Known): Walk {
  const faults: ChainFault[] = []
  let entries = 0
  let first: number | null = null
  let next = 1
  /** Null after a gap: the entry behind it rests on a hash that is gone. */
  let previous: Buffer | null = emptyChain
  let anchored = anchor === null

  const say = (seq: number, fault: ChainFault['fault'], detail: string) => {
    if (faults.length < mostFaults) faults.push({ seq, fault, detail })
  }
  const missing = (from: number, to: number) => {
    say(from, 'missing', from === to ? `Entry ${from} is gone.` : `Entries ${from} to ${to} are gone.`)
  }

  return {
    step(link) {
      if (first === null) {
        first = link.seq
        if (pruned !== null && pruned.seq === link.seq - 1) {
          next = link.seq
          previous = pruned.hash
        }
      }
      if (link.seq !== next) {
        missing(next, link.seq - 1)
        previous = null
      }
      if (previous !== null && !linkHash(key, previous, link).equals(link.hash)) {
        say(link.seq, 'altered', `Entry ${link.seq} is not what was written, or follows another than it did.`)
      }
      if (anchor?.seq === link.seq) {
        anchored = true
        if (!anchor.hash.equals(link.hash)) {
          say(link.seq, 'head', `Entry ${link.seq} is another than the one noted outside the database.`)
        }
      }
      entries++
      previous = link.hash
      next = link.seq + 1
    },

    end(checkedAt) {
      const last = next - 1
      if (head.seq > last) missing(next, head.seq)
      else if (head.seq < last || (entries > 0 && previous !== null && !head.hash.equals(previous))) {
        say(last, 'head', `The head of the chain names entry ${head.seq}, and does not fit entry ${last}, the last.`)
      }
      // Where retention has removed the entry that was noted, the walk began behind it.
      if (anchor !== null && !anchored && anchor.seq > last) {
        say(
          anchor.seq,
          'head',
          `The log ends with entry ${last}, and once had entry ${anchor.seq}: its end was cut off.`,
        )
      }
      return {
        entries,
        first_seq: first,
        last_seq: entries === 0 ? null : last,
        faults,
        checked_at: checkedAt.toISOString(),
      }
    },
  }
}
