/** How long each class of data is kept, and what a hold keeps beyond that. Pure. */
import { type RetentionClass, retentionClasses } from '@varde/contract'

/** Days that a class is kept where nobody has decided otherwise. */
export const usualDays: Record<RetentionClass, number> = {
  /** Long enough to look back when an indicator becomes known late. */
  events: 90,
  rejected_lines: 30,
  /** From when it was last seen. */
  detections: 730,
  warnings: 1825,
  /** What was taken off a member's list; from then on. */
  inventory: 365,
  /** What scans found and find no more; from when it was gone. */
  scan_findings: 365,
  /** From when it ended. */
  sessions: 30,
  /** Sign-ins that were begun and not finished, and one-time links; from when they expired. */
  refused_sign_ins: 90,
  audit: 3650,
}

/** Fewer days than this are refused: whoever sets the log to a day would wipe out what they did. */
export const fewestDays: Record<RetentionClass, number> = {
  events: 1,
  rejected_lines: 1,
  detections: 1,
  warnings: 1,
  inventory: 1,
  scan_findings: 1,
  sessions: 1,
  refused_sign_ins: 1,
  audit: 365,
}

const dayMilliseconds = 24 * 60 * 60 * 1000

/** What is older goes: the first moment, in UTC, of the day so many days ago. */
export function cutOff(now: Date, days: number): Date {
  return new Date(Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds - days * dayMilliseconds)
}

/** What holds keep of one class: everything, or what is these members'. */
export type Holding = { all: boolean; members: readonly string[] }

/** A hold in force: on one class or all (null), of one member or all (null). */
export type HoldInForce = { class: RetentionClass | null; orgnr: string | null }

export function holdingOf(name: RetentionClass, holds: readonly HoldInForce[]): Holding {
  const concerned = holds.filter((hold) => hold.class === null || hold.class === name)
  return {
    all: concerned.some(({ orgnr }) => orgnr === null),
    members: [...new Set(concerned.flatMap(({ orgnr }) => orgnr ?? []))].sort(),
  }
}

/** How much went, and how much was old enough and stayed because of a hold. */
export type Removed = { removed: number; held: number }

/** Removes what is older than `before` of one class, but for what holds keep. Done again it finds nothing more. */
export type Remover = (before: Date, holding: Holding) => Promise<Removed>

/** One for each class: a class without one does not compile. */
export type Removers = Record<RetentionClass, Remover>

/** The log last, since what the others do is written there. */
export const removalOrder: readonly RetentionClass[] = [...retentionClasses.filter((name) => name !== 'audit'), 'audit']
