/** Reading what several commands are given, and lining up what they list. */
import { validate } from 'uuid'
import { UsageError } from './command.ts'

const mostOverlapHours = 24 * 90

export function readDay(option: string, text: string, now: Date): Date {
  const day = new Date(text)
  if (Number.isNaN(day.getTime())) throw new UsageError(`${option}: "${text}" is no date. Write e.g. 2027-12-31.`)
  if (day <= now) throw new UsageError(`${option}: ${text} has passed.`)
  return day
}

export function readHours(option: string, text: string): number {
  const hours = Number(text)
  if (Number.isInteger(hours) && hours >= 0 && hours <= mostOverlapHours && text.trim() !== '') return hours
  throw new UsageError(`${option}: "${text}" is not a whole number of hours from 0 to ${mostOverlapHours}.`)
}

export function readId(text: string): string {
  if (validate(text)) return text
  throw new UsageError(`"${text}" is no id. The list shows them, e.g. "varde keys list".`)
}

/** Rows of text in columns, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
