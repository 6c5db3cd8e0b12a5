import { FailureList } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, failedJobs, Problem, problems, publish, replies, retryJob } from '../../platform/index.ts'
import { deliverKey } from '../warnings/dispatch.store.ts'
import { requeueMail, warningsOfMails } from './delivery.store.ts'

/** The mail that a job is about, from the job's key. */
function mailOf(key: string | null): string | null {
  const prefix = deliverKey('')
  return key?.startsWith(prefix) ? key.slice(prefix.length) : null
}

export function addFailureRoutes(app: App): void {
  app.get(
    '/api/v1/failures',
    {
      config: { rule: { action: 'failures.read' } },
      schema: {
        summary: 'Work that was given up after its retries',
        tags: ['failures'],
        response: replies({ 200: FailureList }, guarded),
      },
    },
    async (request) => {
      const { db } = reachOf(request)
      const jobs = await failedJobs(db)
      const mails = await warningsOfMails(
        db,
        jobs.flatMap(({ key }) => mailOf(key) ?? []),
      )
      return {
        items: jobs.map(({ id, task, key, attempts, error, at }) => {
          const mail = mails.get(mailOf(key) ?? '')
          return {
            id,
            task,
            attempts,
            // The mail server's own words, where there are any: the job's error leaves addresses out for the log.
            error: mail?.last_reply || error,
            failed_at: at.toISOString(),
            warning: mail?.warning_id ?? null,
          }
        }),
      }
    },
  )

  app.post(
    '/api/v1/failures/:id/retry',
    {
      config: { rule: { action: 'failures.retry' } },
      schema: {
        summary: 'Let given-up work begin anew',
        tags: ['failures'],
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, note } = reachOf(request)
      const job = (await failedJobs(db)).find((one) => one.id === id)
      if (!job) throw new Problem(problems.notFound, 'That work is not among the given up any more.')
      const mail = mailOf(job.key)
      await db.transaction().execute(async (trx) => {
        if (mail !== null) await requeueMail(trx, mail)
        await retryJob(trx, id)
        await publish(trx, 'failures', [id])
        await note(trx, { act: 'failure.retried', object: { kind: 'failure', id }, details: { task: job.task } })
      })
      return reply.code(204).send(null)
    },
  )
}
