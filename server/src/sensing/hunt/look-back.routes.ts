/** Look-backs over HTTP: how far indicators are with what is stored, and those that somebody lets look back anew. */
import { Id, LookBackList, LookBackQueued, LookBackStart } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'
import { listLookBacks, lookBackAnew } from './look-back.store.ts'

const most = 20

export function addLookBackRoutes(app: App, { clock, config }: Pick<Platform, 'clock' | 'config'>): void {
  app.get(
    '/api/v1/look-backs',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'How far new indicators are in looking back over the events that are stored',
        tags: ['hunts'],
        response: replies({ 200: LookBackList }, guarded),
      },
    },
    async (request) => listLookBacks(reachOf(request).db, most),
  )

  app.post(
    '/api/v1/look-backs',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Let all indicators of a source that count look back anew',
        tags: ['hunts'],
        body: LookBackStart,
        response: replies({ 202: LookBackQueued }, [...guarded, sensingProblems.noLookBacks]),
      },
    },
    async (request, reply) => {
      refuseWhereOff()
      const { db, note, red } = reachOf(request)
      const indicators = await lookBackAnew(db, { source: request.body.source, red }, clock(), note)
      return reply.code(202).send({ indicators })
    },
  )

  app.post(
    '/api/v1/indicators/:id/look-back',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Let an indicator that counts look back anew',
        tags: ['hunts'],
        params: Type.Object({ id: Id }),
        response: replies({ 202: LookBackQueued }, [...guarded, problems.notFound, sensingProblems.noLookBacks]),
      },
    },
    async (request, reply) => {
      refuseWhereOff()
      const { id } = request.params
      const { db, note } = reachOf(request)
      const indicators = await lookBackAnew(db, { id }, clock(), note)
      if (indicators === 0) throw new Problem(problems.notFound, `No indicator that counts has the id ${id}.`)
      return reply.code(202).send({ indicators })
    },
  )

  function refuseWhereOff(): void {
    if (config.lookBackDays > 0) return
    throw new Problem(sensingProblems.noLookBacks, 'VARDE_LOOK_BACK_DAYS is 0. Hunt for the indicators instead.')
  }
}
