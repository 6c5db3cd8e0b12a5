/** How a warning's measures and vulnerabilities stand at the member, who said so, and what is written down of a call. */
import { type Static, Type } from 'typebox'
import { Instant, Language, Nullable } from './common.ts'
import { CveId, MeasureStanding, VexJustification, VexStatus } from './vulnerability.ts'

export const MeasureStands = Type.Object({
  /** Its name within the warning, the same in every language. */
  key: Type.String(),
  /** Over the first of several that belong together; null where there is one list. */
  headline: Nullable(Type.String()),
  text: Type.String(),
  /** Its key in the catalogue of measures, which says how; null where it is in own words. */
  catalogue: Nullable(Type.String()),
  /** Of NSM's grunnprinsipper for IKT-sikkerhet 2.0. */
  nsm: Type.Array(Type.String()),
  standing: MeasureStanding,
  /** Why it stands so, or what shows it; empty where nobody said. */
  why: Type.String(),
  /** Who said how it stands, and when; null where it is open. */
  done_by: Nullable(Type.String()),
  done_at: Nullable(Instant),
  /** Who of ours wrote it down; null to members, and where the member itself said it. */
  recorded_by: Nullable(Type.String()),
})
export type MeasureStands = Static<typeof MeasureStands>

export const VexStands = Type.Object({
  cve: CveId,
  /** Null where nobody at the member has said anything. */
  vex: Nullable(VexStatus),
  justification: Nullable(VexJustification),
  by: Nullable(Type.String()),
  at: Nullable(Instant),
  /** Who of ours wrote it down; null to members, and where the member itself said it. */
  recorded_by: Nullable(Type.String()),
})
export type VexStands = Static<typeof VexStands>

export const WarningStandingQuery = Type.Object({ language: Type.Optional(Language) })
export const WarningStanding = Type.Object({
  measures: Type.Array(MeasureStands),
  /** Of an advisory; null for what was detected. */
  vulnerabilities: Nullable(Type.Array(VexStands)),
})
export type WarningStanding = Static<typeof WarningStanding>

export const MeasureSaid = Type.Object({
  standing: MeasureStanding,
  why: Type.Optional(Type.String({ maxLength: 500, description: 'Must be there where it is not relevant' })),
})
export type MeasureSaid = Static<typeof MeasureSaid>

const heard = {
  contact_name: Type.String({ minLength: 1, maxLength: 200, description: 'Who said it on the telephone' }),
  /** Now, where it is left out. */
  said_at: Type.Optional(Instant),
}
export const MeasureHeard = Type.Object({ ...heard, ...MeasureSaid.properties })
export type MeasureHeard = Static<typeof MeasureHeard>
export const VexHeard = Type.Object({
  ...heard,
  /** Null takes back what was said. */
  vex: Nullable(VexStatus),
  justification: Type.Optional(Nullable(VexJustification)),
})
export type VexHeard = Static<typeof VexHeard>
