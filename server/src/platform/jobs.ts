/**
 * Work that outlives a request, on PostgreSQL through graphile-worker. A job is added in the transaction that needs it;
 * it is tried again with growing pauses (e^attempt seconds) and, once given up, shown to the duty officer.
 */
import { type Runner, run, runMigrations, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
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
const tries = 8

/**
 * Adds jobs of one task in one statement, in the caller's transaction where it has one. A job with the key of one that
 * has not begun takes its place.
 */
export async function addJobs(db: Db, task: string, jobs: readonly { key: string; payload: object }[]): Promise<void> {
  if (jobs.length === 0) return
  await sql`select graphile_worker.add_job(
    identifier := ${task}, payload := job.payload, job_key := job.key, max_attempts := ${tries}::int)
    from json_to_recordset(${JSON.stringify(jobs)}::json) as job (key text, payload json)`.execute(db)
}

/** Starts working; `stop` lets what runs finish. */
export async function startJobs(pool: pg.Pool, tasks: Tasks, log: Logger, concurrency = 8): Promise<Jobs> {
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
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    parsedCronItems: [],
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
  const { rows } = await sql<FailedJob>`
    select id::text, task_identifier as task, key, attempts, coalesce(last_error, '') as error, updated_at as at
    from graphile_worker.jobs where attempts >= max_attempts and locked_at is null
    order by updated_at desc limit 200`.execute(db)
  return rows
}

/**
 * Lets a given-up job begin anew. By SQL, since the library's own function takes 0 attempts for "leave them".
 * @returns whether there was one
 */
export async function retryJob(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`.execute(db)
  return rows.length === 1
}
