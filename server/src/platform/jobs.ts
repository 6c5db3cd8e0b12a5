/**
 * Work that outlives a request, on PostgreSQL through graphile-worker. A job is added in the transaction that needs it;
 * it is tried again with growing pauses (e^attempt seconds) and, once given up, shown to the duty officer.
 */
import { parseCronItems, type Runner, run, runMigrations, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from './log.ts'
import type { Db } from './postgres.ts'

export type Attempt = { attempt: number; last: boolean }
export type Task = (payload: unknown, attempt: Attempt) => Promise<void>
export type Tasks = Record<string, Task>
export type Jobs = { stop(): Promise<void> }

export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new WorkerLogger(() => () => {}) })
}

/** Tries before a job is given up: the last comes about half an hour after the first. */
const usualTries = 8

/** `seconds`: it begins in so many; at once where nothing is said. */
export type NewJob = { key: string; payload: object; seconds?: number }

/**
 * Adds jobs of one task in one statement, in the caller's transaction where it has one. A job with the key of one that
 * has not begun takes its place. Pauses grow to six hours: 13 tries take about a day.
 */
export async function addJobs(db: Db, task: string, jobs: readonly NewJob[], tries = usualTries): Promise<void> {
  if (jobs.length === 0) return
  await sql`select add_jobs(${task}, ${JSON.stringify(jobs)}::json, ${tries}::int)`.execute(db)
}

/** One run of a task in so many seconds, however often it is asked for until then. */
export async function addJobSoon(db: Db, task: string, seconds: number): Promise<void> {
  await sql`select add_job_soon(${task}, ${seconds}::int, ${usualTries}::int)`.execute(db)
}

/** A task that runs by itself each day. `at` is in UTC, e.g. `03:10`. */
export type Daily = { task: string; at: string }

/** A task that runs by itself each minute; a minute that was missed is not made up for. */
export type Minutely = { task: string; each: 'minute' }

const dayMilliseconds = 24 * 60 * 60 * 1000

/** A day's run that was missed because nothing worked then is made up for at the next start. */
function cronItemsOf(timed: readonly (Daily | Minutely)[]) {
  return parseCronItems(
    timed.map((one) => {
      const { task } = one
      if ('each' in one) {
        return { task, match: '* * * * *', options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task } }
      }
      const [hour, minute] = one.at.split(':').map(Number)
      return {
        task,
        match: `${minute} ${hour} * * *`,
        options: { backfillPeriod: dayMilliseconds, maxAttempts: usualTries, jobKey: task },
      }
    }),
  )
}

/** Starts working; `stop` lets what runs finish. */
export async function startJobs(
  pool: pg.Pool,
  tasks: Tasks,
  log: Logger,
  timed: readonly (Daily | Minutely)[] = [],
): Promise<Jobs> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, helpers) =>
        task(payload, {
          attempt: helpers.job.attempts,
          last: helpers.job.attempts >= helpers.job.max_attempts,
        }),
    ]),
  )
  const runner: Runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 8,
    pollInterval: 2000,
    noHandleSignals: true,
    parsedCronItems: cronItemsOf(timed),
    logger: new WorkerLogger(() => (level, message) => {
      // Its messages name task and attempt; payloads are never among them.
      if (level === 'error') log.warn({ worker: message }, 'a job failed')
      else if (level === 'warning') log.warn({ worker: message }, 'job queue')
    }),
  })
  return { stop: () => runner.stop() }
}

export type FailedJob = { id: string; task: string; key: string | null; attempts: number; error: string; at: Date }

/** Jobs that were given up. */
export async function failedJobs(db: Db): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`select * from given_up_jobs()`.execute(db)
  return rows
}

/**
 * Lets a given-up job begin anew.
 * @returns whether there was one
 */
export async function retryJob(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select retry_job(${id}::bigint) as found`.execute(db)
  return rows[0]?.found ?? false
}
