/** People and their roles: for administrators, team leaders, and members' own administrators within their members. */
import { Person, PersonInvite, PersonInvited, PersonListQuery, PersonPage } from '@varde/contract'
import { type App, decodeIdCursor, Problem, page, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import { personProblems } from './person.problems.ts'
import { readRoleAt } from './person.ts'
import { addPersonChangeRoutes } from './person-change.routes.ts'
import { invite } from './person-change.store.ts'
import { askGrant, askMember } from './person-leave.ts'
import { listPeople } from './person-list.store.ts'
import { onePerson, type PersonOptions, personIn, shown } from './person-shown.ts'

export function addPersonRoutes(app: App, options: PersonOptions): void {
  const { db: all, clock, mails } = options

  app.get(
    '/api/v1/people',
    {
      config: { rule: { action: 'people.read' } },
      schema: {
        summary: 'People who sign in, by name',
        description: 'A member’s administrator sees those with a role at that member, and only those roles.',
        tags: ['people'],
        querystring: PersonListQuery,
        response: replies({ 200: PersonPage }, guarded),
      },
    },
    async (request) => {
      const { q, member, state, cursor, limit = 100 } = request.query
      const { scope, db } = reachOf(request)
      const start = decodeIdCursor(cursor)
      const after = start === null ? null : { name: start.value, id: start.id }
      const rows = await listPeople(db, { scope, q, member, state, now: clock(), after, limit })
      const { items, next } = page(rows, limit, ({ name, id }) => [name, id])
      return { items: items.map(shown), next }
    },
  )

  app.post(
    '/api/v1/people',
    {
      config: { rule: { action: 'people.write' } },
      schema: {
        summary: 'Invite a person: a role, and a one-time link by mail',
        description: 'The reply is the same whether or not the address is known.',
        tags: ['people'],
        body: PersonInvite,
        response: replies({ 201: PersonInvited }, [
          ...guarded,
          personProblems.roleUnfit,
          personProblems.beyondYou,
          personProblems.ownAccount,
          problems.nationalIdentityNumber,
        ]),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const wish = readRoleAt(request.body)
      if (typeof wish === 'string') throw new Problem(personProblems.roleUnfit, wish)
      askGrant(caller, wish)
      await askMember(db, wish)
      const email = request.body.email.toLowerCase()
      if (email === caller.email) throw new Problem(personProblems.ownAccount, 'Ask somebody else for the role.')
      const name = request.body.name.replace(/[\s\p{Cc}]+/gu, ' ').trim()
      if (name === '') throw new Problem(problems.invalidInput, 'The name is empty.')
      const invited_by = caller.kind === 'person' ? caller.id : null
      const invitation = { ...wish, email, name, language: request.body.language, invited_by }
      const id = await invite(all, invitation, clock(), note, mails)
      return reply.code(201).send({ id, mailed: mails })
    },
  )

  app.get(
    '/api/v1/people/:id',
    {
      config: { rule: { action: 'people.read' } },
      schema: {
        summary: 'One person',
        tags: ['people'],
        params: onePerson,
        response: replies({ 200: Person }, [...guarded, problems.notFound]),
      },
    },
    async (request) => shown(await personIn(request, request.params.id, clock())),
  )

  addPersonChangeRoutes(app, options)
}
