/** Spans of time and the bars of a histogram over them. Pure: the clock is an argument. */
import type { EventHistogram } from '../../api/types.ts'

export const spans = ['15m', '1h', '24h', '7d', '30d', 'all'] as const
export type Span = (typeof spans)[number]
export const usualSpan: Span = '24h'

const minute = 60_000
const milliseconds: Record<Exclude<Span, 'all'>, number> = {
  '15m': 15 * minute,
  '1h': 60 * minute,
  '24h': 24 * 60 * minute,
  '7d': 7 * 24 * 60 * minute,
  '30d': 30 * 24 * 60 * minute,
}

export type Times = { from?: string; to?: string }

/** What a search's time is, as instants; `asOf` is what "now" means for the page. `to` is left out itself. */
export function timesOf({ span, from, to }: { span?: Span } & Times, asOf: number): Times {
  if (from || to) return { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const chosen = span ?? usualSpan
  if (chosen === 'all') return {}
  return { from: new Date(asOf - milliseconds[chosen]).toISOString(), to: new Date(asOf).toISOString() }
}

/** Whether what happens after `asOf` belongs to the search. */
export function goesOn({ to }: Times): boolean {
  return to === undefined
}

type Bucket = EventHistogram['bucket']
const fixed: Partial<Record<Bucket, number>> = {
  PT1S: 1000,
  PT10S: 10_000,
  PT1M: minute,
  PT5M: 5 * minute,
  PT10M: 10 * minute,
  PT30M: 30 * minute,
  PT1H: 60 * minute,
}

/** The start of the bar that an instant is in; days, weeks (from Monday) and months begin at the reader's midnight. */
export function barStart(at: number, bucket: Bucket): number {
  const width = fixed[bucket]
  if (width) return Math.floor(at / width) * width
  const date = new Date(at)
  date.setHours(0, 0, 0, 0)
  if (bucket === 'P1W') date.setDate(date.getDate() - ((date.getDay() + 6) % 7))
  if (bucket === 'P1M') date.setDate(1)
  return date.getTime()
}

/** Where the bar that starts there ends. */
export function barEnd(start: number, bucket: Bucket): number {
  const width = fixed[bucket]
  if (width) return start + width
  const date = new Date(start)
  if (bucket === 'P1M') date.setMonth(date.getMonth() + 1)
  else date.setDate(date.getDate() + (bucket === 'P1W' ? 7 : 1))
  return date.getTime()
}

/** `marked`: events with a hit, and alerts. Times in milliseconds. */
export type Bar = { start: number; end: number; count: number; marked: number }

/** More are not drawn: a clock that was decades wrong would make them. */
const mostBars = 3000

/** The bars of a histogram with the empty ones between them, over all of the time that was asked for. */
export function barsOf({ bucket, buckets }: EventHistogram, { from, to }: Times): Bar[] {
  const counted = new Map(buckets.map((one) => [Date.parse(one.at), one]))
  const times = [...counted.keys()]
  const first = from ? barStart(Date.parse(from), bucket) : Math.min(...times)
  const last = Math.max(...times, to ? barStart(Date.parse(to) - 1, bucket) : Number.NEGATIVE_INFINITY)
  const bars: Bar[] = []
  for (let start = first; start <= last && bars.length < mostBars; ) {
    const end = barEnd(start, bucket)
    const one = counted.get(start)
    bars.push({ start, end, count: one?.count ?? 0, marked: (one?.hits ?? 0) + (one?.alerts ?? 0) })
    start = end
  }
  return bars
}

/** The times of a stretch of bars that was drawn over; at least one bar. */
export function stretch(bars: readonly Bar[], left: number, right: number): Times | null {
  const covered = bars.filter((bar) => bar.end > left && bar.start < right)
  const [first, last] = [covered[0], covered.at(-1)]
  if (!first || !last) return null
  return { from: new Date(first.start).toISOString(), to: new Date(last.end).toISOString() }
}
