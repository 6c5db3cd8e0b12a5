/** Who has not acted on what is exploited: over time, by member, and one member's own vulnerabilities. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, Severity, words } from './common.ts'
import { Reason } from './match.ts'
import { CveId, Exploitation, MatchGrade, VexJustification, VexStatus } from './vulnerability.ts'

/**
 * How an exploited vulnerability stands at a member while it is unresolved, the most pressing first. `silent`: the member was told by an
 * advisory and has said nothing since. `untold`: nobody has told it. `answered`: it has said how it stands, and has it still.
 */
export const unresolvedStandings = ['silent', 'untold', 'answered'] as const
export const UnresolvedStanding = words(unresolvedStandings)
export type UnresolvedStanding = Static<typeof UnresolvedStanding>

export const UnresolvedCounts = Type.Object({
  silent: Type.Integer(),
  untold: Type.Integer(),
  answered: Type.Integer(),
})
export type UnresolvedCounts = Static<typeof UnresolvedCounts>

export const followUpSorts = ['pressing', 'oldest', 'most', 'name'] as const
const filter = {
  county: Type.Optional(
    Type.String({ pattern: '^[0-9]{2}$', description: 'The first two digits of the municipality number' }),
  ),
  kind: Type.Optional(Type.String({ maxLength: 40, description: 'The kind of member, e.g. hospital' })),
  standing: Type.Optional(UnresolvedStanding),
  cve: Type.Optional(CveId),
  advisory: Type.Optional({ ...Id, description: 'What it was about, at those who were told of it' }),
  sort: Type.Optional(words(followUpSorts)),
}
export const FollowUpFilter = Type.Object(filter)
export type FollowUpFilter = Static<typeof FollowUpFilter>
export const FollowUpQuery = Type.Object({
  ...filter,
  weeks: Type.Optional(Type.Integer({ minimum: 1, maximum: 104, default: 26 })),
})

const row = {
  member: Orgnr,
  member_name: Type.String(),
  county: Nullable(Type.String()),
  kind: Type.String(),
  /** Exploited vulnerabilities that it has or may have. */
  unresolved: Type.Integer(),
  ...UnresolvedCounts.properties,
  oldest_since: Instant,
  days: Type.Integer({ description: 'Since the oldest was both at the member and exploited, in Norwegian days' }),
  silent_since: Nullable(Instant),
  help: Type.Integer({ description: 'Advisories on these with which it asks for help' }),
  last_answer: Nullable(Instant),
  /** That of an advisory on these which has waited the longest for an answer, to remind of. */
  warning: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
}
export const FollowUpRow = Type.Object(row)
export type FollowUpRow = Static<typeof FollowUpRow>

/** Members with something unresolved, each by the most pressing that it has; and vulnerabilities, counted once for each member. */
export const FollowUpWeek = Type.Object({
  week: { ...Instant, description: 'Its Monday, in UTC; counted as it ended, and the last as it is now' },
  members: UnresolvedCounts,
  pairs: UnresolvedCounts,
})
export type FollowUpWeek = Static<typeof FollowUpWeek>

export const FollowUp = Type.Object({
  as_of: Instant,
  /** From when it is known how things stood; null before anything was followed up. */
  since: Nullable(Instant),
  /** The number of the advisory of the filter; null without one, and before anybody was told of it. */
  advisory: Nullable(Type.String()),
  /** Of those of the filter, how many have told what they run: of the others nothing can be said. */
  coverage: Type.Object({ members: Type.Integer(), with_inventory: Type.Integer() }),
  weeks: Type.Array(FollowUpWeek),
  /** Members that there are by the filter; the rows are the first five hundred. */
  count: Type.Integer(),
  rows: Type.Array(FollowUpRow),
})
export type FollowUp = Static<typeof FollowUp>

const product = Type.Object({
  name: Type.String(),
  verdict: words(['affected', 'unknown']),
  grade: MatchGrade,
  reason: Reason,
  source: Type.String(),
  assets: Type.Array(Type.String(), { description: 'At most ten' }),
  exposed: Type.Boolean(),
})
export const MemberVulnerability = Type.Object({
  cve: CveId,
  title: Type.String(),
  severity: Nullable(Severity),
  exploitation: Exploitation,
  /** How it stands while it is exploited and unresolved; null else. */
  standing: Nullable(UnresolvedStanding),
  open_since: Nullable(Instant),
  days: Nullable(Type.Integer()),
  ended_at: Nullable(Instant),
  verdict: words(['affected', 'unknown']),
  grade: MatchGrade,
  products: Type.Array(product),
  vex: Nullable(VexStatus),
  justification: Nullable(VexJustification),
  vex_by: Nullable(Type.String()),
  vex_at: Nullable(Instant),
  /** The warning of the newest advisory on it that went to the member. */
  told: Nullable(Type.Object({ warning: Id, number: Type.Integer(), advisory: Id, label: Type.String(), at: Instant })),
})
export type MemberVulnerability = Static<typeof MemberVulnerability>

export const MemberVulnerabilityQuery = Type.Object({
  ...PageQuery,
  all: Type.Optional(
    Type.Boolean({ description: 'Also what is neither exploited nor asked about, and what is resolved' }),
  ),
})
/** Exploited ones first, then those it was asked about, each in order of what matters. */
export const MemberVulnerabilityPage = Type.Object({
  ...Page(MemberVulnerability).properties,
  as_of: Instant,
  counts: UnresolvedCounts,
  /** Everything that it has or may have, exploited or not. */
  found: Type.Integer(),
  products: Type.Integer({ description: 'That the member is known to run' }),
})
export type MemberVulnerabilityPage = Static<typeof MemberVulnerabilityPage>

/** What a member says of one vulnerability of its own; `vex` null takes back what was said. */
export const VexSaid = Type.Object({
  member: Orgnr,
  vex: Nullable(VexStatus),
  justification: Type.Optional(Nullable(VexJustification)),
})
export type VexSaid = Static<typeof VexSaid>
/** What stood before, so that it can be put back, and the warnings that it answered, or that wait for an answer again. */
export const VexTaken = Type.Object({
  vex: Nullable(VexStatus),
  justification: Nullable(VexJustification),
  warnings: Type.Array(
    Type.Object({ warning: Id, number: Type.Integer(), label: Type.String(), answered: Type.Boolean() }),
  ),
})
export type VexTaken = Static<typeof VexTaken>
