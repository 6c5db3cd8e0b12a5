/** What a letter is made from, and the parts it is made of. Shapes only. */
import type { Category, CauseKind, HitField, Language, Measure, Severity, Tlp, WarningText } from '@varde/contract'
import type { Advised } from './advised.ts'
import type { Words } from './words.ts'

export type DetectionFacts = {
  kind: CauseKind
  /** Somebody's report told of it, and no sensor. */
  reported: boolean
  key: string
  label: string
  category: string
  indicatorType: string | null
  source: string
  confidence: number | null
  innerHost: string | null
  fields: readonly HitField[]
  severity: Severity
  attribution: 'network' | 'sensor'
  retrospective: boolean
  events: number
  firstSeen: Date
  lastSeen: Date
}

export type WarningFacts = {
  number: number
  severity: Severity
  tlp: Tlp
  /** Hours to answer, from when the first mail is delivered. */
  dueHours: number
  memberName: string
  detections: readonly DetectionFacts[]
  /** What is said of each kind of cause; a kind that is not here says what comes with the program. */
  texts?: Partial<Record<Category, WarningText>>
  /** Measures that an analyst has added to it, and those, by id, that were taken out. */
  measures?: { add: readonly Measure[]; remove: readonly string[] }
  /** The advisory that it tells of, in place of detections. */
  advised?: Advised | null
}

/** One cause, with all the hosts that it was seen at. */
export type Finding = {
  what: string
  when: string
  where: string
  howSure: string
}

/** Where a step is told of in full, and NSM's numbers for it: shown where there is room, and not in mails. */
export type StepTags = { catalogue: string | null; nsm: readonly string[] }

export type Letter = {
  language: Language
  subject: string
  severity: Severity
  /** Shape and word: `◆ Kritisk`. */
  mark: string
  headline: string
  addressed: string
  findings: Finding[]
  /** How many causes are left out of `findings`. */
  more: number
  /** Over `meaning`: what it may mean, or what it is about. */
  meaningTitle: string
  /** In paragraphs. */
  meaning: readonly string[]
  /** `keys`: what the steps are called where it is not by their place; see `steps.ts`. `tags`: of each step. */
  measures: {
    headline: string | null
    steps: readonly string[]
    keys?: readonly string[]
    tags?: readonly StepTags[]
  }[]
  /** Of an advisory: what is answered for each; null for what was detected. */
  advised: { cves: readonly string[] } | null
  deadline: string
  tlp: string
  doNotReply: string
  words: Words
}
