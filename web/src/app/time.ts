/** Times as readers want them. Pure: the clock is an argument. */
import type { Language } from '../api/types.ts'

export type Relative =
  | { unit: 'now' }
  | { unit: 'minutes' | 'hours' | 'days'; count: number; direction: 'past' | 'future' }
  | { unit: 'date' }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How far `at` is from `now`, in the coarsest unit that still helps; beyond 14 days the date says more. */
export function relativeTime(at: number, now: number): Relative {
  const distance = now - at
  const size = Math.abs(distance)
  const direction = distance >= 0 ? 'past' : 'future'
  if (size < minute) return { unit: 'now' }
  if (size < hour) return { unit: 'minutes', count: Math.floor(size / minute), direction }
  if (size < day) return { unit: 'hours', count: Math.floor(size / hour), direction }
  if (size < 14 * day) return { unit: 'days', count: Math.floor(size / day), direction }
  return { unit: 'date' }
}

export const locales: Record<Language, string> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' }

export type TimeStyle = 'clock' | 'clock_second' | 'day' | 'date' | 'short' | 'second' | 'exact'

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  clock: { hour: '2-digit', minute: '2-digit', hour12: false },
  clock_second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false },
  second: {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  },
  exact: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZoneName: 'short',
  },
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Writes an instant in the reader's language; `zone` is an IANA name, by default the reader's own. */
export function formatTime(at: number, language: Language, style: TimeStyle, zone?: string): string {
  const key = `${language} ${style} ${zone ?? ''}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], { ...styles[style], ...(zone ? { timeZone: zone } : {}) })
    formats.set(key, format)
  }
  return format.format(at)
}

/** The zone all times on the page are in, e.g. `Europe/Oslo`. */
export function zoneName(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Splits a span of seconds for a text such as "1 t 20 min"; beside hours, seconds would be noise. At least a second. */
export function span(seconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(1, Math.round(seconds))
  const hours = Math.floor(whole / 3600)
  return { hours, minutes: Math.floor((whole % 3600) / 60), seconds: hours > 0 ? 0 : whole % 60 }
}
