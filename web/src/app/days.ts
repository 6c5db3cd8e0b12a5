/** Calendar days in the reader's own zone, as date fields hold them (`2026-11-24`). Pure. */

const dayMilliseconds = 24 * 60 * 60_000
const wellFormed = /^\d{4}-\d{2}-\d{2}$/

/** The day that an instant falls on. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The day so many days from an instant. */
export function dayAfter(at: number, days: number): string {
  return dayOf(at + days * dayMilliseconds)
}

function instant(day: string, clock: string): string | null {
  if (!wellFormed.test(day)) return null
  const date = new Date(`${day}T${clock}`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The first instant of a day; null where it is no day. */
export function dayStart(day: string): string | null {
  return instant(day, '00:00:00.000')
}

/** The last instant of a day; null where it is no day. */
export function dayEnd(day: string): string | null {
  return instant(day, '23:59:59.999')
}
