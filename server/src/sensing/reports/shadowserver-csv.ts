/**
 * A Shadowserver report on its way to the spool: CSV in, Varde's own lines out, a row at a time and in constant memory. These
 * rows do enter the JavaScript heap: a day's reports are some thousands of rows, and CSV has columns only by its header.
 */
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { Problem } from '../../platform/index.ts'
import { longestLine } from '../load/format.ts'
import { reportProblems } from './report.problems.ts'
import { isReportHeader, kindOf, rowReader, unknownKind } from './shadowserver.ts'

/** What a report turned out to be; complete once its lines have been read to the end. */
export type ReportRead = {
  /** Empty until the header has been read. */
  kind: string
  title: string
  /** Whether we know the kind. */
  known: boolean
  rows: number
  /** Rows with another number of fields than the header; they are set aside. */
  broken: number
}
export const nothingRead = (): ReportRead => ({ kind: '', title: '', known: false, rows: 0, broken: 0 })

/** Bytes of lines that are handed on at a time. */
const pieceBytes = 64 * 1024

/**
 * @param file the report's file name, which helps to tell kinds apart that have the same columns; may be empty
 * @param read is filled in on the way
 * @throws Problem report_unreadable; or what `body` throws
 */
export async function* reportLines(
  body: AsyncIterable<Buffer>,
  file: string,
  read: ReportRead,
): AsyncGenerator<Buffer> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  })
  // What goes wrong is thrown by the loop below.
  pipeline(body, parser).catch(() => {})
  let header: string[] | null = null
  let lineOf: (cells: readonly string[]) => object = () => ({})
  let held: string[] = []
  let heldLength = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (header === null) {
        header = cells.map((name) => name.trim().toLowerCase())
        lineOf = open(header)
        continue
      }
      read.rows++
      const whole = cells.length === header.length
      if (!whole) read.broken++
      // Without a time it is set aside when it is loaded, with all that it holds.
      const line = JSON.stringify(whole ? lineOf(cells) : { report: 'shadowserver', kind: read.kind, cells })
      held.push(line, '\n')
      heldLength += line.length
      if (heldLength < pieceBytes) continue
      yield Buffer.from(held.join(''))
      held = []
      heldLength = 0
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault
    throw unreadable(`Line ${Number(fault['lines'] ?? 1)}: ${csvFaults[fault.code] ?? 'this is no CSV'}.`)
  }
  if (header === null) throw unreadable('The file is empty. A report has a header, even one without rows.')
  if (held.length > 0) yield Buffer.from(held.join(''))

  function open(columns: string[]) {
    if (!isReportHeader(columns)) {
      throw unreadable(
        'The first line names no columns "timestamp" and "ip" or "src_ip". Send the file as Shadowserver wrote it.',
      )
    }
    const known = kindOf(columns, file)
    const kind = known ?? unknownKind(file)
    Object.assign(read, { kind: kind.kind, title: kind.title, known: known !== null })
    return rowReader(kind, columns)
  }
}

const csvFaults: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a double quote is not closed before the file ends',
  CSV_MAX_RECORD_SIZE: 'it is longer than any report’s row',
}

const unreadable = (why: string) => new Problem(reportProblems.unreadable, `${why} Nothing of it was kept.`)
