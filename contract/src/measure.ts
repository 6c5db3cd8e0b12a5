/** The catalogue of measures: what a member can be asked to do, in the team's own words. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, words } from './common.ts'

export const measureThemes = [
  'update',
  'contain',
  'network',
  'access',
  'harden',
  'backup',
  'detect',
  'respond',
  'oversight',
] as const
export const MeasureTheme = words(measureThemes)
export type MeasureTheme = Static<typeof MeasureTheme>

/** Stays the same whatever its words become. Answers to advisories are kept by it. */
export const MeasureKey = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
/** Of NSM's grunnprinsipper for IKT-sikkerhet 2.0, e.g. `2.3.1`. */
export const NsmNumber = Type.String({ pattern: '^[1-4]\\.[0-9]{1,2}\\.[0-9]{1,2}$' })
/** Of ATT&CK for enterprise, e.g. `M1051`. */
export const MitigationId = Type.String({ pattern: '^M1[0-9]{3}$' })

const closed = { additionalProperties: false }
type Text = (most: number, least?: number) => ReturnType<typeof Type.String>
/** As people write it: no national identity number is taken. */
const taken: Text = (most, least = 0) => Type.String({ minLength: least, maxLength: most, format: 'free-text' })
const said: Text = (most) => Type.String({ maxLength: most })

const saidOf = (text: Text, least = 0) =>
  Type.Object(
    {
      /** What to do, in one line. */
      title: text(160, least),
      how: text(1200),
      /** What shows that it is done. */
      evidence: text(400),
    },
    closed,
  )

/** Hours from when it is asked for, by how grave the matter is. */
const hours = Type.Integer({ minimum: 1, maximum: 8760 })
const contentOf = (text: Text) =>
  Type.Object(
    {
      /** The language that readers of the others fall back to. */
      nb: saidOf(text, 1),
      nn: saidOf(text),
      en: saidOf(text),
      theme: MeasureTheme,
      nsm: Type.Array(NsmNumber, { maxItems: 10, uniqueItems: true }),
      mitigations: Type.Array(MitigationId, { maxItems: 10, uniqueItems: true }),
      hours: Type.Object({ critical: hours, high: hours, medium: hours, low: hours }, closed),
    },
    closed,
  )

export const MeasureContent = contentOf(said)
export type MeasureContent = Static<typeof MeasureContent>

/** Who changed it and why is the team's: empty to members. */
const Version = {
  /** 0 is what comes with the program. */
  version: Type.Integer(),
  /** Not asked for any more; what was asked stands. */
  retired: Type.Boolean(),
  at: Nullable(Instant),
  by: Type.String(),
  note: Type.String(),
}

export const CatalogueMeasure = Type.Object({
  key: MeasureKey,
  /** It comes with the program, whatever its words are now. */
  built_in: Type.Boolean(),
  content: MeasureContent,
  ...Version,
})
export type CatalogueMeasure = Static<typeof CatalogueMeasure>

export const MeasureList = Type.Object({ items: Type.Array(CatalogueMeasure) })
export type MeasureList = Static<typeof MeasureList>

/** Every version of one, the newest first. */
export const MeasureVersions = Type.Object({
  items: Type.Array(Type.Object({ content: MeasureContent, ...Version })),
})
export type MeasureVersions = Static<typeof MeasureVersions>

const why = Type.String({ minLength: 1, maxLength: 1000, format: 'free-text', description: 'Why' })
export const MeasureNew = Type.Object({ content: contentOf(taken), note: why }, closed)
export const MeasureMade = Type.Object({ key: MeasureKey })
export const MeasureChange = Type.Object(
  {
    content: contentOf(taken),
    retired: Type.Boolean(),
    version: Type.Integer({ minimum: 0, description: 'The version in force as it was seen' }),
    note: why,
  },
  closed,
)

/** How members stand on one measure, over all advisories that ask for it. */
export const MeasureStandings = Type.Object({
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      /** Members and advisories: one that is asked twice is two. */
      open: Type.Integer(),
      done: Type.Integer(),
      not_relevant: Type.Integer(),
      help: Type.Integer(),
      /** The newest first, at most fifty. */
      advisories: Type.Array(
        Type.Object({
          id: Id,
          label: Type.String(),
          subject: Type.Object({ nb: Type.String(), nn: Type.String(), en: Type.String() }),
        }),
      ),
    }),
  ),
})
export type MeasureStandings = Static<typeof MeasureStandings>
