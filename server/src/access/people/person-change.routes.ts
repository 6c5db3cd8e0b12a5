/** Changes to one person: roles, the account, how they sign in. */
import { Person } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type App, Problem, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import type { Note } from '../audit/audit.store.ts'
import { reachOf } from '../authorize.ts'
import { personProblems } from './person.problems.ts'
import { readRoleAt } from './person.ts'
import { deactivate, erase, grant, reactivate, resetSignIn, revoke } from './person-change.store.ts'
import { askGrant, askManage, askMember, askOther } from './person-leave.ts'
import { onePerson, oneRole, type PersonOptions, personIn, shown } from './person-shown.ts'

const kinds = [
  ...guarded,
  problems.notFound,
  personProblems.beyondYou,
  personProblems.ownAccount,
  personProblems.lastAdministrator,
]

export function addPersonChangeRoutes(app: App, { db: all, clock, mails }: PersonOptions): void {
  app.post(
    '/api/v1/people/:id/roles',
    {
      config: { rule: { action: 'people.write' } },
      schema: {
        summary: 'Give a further role',
        tags: ['people'],
        params: onePerson,
        body: oneRole,
        response: replies({ 200: Person }, [...kinds, personProblems.roleUnfit]),
      },
    },
    async (request) => {
      const { id } = request.params
      await personIn(request, id, clock())
      const { caller, db, note } = reachOf(request)
      const wish = readRoleAt(request.body)
      if (typeof wish === 'string') throw new Problem(personProblems.roleUnfit, wish)
      askOther(caller, id)
      askGrant(caller, wish)
      await askMember(db, wish)
      await grant(all, id, wish, note)
      return shown(await personIn(request, id, clock()))
    },
  )

  app.delete(
    '/api/v1/people/:id/roles',
    {
      config: { rule: { action: 'people.write' } },
      schema: {
        summary: 'Take a role away; it counts from the next request on',
        tags: ['people'],
        params: onePerson,
        querystring: oneRole,
        response: replies({ 204: Type.Null() }, [...kinds, personProblems.roleUnfit]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await personIn(request, id, clock())
      const { caller, note } = reachOf(request)
      const held = readRoleAt(request.query)
      if (typeof held === 'string') throw new Problem(personProblems.roleUnfit, held)
      askOther(caller, id)
      askGrant(caller, held)
      if (!(await revoke(all, id, held, clock(), note)))
        throw new Problem(problems.notFound, 'The person has no such role.')
      return reply.code(204).send(null)
    },
  )

  change('post', '/deactivate', 'Close an account; its sessions and the keys that act for it end at once', (id, note) =>
    deactivate(all, id, clock(), note),
  )
  change('post', '/reactivate', 'Open a closed account again', (id, note) => reactivate(all, id, note))
  change(
    'post',
    '/reset-sign-in',
    'Take away every way to sign in, end the sessions, and mail a new one-time link',
    (id, note) => resetSignIn(all, id, clock(), note, mails ? 'mail' : 'silent'),
  )
  change('delete', '', 'Erase a person; the log keeps what they did, by an id that then says nothing', (id, note) =>
    erase(all, id, clock(), note),
  )

  /** A change to the whole account, which asks for leave over all its roles. */
  function change(
    method: 'post' | 'delete',
    path: string,
    summary: string,
    work: (id: string, note: Note) => Promise<void>,
  ): void {
    const schema = { summary, tags: ['people'], params: onePerson, response: replies({ 204: Type.Null() }, kinds) }
    app[method](
      `/api/v1/people/:id${path}`,
      { config: { rule: { action: 'people.write' } }, schema },
      async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
        const { id } = request.params
        await personIn(request, id, clock())
        const { caller, note } = reachOf(request)
        await askManage(all, caller, id)
        await work(id, note)
        return reply.code(204).send(null)
      },
    )
  }
}
