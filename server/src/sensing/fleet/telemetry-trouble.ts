/** What is wrong with receiving and loading, from how the spool and the clock stand. Values in, values out. */
import type { TelemetryTrouble } from '@varde/contract'
import type { SpoolFaultKind } from '../receive/spool-fault.ts'
import type { SpoolState } from '../receive/spool-look.ts'

const gigabyte = 1024 ** 3
/** Below this there is little time to react. */
export const fewBytes = 5 * gigabyte
/** A load takes seconds; who waits longer for a detection is not warned in time. */
export const behindMilliseconds = 5 * 60_000
/** NTP moves a clock by less. A machine that slept wakes up as after a jump. */
const jumpMilliseconds = 30_000

/** Figures for the mail: each trouble has its own. */
export type TroubleDetails = {
  kind?: SpoolFaultKind
  /** The system's, e.g. `EROFS`. */
  code?: string
  freeBytes?: number
  segments?: number
  /** Of the oldest segment that waits. */
  minutes?: number
  /** Above 0 the clock went forward. */
  seconds?: number
}
export type Found = { trouble: TelemetryTrouble; details: TroubleDetails }

/** `jumped`: milliseconds by which the clock was last set, 0 where it was not. `few`: bytes. */
export function troublesOf(
  { fault, freeBytes, setAside, oldest }: SpoolState,
  now: Date,
  jumped: number,
  few: number = fewBytes,
): Found[] {
  const found: Found[] = []
  if (fault !== null) found.push({ trouble: 'spool_unwritable', details: { ...fault } })
  else if (freeBytes < few) found.push({ trouble: 'disk_nearly_full', details: { freeBytes } })
  if (setAside > 0) found.push({ trouble: 'segments_set_aside', details: { segments: setAside } })
  const waited = oldest === null ? 0 : now.getTime() - oldest.getTime()
  if (waited > behindMilliseconds) {
    found.push({ trouble: 'loading_behind', details: { minutes: Math.floor(waited / 60_000) } })
  }
  if (jumped !== 0) found.push({ trouble: 'clock_jumped', details: { seconds: Math.round(jumped / 1000) } })
  return found
}

/** Between two looks: how far the clock moved beyond the time that passed, in milliseconds; 0 where that is no jump. */
export function jumpBetween(clockMoved: number, passed: number): number {
  const jump = clockMoved - passed
  return Math.abs(jump) < jumpMilliseconds ? 0 : jump
}
