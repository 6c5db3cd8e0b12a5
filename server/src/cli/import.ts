/** What the importing commands share: reading the file, saying what was done, and every error as one line. */
import { access, constants, readFile, stat } from 'node:fs/promises'
import type { ImportReport } from '@varde/contract'
import { UsageError } from './command.ts'

/** @throws UsageError where there is no such file, or it cannot be read */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (fault) {
    throw inputFault(file, (fault as NodeJS.ErrnoException).code, 'a CSV file')
  }
}

/**
 * Of a file that is read as it comes.
 * @returns bytes
 * @throws UsageError where there is no such file, or it cannot be read
 */
export async function fileSize(file: string): Promise<number> {
  try {
    await access(file, constants.R_OK)
    const found = await stat(file)
    if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    return found.size
  } catch (fault) {
    throw inputFault(file, (fault as NodeJS.ErrnoException).code, 'a CSV file')
  }
}

/** Why a file cannot be read, and what to name. */
export function inputFault(file: string, code: string | undefined, wanted: string): UsageError {
  const why =
    code === 'ENOENT' ? 'is not there' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? 'unknown'})`
  return new UsageError(`The file ${file} ${why}. Name ${wanted}.`)
}

/** E.g. `row 7, networks "10.1.2.3/8": has bits set behind its prefix. Write 10.0.0.0/8 …` */
function errorLine({ row, column, value, message }: ImportReport['errors'][number]): string {
  const named = column === null ? '' : `, ${column}`
  return `row ${row}${named}${value === null || value === '' ? '' : ` "${value}"`}: ${message}`
}

/** In words: a summary, then each error. */
export function describeReport(what: string, report: ImportReport): string {
  const { rows, created, updated, unchanged, errors, dry_run } = report
  if (errors.length > 0) {
    const count = `${errors.length} ${errors.length === 1 ? 'error' : 'errors'} in ${rows} rows; nothing was written.`
    return [...errors.map(errorLine), `${what}: ${count}`].join('\n')
  }
  const done = `${rows} rows: ${created} new, ${updated} changed, ${unchanged} unchanged`
  return `${what}: ${done}.${dry_run ? ' A dry run: nothing was written.' : ''}`
}
