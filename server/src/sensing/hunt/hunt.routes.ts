/** Hunts over HTTP: begun, followed, stopped. */
import { Hunt, HuntListQuery, HuntPage, HuntStart, HuntStarted, Id, usualHuntDays } from '@varde/contract'
import { Type } from 'typebox'
import { validate } from 'uuid'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, decodeCursor, newId, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { startHunt, stopHunt } from './hunt.store.ts'
import { readHunt } from './hunt.ts'
import { findHunt, listHunts } from './hunt-read.store.ts'

const one = Type.Object({ id: Id })
const unknown = (id: string) => new Problem(problems.notFound, `No hunt has the id ${id}.`)

function huntIn(value: unknown): string {
  if (validate(value)) return String(value)
  throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}

export function addHuntRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.post(
    '/api/v1/hunts',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'Look for indicators of any type in what is stored, in the events you may see',
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
    '/api/v1/hunts',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'Hunts, newest first',
        tags: ['hunts'],
        querystring: HuntListQuery,
        response: replies({ 200: HuntPage }, [...guarded, problems.invalidInput]),
      },
    },
    async (request) => {
      const { cursor, limit = 50 } = request.query
      const { db, scope } = reachOf(request)
      const before = decodeCursor(cursor, 1)
      return page(await listHunts(db, scope, before === null ? null : huntIn(before[0]), limit), limit, ({ id }) => [
        id,
      ])
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
