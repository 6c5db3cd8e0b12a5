/** What of a draft waits for a time that somebody has set. Pure. */
import type { Detection } from '../../api/types.ts'

/** @returns how many of the draft's detections, and when the first of them comes back; null for none */
export function putAway(
  detections: readonly Pick<Detection, 'view' | 'snoozed_until'>[],
): { count: number; of: number; until: string } | null {
  const times = detections.flatMap(({ view, snoozed_until }) => (view === 'snoozed' ? (snoozed_until ?? []) : []))
  const [until] = times.toSorted()
  return until === undefined ? null : { count: times.length, of: detections.length, until }
}
