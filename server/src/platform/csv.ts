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
 * Reads a file with a header that names `columns`, in any order, and of `optional` those it has; a cell of a column that is
 * not there is empty. In the cells of `freeText` a national identity
 * number is a fault, and neither the fault nor the row repeats it.
 */
export function readCsv<const Column extends string>(
  input: string | Buffer,
  columns: readonly Column[],
  freeText: readonly NoInfer<Column>[] = [],
  optional: readonly NoInfer<Column>[] = [],
): { rows: CsvRow<Column>[]; errors: CsvFault[] } {
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  if (text === null) return { rows: [], errors: [notUtf8] }
  if (text.includes('\0')) return { rows: [], errors: [notText] }
  // Files that were mended by hand mix line ends; lines are counted right only where all are the same.
  const { records, broken } = split(text.replace(/\r\n?/g, '\n'))
  const header = records.shift()
  if (!header)
    return { rows: [], errors: broken ?? [emptyFile(columns.filter((column) => !optional.includes(column)))] }
  const reader = rowReader(header, columns, freeText, optional)
  if ('faults' in reader) return { rows: [], errors: reader.faults }
  const errors: CsvFault[] = []
  const rows = records.flatMap((record) => reader.read(record, errors) ?? [])
  return { rows, errors: [...errors, ...(broken ?? [])] }
}

export type CsvRecord = { line: number; cells: string[] }

/** Reads the records behind a header; a record with a fault of its own form is null, and the fault is added. */
export function rowReader<Column extends string>(
  header: CsvRecord,
  columns: readonly Column[],
  freeText: readonly Column[],
  optional: readonly Column[],
): { faults: CsvFault[] } | { read(record: CsvRecord, errors: CsvFault[]): CsvRow<Column> | null } {
  const names = header.cells.map((name) => name.trim())
  const faults = headerFaults(names, header.line, columns, optional)
  if (faults.length > 0) return { faults }
  // A list says the same of most of its rows: what was clean in the row before is not searched again.
  const clean: { [K in Column]?: string } = {}
  return {
    read({ line, cells }, errors) {
      if (cells.length !== names.length) {
        const message = `The row has ${cells.length} fields, the header ${names.length}. Put text that holds the delimiter in double quotes.`
        errors.push({ row: line, column: null, value: null, message })
        return null
      }
      const named = Object.fromEntries(optional.map((column) => [column, ''])) as Record<Column, string>
      for (const [i, name] of names.entries()) named[name as Column] = (cells[i] ?? '').trim()
      for (const column of freeText) {
        if (named[column] === clean[column]) continue
        if (!holdsIdentityNumber(named[column])) {
          clean[column] = named[column]
          continue
        }
        named[column] = maskIdentityNumbers(named[column])
        const message = 'seems to hold a national identity number. None may be kept here: leave it out.'
        errors.push({ row: line, column, value: null, message })
      }
      return { line, cells: named }
    },
  }
}

export const notUtf8 = whole('The file is not UTF-8. Save it as "CSV UTF-8" and try again.')
export const notText = whole('The file is not plain text. Save it as "CSV UTF-8".')
export const emptyFile = (columns: readonly string[]) =>
  whole(`The file is empty. Its first line must be: ${columns.join(',')}`)

export function brokenQuote(fault: CsvError): CsvFault {
  const message =
    'A double quote is not closed, or stands inside a field. Put the field in quotes and double those inside.'
  return { row: Number((fault as { lines?: number }).lines ?? 1), column: null, value: null, message }
}

/** How all CSV is read, given its first line. */
export const csvOptions = (header: string) =>
  ({
    bom: true,
    delimiter: count(header, ';') > count(header, ',') ? ';' : ',',
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  }) as const

/** With `info` a record comes with where it ended; a cell in quotes may hold line ends of its own. */
export function recordOf(entry: unknown): CsvRecord {
  const { record, info } = entry as { record: string[]; info: { lines: number } }
  const inside = record.reduce((total, cell) => total + (cell.includes('\n') ? count(cell, '\n') : 0), 0)
  return { line: info.lines - inside, cells: record }
}

function split(text: string): { records: CsvRecord[]; broken: CsvFault[] | null } {
  const records: CsvRecord[] = []
  const headerEnd = text.indexOf('\n')
  try {
    parse(text, {
      ...csvOptions(headerEnd < 0 ? text : text.slice(0, headerEnd)),
      on_record: (entry) => {
        records.push(recordOf(entry))
        return null
      },
    })
    return { records, broken: null }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault
    return { records, broken: [brokenQuote(fault)] }
  }
}

function headerFaults(
  names: readonly string[],
  row: number,
  columns: readonly string[],
  optional: readonly string[],
): CsvFault[] {
  const fault = (column: string, message: string) => ({ row, column, value: null, message })
  const more = optional.length === 0 ? '' : `, and may name ${optional.join(', ')}`
  const required = columns.filter((column) => !optional.includes(column))
  const wanted = `The header must name exactly ${required.join(',')}${more}`
  return [
    ...required
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
