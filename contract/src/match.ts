/** Why a product is said to be affected by a vulnerability, or not, or why it is not known: codes with their places. */
import { type Static, Type } from 'typebox'
import { words } from './common.ts'

export const reasonCodes = [
  // Affected.
  'in_range',
  'listed',
  'all_versions',
  'otherwise_affected',
  // A person settled it.
  'settled',
  // A scan named it at the member.
  'scan',
  // Not known.
  'version_missing',
  'version_coarse',
  'line_named',
  'not_comparable',
  'unread',
  'unstated',
  'no_versions',
  'said_unknown',
  'sources_disagree',
  'companion_missing',
  // Not affected.
  'said_unaffected',
  'outside',
  'newer',
  'fixed_before',
  'other_variant',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** What makes it less sure, or has to be known beside. `text` as the sources write it. */
export const reasonNotes = [
  'alias_proposed',
  'bare_name',
  'variant_unknown',
  'model_unknown',
  'backport',
  'disagrees',
  'companion',
] as const
export type ReasonNote = (typeof reasonNotes)[number]

/** By which of its names the product was recognised. */
export const recognitions = ['purl', 'cpe', 'name', 'model', 'bare', 'scan'] as const
export type Recognition = (typeof recognitions)[number]

export const Reason = Type.Object({
  code: words(reasonCodes),
  source: Type.String({ description: 'Who says so, e.g. cve:cna' }),
  product: Type.String({ description: 'As the source writes it' }),
  by: words(recognitions),
  version: Type.String({ description: 'Of the member’s product; empty where it is not known' }),
  range: Type.String({ description: 'What the source says of versions, e.g. ≥ 1.0, < 1.2.3' }),
  notes: Type.Array(Type.Object({ code: words(reasonNotes), text: Type.String() })),
})
export type Reason = Static<typeof Reason>

/** A product in use that a vulnerability speaks of and does not concern. */
export const UnaffectedProduct = Type.Object({
  software: Type.Integer(),
  vendor: Type.String(),
  product: Type.String(),
  version: Type.String(),
  /** How many in scope have it. */
  members: Type.Integer(),
  reason: Reason,
})
export type UnaffectedProduct = Static<typeof UnaffectedProduct>
export const UnaffectedProducts = Type.Object({ items: Type.Array(UnaffectedProduct, { description: 'At most 200' }) })
