/** A deadline that is moved for one warning. */
import { Id, NewDeadline } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { written } from '../written.ts'
import { lockWarning } from './chase.store.ts'
import { deadlineFault } from './chase.ts'
import { moveDeadline, moveDeadlineBack } from './deadline.store.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const { notFound } = problems
const { notChased, deadlineWrong, deadlineUnmoved, identityNumber } = warningProblems

export function addDeadlineRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const config = { rule: { action: 'warnings.chase' } } as const
  const tags = ['warnings']

  app.put(
    '/api/v1/warnings/:id/deadline',
    {
      config,
      schema: {
        summary: 'Move the deadline of a warning that waits for its member; reminders follow',
        tags,
        params,
        body: NewDeadline,
        response: replies(none, [...guarded, notFound, notChased, deadlineWrong, identityNumber]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const [due, now] = [new Date(request.body.due_at), clock()]
      const fault = deadlineFault(due, now)
      if (fault !== null) throw new Problem(deadlineWrong, fault)
      const reason = written('reason', request.body.reason)
      await db.transaction().execute(async (trx) => {
        const warning = await lockWarning(trx, scope, request.params.id)
        await note(trx, await moveDeadline(trx, warning, { due, reason, author: caller.name }, now))
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/warnings/:id/deadline/undo',
    {
      config,
      schema: {
        summary: 'Move the deadline back to where it was before it was last moved',
        tags,
        params,
        response: replies(none, [...guarded, notFound, notChased, deadlineUnmoved]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await db.transaction().execute(async (trx) => {
        const warning = await lockWarning(trx, scope, request.params.id)
        await note(trx, await moveDeadlineBack(trx, warning, clock()))
      })
      return reply.code(204).send(null)
    },
  )
}
