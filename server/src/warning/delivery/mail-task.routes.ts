/** What a person must see to after a mail: the list, and that it is done. */
import { Id, MailTaskList, MailTaskQuery } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { endTask, listTasks, reopenTask } from './mail-task.store.ts'

export function addMailTaskRoutes(app: App, { clock }: Platform): void {
  app.get(
    '/api/v1/mail-tasks',
    {
      config: { rule: { action: 'warnings.chase' } },
      schema: {
        summary: 'What somebody must see to: addresses and keys to mend, answers by e-mail to read',
        tags: ['contacts'],
        querystring: MailTaskQuery,
        response: replies({ 200: MailTaskList }, guarded),
      },
    },
    async (request) => {
      const { db, scope } = reachOf(request)
      const { member, done = false } = request.query
      const rows = await listTasks(db, { scope, member, done, now: clock() })
      return {
        items: rows.map(
          ({ contact_id, contact_name, email, warning_id, number, orgnr, raised_at, done_at, ...task }) => ({
            ...task,
            member: orgnr,
            contact:
              contact_id === null || contact_name === null || email === null
                ? null
                : { id: contact_id, name: contact_name, email },
            warning: warning_id === null || number === null ? null : { id: warning_id, number },
            raised_at: raised_at.toISOString(),
            done_at: done_at?.toISOString() ?? null,
          }),
        ),
      }
    },
  )

  app.post(
    '/api/v1/mail-tasks/:id/done',
    {
      config: { rule: { action: 'warnings.chase' } },
      schema: {
        summary: 'Say that it is seen to',
        tags: ['contacts'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { caller, db, scope, note } = reachOf(request)
      const { id } = request.params
      await db.transaction().execute(async (trx) => {
        const task = await endTask(trx, id, { scope, by: caller.name, now: clock() })
        if (task === null) throw new Problem(problems.notFound, 'It is not open any more.')
        await note(trx, {
          act: 'mail_task.done',
          object: { kind: 'member', id: task.orgnr },
          member: task.orgnr,
          details: { kind: task.kind },
        })
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/mail-tasks/:id/reopen',
    {
      config: { rule: { action: 'warnings.chase' } },
      schema: {
        summary: 'Take back that it is seen to',
        tags: ['contacts'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { db, scope, note } = reachOf(request)
      const { id } = request.params
      await db.transaction().execute(async (trx) => {
        const task = await reopenTask(trx, id, { scope })
        if (task === null) throw new Problem(problems.notFound, 'It is not done, or the same was raised anew.')
        await note(trx, {
          act: 'mail_task.reopened',
          object: { kind: 'member', id: task.orgnr },
          member: task.orgnr,
          details: { kind: task.kind },
        })
      })
      return reply.code(204).send(null)
    },
  )
}
