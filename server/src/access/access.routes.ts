/** Who am I, and in which language. */
import { Language, Me } from '@varde/contract'
import { Type } from 'typebox'
import { type App, type Db, replies } from '../platform/index.ts'
import { accessProblems } from './access.problems.ts'
import { callerOf } from './authorize.ts'
import { setLanguage } from './people/person.store.ts'
import { actionsOf } from './roles.ts'

export function addAccessRoutes(app: App, db: Db): void {
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
}
