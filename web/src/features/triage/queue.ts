/** How the list on the screen and the newest state of the server are put together without moving a row. Pure. */
import { replaceEqualDeep } from '@tanstack/react-query'
import type { Detection, DetectionPage } from '../../api/types.ts'

export type QueueRow = Detection & { gone: boolean }

/** Ids acted upon here, with the list they were in: a row leaves that list at once, and only that list. */
export type Acted = ReadonlyMap<string, Detection['view']>

/**
 * The listed rows in their places, with newer figures where the peek has them. A row is `gone` when the peek is the whole
 * filter and no longer has it: somebody else dealt with it.
 */
export function queueRows(listed: readonly Detection[], peek: DetectionPage | undefined, acted: Acted): QueueRow[] {
  const newer = new Map(peek?.items.map((row) => [row.id, row]))
  return listed
    .filter((row) => acted.get(row.id) !== row.view)
    .map((row) => ({ ...(newer.get(row.id) ?? row), gone: peek?.next === null && !newer.has(row.id) }))
}

/**
 * The newer page, with the very rows of the one before where they say the same: so only rows that changed are drawn anew. By id,
 * since each new detection moves all that are listed below it.
 */
export function samePlaces(before: DetectionPage | undefined, now: DetectionPage): DetectionPage {
  const known = new Map(before?.items.map((row) => [row.id, row]))
  return { ...now, items: now.items.map((row) => replaceEqualDeep(known.get(row.id), row)) }
}

/** How many rows wait behind the pill. With more pages than are loaded, only what is younger than the list counts as new. */
export function waitingRows(
  listed: readonly Detection[],
  complete: boolean,
  peek: DetectionPage | undefined,
  acted: Acted,
): number {
  if (!peek) return 0
  const known = new Set(listed.map((row) => row.id))
  const newest =
    listed
      .map((row) => row.created_at)
      .sort()
      .at(-1) ?? ''
  return peek.items.filter(
    (row) => !known.has(row.id) && acted.get(row.id) !== row.view && (complete || row.created_at > newest),
  ).length
}

/** The members behind a choice of rows: what a confirmation must name. */
export function membersOf(rows: readonly Detection[]): string[] {
  return [...new Set(rows.map((row) => row.member_name))].sort((a, b) => a.localeCompare(b, 'nb'))
}
