/** The indicators' file, read into the form in which they are kept; every fault with its row, column and mend. */
import { type IndicatorType, indicatorTypes, type Tlp, tlps } from '@varde/contract'
import { type CsvFault, type CsvRow, type Reading, streamCsv } from '../../platform/index.ts'
import { readIndicatorValue } from './indicator.ts'

const columns = ['type', 'value', 'category', 'confidence', 'tlp', 'valid_until', 'source', 'comment'] as const
type Column = (typeof columns)[number]
/** Not the value: hashes and the names of hosts hold such runs of digits by chance. */
const freeText = ['category', 'source', 'comment'] as const satisfies Column[]

export type IndicatorDraft = {
  type: IndicatorType
  value: string
  category: string
  confidence: number
  tlp: Tlp
  valid_until: Date | null
  source: string
  comment: string
}

const defaultConfidence = 50
/** Characters of a category, a source or a comment. */
const longestText = 1000

export type CsvSource = string | Uint8Array | AsyncIterable<Uint8Array>

/** A row of the file with the line it came from. */
export type ReadIndicator = IndicatorDraft & { line: number }

/**
 * The indicators of a file, in order, as they are read. `read` counts its rows and gathers its faults meanwhile; with any, what
 * was given before is not to be kept.
 */
export async function* readIndicatorsCsv(
  source: CsvSource,
  read: { rows: number; errors: CsvFault[] },
): AsyncGenerator<ReadIndicator> {
  const chunks = typeof source === 'string' ? [Buffer.from(source)] : source instanceof Uint8Array ? [source] : source
  let json = false
  async function* unlessJson() {
    let first = true
    for await (const bytes of chunks) {
      json = first && isJson(bytes)
      if (json) return
      first = false
      yield bytes
    }
  }
  for await (const row of streamCsv(unlessJson(), columns, freeText, read.errors)) {
    read.rows++
    const draft = readRow(row, read.errors)
    if (draft !== null) yield { ...draft, line: row.line }
  }
  const message = 'The file is JSON. Only CSV is read so far: STIX bundles and MISP events are not yet.'
  if (json) read.errors.splice(0, read.errors.length, { row: 1, column: null, value: null, message })
  read.errors.sort((a, b) => a.row - b.row)
}

function isJson(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1000)).toString()
  return /^\ufeff?\s*[[{]/.test(start)
}

function readRow({ line, cells }: CsvRow<Column>, errors: CsvFault[]): IndicatorDraft | null {
  const before = errors.length
  const read = <T>(column: Column, reading: Reading<T>): T | null => {
    if ('value' in reading) return reading.value
    errors.push({ row: line, column, value: cells[column], message: reading.fault })
    return null
  }
  const type = read('type', readType(cells.type))
  const value = type === null ? null : read('value', readIndicatorValue(type, cells.value))
  const confidence = read('confidence', readConfidence(cells.confidence))
  const tlp = read('tlp', readTlp(cells.tlp))
  const valid_until = read('valid_until', readInstant(cells.valid_until))
  const category = read('category', readText(cells.category))?.toLowerCase() || 'unknown'
  const source = read('source', readText(cells.source)) ?? ''
  const comment = read('comment', readText(cells.comment)) ?? ''
  if (errors.length > before || type === null || value === null || confidence === null || tlp === null) return null
  return { type, value, category, confidence, tlp, valid_until, source, comment }
}

function readType(text: string): Reading<IndicatorType> {
  const word = text.toLowerCase().replaceAll('-', '_')
  const type = indicatorTypes.find((known) => known === word)
  return type === undefined ? { fault: `is no type. Write one of ${indicatorTypes.join(', ')}.` } : { value: type }
}

function readConfidence(text: string): Reading<number> {
  const number = text === '' ? defaultConfidence : Number(text)
  if (Number.isInteger(number) && number >= 0 && number <= 100) return { value: number }
  return { fault: `is no confidence. Write a whole number from 0 to 100, or nothing for ${defaultConfidence}.` }
}

/** TLP 2.0, with the prefix and the older WHITE as many still write them. */
function readTlp(text: string): Reading<Tlp> {
  const word = text
    .toUpperCase()
    .replace(/^TLP\s*:\s*/, '')
    .replace(/\s+/g, '')
  const tlp = word === '' ? 'AMBER' : word === 'WHITE' ? 'CLEAR' : tlps.find((known) => known === word)
  return tlp === undefined
    ? { fault: `is no TLP. Write one of ${tlps.join(', ')}, or nothing for AMBER.` }
    : { value: tlp }
}

/** RFC 3339; a date alone is its first moment in UTC. */
function readInstant(text: string): Reading<Date | null> {
  if (text === '') return { value: null }
  const form = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i.exec(text)
  const day = form?.[1]
  const instant = new Date(text)
  // JavaScript turns the 31st of February into March; such a day was a slip of the pen.
  const there = day !== undefined && !Number.isNaN(instant.getTime()) && isDay(day)
  return there ? { value: instant } : { fault: 'is no time. Write e.g. 2027-12-31 or 2027-12-31T12:00:00Z.' }
}

function isDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date)).getUTCDate() === date && month >= 1 && month <= 12
}

function readText(text: string): Reading<string> {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length <= longestText
    ? { value: line }
    : { fault: `is longer than ${longestText} characters. Shorten it.` }
}
