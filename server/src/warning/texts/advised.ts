/** An advisory as one member is told of it. Shapes only. */
import type { Language, MatchGrade, Reason } from '@varde/contract'

export type AdvisedText = {
  subject: string
  summary: string
  /** What may come of it. */
  damage: string
  /** What is new in this version; empty in the first. */
  news: string
}

/** `key`: its name in every version and language, by which it is ticked off. */
export type AdvisedMeasure = {
  key: string
  nb: string
  nn: string
  en: string
  /** RFC 3339. */
  due_at: string | null
  /** Of NSM's grunnprinsipper for IKT-sikkerhet 2.0. Not there in what was told before measures had them. */
  nsm?: string[]
}

/** Something of the member's own that the advisory is about. */
export type AdvisedProduct = {
  name: string
  cves: string[]
  /** The surest of its matches. */
  verdict: 'affected' | 'unknown'
  grade: MatchGrade
  /** Of the surest. What was sent before reasons were kept has none. */
  reason?: Reason
  assets: string[]
  exposed: boolean
  /** RFC 3339: when it was last declared or seen. */
  last_seen_at: string
}

/** What is kept with the warning, and said again by reminders and by the page behind its link. */
export type Advised = {
  /** As it is written in subjects, e.g. `[NBP-varsel] [#001-2026]`. */
  label: string
  version: number
  texts: Record<Language, AdvisedText>
  cves: string[]
  measures: AdvisedMeasure[]
  products: AdvisedProduct[]
}
