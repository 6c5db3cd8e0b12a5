/** Hours of a rule, by the clock on a Norwegian wall. */
import type { PolicyHours } from '@varde/contract'

/** `day`: Monday is 1, Sunday 7; `minute`: since midnight. */
export type Moment = { day: number; minute: number }

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
})
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const hour = 3_600_000
/** Moments of whole hours: asking the calendar is slow, and a trial asks a hundred thousand times about one month. */
const known = new Map<number, Moment>()
const mostKnown = 2000

/** Norway's clock is whole hours away from UTC, also when it is turned. */
export function osloMoment(at: Date): Moment {
  const start = Math.floor(at.getTime() / hour)
  const moment = known.get(start) ?? momentOf(start)
  return { day: moment.day, minute: moment.minute + Math.floor((at.getTime() - start * hour) / 60_000) }
}

function momentOf(start: number): Moment {
  const said = Object.fromEntries(parts.formatToParts(start * hour).map(({ type, value }) => [type, value]))
  const moment = { day: days.indexOf(said['weekday'] ?? '') + 1, minute: Number(said['hour']) * 60 }
  if (known.size >= mostKnown) known.clear()
  known.set(start, moment)
  return moment
}

/** Hours that run past midnight belong to the day they began: Friday 16:00–08:00 ends on Saturday morning. */
export function isWithin({ days, from, to }: PolicyHours, { day, minute }: Moment): boolean {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const today = days.includes(day)
  if (start < end) return today && minute >= start && minute < end
  const yesterday = days.includes(day === 1 ? 7 : day - 1)
  return (today && minute >= start) || (yesterday && minute < end)
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
