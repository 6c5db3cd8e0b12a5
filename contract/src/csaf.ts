/** CSAF: who provides documents, and the documents that were read. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Page, PageQuery, words } from './common.ts'

export const csafRoles = ['csaf_publisher', 'csaf_provider', 'csaf_trusted_provider'] as const
export const CsafRole = words(csafRoles)
export type CsafRole = Static<typeof CsafRole>

export const CsafDistribution = Type.Object({
  kind: words(['rolie', 'directory']),
  url: Type.String(),
  tlp: Nullable(Type.String({ description: 'What its documents bear; null: whatever they bear' })),
  title: Type.String(),
})
export type CsafDistribution = Static<typeof CsafDistribution>

export const CsafLook = Type.Object({
  address: Type.String({
    minLength: 3,
    maxLength: 500,
    description: 'A domain, or the address of a `provider-metadata.json` or an `aggregator.json`',
  }),
})
export const CsafFound = Type.Object({
  kind: words(['provider', 'aggregator']),
  url: Type.String(),
  name: Type.String(),
  /** Of a provider. */
  role: Nullable(CsafRole),
  keys: Type.Integer({ description: 'OpenPGP keys that it lists' }),
  known: Type.Boolean({ description: 'Its documents are read already' }),
  distributions: Type.Array(CsafDistribution),
  /** Of an aggregator: whom it lists. */
  providers: Type.Array(Type.Object({ name: Type.String(), role: Type.String(), url: Type.String() })),
})
export type CsafFound = Static<typeof CsafFound>

export const CsafProviderAdd = Type.Object({
  url: Type.String({ maxLength: 2000, description: 'Of its `provider-metadata.json`, as looking it up found it' }),
  distributions: Type.Array(Type.String({ maxLength: 2000 }), { minItems: 1, maxItems: 100 }),
  minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 43_200, default: 60, description: 'Between readings' })),
})
const Minutes = Type.Integer({ minimum: 5, maximum: 43_200, description: 'Between readings' })
export const CsafProviderChange = Type.Object(
  { enabled: Type.Optional(Type.Boolean()), minutes: Type.Optional(Minutes) },
  { minProperties: 1 },
)
export type CsafProviderChange = Static<typeof CsafProviderChange>
export const CsafProvider = Type.Object({
  id: Type.String({ description: 'Host of its publisher’s namespace' }),
  name: Type.String(),
  role: CsafRole,
  url: Type.String(),
  distributions: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  minutes: Type.Integer(),
  used: Type.Integer({ description: 'Documents in use' }),
  not_used: Type.Integer({ description: 'Documents that it lists and that are not used' }),
  read_at: Nullable(Instant),
  tried_at: Nullable(Instant),
  changed_at: Nullable(Instant),
  trouble: Nullable(words(['unreachable', 'empty', 'shrunk', 'malformed', 'unverified', 'stale'])),
  trouble_since: Nullable(Instant),
  trouble_detail: Type.String(),
})
export type CsafProvider = Static<typeof CsafProvider>
export const CsafProviderList = Type.Object({ items: Type.Array(CsafProvider) })
export const CsafProviderSync = Type.Object({
  force: Type.Optional(Type.Boolean({ description: 'Take in a listing that has shrunk', default: false })),
})

export const csafStates = ['used', 'refused', 'replaced', 'withdrawn'] as const
export const CsafState = words(csafStates)
export type CsafState = Static<typeof CsafState>

const summary = {
  id: Id,
  tracking_id: Type.String(),
  version: Type.String(),
  publisher: Type.String(),
  title: Type.String(),
  category: Type.String(),
  tlp: Nullable(Type.String()),
  released_at: Nullable(Instant),
  seen_at: Instant,
  state: CsafState,
  reason: Type.String({ description: 'Why it is not used' }),
  signed: Type.Boolean(),
  cves: Type.Integer(),
  products: Type.Integer(),
}
export const CsafDocumentSummary = Type.Object(summary)
export type CsafDocumentSummary = Static<typeof CsafDocumentSummary>
export const CsafDocumentPage = Page(CsafDocumentSummary)
export const CsafDocumentListQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(CsafState),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'Part of the number, the title or the publisher, or a CVE' }),
  ),
})

export const CsafMarked = Type.Object({ test: Type.String(), message: Type.String() })
export const CsafDocumentOne = Type.Object({
  ...summary,
  csaf_version: Type.String(),
  provider: Nullable(Type.String()),
  url: Nullable(Type.String()),
  page: Nullable(Type.String({ description: 'Where the publisher has it for people to read' })),
  marked: Type.Array(CsafMarked, { description: 'Mandatory tests that it fails, and is used nevertheless' }),
  notes: Type.Array(Type.Object({ title: Nullable(Type.String()), text: Type.String() })),
  vulnerabilities: Type.Array(
    Type.Object({
      cve: Nullable(Type.String()),
      title: Type.String(),
      /** How many products have which status. */
      affected: Type.Integer(),
      not_affected: Type.Integer(),
      under_investigation: Type.Integer(),
      remediations: Type.Array(
        Type.Object({
          category: Type.String(),
          details: Type.String(),
          url: Nullable(Type.String()),
          products: Type.Integer(),
        }),
      ),
    }),
  ),
  product_names: Type.Array(Type.String(), { description: 'The first hundred' }),
  revisions: Type.Array(Type.Object({ number: Type.String(), at: Type.String(), summary: Type.String() })),
  versions: Type.Array(Type.Object({ id: Id, version: Type.String(), state: CsafState, seen_at: Instant }), {
    description: 'All versions that were read, the newest first',
  }),
})
export type CsafDocumentOne = Static<typeof CsafDocumentOne>
