/**
 * Norwegian public holidays (helligdagsfredloven § 2, and lov om 1 og 17 mai). Christmas Eve and New Year’s Eve are none. Pure.
 */

/** As `MM-DD`. */
const fixed = new Set(['01-01', '05-01', '05-17', '12-25', '12-26'])
/** From Maundy Thursday to Whit Monday, by days from Easter Sunday. */
const movable = new Set([-3, -2, 0, 1, 39, 49, 50])

export function isNorwegianHoliday(year: number, month: number, day: number): boolean {
  if (fixed.has(`${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)) return true
  const days = (Date.UTC(year, month - 1, day) - easterSunday(year)) / 86_400_000
  return movable.has(days)
}

/** The anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8), as UTC midnight. */
function easterSunday(year: number): number {
  const a = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const f = Math.floor((century + 8) / 25)
  const g = Math.floor((century - f + 1) / 3)
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - h - (rest % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}
