/** What members run: products as they are declared, imported and seen, and the names they go by. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'
import { CareImpact, CveId } from './vulnerability.ts'

export const softwareKinds = ['application', 'operating_system', 'firmware', 'device', 'library'] as const
export const SoftwareKind = words(softwareKinds)
export type SoftwareKind = Static<typeof SoftwareKind>

/** Where an item comes from: the first five are said by people or their systems, the last two were seen. */
export const inventoryOrigins = ['csv', 'cyclonedx', 'spdx', 'api', 'portal', 'sensor', 'scan'] as const
export const InventoryOrigin = words(inventoryOrigins)
export type InventoryOrigin = Static<typeof InventoryOrigin>

export const InventoryItem = Type.Object({
  id: Id,
  member: Orgnr,
  member_name: Type.String(),
  kind: SoftwareKind,
  vendor: Type.String(),
  product: Type.String(),
  version: Type.String({ description: 'Empty where it is not known' }),
  cpe: Type.String(),
  purl: Type.String(),
  origin: InventoryOrigin,
  /** The file, or what the sensor saw. */
  origin_ref: Type.String(),
  asset: Type.String(),
  exposed: Nullable(Type.Boolean()),
  care_impact: Nullable(CareImpact),
  first_seen_at: Instant,
  last_seen_at: Instant,
  /** A scan saw it, and the last scan of its host did not, or none has for long. */
  fading: Type.Boolean(),
  removed_at: Nullable(Instant),
  /** Whether any source of vulnerabilities speaks of the product at all. */
  known: Type.Boolean(),
  /** CVEs that match it, and those of them that are exploited. */
  vulnerabilities: Type.Integer(),
  exploited: Type.Integer(),
})
export type InventoryItem = Static<typeof InventoryItem>
export const InventoryPage = Page(InventoryItem)
export const InventoryQuery = Type.Object({
  ...PageQuery,
  member: Type.Optional(Orgnr),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of vendor, product or asset' })),
  seen: Type.Optional(words(['declared', 'seen'])),
})

const name = (maxLength: number) => Type.String({ maxLength, format: 'free-text' })
export const NewInventoryItem = Type.Object({
  kind: Type.Optional(SoftwareKind),
  vendor: name(200),
  product: name(200),
  version: name(200),
  cpe: Type.Optional(Type.String({ maxLength: 500 })),
  purl: Type.Optional(Type.String({ maxLength: 500 })),
  asset: Type.Optional(name(200)),
  exposed: Type.Optional(Nullable(Type.Boolean())),
  care_impact: Type.Optional(Nullable(CareImpact)),
})
export type NewInventoryItem = Static<typeof NewInventoryItem>
export const InventoryChange = Type.Object({
  version: name(200),
  exposed: Nullable(Type.Boolean()),
  care_impact: Nullable(CareImpact),
})
export type InventoryChange = Static<typeof InventoryChange>

/** A record of a file that was not used. `fault`: something is wrong with it; else it is no software, or no member's. */
export const UnusedRecord = Type.Object({
  /** Line of the file, or place in its list, from 1. */
  row: Type.Integer(),
  record: Type.String(),
  fault: Type.Boolean(),
  reason: Type.String({ description: 'Why, and what to write instead' }),
})
export type UnusedRecord = Static<typeof UnusedRecord>

export const InventoryReport = Type.Object({
  /** By these two it can be taken back. */
  file: Type.String(),
  at: Instant,
  format: Nullable(Type.String({ description: 'What it was taken for, e.g. CycloneDX 1.6' })),
  dry_run: Type.Boolean(),
  rows: Type.Integer(),
  used: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  removed: Type.Integer(),
  /** The first of what is new, what changed and what is no longer in the file: at most fifty of each. */
  added_names: Type.Array(Type.String()),
  changed_names: Type.Array(Type.String()),
  removed_names: Type.Array(Type.String()),
  /** A row with a fault may be what seems to be gone: nothing is removed then. */
  removal_held: Type.Boolean(),
  unused: Type.Integer(),
  /** At most a thousand. */
  unused_records: Type.Array(UnusedRecord),
})
export type InventoryReport = Static<typeof InventoryReport>
export const InventoryImportQuery = Type.Object({
  /** A later file of the same name takes its place. */
  name: Type.Optional(Type.String({ maxLength: 200 })),
  dry_run: Type.Optional(Type.Boolean({ default: false })),
})

export const InventoryIds = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1000 }) })
export const InventoryImportUndo = Type.Object({ file: Type.String({ maxLength: 200 }), at: Instant })
export const InventoryImportUndone = Type.Object({ removed: Type.Integer(), restored: Type.Integer() })

export const ProductSuggestions = Type.Object({
  items: Type.Array(Type.Object({ vendor: Type.String(), product: Type.String() })),
})

/** One product in use, over all versions and members. */
export const Product = Type.Object({
  vendor: Type.String(),
  product: Type.String(),
  kind: SoftwareKind,
  versions: Type.Array(Type.String(), { description: 'At most ten' }),
  version_count: Type.Integer(),
  members: Type.Integer(),
  items: Type.Integer(),
  known: Type.Boolean(),
  vulnerabilities: Type.Integer(),
  exploited: Type.Integer(),
  /** The name that it is joined with others by. */
  key: Type.String(),
  /** What else it is called: names that were confirmed. */
  aliases: Type.Array(Type.String()),
})
export type Product = Static<typeof Product>
export const ProductPage = Page(Product)
export const ProductQuery = Type.Object({
  ...PageQuery,
  q: Type.Optional(Type.String({ maxLength: 200 })),
  known: Type.Optional(words(['yes', 'no'])),
})

/** How much of what is in use the catalogue can say anything of. */
export const Coverage = Type.Object({
  members: Type.Integer(),
  members_with_inventory: Type.Integer(),
  products: Type.Integer(),
  products_known: Type.Integer(),
  items: Type.Integer(),
  items_with_version: Type.Integer(),
  proposals: Type.Integer(),
  /** CVEs that scans found on an asset, and that count. */
  findings: Type.Integer(),
})
export type Coverage = Static<typeof Coverage>

export const aliasStates = ['proposed', 'confirmed', 'refused'] as const
export const AliasState = words(aliasStates)
export type AliasState = Static<typeof AliasState>
export const ProductAlias = Type.Object({
  id: Id,
  /** Keys, e.g. `name:pulse secure/connect secure` and `cpe:ivanti:connect_secure`. */
  one: Type.String(),
  other: Type.String(),
  state: AliasState,
  origin: Type.String({ description: '`learned`, `built-in` or `analyst`' }),
  evidence: Type.Integer({ description: 'Records that bear both names' }),
  reason: Type.String(),
  decided_by: Nullable(Type.String()),
  decided_at: Nullable(Instant),
  created_at: Instant,
  /** Members that run what a yes would join. */
  members: Type.Integer(),
})
export type ProductAlias = Static<typeof ProductAlias>
export const AliasPage = Page(ProductAlias)
export const AliasQuery = Type.Object({ ...PageQuery, state: Type.Optional(AliasState) })
export const NewAlias = Type.Object({
  one: Type.String({ minLength: 3, maxLength: 400 }),
  other: Type.String({ minLength: 3, maxLength: 400 }),
  reason: name(1000),
})
/** Products in use and of the catalogue, to join by their names. */
export const AliasNames = Type.Object({
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      vendor: Type.String(),
      product: Type.String(),
      /** Members that run it, and statements that the catalogue has of it. */
      members: Type.Integer(),
      statements: Type.Integer(),
    }),
  ),
})
export type AliasNames = Static<typeof AliasNames>
export const AliasPair = Type.Object({
  one: Type.String({ minLength: 3, maxLength: 400 }),
  other: Type.String({ minLength: 3, maxLength: 400 }),
})
/** What a yes to two names would change. */
export const AliasPreview = Type.Object({
  /** How the two stand on the list already; null where they are not there. */
  standing: Nullable(AliasState),
  members: Type.Integer({ description: 'Members that get at least one vulnerability more' }),
  vulnerabilities: Type.Integer({ description: 'CVEs that would match and do not now' }),
  exploited: Type.Integer(),
  /** Some of them, exploited ones first. */
  some: Type.Array(
    Type.Object({ cve: CveId, title: Type.String(), exploited: Type.Boolean(), members: Type.Integer() }),
  ),
  /** Products in use that would go by more names than now. */
  products: Type.Array(Type.String(), { description: 'At most ten' }),
})
export type AliasPreview = Static<typeof AliasPreview>
/** What was said of two names, the newest first. */
export const AliasHistory = Type.Object({
  items: Type.Array(
    Type.Object({
      state: AliasState,
      reason: Type.String(),
      said_by: Nullable(Type.String()),
      said_at: Instant,
    }),
  ),
})
export type AliasHistory = Static<typeof AliasHistory>
export const AliasDecision = Type.Object({ state: words(['confirmed', 'refused']), reason: name(1000) })

export const exposureSources = ['nmap', 'nuclei', 'shadowserver'] as const
/** How sure it is that what was found is still there: it fades as it is not found again. */
export const exposureStandings = ['likely', 'possible', 'gone'] as const
export type ExposureStanding = (typeof exposureStandings)[number]
/** A vulnerability that somebody else's scan found on a member's asset. */
export const Exposure = Type.Object({
  id: Id,
  member: Orgnr,
  member_name: Type.String(),
  cve: CveId,
  product: Type.String({
    description:
      'What the scan says that it is found in, else the one product of the CVE record; empty where neither says it',
  }),
  asset: Type.String(),
  source: words(exposureSources),
  evidence: Type.String(),
  first_seen_at: Instant,
  last_seen_at: Instant,
  standing: words(exposureStandings),
  standing_since: Instant,
  /** Said to be no true finding. Who of the team said so is the team’s to know. */
  false_finding: Nullable(Type.Object({ reason: Type.String(), by: Nullable(Type.String()), at: Instant })),
})
export type Exposure = Static<typeof Exposure>
export const ExposurePage = Page(Exposure)
export const exposureStates = ['open', 'gone', 'refuted'] as const
export const ExposureQuery = Type.Object({
  ...PageQuery,
  member: Type.Optional(Orgnr),
  cve: Type.Optional(CveId),
  /** Whether it counts, has faded away, or was said to be no true finding. */
  state: Type.Optional(words(exposureStates)),
})
export const FalseFinding = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000, format: 'free-text' }) })
/** What a scan's file brought. */
export const ExposureReport = Type.Object({
  file: Type.String(),
  format: Nullable(Type.String()),
  dry_run: Type.Boolean(),
  rows: Type.Integer(),
  used: Type.Integer(),
  members: Type.Integer(),
  items: Type.Integer({ description: 'Products that were seen' }),
  vulnerabilities: Type.Integer({ description: 'CVEs that were found on an asset' }),
  missed: Type.Integer({ description: 'Found before on hosts that were scanned now, and not found again' }),
  unused: Type.Integer(),
  unused_records: Type.Array(UnusedRecord),
})
export type ExposureReport = Static<typeof ExposureReport>
