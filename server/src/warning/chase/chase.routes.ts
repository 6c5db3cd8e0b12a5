import {
  ChaseRules,
  ChaseRulesShown,
  HelpGiven,
  Id,
  NewCall,
  NewMessage,
  NewNote,
  severities,
  WarningNotes,
} from '@varde/contract'
import { Type } from 'typebox'
import { type Entry, guarded, reachOf } from '../../access/index.ts'
import { type App, type Db, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { iso } from '../shown.ts'
import { warningProblems } from '../warning.problems.ts'
import { findWarning } from '../warnings/warning.store.ts'
import { written } from '../written.ts'
import {
  addNote,
  type ChasedWarning,
  closeHelp,
  lockWarning,
  notesOf,
  recordCall,
  remindNow,
  sendMessage,
} from './chase.store.ts'
import { chaseFaults } from './chase.ts'
import { readChaseRules, writeChaseRules } from './chase-rule.store.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const { notFound } = problems
const { notChased, remindedJustNow, noHelpAsked, identityNumber, noContact, chaseIncomplete } = warningProblems

export function addChaseRoutes(app: App, { clock }: Platform): void {
  const config = { rule: { action: 'warnings.chase' } } as const
  const tags = ['warnings']

  type Reached = Parameters<typeof reachOf>[0]
  type Act = (trx: Db, warning: ChasedWarning, now: Date, author: string) => Promise<Entry | Entry[]>

  /** Does one thing with a locked warning, and writes it down. */
  async function act(request: Reached, id: string, apply: Act): Promise<void> {
    const { caller, scope, db, note } = reachOf(request)
    await db.transaction().execute(async (trx) => {
      await note(trx, await apply(trx, await lockWarning(trx, scope, id), clock(), caller.name))
    })
  }

  app.post(
    '/api/v1/warnings/:id/remind',
    {
      config,
      schema: {
        summary: 'Remind a silent member now',
        tags,
        params,
        response: replies(none, [...guarded, notFound, notChased, remindedJustNow]),
      },
    },
    async (request, reply) => {
      await act(request, request.params.id, (trx, warning, now) => remindNow(trx, warning, now))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/warnings/:id/notes',
    {
      config,
      schema: {
        summary: 'Notes of staff, the newest first; they are for nobody else',
        tags,
        params,
        response: replies({ 200: WarningNotes }, [...guarded, notFound]),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const { id } = request.params
      if ((await findWarning(db, scope, id)) === null) throw new Problem(notFound, 'There is no such warning.')
      const items = await notesOf(db, id)
      return { items: items.map(({ created_at, ...note }) => ({ ...note, at: created_at.toISOString() })) }
    },
  )

  app.post(
    '/api/v1/warnings/:id/notes',
    {
      config,
      schema: {
        summary: 'Write an internal note',
        tags,
        params,
        body: NewNote,
        response: replies(none, [...guarded, notFound, identityNumber]),
      },
    },
    async (request, reply) => {
      const text = written('text', request.body.text)
      await act(request, request.params.id, (trx, warning, now, author) => addNote(trx, warning, { text, author }, now))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/warnings/:id/messages',
    {
      config,
      schema: {
        summary: 'Send a message about the warning to the member’s contacts',
        tags,
        params,
        body: NewMessage,
        response: replies(none, [...guarded, notFound, notChased, noContact, identityNumber]),
      },
    },
    async (request, reply) => {
      const text = written('message', request.body.message)
      await act(request, request.params.id, (trx, warning, now, author) =>
        sendMessage(trx, warning, { text, author }, now),
      )
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/warnings/:id/calls',
    {
      config,
      schema: {
        summary: 'Write down a call, and what was answered in it',
        tags,
        params,
        body: NewCall,
        response: replies(none, [...guarded, notFound, notChased, identityNumber]),
      },
    },
    async (request, reply) => {
      const { comment = '', ...call } = request.body
      const said = { ...call, comment: comment === '' ? '' : written('comment', comment) }
      await act(request, request.params.id, (trx, warning, now, author) => recordCall(trx, warning, said, author, now))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/warnings/:id/help-given',
    {
      config,
      schema: {
        summary: 'Close a call for help, with what was done',
        tags,
        params,
        body: HelpGiven,
        response: replies(none, [...guarded, notFound, noHelpAsked, identityNumber]),
      },
    },
    async (request, reply) => {
      const done = written('done', request.body.done)
      await act(request, request.params.id, (trx, warning, now, author) =>
        closeHelp(trx, warning, { done, author }, now),
      )
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/chase',
    {
      config: { rule: { action: 'policy.read' } },
      schema: {
        summary: 'How the silent are chased, by severity',
        tags: ['policy'],
        response: replies({ 200: ChaseRulesShown }, guarded),
      },
    },
    async (request) => {
      return await shownRules(reachOf(request).db)
    },
  )

  app.put(
    '/api/v1/chase',
    {
      config: { rule: { action: 'policy.write' } },
      schema: {
        summary: 'Change how the silent are chased; every severity is said once',
        tags: ['policy'],
        body: ChaseRules,
        response: replies({ 200: ChaseRulesShown }, [...guarded, chaseIncomplete]),
      },
    },
    async (request) => {
      const { rules } = request.body
      const errors = chaseFaults(rules)
      if (errors.length > 0) throw new Problem(chaseIncomplete, 'Send one rule for each severity.', { errors })
      const { caller, db, note } = reachOf(request)
      await writeChaseRules(db, rules, { by: caller.name, now: clock(), note })
      return await shownRules(db)
    },
  )
}

async function shownRules(db: Db) {
  const rules = await readChaseRules(db)
  return {
    rules: severities.map((severity) => {
      const { changed_at, ...rule } = rules[severity]
      return { ...rule, changed_at: iso(changed_at) }
    }),
  }
}
