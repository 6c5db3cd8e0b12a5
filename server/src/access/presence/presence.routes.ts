import { type Action, Id, Present } from '@varde/contract'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { type App, type Platform, Problem, problems, replies, type Tables } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import { comeTo, leave } from './presence.store.ts'

type Kind = {
  /** Where such objects are kept, by id. */
  table: keyof Tables
  /** Ends in what is done with it, after `:id`. */
  path: `${string}/:id/${string}`
  action: Action
  tag: string
}

/** Of one kind of object: two people should not do the same, so each hears who else has it open. */
export function addPresenceRoutes(app: App, { clock }: Pick<Platform, 'clock'>, kind: Kind): void {
  const { table, path, action } = kind
  const config = { rule: { action } }
  const tags = [kind.tag]
  const params = Type.Object({ id: Id })

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Say that the caller has it open, for half a minute; answers with who else has',
        tags,
        params,
        response: replies({ 200: Present }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, db } = reachOf(request)
      const { id } = request.params
      const { rows } = await sql`select from ${sql.table(table)} where id = ${id}`.execute(db)
      if (rows.length === 0) throw new Problem(problems.notFound, `There is no such ${table}.`)
      // A key is nobody who could be asked about it.
      return { others: caller.kind === 'person' ? await comeTo(db, id, caller.id, clock()) : [] }
    },
  )

  app.delete(
    path,
    {
      config,
      schema: {
        summary: 'Say that the caller has left it',
        tags,
        params,
        response: replies({ 204: Type.Null() }, guarded),
      },
    },
    async (request, reply) => {
      const { caller, db } = reachOf(request)
      await leave(db, request.params.id, caller.id)
      return reply.code(204).send(null)
    },
  )
}
