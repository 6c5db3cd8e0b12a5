/** Times as a reader in Norway says them, with the zone named. */
import type { Words } from './words.ts'

const zone = 'Europe/Oslo'

/** E.g. `24. nov. 2026 kl. 04:00 til 04:12 norsk tid (CET)`. */
export function spanOf(from: Date, to: Date, words: Words): string {
  const first = partsOf(from, words)
  const last = partsOf(to, words)
  const start = words.at(first.date, first.time)
  const end = first.date === last.date ? last.time : words.at(last.date, last.time)
  const same = first.date === last.date && first.time === last.time
  return `${same ? start : words.span(start, end)} ${words.zone(abbreviation(to))}`
}

/** One moment, e.g. `24. nov. 2026 kl. 04:00 norsk tid (CET)`. */
export function momentOf(at: Date, words: Words): string {
  return spanOf(at, at, words)
}

/** For a column of a table under a heading that names the zone, e.g. `24.11.2026 04:00`. */
export function shortMomentOf(at: Date, { locale }: Words): string {
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: zone })
  return `${date.format(at)} ${partsOf(at, { locale }).time}`
}

function partsOf(at: Date, { locale }: Pick<Words, 'locale'>): { date: string; time: string } {
  return {
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(at),
    // Twenty-four hours and a colon in every language, so that the same moment looks the same.
    time: new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(at),
  }
}

/** `CET` or `CEST`. */
function abbreviation(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'CET'
}
