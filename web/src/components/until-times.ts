/** Times that are chosen ahead, by the clock on the wall in Oslo. Pure. */
const zone = 'Europe/Oslo'
const hour = 3_600_000

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** What the clock in Oslo shows, as if it were UTC. */
function wall(at: Date): number {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour: h = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, h, minute, second)
}

/** The instant at which the clock in Oslo shows this. Asked twice, since the first guess may be across a change of clocks. */
function instantOf(shown: number): Date {
  const guess = new Date(shown - (wall(new Date(shown)) - shown))
  return new Date(guess.getTime() - (wall(guess) - shown))
}

/** Whole days are of 24 hours. */
const hours = { hour: 1, four_hours: 4, day: 24, three_days: 72, week: 168, month: 720 } as const

export type UntilChoice = keyof typeof hours | 'tomorrow' | 'monday'

/** Mornings are at 8. */
export function untilTime(choice: UntilChoice, now: Date): Date {
  if (choice !== 'tomorrow' && choice !== 'monday') return inHours(hours[choice], now)
  const today = new Date(wall(now))
  const days = choice === 'tomorrow' ? 1 : (8 - today.getUTCDay()) % 7 || 7
  return instantOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, 8))
}

/** What the reader has chosen or written; null where that is no time ahead, or further ahead than may be. */
export function chosenTime(choice: UntilChoice | 'own', own: string, now: Date, longestDays: number): Date | null {
  const at = choice === 'own' ? ownTime(own) : untilTime(choice, now)
  return at !== null && at > now && at <= inHours(longestDays * 24, now) ? at : null
}

function inHours(count: number, now: Date): Date {
  return new Date(now.getTime() + count * hour)
}

/** `2026-11-24T08:00` of a field for local time, read as Oslo's; null where it is none. */
export function ownTime(field: string): Date | null {
  const shown = Date.parse(`${field}Z`)
  return Number.isNaN(shown) ? null : instantOf(shown)
}
