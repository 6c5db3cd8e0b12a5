/** Hours of a rule, by the clock on a Norwegian wall. */
import type { PolicyHours } from '@varde/contract'
import { isNorwegianHoliday } from './norwegian-holidays.ts'

/** `day`: Monday is 1, Sunday 7; `minute`: since midnight; whether today and yesterday are public holidays. */
export type Moment = { day: number; minute: number; holiday: boolean; holidayBefore: boolean }

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  hourCycle: 'h23',
})

const hour = 3_600_000
/** Moments of whole hours: asking the calendar is slow, and a trial asks a hundred thousand times about one month. */
const known = new Map<number, Moment>()
const mostKnown = 2000

/** Norway's clock is whole hours away from UTC, also when it is turned. */
export function osloMoment(at: Date): Moment {
  const start = Math.floor(at.getTime() / hour)
  const moment = known.get(start) ?? momentOf(start)
  return { ...moment, minute: moment.minute + Math.floor((at.getTime() - start * hour) / 60_000) }
}

function momentOf(start: number): Moment {
  const said = Object.fromEntries(parts.formatToParts(start * hour).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0 } = said
  const today = new Date(Date.UTC(year, month - 1, day))
  const before = new Date(Date.UTC(year, month - 1, day - 1))
  const moment = {
    day: today.getUTCDay() || 7,
    minute: (said['hour'] ?? 0) * 60,
    holiday: isHoliday(today),
    holidayBefore: isHoliday(before),
  }
  if (known.size >= mostKnown) known.clear()
  known.set(start, moment)
  return moment
}

function isHoliday(date: Date): boolean {
  return isNorwegianHoliday(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** Hours that run past midnight belong to the day they began: Friday 16:00–08:00 ends on Saturday morning. */
export function isWithin({ days, from, to, holidays }: PolicyHours, moment: Moment): boolean {
  const { day, minute, holiday, holidayBefore } = moment
  const counts = (weekday: number, free: boolean) => (free && holidays ? holidays === 'also' : days.includes(weekday))
  const [start, end] = [minutesOf(from), minutesOf(to)]
  const today = counts(day, holiday)
  if (start < end) return today && minute >= start && minute < end
  const yesterday = counts(day === 1 ? 7 : day - 1, holidayBefore)
  return (today && minute >= start) || (yesterday && minute < end)
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return hours * 60 + minutes
}
