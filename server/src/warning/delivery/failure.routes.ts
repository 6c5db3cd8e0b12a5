import { FailureList } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Db, failedJobs, Problem, problems, publish, replies, retryJob } from '../../platform/index.ts'
import { phoneKey, requeueMessage, warningsOfMessages } from '../channels/phone.store.ts'
import { requeueEvent, warningsOfEvents, webhookKey } from '../channels/webhook-event.store.ts'
import { deliverKey } from '../warnings/dispatch.store.ts'
import { requeueMail, warningsOfMails } from './delivery.store.ts'

/** What a given-up job was to send, known by how its key begins. */
type Sending = {
  prefix: string
  /** By what was to be sent: of which warning, and what was answered, which the job's error leaves out for the log. */
  find(db: Db, ids: readonly string[]): Promise<Map<string, { warning_id: string | null; last_reply: string }>>
  requeue(trx: Db, id: string): Promise<void>
}

const sendings: readonly Sending[] = [
  { prefix: deliverKey(''), find: warningsOfMails, requeue: requeueMail },
  { prefix: webhookKey(''), find: warningsOfEvents, requeue: requeueEvent },
  { prefix: phoneKey(''), find: warningsOfMessages, requeue: requeueMessage },
]

function sentBy(key: string | null): { sending: Sending; id: string } | null {
  const sending = sendings.find(({ prefix }) => key?.startsWith(prefix))
  return sending === undefined || key === null ? null : { sending, id: key.slice(sending.prefix.length) }
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
      const sent = jobs.map(({ key }) => sentBy(key))
      const found = new Map<string, { warning_id: string | null; last_reply: string }>()
      for (const sending of sendings) {
        const ids = sent.flatMap((one) => (one?.sending === sending ? one.id : []))
        if (ids.length > 0) for (const [id, row] of await sending.find(db, ids)) found.set(id, row)
      }
      return {
        items: jobs.map(({ id, task, attempts, error, at }, place) => {
          const known = found.get(sent[place]?.id ?? '')
          return {
            id,
            task,
            attempts,
            error: known?.last_reply || error,
            failed_at: at.toISOString(),
            warning: known?.warning_id ?? null,
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
      const sent = sentBy(job.key)
      await db.transaction().execute(async (trx) => {
        if (sent !== null) await sent.sending.requeue(trx, sent.id)
        await retryJob(trx, id)
        await publish(trx, 'failures', [id])
        await note(trx, { act: 'failure.retried', object: { kind: 'failure', id }, details: { task: job.task } })
      })
      return reply.code(204).send(null)
    },
  )
}
