/** What every command has in common: the settings, `--json`, exit codes, and errors as one line that says the mend. */
import { type Command, InvalidArgumentError } from 'commander'
import { type Audit, commandLine, type Note, noteBy, openAudit } from '../access/index.ts'
import { type Config, ConfigError, readConfig } from '../config.ts'
import {
  DataFolderError,
  holdsIdentityNumber,
  keptSecret,
  type Logger,
  migrateJobs,
  migratePostgres,
  openLog,
  openPostgres,
  type Postgres,
  Problem,
  systemClock,
} from '../platform/index.ts'

/** Bad usage or bad input: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Reads an option in which people write freely: what no request may hold, no command may either. */
export function freeText(text: string): string {
  if (!holdsIdentityNumber(text)) return text
  throw new InvalidArgumentError('It seems to hold a national identity number. None may be kept here: leave it out.')
}

export type Context = { config: Config; log: Logger; json: boolean }
/** What a command answers: a value for `--json`, and the same in words. */
export type Answer = { value: unknown; text: string /** 0 success, 1 failure, 2 bad input. */; code?: 0 | 1 | 2 }

/** Runs a command's work, prints its answer on standard output, and sets the exit code. */
export async function answer(command: Command, work: (context: Context) => Promise<Answer>): Promise<void> {
  const { json = false } = command.opts<{ json?: boolean }>()
  const say = (value: unknown, text: string, code: number) => {
    process.stdout.write(json ? `${JSON.stringify(value)}\n` : text === '' ? '' : `${text}\n`)
    process.exitCode = code
  }
  try {
    const config = readConfig(process.env)
    // A command's own words are enough; the log speaks only of what is wrong.
    const log = openLog(process.env['VARDE_LOG_LEVEL'] ? config.logLevel : 'warn')
    const { value, text, code = 0 } = await work({ config, log, json })
    say(value, text, code)
  } catch (fault) {
    if (json) process.stdout.write(`${JSON.stringify({ error: (fault as Error).message })}\n`)
    fail(fault)
  }
}

/** Says the fault in one line on standard error: exit code 2 where the caller can mend it by calling otherwise, else 1. */
export function fail(fault: unknown): void {
  const refused = fault instanceof Problem && fault.kind.status < 500
  const mendable = refused || [UsageError, ConfigError, DataFolderError].some((kind) => fault instanceof kind)
  process.stderr.write(`varde: ${(fault as Error).message || String(fault)}\n`)
  if (process.env['VARDE_LOG_LEVEL'] === 'debug') process.stderr.write(`${(fault as Error).stack}\n`)
  process.exitCode = mendable ? 2 : 1
}

/** The store, and how what the command does is written in the audit log. */
export type Opened = Postgres & { audit: Audit; note: Note }

/** Opens PostgreSQL for one command, migrated, whether or not a server runs beside it. */
export async function withPostgres<T>({ config, log }: Context, work: (opened: Opened) => Promise<T>): Promise<T> {
  const postgres = await openPostgres(config, 'command', log)
  try {
    await migratePostgres(postgres.owner)
    await migrateJobs(postgres.owner)
    const audit = openAudit({ db: postgres.db, key: await keptSecret(config.secrets, 'audit'), clock: systemClock })
    return await work({ ...postgres, audit, note: noteBy(audit, commandLine) })
  } finally {
    await postgres.close()
  }
}
