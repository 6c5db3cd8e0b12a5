/** The caller's own sessions: where they are signed in, and the way to end it. */
import { Id, SessionList } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type App, type Clock, type Db, Problem, problems, replies } from '../../platform/index.ts'
import { accessProblems } from '../access.problems.ts'
import type { Audit } from '../audit/audit.store.ts'
import { actorOf, callerOf } from '../authorize.ts'
import type { Auth } from './auth.ts'
import { currentSession } from './current-session.ts'
import { endOtherSessions, endSession, liveSessions } from './session.store.ts'
import { browserOf, endOf, hasEnded } from './session.ts'

type Options = { db: Db; auth: Auth; audit: Audit; clock: Clock }

/** @throws Problem for a key, which has no sessions and no ways in */
export function personOf(request: FastifyRequest): string {
  const { kind, id } = callerOf(request)
  if (kind === 'person') return id
  throw new Problem(accessProblems.notAllowed, 'This is for people. A key does not sign in.')
}

export function addSessionRoutes(app: App, { db, auth, audit, clock }: Options): void {
  const kinds = [accessProblems.notSignedIn, accessProblems.notAllowed]

  app.get(
    '/api/v1/me/sessions',
    {
      config: { rule: 'person' },
      schema: { summary: 'Where you are signed in', tags: ['access'], response: replies({ 200: SessionList }, kinds) },
    },
    async (request) => {
      const person = personOf(request)
      const now = clock()
      const [rows, current] = await Promise.all([liveSessions(db, person, now), currentSession(auth, request, now)])
      const items = rows
        .filter(({ createdAt }) => !hasEnded(createdAt, now))
        .map((row) => ({
          id: row.id,
          current: row.id === current?.id,
          method: row.method,
          started_at: row.createdAt.toISOString(),
          last_used_at: row.updatedAt.toISOString(),
          expires_at: endOf(row).toISOString(),
          address: row.ipAddress || null,
          browser: browserOf(row.userAgent),
        }))
      return { items }
    },
  )

  app.delete(
    '/api/v1/me/sessions/:id',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'End one of your sessions at once',
        tags: ['access'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...kinds, problems.notFound]),
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const { id } = request.params
      await db.transaction().execute(async (trx) => {
        if (!(await endSession(trx, person, id))) {
          throw new Problem(problems.notFound, 'You have no such session. It may have ended already.')
        }
        await audit.record(trx, actorOf(request), { act: 'session.revoked', object: { kind: 'session', id } })
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/me/sessions/revoke-others',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'End all your sessions but this one at once',
        tags: ['access'],
        response: replies({ 200: Type.Object({ ended: Type.Integer() }) }, kinds),
      },
    },
    async (request) => {
      const person = personOf(request)
      const current = await currentSession(auth, request, clock())
      return db.transaction().execute(async (trx) => {
        const ended = await endOtherSessions(trx, person, current?.id ?? null)
        if (ended > 0) {
          const entry = { act: 'session.revoked', object: { kind: 'person', id: person }, details: { ended } } as const
          await audit.record(trx, actorOf(request), entry)
        }
        return { ended }
      })
    },
  )
}
