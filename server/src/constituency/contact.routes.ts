/** Contacts, changed one by one: by a member's administrator, or by the team. */
import { ContactChange, Id, Orgnr } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, reachOf } from '../access/index.ts'
import { type App, Problem, problems, replies } from '../platform/index.ts'
import { type AddressGone, addContact, changeContact, removeContact } from './contact-change.store.ts'
import { memberProblems } from './member.problems.ts'

export function addContactRoutes(app: App, addressGone: AddressGone): void {
  const config = { rule: { action: 'contacts.write' } } as const
  const tags = ['contacts']
  const params = Type.Object({ id: Id })
  const faults = [...guarded, problems.notFound, memberProblems.contactTaken]

  app.post(
    '/api/v1/members/:orgnr/contacts',
    {
      config,
      schema: {
        summary: 'Add a contact',
        tags,
        params: Type.Object({ orgnr: Orgnr }),
        body: ContactChange,
        response: replies({ 201: Type.Object({ id: Id }) }, faults),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { orgnr } = request.params
      if (!inScope(scope, orgnr))
        throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      return reply.code(201).send({ id: await addContact(db, orgnr, request.body, note) })
    },
  )

  app.put(
    '/api/v1/contacts/:id',
    {
      config,
      schema: {
        summary: 'Change a contact',
        tags,
        params,
        body: ContactChange,
        response: replies({ 204: Type.Null() }, faults),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await changeContact(db, request.params.id, request.body, { scope, note, addressGone })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/contacts/:id',
    {
      config,
      schema: {
        summary: 'Remove a contact, but not the last one',
        tags,
        params,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, memberProblems.lastContact]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      await removeContact(db, request.params.id, { scope, note, addressGone })
      return reply.code(204).send(null)
    },
  )
}
