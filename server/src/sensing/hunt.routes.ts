/** Hunts over HTTP: begun, followed, stopped. */
import { Hunt, HuntStart, HuntStarted, Id, usualHuntDays } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../access/index.ts'
import { type App, newId, type Platform, Problem, problems, replies } from '../platform/index.ts'
import { findHunt, startHunt, stopHunt } from './hunt.store.ts'
import { readHunt } from './hunt.ts'

const one = Type.Object({ id: Id })
const unknown = (id: string) => new Problem(problems.notFound, `No hunt has the id ${id}.`)

export function addHuntRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.post(
    '/api/v1/hunts',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary:
          'Look for indicators in what is stored: addresses, networks, names and URLs, in the events you may see',
        tags: ['hunts'],
        body: HuntStart,
        response: replies({ 202: HuntStarted }, [...guarded, problems.invalidInput]),
      },
    },
    async (request, reply) => {
      const { indicators: texts, days = usualHuntDays } = request.body
      const { indicators, unread } = readHunt(texts)
      if (indicators.length === 0) {
        const [first] = unread
        const what = first === undefined ? 'Every value is empty.' : `"${first.text}" ${first.fault}`
        throw new Problem(problems.invalidInput, `Nothing of this can be looked for. ${what}`)
      }
      const { db, scope, by, note } = reachOf(request)
      const id = newId()
      await startHunt(db, { id, by, scope, days, indicators, queued: true }, clock(), note)
      return reply.status(202).send({ id, indicators: indicators.length, unread })
    },
  )

  app.get(
    '/api/v1/hunts/:id',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'How far a hunt is, and what it has found so far, by indicator and member',
        tags: ['hunts'],
        params: one,
        response: replies({ 200: Hunt }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { id } = request.params
      const { db, scope } = reachOf(request)
      const hunt = await findHunt(db, id, scope)
      if (hunt === null) throw unknown(id)
      return hunt
    },
  )

  app.delete(
    '/api/v1/hunts/:id',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'Stop a hunt; what it has found stays',
        tags: ['hunts'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, scope, note } = reachOf(request)
      if (!(await stopHunt(db, id, scope, clock(), note))) throw unknown(id)
      return reply.status(204).send(null)
    },
  )
}
