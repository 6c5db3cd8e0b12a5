/** What loading hands on: for one member, one cause and one of its hosts, the events of a load that belong together. */
import type { EventTraitKind, HitField } from '@varde/contract'
import type { Db } from '../../platform/index.ts'

export type Cause =
  | { kind: 'indicator'; indicator: string }
  | { kind: 'signature'; signatureId: number; signature: string; category: string; alertSeverity: number }

/** `domain` is a whole name as it was asked for; `address` is one in nobody's network here. */
export type FindingTrait = { kind: EventTraitKind; value: string }

export type Finding = {
  member: string
  /** `sensor`: neither address is in a member's network, so it is taken for the member whose sensor saw it. */
  attribution: 'network' | 'sensor'
  cause: Cause
  innerHost: string | null
  fields: HitField[]
  events: number
  firstSeen: Date
  lastSeen: Date
  /** What other members' findings may have in common with it; some of each kind. A look-back gathers none. */
  traits?: FindingTrait[]
  /** Found by looking back: the indicator became known after its events were stored. */
  retrospective?: boolean
}

/**
 * Called inside the transaction that marks the segments loaded, or the slice of a look-back done: a finding is recorded with
 * it or not at all. `receivedAt` is when it could first be known.
 */
export type RecordFindings = (trx: Db, findings: Finding[], receivedAt: Date) => Promise<void>

/** What a detection is about, as the telemetry store can find its events again. `key`: indicator id or signature id. */
export type CauseKey = { kind: 'indicator' | 'signature'; key: string }
