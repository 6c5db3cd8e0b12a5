/** Who has not acted, as a file. Pure: rows in, lines out. */
import type { FollowUpRow } from '@varde/contract'
import { csvCell } from '../../platform/index.ts'

/** Column names as in the API, so that a sheet and a script speak of the same things. */
const columns = [
  'member',
  'member_name',
  'county',
  'kind',
  'unresolved',
  'silent',
  'untold',
  'answered',
  'oldest_since',
  'days',
  'silent_since',
  'help',
  'last_answer',
] as const satisfies (keyof FollowUpRow)[]

/** A byte order mark first, so that spreadsheets read æ, ø and å. */
export function followUpFile(rows: readonly FollowUpRow[]): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(String(row[column] ?? ''))).join(','))
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`
}
