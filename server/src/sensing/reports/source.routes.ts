/** Sources of reports over HTTP: for those who see all members. */
import { Id, Rotate, type Source, SourceEnrol, SourceEnrolled, SourceListQuery, SourcePage } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, keyProblems, reachOf, readPins } from '../../access/index.ts'
import { type App, decodeIdCursor, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { sensorProblems } from '../fleet/sensor.problems.ts'
import { revokeSensor, rotateToken } from '../fleet/sensor-token.store.ts'
import { sourceProblems } from './report.problems.ts'
import { enrolSource, listSources, type SourceRow } from './source.store.ts'

const one = Type.Object({ id: Id })
const unknown = (id: string) => new Problem(problems.notFound, `No source has the id ${id}.`)

function shown({ revoked_at, ...row }: SourceRow): Source {
  return {
    ...row,
    state: revoked_at !== null ? 'revoked' : row.last_seen_at === null ? 'waiting' : 'ok',
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
    last_event_at: row.last_event_at?.toISOString() ?? null,
    token_expires_at: row.token_expires_at?.toISOString() ?? null,
  }
}

export function addSourceRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/sources',
    {
      config: { rule: { action: 'sources.read' } },
      schema: {
        summary: 'Sources of reports by name, with when each last reported',
        tags: ['sources'],
        querystring: SourceListQuery,
        response: replies({ 200: SourcePage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = 100 } = request.query
      const { scope, db } = reachOf(request)
      const rows = await listSources(db, { scope, after: decodeIdCursor(cursor), limit })
      const { items, next } = page(rows, limit, ({ name, id }) => [name, id])
      return { items: items.map(shown), next }
    },
  )

  app.post(
    '/api/v1/sources',
    {
      config: { rule: { action: 'sources.write' } },
      schema: {
        summary: 'Enrol a source of reports; its token is shown this once',
        tags: ['sources'],
        body: SourceEnrol,
        response: replies({ 201: SourceEnrolled }, [
          ...guarded,
          ...Object.values(sourceProblems),
          sensorProblems.endPassed,
          keyProblems.networkWrong,
        ]),
      },
    },
    async (request, reply) => {
      const { name, networks = [], expires_at } = request.body
      const { db, note } = reachOf(request)
      const now = clock()
      const end = expires_at === undefined ? null : new Date(expires_at)
      if (end !== null && end <= now) {
        throw new Problem(sensorProblems.endPassed, `${expires_at} has passed. Write a time to come, or leave it out.`)
      }
      const draft = { name, networks: readPins(networks), expires_at: end }
      return reply.code(201).send(await enrolSource(db, draft, now, note))
    },
  )

  app.post(
    '/api/v1/sources/:id/rotate',
    {
      config: { rule: { action: 'sources.write' } },
      schema: {
        summary: 'Give a source a new token, shown this once; the old one goes on for some hours',
        tags: ['sources'],
        params: one,
        body: Rotate,
        response: replies({ 201: SourceEnrolled }, [...guarded, sensorProblems.revoked, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const overlap = { overlapHours: request.body.overlap_hours, now: clock() }
      const rotated = await rotateToken(db, scope, request.params.id, overlap, note, 'source')
      if (rotated === null) throw unknown(request.params.id)
      const { id, name, token } = rotated
      return reply.code(201).send({ id, name, token })
    },
  )

  app.post(
    '/api/v1/sources/:id/revoke',
    {
      config: { rule: { action: 'sources.write' } },
      schema: {
        summary: 'End a source and its tokens at once; what it reported is kept',
        tags: ['sources'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      if (!(await revokeSensor(db, scope, id, clock(), note, 'source'))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )
}
