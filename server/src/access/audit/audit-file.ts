/** The audit log as a file. Pure: entries in, lines out. */
import type { AuditEntry } from '@varde/contract'
import { csvCell } from '../../platform/index.ts'

export const auditFormats = ['csv', 'ndjson'] as const
export type AuditFormat = (typeof auditFormats)[number]

const columns = [
  'seq',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'address',
  'act',
  'outcome',
  'object_kind',
  'object_id',
  'member',
  'details',
  'hash',
] as const satisfies (keyof AuditEntry)[]

/** Lines as bytes of text; a CSV begins with a byte order mark, so that spreadsheets read æ, ø and å. */
export async function* auditFile(entries: AsyncIterable<AuditEntry>, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield `\ufeff${columns.join(',')}\r\n`
  for await (const entry of entries) {
    yield format === 'csv'
      ? `${columns.map((column) => cellOf(entry[column])).join(',')}\r\n`
      : `${JSON.stringify(entry)}\n`
  }
}

function cellOf(value: AuditEntry[keyof AuditEntry]): string {
  return csvCell(value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))
}
