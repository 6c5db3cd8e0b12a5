/** An advisory as it is handed over to be told of, and whom it is for. */
import type { Language, Severity, Tlp } from '@varde/contract'
import type { Db } from '../../platform/index.ts'
import type { AdvisedMeasure, AdvisedText } from '../texts/advised.ts'

/** `affected`: those who have it or may have it. */
export type AdvisoryAudience = { kind: 'all' } | { kind: 'affected' } | { kind: 'members'; members: readonly string[] }

export type AdvisoryLetter = {
  id: string
  /** As it is written in subjects, e.g. `[NBP-varsel] [#001-2026]`. */
  label: string
  version: number
  severity: Severity
  tlp: Tlp
  cves: readonly string[]
  texts: Record<Language, AdvisedText>
  /** The most urgent first. */
  measures: readonly AdvisedMeasure[]
  /** When an answer is due; null for as long as the severity gives. */
  dueAt: Date | null
  audience: AdvisoryAudience
}

/** Read from what was published; null where there is no such advisory, or none that is out. */
export type FindAdvisory = (id: string) => Promise<AdvisoryLetter | null>

/** Read from what is being written, or is out where nothing is; null where there is none, or none for this caller. */
export type FindDraft = (db: Db, asked: { id: string; red: boolean }) => Promise<AdvisoryLetter | null>
