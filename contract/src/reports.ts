/** Reports of others about members' networks, and the sources that send them. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Page, PageQuery, words } from './common.ts'
import { PinnedNetworks } from './keys.ts'

/** `waiting`: nothing has come from it yet. Reports come when there is something to report: no source is silent. */
export const sourceStates = ['waiting', 'ok', 'revoked'] as const
export const Source = Type.Object({
  id: Id,
  name: Type.String(),
  state: words(sourceStates),
  created_at: Instant,
  /** When its last report was received. */
  last_seen_at: Nullable(Instant),
  /** Time of the newest row in that report. */
  last_event_at: Nullable(Instant),
  accepted_lines: Type.Integer(),
  rejected_lines: Type.Integer(),
  token_expires_at: Nullable(Instant),
  networks: PinnedNetworks,
})
export type Source = Static<typeof Source>
export const SourceListQuery = Type.Object(PageQuery)
export const SourcePage = Page(Source)
export const SourceEnrol = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, format: 'free-text' }),
  networks: Type.Optional(PinnedNetworks),
  /** When the token ends; left out: when it is revoked. */
  expires_at: Type.Optional(Instant),
})
export const SourceEnrolled = Type.Object({
  id: Id,
  name: Type.String(),
  token: Type.String({ description: 'Shown this once; only its hash is kept' }),
})

export const ReportQuery = Type.Object({
  file: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'The file’s name; it tells apart kinds of report with the same columns',
    }),
  ),
})
export const ReportReply = Type.Object({
  received: Type.Integer({ description: 'Rows, on disk' }),
  batch: Id,
  kind: Type.String({ description: 'What kind of report it is, e.g. `scan_rdp`' }),
  title: Type.String(),
  known: Type.Boolean({ description: 'Whether the kind is known; else its rows are kept as far as any report goes' }),
  broken: Type.Integer({ description: 'Rows with another number of fields than the header; they are set aside' }),
})
export type ReportReply = Static<typeof ReportReply>
