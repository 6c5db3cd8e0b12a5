/** What a hunt has found, as it is asked for and drawn. Pure. */
import type { Hunt } from '../../api/types.ts'

type Result = Hunt['results'][number]
type Member = Hunt['members'][number]

const dayMilliseconds = 24 * 60 * 60_000
/** Bars that can still be told apart in a small picture. */
const mostBars = 31

/** Pasted text as single values: one a line, or several with spaces, commas or semicolons between. Each once. */
export function readPasted(text: string): string[] {
  // A space beside a bracket is within a value: `evil [dot] example`.
  const values = text.split(/[\n\r\t,;]+|(?<![[({\])}]) +(?![[({\])}])/).map((value) => value.trim())
  return [...new Set(values.filter((value) => value !== ''))]
}

export function narrowed(results: readonly Result[], { q, member }: { q?: string; member?: string }): Result[] {
  const sought = q?.toLowerCase() ?? ''
  return results.filter(
    (result) =>
      (member === undefined || result.member === member) &&
      (sought === '' ||
        [result.value, result.member_name ?? '', result.member ?? ''].some((text) =>
          text.toLowerCase().includes(sought),
        )),
  )
}

/**
 * Events by day, oldest first, over the days that were searched, ending with the day the hunt was asked for; several days to a
 * bar where there are many. What has a time outside of them is left out.
 */
export function strip(days: Member['days'], { created_at, days: length }: Pick<Hunt, 'created_at' | 'days'>): number[] {
  const last = Math.floor(Date.parse(created_at) / dayMilliseconds)
  const first = last - length
  const each = Math.ceil((length + 1) / mostBars)
  const bars = Array.from({ length: Math.ceil((length + 1) / each) }, () => 0)
  for (const { day, events } of days) {
    const bar = Math.floor((Date.parse(day) / dayMilliseconds - first) / each)
    if (bar >= 0 && bar < bars.length) bars[bar] = (bars[bar] ?? 0) + events
  }
  return bars
}

/** Where an indicator's events at a member are listed. */
export function eventsAddress({ value, member }: Pick<Result, 'value' | 'member'>): string {
  const search = new URLSearchParams({ q: value, ...(member === null ? {} : { member }) })
  return `/events?${search}`
}
