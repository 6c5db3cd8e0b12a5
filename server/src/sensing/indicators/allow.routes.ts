/** The list of what no indicator may hit, over HTTP, and letting an indicator through all the same. */
import { AllowAdd, AllowListQuery, AllowPage, Id, LetThroughAsk } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import {
  type App,
  decodeIdCursor,
  newId,
  type Platform,
  Problem,
  page,
  problems,
  replies,
} from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'
import { addAllowed, listAllowed, removeAllowed } from './allow.store.ts'
import { readAllowed } from './allow.ts'
import { letThrough, stopAgain } from './indicator.store.ts'

const one = Type.Object({ id: Id })
const added = Type.Object({ id: Id })

export function addAllowRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/allowlist',
    {
      config: { rule: { action: 'indicators.read' } },
      schema: {
        summary: 'What no indicator may hit, the newest first; members’ own networks and domains count beside it',
        tags: ['indicators'],
        querystring: AllowListQuery,
        response: replies({ 200: AllowPage }, guarded),
      },
    },
    async (request) => {
      const { q, built_in, cursor, limit = 100 } = request.query
      const before = decodeIdCursor(cursor)?.id ?? null
      const rows = await listAllowed(reachOf(request).db, { q, built_in, before, limit })
      return page(rows, limit, ({ created_at, id }) => [created_at, id])
    },
  )

  app.post(
    '/api/v1/allowlist',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary:
          'Put a network, a domain or a value on the list; indicators that would hit it are stopped within seconds',
        tags: ['indicators'],
        body: AllowAdd,
        response: replies({ 201: added }, [...guarded, problems.invalidInput, sensingProblems.allowedAlready]),
      },
    },
    async (request, reply) => {
      const { value, reason } = request.body
      const read = readAllowed(value)
      if ('fault' in read) throw new Problem(problems.invalidInput, `"${value.trim().slice(0, 200)}" ${read.fault}`)
      const { db, by, note } = reachOf(request)
      const id = newId()
      if (!(await addAllowed(db, { ...read.value, id, reason: reason.trim(), by }, clock(), note))) {
        throw new Problem(sensingProblems.allowedAlready, `${read.value.value} is on the list. Nothing was changed.`)
      }
      return reply.code(201).send({ id })
    },
  )

  app.delete(
    '/api/v1/allowlist/:id',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Take an entry off the list; what it alone stopped counts again within seconds',
        tags: ['indicators'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, sensingProblems.builtIn]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, note } = reachOf(request)
      const outcome = await removeAllowed(db, id, note)
      if (outcome === 'unknown') throw new Problem(problems.notFound, `The list has no entry ${id}.`)
      if (outcome === 'built_in') {
        throw new Problem(
          sensingProblems.builtIn,
          'It cannot be removed. Let the indicators through that are to count.',
        )
      }
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/indicators/:id/let-through',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Let an indicator count although it is stopped, now or later, with the reason',
        tags: ['indicators'],
        params: one,
        body: LetThroughAsk,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, note } = reachOf(request)
      if (!(await letThrough(db, id, request.body.reason.trim(), clock(), note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/indicators/:id/let-through',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Let the list decide again whether an indicator counts',
        tags: ['indicators'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, note } = reachOf(request)
      if (!(await stopAgain(db, id, note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )
}

const unknown = (id: string) => new Problem(problems.notFound, `No indicator has the id ${id}.`)
