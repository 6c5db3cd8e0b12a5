import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Severity, Tlp, words } from './common.ts'
import { attributions, CauseKind, DetectionState } from './detection.ts'

/** What the events behind a detection tell of the other side, of the program that talked to it, and of what it did. */
export const eventTraitKinds = ['address', 'domain', 'ja4', 'ja3', 'technique', 'cve'] as const
export type EventTraitKind = (typeof eventTraitKinds)[number]

/** What detections at several members can have in common. */
export const traitKinds = ['indicator', 'network', 'signature', ...eventTraitKinds] as const
export const TraitKind = words(traitKinds)
export type TraitKind = Static<typeof TraitKind>

export const campaignStates = ['proposed', 'aside', 'made'] as const
export const CampaignState = words(campaignStates)
export type CampaignState = Static<typeof CampaignState>

export const Trait = Type.Object({
  kind: TraitKind,
  /**
   * The indicator's value, the domain under its public suffix, the outside address, its /24 or /64, the signature's text, the
   * fingerprint, the technique of MITRE ATT&CK by number, or the CVE.
   */
  label: Type.String(),
  weight: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'What it says of their belonging together: 1 is nearly proof; from 0.5 on it is enough alone',
  }),
  members: Type.Integer(),
  detections: Type.Integer(),
})
export type Trait = Static<typeof Trait>

export const Campaign = Type.Object({
  id: Id,
  number: Type.Integer({ description: 'Counts up; shown as K-000123' }),
  state: CampaignState,
  name: Type.String(),
  note: Type.String(),
  traits: Type.Array(Trait),
  members: Type.Integer(),
  detections: Type.Integer(),
  /** Detections that wait in the queue: what a warning to all would be about. */
  queued: Type.Integer(),
  /** Detections that came later and share something with it. */
  suggested: Type.Integer(),
  warnings: Type.Integer(),
  severity: Severity,
  /** When the first and the last of its members were first hit. */
  first_seen_at: Instant,
  last_joined_at: Instant,
})
export type Campaign = Static<typeof Campaign>
export const CampaignListQuery = Type.Object({ state: Type.Optional(CampaignState) })
export const CampaignList = Type.Object({ items: Type.Array(Campaign) })

export const CampaignDetection = Type.Object({
  id: Id,
  member: Orgnr,
  cause_kind: CauseKind,
  cause_key: Type.String(),
  cause_label: Type.String(),
  category: Type.String(),
  tlp: Tlp,
  inner_host: Nullable(Type.String()),
  severity: Severity,
  attribution: words(attributions),
  state: DetectionState,
  events: Type.Integer(),
  last_seen_at: Instant,
  standing: words(['in', 'suggested']),
  /** Which of the campaign's traits it has: their places in that list. */
  traits: Type.Array(Type.Integer()),
})
export type CampaignDetection = Static<typeof CampaignDetection>

export const CampaignMember = Type.Object({
  member: Orgnr,
  name: Type.String(),
  contacts: Type.Integer({ description: 'How many mails a warning to it is' }),
  queued: Type.Integer(),
})
export type CampaignMember = Static<typeof CampaignMember>

export const CampaignDetail = Type.Object({
  campaign: Campaign,
  members: Type.Array(CampaignMember),
  /** At most 2,000, the most severe first. */
  detections: Type.Array(CampaignDetection),
})
export type CampaignDetail = Static<typeof CampaignDetail>

const Some = Type.Array(Id, { maxItems: 1000 })
const Name = Type.String({ minLength: 1, maxLength: 120 })
export const CampaignMake = Type.Object({ name: Name, note: Type.Optional(Type.String({ maxLength: 4000 })) })
export const CampaignChange = Type.Object({ add: Type.Optional(Some), remove: Type.Optional(Some) })
export const CampaignMerge = Type.Object({ campaign: Id })
/** What the other one was called and held: a split with these takes the merge back. */
export const CampaignMerged = Type.Object({ name: Type.String(), detections: Type.Array(Id) })
export type CampaignMerged = Static<typeof CampaignMerged>
export const CampaignSplit = Type.Object({ name: Name, detections: Type.Array(Id, { minItems: 1, maxItems: 10_000 }) })
export const CampaignMade = Type.Object({ id: Id })
