/** What a warning says of each kind of cause, in every language, with the measures that it advises. */
import { type Static, Type } from 'typebox'
import { Category } from './category.ts'
import { Id, Instant, Language, Nullable } from './common.ts'

/** What stands in braces in a text, e.g. `{host}`, and is filled in for each warning. */
export const textVariables = [
  'number',
  'tlp',
  'severity',
  'member',
  'host',
  'indicator',
  'source',
  'count',
  'first_seen',
  'last_seen',
  'deadline',
] as const
export type TextVariable = (typeof textVariables)[number]

/** In every subject: by the one it is found again, by the other the reader knows with whom to share it. */
export const subjectVariables = ['number', 'tlp'] as const satisfies TextVariable[]

const Said = Type.Object(
  {
    subject: Type.String({ minLength: 1, maxLength: 160 }),
    headline: Type.String({ minLength: 1, maxLength: 140 }),
    paragraphs: Type.Array(Type.String({ minLength: 1, maxLength: 800 }), { minItems: 1, maxItems: 6 }),
  },
  { additionalProperties: false },
)
export type SaidText = Static<typeof Said>

const step = Type.String({ minLength: 1, maxLength: 300 })
/** One thing to do. */
export const Measure = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Stays the same when its words change' }),
    nb: step,
    nn: step,
    en: step,
  },
  { additionalProperties: false },
)
export type Measure = Static<typeof Measure>

export const WarningText = Type.Object(
  {
    nb: Said,
    nn: Said,
    en: Said,
    /** The most urgent first. */
    measures: Type.Array(Measure, { minItems: 1, maxItems: 10 }),
  },
  { additionalProperties: false },
)
export type WarningText = Static<typeof WarningText>

/** A version of what the team keeps in versions, the newest of which is in force. */
export const KeptVersion = {
  /** 0 is what comes with the program. */
  version: Type.Integer(),
  at: Nullable(Instant),
  by: Type.String(),
  note: Type.String(),
}

/** The texts in force. */
export const TextList = Type.Object({ items: Type.Array(Type.Object({ category: Category, ...KeptVersion })) })
export type TextList = Static<typeof TextList>

/** Every version of one, the newest first. */
export const TextVersions = Type.Object({ items: Type.Array(Type.Object({ ...KeptVersion, text: WarningText })) })
export type TextVersions = Static<typeof TextVersions>

/** What changes one says beside its content. */
export const KeptVersionChange = {
  version: Type.Integer({ minimum: 0, description: 'The version in force as it was seen' }),
  note: Type.String({ minLength: 1, maxLength: 1000, format: 'free-text', description: 'Why' }),
}
export const TextChange = Type.Object({
  text: WarningText,
  version: KeptVersionChange.version,
  note: Type.String({ minLength: 1, maxLength: 1000, description: 'Why' }),
})
export const TextTry = Type.Object({ text: WarningText })
export const TextPreview = Type.Object({
  /** The newest warning about such a cause, that it is shown with; null where there is none, and it is made up. */
  warning: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  mails: Type.Array(Type.Object({ language: Language, subject: Type.String(), text: Type.String() })),
})
export type TextPreview = Static<typeof TextPreview>

/** Every measure there is, and which of them a draft advises. */
export const WarningMeasures = Type.Object({
  items: Type.Array(Type.Object({ measure: Measure, category: Category, advised: Type.Boolean() })),
})
export type WarningMeasures = Static<typeof WarningMeasures>
export const WarningMeasuresChange = Type.Object({
  advised: Type.Array(Type.String({ maxLength: 60 }), {
    minItems: 1,
    maxItems: 20,
    description: 'All that it is to advise',
  }),
})
