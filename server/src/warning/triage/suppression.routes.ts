/** What is held back for some time: made, seen, prolonged and ended. */
import {
  Id,
  NewSuppression,
  SuppressionEnded,
  SuppressionList,
  SuppressionMade,
  SuppressionQuery,
  SuppressionResumed,
  SuppressionTried,
  SuppressionTry,
  SuppressionUntil,
} from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { written } from '../written.ts'
import { endSuppression, listSuppressions, prolong, suppress, trySuppression } from './suppression.store.ts'
import { checkProperties, checkSuppression } from './suppression.ts'
import { resumeSuppression } from './suppression-resume.store.ts'
import { shownSuppression } from './suppression-shown.ts'
import { untilFault } from './triage.ts'

const params = Type.Object({ id: Id })
const { suppressionWrong, suppressionOver, identityNumber } = warningProblems

export function addSuppressionRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const config = { rule: { action: 'detections.triage' } } as const
  const tags = ['detections']

  app.get(
    '/api/v1/suppressions',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'What is held back from the queue, and what that has kept out of it',
        tags,
        querystring: SuppressionQuery,
        response: replies({ 200: SuppressionList }, guarded),
      },
    },
    async (request) => {
      const { db, red, noteOnce } = reachOf(request)
      const now = clock()
      const rows = await listSuppressions(db, request.query, now)
      if (red) {
        const reds = rows.filter(({ tlp }) => tlp === 'RED')
        await noteOnce(
          db,
          redReads(
            'suppression',
            reds.map(({ id, member }) => ({ id, member })),
          ),
        )
      }
      return { items: rows.map((row) => shownSuppression(row, { red, now })) }
    },
  )

  app.post(
    '/api/v1/suppressions',
    {
      config,
      schema: {
        summary: 'Hold detections back by what they are, those in the queue and those to come',
        tags,
        body: NewSuppression,
        response: replies({ 201: SuppressionMade }, [...guarded, suppressionWrong, identityNumber]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const now = clock()
      const checked = checkSuppression(request.body, now)
      if ('fault' in checked) throw new Problem(suppressionWrong, checked.fault)
      const asked = { ...request.body, reason: written('reason', request.body.reason) }
      return reply.code(201).send(await suppress(db, asked, { ...checked, scope, by: caller, now, note }))
    },
  )

  app.post(
    '/api/v1/suppressions/try',
    {
      config,
      schema: {
        summary: 'How much of the queue would be held back; changes nothing',
        tags,
        body: SuppressionTry,
        response: replies({ 200: SuppressionTried }, [...guarded, suppressionWrong]),
      },
    },
    async (request) => {
      const checked = checkProperties(request.body)
      if ('fault' in checked) throw new Problem(suppressionWrong, checked.fault)
      return await trySuppression(reachOf(request).db, request.body, checked.network)
    },
  )

  app.post(
    '/api/v1/suppressions/:id/prolong',
    {
      config,
      schema: {
        summary: 'Hold back until another time',
        tags,
        params,
        body: SuppressionUntil,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, suppressionWrong, suppressionOver]),
      },
    },
    async (request, reply) => {
      const { db, note } = reachOf(request)
      const [until, now] = [new Date(request.body.until), clock()]
      const fault = untilFault(until, now)
      if (fault !== null) throw new Problem(suppressionWrong, fault)
      await prolong(db, until, { id: request.params.id, now, note })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/suppressions/:id/end',
    {
      config,
      schema: {
        summary: 'Hold back no longer: what was held back comes into the queue',
        tags,
        params,
        response: replies({ 200: SuppressionEnded }, [...guarded, problems.notFound, suppressionOver]),
      },
    },
    async (request) => {
      const { caller, db, note } = reachOf(request)
      const { id } = request.params
      return { released: await endSuppression(db, { id, now: clock(), note, by: caller.name }) }
    },
  )

  app.post(
    '/api/v1/suppressions/:id/resume',
    {
      config,
      schema: {
        summary: 'Undo an ending: hold back what waits again, until the time that was set',
        tags,
        params,
        response: replies({ 200: SuppressionResumed }, [...guarded, problems.notFound, suppressionOver]),
      },
    },
    async (request) => {
      const { db, note } = reachOf(request)
      return { held: await resumeSuppression(db, { id: request.params.id, now: clock(), note }) }
    },
  )
}
