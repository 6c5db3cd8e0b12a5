/** What a duty officer can do while the mails of a warning wait. */
import { Id } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, problems, replies } from '../../platform/index.ts'
import { lockWarning } from '../chase/chase.store.ts'
import { warningProblems } from '../warning.problems.ts'
import { hurryWarning, withdrawWarning } from './waiting.store.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const tags = ['warnings']
const config = { rule: { action: 'warnings.send' } } as const

export function addWaitingRoutes(app: App, { clock }: Platform): void {
  app.post(
    '/api/v1/warnings/:id/send-now',
    {
      config,
      schema: {
        summary: 'Send at once what waits for the morning, or for others to the same contact',
        tags,
        params,
        response: replies(none, [...guarded, problems.notFound, warningProblems.notWaiting]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await db.transaction().execute(async (trx) => {
        await note(trx, await hurryWarning(trx, await lockWarning(trx, scope, request.params.id), clock()))
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/warnings/:id/withdraw',
    {
      config,
      schema: {
        summary: 'Make a warning a draft again, while every mail of it waits',
        tags,
        params,
        response: replies(none, [...guarded, problems.notFound, warningProblems.notWithdrawable]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await db.transaction().execute(async (trx) => {
        await note(trx, await withdrawWarning(trx, await lockWarning(trx, scope, request.params.id), clock()))
      })
      return reply.code(204).send(null)
    },
  )
}
