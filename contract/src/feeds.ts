/** Sources of the catalogue of vulnerabilities: how they stand, how they are read, and what was not used of them. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Page, PageQuery, words } from './common.ts'

export const feedTroubles = ['unreachable', 'empty', 'shrunk', 'malformed', 'unverified', 'stale'] as const
export const FeedTrouble = words(feedTroubles)
export type FeedTrouble = Static<typeof FeedTrouble>

/** Forms of files that can be imported. */
export const feedKinds = ['cve', 'kev', 'epss', 'csaf'] as const
export const FeedKind = words(feedKinds)
export type FeedKind = Static<typeof FeedKind>

export const FeedSource = Type.String({ minLength: 1, maxLength: 200, description: 'E.g. `cve`, `kev:cisa`, `epss`' })
const Address = Type.String({ maxLength: 2000, description: 'http or https, without a name or a password' })

export const Feed = Type.Object({
  source: Type.String(),
  url: Nullable(Type.String()),
  /** Where what changed lately is listed, for a source that is not read whole each time. */
  delta_url: Nullable(Type.String()),
  enabled: Type.Boolean(),
  interval_minutes: Type.Integer(),
  /** How much of it is in use; null before the first reading. */
  records: Nullable(Type.Integer()),
  read_at: Nullable(Instant),
  tried_at: Nullable(Instant),
  changed_at: Nullable(Instant),
  trouble: Nullable(FeedTrouble),
  trouble_since: Nullable(Instant),
  trouble_detail: Type.String(),
  /** A reading of it is under way. */
  reading: Type.Boolean(),
})
export type Feed = Static<typeof Feed>
export const FeedList = Type.Object({ items: Type.Array(Feed) })
export type FeedList = Static<typeof FeedList>

// Null comes first: where the validator reads texts into types, it would make an empty text of it.
const MaybeAddress = Type.Union([Type.Null(), Address])

export const FeedSettings = Type.Object({
  url: MaybeAddress,
  delta_url: MaybeAddress,
  enabled: Type.Boolean(),
  interval_minutes: Type.Integer({ minimum: 5, maximum: 43_200 }),
})
export type FeedSettings = Static<typeof FeedSettings>

export const feedOutcomes = ['done', 'unchanged', 'refused', 'failed'] as const

export const FeedRun = Type.Object({
  id: Id,
  source: Type.String(),
  name: Type.String({ description: 'The file or the address that was read' }),
  started_at: Instant,
  ended_at: Nullable(Instant),
  outcome: Nullable(words(feedOutcomes)),
  read: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  retracted: Type.Integer(),
  unused: Type.Integer(),
  detail: Type.String(),
})
export type FeedRun = Static<typeof FeedRun>
export const FeedRunPage = Page(FeedRun)
export type FeedRunPage = Static<typeof FeedRunPage>
export const FeedRunQuery = Type.Object({ ...PageQuery, source: Type.Optional(FeedSource) })

export const FeedUnused = Type.Object({
  number: Type.Integer({ description: 'Its place in the file, from 1' }),
  record: Type.String(),
  reason: Type.String(),
})
export const FeedUnusedPage = Page(FeedUnused)
export type FeedUnusedPage = Static<typeof FeedUnusedPage>

export const FeedImportQuery = Type.Object({
  kind: FeedKind,
  file: Type.String({ minLength: 1, maxLength: 200, description: 'What the file is called' }),
  force: Type.Optional(Type.Boolean({ description: 'Take it in although it has shrunk' })),
})
export const FeedImportStarted = Type.Object({ run: Id })
export type FeedImportStarted = Static<typeof FeedImportStarted>
