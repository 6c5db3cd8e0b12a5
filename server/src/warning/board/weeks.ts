/** Weeks by their Mondays in UTC (ISO 8601). Pure. */

const dayMilliseconds = 86_400_000
const weekMilliseconds = 7 * dayMilliseconds
/** 1970-01-05 was a Monday. */
const firstMonday = 4 * dayMilliseconds

/** The last so many, that of `now` included, the oldest first. */
export function weeksOf(now: Date, count: number): Date[] {
  const week = Math.floor((now.getTime() - firstMonday) / weekMilliseconds)
  return Array.from({ length: count }, (_, i) => new Date(firstMonday + (week - count + 1 + i) * weekMilliseconds))
}
