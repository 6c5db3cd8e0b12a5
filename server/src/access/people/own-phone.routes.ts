/** The caller's own telephone number, by which duty officers are paged. Nobody sets it for another. */
import { OwnPhone, OwnPhoneShown } from '@varde/contract'
import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { type App, type Db, Problem, problems, readPhone, replies } from '../../platform/index.ts'
import { accessProblems } from '../access.problems.ts'
import { type Audit, noteBy } from '../audit/audit.store.ts'
import { actorOf } from '../authorize.ts'
import { personOf } from '../sign-in/session.routes.ts'
import { phoneOf, setPhone } from './person.store.ts'

type Options = { db: Db; audit: Audit; gateways: Config['gateways'] }

export function addOwnPhoneRoutes(app: App, { db, audit, gateways }: Options): void {
  const kinds = [accessProblems.notSignedIn, accessProblems.notAllowed]

  app.get(
    '/api/v1/me/phone',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'The number that you are paged by, and whether we can',
        tags: ['access'],
        response: replies({ 200: OwnPhoneShown }, kinds),
      },
    },
    async (request) => ({ ...(await phoneOf(db, personOf(request))), gateway: gateways.sms !== null }),
  )

  app.put(
    '/api/v1/me/phone',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'Change the number that you are paged by, or take it away',
        tags: ['access'],
        body: OwnPhone,
        response: replies({ 204: Type.Null() }, kinds),
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const { phone, sms } = request.body
      const read = phone === null || phone.trim() === '' ? { value: null } : readPhone(phone.trim())
      if ('fault' in read) {
        const errors = [{ at: '/phone', message: read.fault }]
        throw new Problem(problems.invalidInput, 'The telephone number cannot be used.', { errors })
      }
      await db.transaction().execute(async (trx) => {
        await setPhone(trx, person, { phone: read.value, sms })
        const object = { kind: 'person', id: person } as const
        await noteBy(audit, actorOf(request))(trx, { act: 'person.phone_changed', object, details: { sms } })
      })
      return reply.code(204).send(null)
    },
  )
}
