/** The times until which a detection is put away or held back, by the clock on the wall in Oslo. Pure. */
const zone = 'Europe/Oslo'
const hour = 3_600_000

export const snoozeChoices = ['hour', 'four_hours', 'tomorrow', 'monday'] as const
export type SnoozeChoice = (typeof snoozeChoices)[number]

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

export function snoozeUntil(choice: SnoozeChoice, now: Date): Date {
  if (choice === 'hour') return new Date(now.getTime() + hour)
  if (choice === 'four_hours') return new Date(now.getTime() + 4 * hour)
  const today = new Date(wall(now))
  const days = choice === 'tomorrow' ? 1 : (8 - today.getUTCDay()) % 7 || 7
  return instantOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days, 8))
}

const suppressDays = { day: 1, week: 7, month: 30, longest: 90 } as const
export type SuppressChoice = Exclude<keyof typeof suppressDays, 'longest'>

/** Whole days of 24 hours from now. */
export function suppressUntil(choice: keyof typeof suppressDays, now: Date): Date {
  return new Date(now.getTime() + suppressDays[choice] * 24 * hour)
}

/** `2026-11-24T08:00` of a field for local time, read as Oslo's; null where it is none. */
export function snoozeAt(field: string): Date | null {
  const shown = Date.parse(`${field}Z`)
  return Number.isNaN(shown) ? null : instantOf(shown)
}
