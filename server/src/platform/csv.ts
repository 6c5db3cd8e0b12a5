/**
 * CSV as people's spreadsheets write it (RFC 4180, with a byte order mark, `;` or `,`, any line ends), read into rows
 * that keep the line of the file they came from. Faults are gathered, not thrown: who imports wants all of them at once.
 */
import type { ImportReport } from '@varde/contract'
import { CsvError, parse } from 'csv-parse/sync'
import type { App } from './app.ts'
import { holdsIdentityNumber, maskIdentityNumbers } from './national-identity-number.ts'
import { Problem, problems } from './problem.ts'

export type CsvFault = ImportReport['errors'][number]
/** `line` is that of the file, the header being 1. Every named column is there; blanks at the ends are cut. */
export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> }

/**
 * Reads a file with a header that names exactly `columns`, in any order. In the cells of `freeText` a national identity
 * number is a fault, and neither the fault nor the row repeats it.
 */
export function readCsv<const Column extends string>(
  input: string | Buffer,
  columns: readonly Column[],
  freeText: readonly NoInfer<Column>[] = [],
): { rows: CsvRow<Column>[]; errors: CsvFault[] } {
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  if (text === null)
    return { rows: [], errors: [whole('The file is not UTF-8. Save it as "CSV UTF-8" and try again.')] }
  if (text.includes('\0')) return { rows: [], errors: [whole('The file is not plain text. Save it as "CSV UTF-8".')] }
  // Files that were mended by hand mix line ends; lines are counted right only where all are the same.
  const { records, broken } = split(text.replace(/\r\n?/g, '\n'))
  const header = records.shift()
  if (!header) {
    const empty = whole(`The file is empty. Its first line must be: ${columns.join(',')}`)
    return { rows: [], errors: broken ?? [empty] }
  }
  const names = header.cells.map((name) => name.trim())
  const faults = headerFaults(names, header.line, columns)
  if (faults.length > 0) return { rows: [], errors: faults }

  const rows: CsvRow<Column>[] = []
  const errors: CsvFault[] = []
  for (const { line, cells } of records) {
    if (cells.length !== names.length) {
      const message = `The row has ${cells.length} fields, the header ${names.length}. Put text that holds the delimiter in double quotes.`
      errors.push({ row: line, column: null, value: null, message })
      continue
    }
    const named = Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? '').trim()])) as Record<Column, string>
    for (const column of freeText) {
      if (!holdsIdentityNumber(named[column])) continue
      named[column] = maskIdentityNumbers(named[column])
      const message = 'seems to hold a national identity number. None may be kept here: leave it out.'
      errors.push({ row: line, column, value: null, message })
    }
    rows.push({ line, cells: named })
  }
  return { rows, errors: [...errors, ...(broken ?? [])] }
}

function split(text: string): { records: { line: number; cells: string[] }[]; broken: CsvFault[] | null } {
  const records: { line: number; cells: string[] }[] = []
  const headerEnd = text.indexOf('\n')
  const header = headerEnd < 0 ? text : text.slice(0, headerEnd)
  try {
    parse(text, {
      bom: true,
      delimiter: count(header, ';') > count(header, ',') ? ';' : ',',
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (entry) => {
        // With `info` a record comes with where it ended; a cell in quotes may hold line ends of its own.
        const { record, info } = entry as unknown as { record: string[]; info: { lines: number } }
        const inside = record.reduce((total, cell) => total + (cell.includes('\n') ? count(cell, '\n') : 0), 0)
        records.push({ line: info.lines - inside, cells: record })
        return null
      },
    })
    return { records, broken: null }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault
    const line = Number((fault as { lines?: number }).lines ?? 1)
    const message =
      'A double quote is not closed, or stands inside a field. Put the field in quotes and double those inside.'
    return { records, broken: [{ row: line, column: null, value: null, message }] }
  }
}

function headerFaults(names: readonly string[], row: number, columns: readonly string[]): CsvFault[] {
  const fault = (column: string, message: string) => ({ row, column, value: null, message })
  const wanted = `The header must name exactly ${columns.join(',')}`
  return [
    ...columns
      .filter((column) => !names.includes(column))
      .map((column) => fault(column, `The column "${column}" is missing. ${wanted}.`)),
    ...names
      .filter((name) => !columns.includes(name))
      .map((name) => fault(name, `The column "${name}" is not known: remove or rename it. ${wanted}.`)),
    ...columns
      .filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
      .map((column) => fault(column, `The column "${column}" is there twice. ${wanted}.`)),
  ]
}

function whole(message: string): CsvFault {
  return { row: 1, column: null, value: null, message }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Lets the routes that `add` declares take a CSV file as their body, as text. */
export function withCsvBody(app: App, add: (app: App) => void): void {
  app.register(async (scope: App) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => {
      const text = decodeUtf8(body as Buffer)
      if (text === null) {
        done(new Problem(problems.invalidInput, 'The file is not UTF-8. Save it as "CSV UTF-8" and try again.'))
      } else done(null, text)
    })
    add(scope)
  })
}

/**
 * A cell that starts with one of these (also in its full-width form, or after a tab or line end, which spreadsheets
 * skip) would run as a formula when the file is opened. See OWASP "CSV Injection".
 */
const runs = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** One cell of a CSV file that we hand out (RFC 4180): a leading apostrophe makes text of what would run. */
export function csvCell(text: string): string {
  const safe = runs.test(text) ? `'${text}` : text
  return /[";,\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
