/** What the reader wants to be told by mail, at each organisation where they are a contact. */
import { ContactChoices, categories, Orgnr, PortalChoices } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, reachOf } from '../../access/index.ts'
import { memberNames } from '../../constituency/index.ts'
import { type App, Problem, problems, publish, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { choicesOf, keepChoices } from '../warnings/choice.store.ts'
import { contactWith } from './portal.store.ts'

export function addChoiceRoutes(app: App): void {
  const config = { rule: { action: 'portal.use' } } as const
  const tags = ['portal']

  app.get(
    '/api/v1/portal/choices',
    {
      config,
      schema: {
        summary: 'What the caller is told by mail, at each of its members',
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
        const choices = categories.map((category) => ({ category, least: chosen?.get(category) ?? 'low' }))
        items.push({ member, member_name, contact, choices })
      }
      return { items }
    },
  )

  app.put(
    '/api/v1/portal/choices/:orgnr',
    {
      config,
      schema: {
        summary: 'Choose what the caller is told by mail; what is critical always comes',
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
        await keepChoices(trx, contact, request.body.choices)
        await publish(trx, 'members', [orgnr])
        await note(trx, {
          act: 'contact.choices_changed',
          object: { kind: 'contact', id: contact },
          member: orgnr,
          details: { choices: request.body.choices.map(({ category, least }) => `${category} ${least}`) },
        })
      })
      return reply.code(204).send(null)
    },
  )
}
