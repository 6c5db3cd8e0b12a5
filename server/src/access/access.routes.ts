/** Who am I, the first password, and the sign-in library's own routes. */
import { Language, Me } from '@varde/contract'
import { Type } from 'typebox'
import { type App, type Db, Problem, replies } from '../platform/index.ts'
import { accessProblems } from './access.problems.ts'
import type { Auth } from './auth.ts'
import { callerOf } from './authorize.ts'
import { setLanguage } from './person.store.ts'
import { actionsOf } from './roles.ts'

export function addAccessRoutes(app: App, auth: Auth, db: Db): void {
  app.get(
    '/api/v1/me',
    {
      config: { rule: 'signed-in' },
      schema: {
        summary: 'Who is calling',
        tags: ['access'],
        response: replies({ 200: Me }, [accessProblems.notSignedIn]),
      },
    },
    (request) => {
      const { name, email, kind, roles, enrolled, language } = callerOf(request)
      return { name, email, kind, roles: [...roles], actions: enrolled ? actionsOf(roles) : [], enrolled, language }
    },
  )

  app.put(
    '/api/v1/me/language',
    {
      config: { rule: 'signed-in' },
      schema: {
        summary: 'Choose the language of the interface',
        tags: ['access'],
        body: Type.Object({ language: Language }),
        response: replies({ 204: Type.Null() }, [accessProblems.notSignedIn]),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      if (caller.kind === 'person') await setLanguage(db, caller.id, request.body.language)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/me/password',
    {
      config: { rule: 'signed-in' },
      schema: {
        summary: 'Set the first password, before TOTP is switched on',
        tags: ['access'],
        body: Type.Object({ password: Type.String({ minLength: 12, maxLength: 200 }) }),
        response: replies({ 204: Type.Null() }, [accessProblems.notSignedIn, accessProblems.notAllowed]),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      // Someone at an open screen must not be able to add a way in: only the first one is chosen here.
      if (caller.kind !== 'person' || caller.enrolled) {
        throw new Problem(accessProblems.notAllowed, 'A way to sign in is chosen already.')
      }
      await auth.api.setPassword({
        body: { newPassword: request.body.password },
        headers: new Headers({ cookie: request.headers.cookie ?? '' }),
      })
      return reply.code(204).send(null)
    },
  )

  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { rule: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined && name !== 'content-length')
          headers.set(name, Array.isArray(value) ? value.join(', ') : value)
      }
      const answer = await auth.handler(
        new Request(new URL(request.url, `http://${request.headers.host}`), {
          method: request.method,
          headers,
          ...(request.body === undefined || request.body === null ? {} : { body: JSON.stringify(request.body) }),
        }),
      )
      reply.code(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(await answer.text())
    },
  })
}
