/** What the reader wants to be told, and how, at each organisation where they are a contact. */
import { ContactChoices, choiceKinds, Orgnr, PortalChoices } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, reachOf } from '../../access/index.ts'
import { memberNames } from '../../constituency/index.ts'
import { type App, type Platform, Problem, problems, publish, replies } from '../../platform/index.ts'
import { keepPhoneChoices } from '../channels/phone.store.ts'
import { choiceWords, phoneStanding } from '../channels/phone-choice.routes.ts'
import { warningProblems } from '../warning.problems.ts'
import { choicesOf, keepChoices } from '../warnings/choice.store.ts'
import { contactWith } from './portal.store.ts'

export function addChoiceRoutes(app: App, { config: { gateways } }: Platform): void {
  const config = { rule: { action: 'portal.use' } } as const
  const tags = ['portal']

  app.get(
    '/api/v1/portal/choices',
    {
      config,
      schema: {
        summary: 'What the caller is told by mail and by telephone, at each of its members',
        tags,
        response: replies({ 200: PortalChoices }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db } = reachOf(request)
      const names = await memberNames(db, scope === 'all' ? [] : scope)
      const items = []
      for (const [member, member_name] of [...names].sort(([, a], [, b]) => a.localeCompare(b, caller.language))) {
        const contact = await contactWith(db, member, caller.email)
        const chosen = contact === null ? undefined : (await choicesOf(db, [contact])).get(contact)
        const choices = choiceKinds.map((category) => ({ category, least: chosen?.get(category) ?? 'low' }))
        const phone = contact === null ? null : await phoneStanding(db, contact, gateways)
        items.push({ member, member_name, contact, choices, phone })
      }
      return { items }
    },
  )

  app.put(
    '/api/v1/portal/choices/:orgnr',
    {
      config,
      schema: {
        summary: 'Choose what the caller is told; what is critical always comes by mail',
        tags,
        params: Type.Object({ orgnr: Orgnr }),
        body: ContactChoices,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound, warningProblems.notAContact]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const { orgnr } = request.params
      if (!inScope(scope, orgnr))
        throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      await db.transaction().execute(async (trx) => {
        const contact = await contactWith(trx, orgnr, caller.email)
        if (contact === null) {
          throw new Problem(
            warningProblems.notAContact,
            'Be added as a contact, with the address that you sign in with.',
          )
        }
        const { choices, phone = [] } = request.body
        await keepChoices(trx, contact, choices)
        await keepPhoneChoices(trx, contact, phone)
        await publish(trx, 'members', [orgnr])
        await note(trx, {
          act: 'contact.choices_changed',
          object: { kind: 'contact', id: contact },
          member: orgnr,
          details: {
            choices: [...choices.map(({ category, least }) => `${category} ${least}`), ...choiceWords(phone)],
          },
        })
      })
      return reply.code(204).send(null)
    },
  )
}
