/** Warnings as a file. Pure: rows in, lines out. */
import type { Warning } from '@varde/contract'
import { csvCell } from '../../platform/index.ts'
import { numberOf } from './warning.ts'

/** Column names as in the API, so that a sheet and a script speak of the same things. */
const columns = [
  'number',
  'id',
  'member',
  'member_name',
  'title',
  'severity',
  'tlp',
  'state',
  'answer',
  'created_at',
  'sent_at',
  'acknowledged_at',
  'answered_at',
  'due_at',
  'detections',
] as const satisfies (keyof Warning)[]

/** A byte order mark first, so that spreadsheets read æ, ø and å. */
export async function* warningFile(rows: AsyncIterable<Warning>): AsyncGenerator<string> {
  yield `\ufeff${columns.join(',')}\r\n`
  for await (const row of rows) {
    const cells = columns.map((column) => (column === 'number' ? numberOf(row.number) : String(row[column] ?? '')))
    yield `${cells.map(csvCell).join(',')}\r\n`
  }
}
