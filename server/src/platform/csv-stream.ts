/**
 * CSV read as it comes, for files that are too large to hold: the same rules and words as `readCsv`, with no more in memory than
 * some rows. Reading ends at too many faults, since nobody mends more at once.
 */
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import {
  brokenQuote,
  type CsvFault,
  type CsvRow,
  csvOptions,
  emptyFile,
  notText,
  notUtf8,
  recordOf,
  rowReader,
} from './csv.ts'

const mostFaults = 1000

/**
 * The rows of a file, in order. Faults are added to `errors`, also by whoever reads the rows; at a thousand the reading ends.
 * @param chunks bytes, cut anywhere
 */
export async function* streamCsv<const Column extends string>(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  columns: readonly Column[],
  freeText: readonly NoInfer<Column>[],
  errors: CsvFault[],
): AsyncGenerator<CsvRow<Column>> {
  const pieces = plainText(chunks)
  // The delimiter is that of the header, so its line is read first.
  let start = ''
  try {
    while (!start.includes('\n')) {
      const next = await pieces.next()
      if (next.done) break
      start += next.value
    }
    async function* all() {
      yield start
      yield* pieces
    }
    const parser = parse(csvOptions(start.split('\n', 1)[0] ?? ''))
    const source = Readable.from(all()).on('error', (fault) => parser.destroy(fault))
    let reader: ReturnType<typeof rowReader<Column>> | null = null
    for await (const entry of source.pipe(parser)) {
      const record = recordOf(entry)
      if (reader === null) {
        reader = rowReader<Column>(record, columns, freeText, [])
        if ('faults' in reader) {
          errors.push(...reader.faults)
          return
        }
        continue
      }
      if ('faults' in reader) return
      const row = reader.read(record, errors)
      if (row !== null) yield row
      if (errors.length >= mostFaults) {
        const message = `There are ${mostFaults} faults up to here, and the rest was not read. Mend these first.`
        errors.push({ row: record.line, column: null, value: null, message })
        return
      }
    }
    if (reader === null) errors.push(emptyFile(columns))
  } catch (fault) {
    if (fault instanceof NotText) errors.push(fault.fault)
    else if (fault instanceof CsvError) errors.push(brokenQuote(fault))
    else throw fault
  }
}

class NotText extends Error {
  readonly fault: CsvFault
  constructor(fault: CsvFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Text with `\n` at all line ends; a `\r` at the end of a chunk may be the first half of one. */
async function* plainText(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (bytes: Uint8Array | undefined) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new NotText(notUtf8)
    }
  }
  let held = ''
  for await (const bytes of chunks) {
    const text = held + decode(bytes)
    if (text.includes('\0')) throw new NotText(notText)
    held = text.endsWith('\r') ? '\r' : ''
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n')
  }
  yield (held + decode(undefined)).replace(/\r\n?/g, '\n')
}
