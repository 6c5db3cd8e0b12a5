/** Lists that people have named, for themselves or for the team. */
import {
  Id,
  NewSavedView,
  SavedViewChange,
  SavedViewList,
  SavedViewMade,
  SavedViewQuery,
  StartView,
  ViewPage,
} from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type App, type Clock, Problem, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import { may } from '../principal.ts'
import { personOf } from '../sign-in/session.routes.ts'
import { viewProblems } from './view.problems.ts'
import { changeView, listViews, removeView, restoreView, saveView, startWith } from './view.store.ts'
import { viewName, viewSearch } from './view.ts'

const params = Type.Object({ id: Id })
const { nameTaken, tooMany, notYours } = viewProblems
const { notFound, invalidInput, nationalIdentityNumber } = problems

export function addViewRoutes(app: App, { clock }: { clock: Clock }): void {
  const config = { rule: { action: 'views.use' } } as const
  const tags = ['views']
  const acting = (request: FastifyRequest) => {
    const { caller, db, note } = reachOf(request)
    // Whoever decides how the team works may tidy what is shared with it.
    return { db, how: { person: personOf(request), now: clock(), note, lead: may(caller, 'policy.write') } }
  }

  app.get(
    '/api/v1/views',
    {
      config,
      schema: {
        summary: 'Your saved views, and those that are shared with the team',
        tags,
        querystring: SavedViewQuery,
        response: replies({ 200: SavedViewList }, guarded),
      },
    },
    async (request) => {
      const { caller, db } = reachOf(request)
      return { items: await listViews(db, caller.kind === 'person' ? caller.id : null, request.query.page) }
    },
  )

  app.post(
    '/api/v1/views',
    {
      config,
      schema: {
        summary: 'Save a view of a page under a name',
        tags,
        body: NewSavedView,
        response: replies({ 201: SavedViewMade }, [...guarded, nameTaken, tooMany, nationalIdentityNumber]),
      },
    },
    async (request, reply) => {
      const { db, how } = acting(request)
      return reply.code(201).send({ id: await saveView(db, { ...request.body, ...clean(request.body) }, how) })
    },
  )

  app.put(
    '/api/v1/views/:id',
    {
      config,
      schema: {
        summary: 'Give a view another name or content, share it or keep it to yourself',
        tags,
        params,
        body: SavedViewChange,
        response: replies({ 204: Type.Null() }, [...guarded, notFound, notYours, nameTaken, nationalIdentityNumber]),
      },
    },
    async (request, reply) => {
      const { db, how } = acting(request)
      await changeView(db, request.params.id, { ...request.body, ...clean(request.body) }, how)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/views/:id',
    {
      config,
      schema: {
        summary: 'Remove a view; it can be put back for a day',
        tags,
        params,
        response: replies({ 204: Type.Null() }, [...guarded, notFound, notYours]),
      },
    },
    async (request, reply) => {
      const { db, how } = acting(request)
      await removeView(db, request.params.id, how)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/views/:id/restore',
    {
      config,
      schema: {
        summary: 'Put a removed view back',
        tags,
        params,
        response: replies({ 204: Type.Null() }, [...guarded, notFound, notYours, nameTaken]),
      },
    },
    async (request, reply) => {
      const { db, how } = acting(request)
      await restoreView(db, request.params.id, how)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/me/start-views/:page',
    {
      config,
      schema: {
        summary: 'Choose the view that a page opens with, for you',
        tags,
        params: Type.Object({ page: ViewPage }),
        body: StartView,
        response: replies({ 204: Type.Null() }, [...guarded, notFound]),
      },
    },
    async (request, reply) => {
      const { db, how } = acting(request)
      await startWith(db, request.params.page, request.body.view, how.person)
      return reply.code(204).send(null)
    },
  )
}

function clean({ name, search }: { name: string; search: string }): { name: string; search: string } {
  const named = viewName(name)
  if (named === '') throw new Problem(invalidInput, 'The name is empty.')
  return { name: named, search: viewSearch(search) }
}
