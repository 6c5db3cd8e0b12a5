/** How wide the bars of a histogram are. Pure. */
import { type EventBucket, eventBuckets } from '@varde/contract'

/** Seconds; of days and more as they usually are. */
const bucketSeconds: Record<EventBucket, number> = {
  PT1S: 1,
  PT10S: 10,
  PT1M: 60,
  PT5M: 300,
  PT10M: 600,
  PT30M: 1800,
  PT1H: 3600,
  P1D: 86_400,
  P1W: 7 * 86_400,
  P1M: 30 * 86_400,
}

/** About as many as a screen can show apart. */
const usualBars = 300
/** So many are handed out at most. */
export const mostBars = 3000

/** @param span milliseconds */
export function bucketFor(span: number): EventBucket {
  return eventBuckets.find((bucket) => barsIn(span, bucket) <= usualBars) ?? 'P1M'
}

/** How many bars a span has at most. @param span milliseconds */
export function barsIn(span: number, bucket: EventBucket): number {
  return Math.ceil(span / 1000 / bucketSeconds[bucket]) + 1
}

/** IANA names as they are written; an offset such as `+01:00` is none, and the engine knows no such zone. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The start of an event's bar, in seconds since 1970. A time outside 1970 to 2105, which only a wrong clock gives, is counted
 * in the first or last bar. Parameter: `zone`.
 */
export function bucketStart(bucket: EventBucket): string {
  const at = `least(greatest(time, toDateTime64('1970-01-02 00:00:00', 6, 'UTC')), toDateTime64('2105-12-30 00:00:00', 6, 'UTC'))`
  const midnight = (date: string) => `toUnixTimestamp(toDateTime(${date}, {zone:String}))`
  switch (bucket) {
    case 'P1D':
      return midnight(`toDate(${at}, {zone:String})`)
    case 'P1W':
      return midnight(`toStartOfWeek(${at}, 1, {zone:String})`)
    case 'P1M':
      return midnight(`toStartOfMonth(${at}, {zone:String})`)
    default:
      return `intDiv(toUnixTimestamp64Milli(${at}), ${bucketSeconds[bucket] * 1000}) * ${bucketSeconds[bucket]}`
  }
}
