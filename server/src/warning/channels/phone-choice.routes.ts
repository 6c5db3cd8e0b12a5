/** From which severity on a contact is told by telephone, as the member’s administrator or the team chooses for them. */
import { Id, type PhoneChoice, PhoneChoices, PhoneStanding, phoneChannels } from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, inScope, reachOf, type Scope } from '../../access/index.ts'
import type { Config } from '../../config.ts'
import { type App, type Db, Problem, problems, publish, replies } from '../../platform/index.ts'
import { keepPhoneChoices, phoneChoicesOf } from './phone.store.ts'

export function addPhoneChoiceRoutes(app: App, { gateways }: Config): void {
  const config = { rule: { action: 'contacts.write' } } as const
  const tags = ['contacts']
  const params = Type.Object({ id: Id })

  app.get(
    '/api/v1/contacts/:id/phone-choices',
    {
      config,
      schema: {
        summary: 'From which severity on a contact is told by telephone',
        tags,
        params,
        response: replies({ 200: PhoneStanding }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, noteOnce } = reachOf(request)
      const contact = await found(db, scope, request.params.id)
      await noteOnce(db, contactReads(caller, [contact.orgnr]))
      return await phoneStanding(db, contact.id, gateways)
    },
  )

  app.put(
    '/api/v1/contacts/:id/phone-choices',
    {
      config,
      schema: {
        summary: 'Choose from which severity on a contact is told by telephone; null: not at all',
        tags,
        params,
        body: PhoneChoices,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const contact = await found(db, scope, request.params.id)
      const { choices } = request.body
      await db.transaction().execute(async (trx) => {
        await keepPhoneChoices(trx, contact.id, choices)
        await publish(trx, 'members', [contact.orgnr])
        await note(trx, {
          act: 'contact.choices_changed',
          object: { kind: 'contact', id: contact.id },
          member: contact.orgnr,
          details: { choices: choiceWords(choices) },
        })
      })
      return reply.code(204).send(null)
    },
  )
}

/** How a contact stands: their number, what there is a gateway for, and what they have chosen. */
export async function phoneStanding(db: Db, contact: string, gateways: Config['gateways']): Promise<PhoneStanding> {
  const row = await db.selectFrom('contact').select('phone').where('id', '=', contact).executeTakeFirst()
  return {
    phone: row?.phone ?? null,
    channels: phoneChannels.filter((channel) => gateways[channel] !== null),
    choices: (await phoneChoicesOf(db, [contact])).get(contact) ?? [],
  }
}

/** What the log says of choices. */
export function choiceWords(choices: readonly PhoneChoice[]): string[] {
  return choices.map(({ channel, least }) => `${channel} ${least ?? '–'}`)
}

type Found = { id: string; orgnr: string }

async function found(db: Db, scope: Scope, id: string): Promise<Found> {
  const contact = await db.selectFrom('contact').select(['id', 'orgnr']).where('id', '=', id).executeTakeFirst()
  if (contact === undefined || !inScope(scope, contact.orgnr)) {
    throw new Problem(problems.notFound, 'There is no such contact.')
  }
  return contact
}
