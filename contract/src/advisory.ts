/** Advisories: what many are told of a vulnerability or a threat. */
import { type Static, type TSchema, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, Page, PageQuery, Severity, Tlp, words } from './common.ts'
import { MeasureKey, MitigationId, NsmNumber } from './measure.ts'
import { CveId } from './vulnerability.ts'

/** `expired` is what was published and has passed its day. */
export const advisoryStates = ['draft', 'in_review', 'approved', 'published', 'withdrawn', 'expired'] as const
export const AdvisoryState = words(advisoryStates)
export type AdvisoryState = Static<typeof AdvisoryState>

/** What is done with one. Saving a draft, publishing and withdrawing have operations of their own. */
export const advisorySteps = ['submit', 'back', 'approve', 'revise', 'abandon'] as const
export const AdvisoryStep = words(advisorySteps)
export type AdvisoryStep = Static<typeof AdvisoryStep>

/** `affected`: who has, or may have, what it is about. `members`: those that are named. */
export const audiences = ['all', 'affected', 'members'] as const
export const Audience = words(audiences)
export type Audience = Static<typeof Audience>

/** How likely it is that it is used against the sector; apart from the damage, which is `severity`. */
export const likelihoods = ['high', 'medium', 'low'] as const
export const Likelihood = words(likelihoods)
export type Likelihood = Static<typeof Likelihood>

type Words = (most: number) => ReturnType<typeof Type.String>
/** As people write it: no national identity number is taken. */
const taken: Words = (most) => Type.String({ maxLength: most, format: 'free-text' })
const said: Words = (most) => Type.String({ maxLength: most })
const closed = { additionalProperties: false }

const textOf = (text: Words) =>
  Type.Object(
    {
      subject: text(160),
      summary: text(6000),
      /** What may come of it. */
      damage: text(2000),
      actions: text(6000),
    },
    closed,
  )

const contentOf = <Key extends TSchema>(text: Words, key: Key) =>
  Type.Object(
    {
      texts: Type.Object({ nb: textOf(text), nn: textOf(text), en: textOf(text) }, closed),
      cves: Type.Array(CveId, { maxItems: 100, uniqueItems: true }),
      products: Type.Array(
        Type.Object(
          {
            vendor: text(200),
            product: text(200),
            /** E.g. `>=10.2|<10.2.9`; as people write it where it is none such. */
            affected: text(200),
            fixed: text(200),
          },
          closed,
        ),
        { maxItems: 200 },
      ),
      /** The most urgent first. */
      measures: Type.Array(
        Type.Object(
          {
            /** Of the catalogue of measures, or its own. Answers are kept by it, in every version. */
            key,
            nb: text(300),
            nn: text(300),
            en: text(300),
            due_at: Nullable(Instant),
            /** As the catalogue had them when it was chosen. */
            nsm: Type.Optional(Type.Array(NsmNumber, { maxItems: 10 })),
            mitigations: Type.Optional(Type.Array(MitigationId, { maxItems: 10 })),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
      references: Type.Array(
        Type.Object({ url: Type.String({ maxLength: 1000, pattern: '^https?://[^ ]+$' }), title: text(200) }, closed),
        { maxItems: 50 },
      ),
      /** How grave the damage is. */
      severity: Severity,
      likelihood: Likelihood,
      tlp: Tlp,
      audience: Audience,
      members: Type.Array(Orgnr, { maxItems: 2000, uniqueItems: true }),
      due_at: Nullable(Instant),
      expires_at: Nullable(Instant),
    },
    closed,
  )

export const AdvisoryContent = contentOf(said, MeasureKey)
export type AdvisoryContent = Static<typeof AdvisoryContent>
export type AdvisoryText = AdvisoryContent['texts']['nb']
export type AdvisedProduct = AdvisoryContent['products'][number]

/** `older`: another language was written after it. */
export const LanguageStatus = words(['written', 'missing', 'older'])
export type LanguageStatus = Static<typeof LanguageStatus>
const LanguageStatuses = Type.Object({ nb: LanguageStatus, nn: LanguageStatus, en: LanguageStatus })
export type LanguageStatuses = Static<typeof LanguageStatuses>

export const Advisory = Type.Object({
  id: Id,
  /** E.g. `#001-2026`; null before it is published. */
  number: Nullable(Type.String()),
  state: AdvisoryState,
  /** Newest that is published; 0: none. */
  version: Type.Integer(),
  subject: Type.Object({ nb: Type.String(), nn: Type.String(), en: Type.String() }),
  severity: Severity,
  tlp: Tlp,
  audience: Audience,
  cves: Type.Array(CveId),
  by_itself: Type.Boolean({ description: 'Begun by Varde, when what it is about became exploited' }),
  languages: LanguageStatuses,
  expires_at: Nullable(Instant),
  published_at: Nullable(Instant),
  changed_at: Instant,
})
export type Advisory = Static<typeof Advisory>

export const AdvisoryListQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(AdvisoryState),
  cve: Type.Optional(CveId),
  q: Type.Optional(
    Type.String({ maxLength: 200, description: 'Words of the number, the CVEs, the products or the texts' }),
  ),
})
export type AdvisoryListQuery = Static<typeof AdvisoryListQuery>
export const AdvisoryList = Page(Advisory)
export type AdvisoryList = Static<typeof AdvisoryList>

const newsOf = (text: Words) => Type.Object({ nb: text(1000), nn: text(1000), en: text(1000) }, closed)
const News = newsOf(said)
export type AdvisoryNews = Static<typeof News>

export const AdvisoryVersion = Type.Object({
  version: Type.Integer(),
  news: News,
  withdrawn: Type.Boolean(),
  published_at: Instant,
})
export type AdvisoryVersion = Static<typeof AdvisoryVersion>

export const AdvisoryDetail = Type.Object({
  advisory: Advisory,
  /** What is out; null where nothing is. */
  published: Nullable(Type.Object({ heading: Type.String(), content: AdvisoryContent })),
  /** The newest first. */
  versions: Type.Array(AdvisoryVersion),
  /** What is being written; null to members. */
  draft: Nullable(
    Type.Object({
      content: AdvisoryContent,
      revision: Type.Integer(),
      changed_by: Type.String(),
      approved_by: Nullable(Type.String()),
      remark: Type.String(),
      /** What the caller can do with it now, and of what it still lacks. */
      may: Type.Array(words([...advisorySteps, 'save', 'discard', 'publish', 'withdraw'])),
      lacks: Type.Array(
        words(['subject', 'summary', 'actions', 'members', 'affected_without_cve', 'second_person', 'expires_past']),
      ),
    }),
  ),
  /** Where everyone can read it; null where not everyone may. */
  page: Nullable(Type.String()),
})
export type AdvisoryDetail = Static<typeof AdvisoryDetail>

export const AdvisoryNew = Type.Object(
  { cves: Type.Array(CveId, { maxItems: 100, uniqueItems: true, description: 'None for a general notice' }) },
  { additionalProperties: false },
)
const revision = Type.Integer({ minimum: 1, description: 'The one that the caller has seen' })
const AdvisoryTaken = contentOf(taken, Nullable(MeasureKey))
/** As it is written: a measure in own words that is new has no key, and gets one. */
export type AdvisoryTaken = Static<typeof AdvisoryTaken>
export const AdvisoryChange = Type.Object({ revision, content: AdvisoryTaken }, closed)
export const AdvisoryStepTaken = Type.Object(
  { step: AdvisoryStep, revision, remark: Type.Optional(taken(1000)) },
  { additionalProperties: false },
)
export const AdvisoryPublish = Type.Object(
  { revision, news: Type.Optional(newsOf(taken)) },
  { additionalProperties: false, description: 'From the second version on, `news` says what is new' },
)
export const AdvisoryWithdraw = Type.Object({ revision, reason: newsOf(taken) }, { additionalProperties: false })
export const AdvisoryRevision = Type.Object({ revision: Type.Integer() })
