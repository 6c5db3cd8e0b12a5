/** The portal of a member's own people: what they must do, one warning in plain words, and their answers. */

import multipart from '@fastify/multipart'
import {
  Id,
  type Language,
  MeasureSaid,
  PortalAnswer,
  PortalLanguageQuery,
  PortalQuery,
  PortalToday,
  PortalWarningDetail,
  PortalWarningPage,
  PortalWarningQuery,
} from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, inScope, type Principal, reachOf, type Scope } from '../../access/index.ts'
import { type App, type Db, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { filesTooMuch, respond } from '../answers/response.store.ts'
import { commentFault, type Said, withoutControls } from '../answers/response.ts'
import { readSentForm } from '../answers/sent-form.ts'
import { measureIn, sayMeasure } from '../answers/standing.store.ts'
import { mostBytes, type ReplyFile } from '../delivery/reply-file.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningProblems } from '../warning.problems.ts'
import { redWarnings } from '../warnings/warning.routes.ts'
import type { WarningRow } from '../warnings/warning.store.ts'
import { contactWith, lettersOf, noteOpened } from './portal.store.ts'
import { findOwn, readToday, readWarning, readWarnings } from './portal-read.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const { notFound } = problems
const { filesTooMuch: filesTooMuchKind } = warningProblems

/** `said` is JSON in a form, and each `file` its bytes. */
const AnswerWithFiles = Type.Object({
  said: PortalAnswer,
  file: Type.Array(Type.Unsafe<ReplyFile>({ description: 'Its bytes' })),
})

export function addPortalRoutes(app: App, { config: { csirtPhone }, clock }: Platform, sensing: Sensing): void {
  const config = { rule: { action: 'portal.use' } } as const
  const tags = ['portal']

  app.get(
    '/api/v1/portal',
    {
      config,
      schema: {
        summary: 'What a member’s people must do today',
        tags,
        querystring: PortalQuery,
        response: replies({ 200: PortalToday }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db, noteOnce } = reachOf(request)
      const { member, language = caller.language } = request.query
      const reader = { db, scope: narrowed(scope, member), language }
      const own = narrowed(scope, undefined)
      const { shown, rows, contacts } = await readToday(reader, { own, phone: csirtPhone, now: clock(), sensing })
      await noteOnce(db, [...redWarnings(rows), ...contactReads(caller, contacts)])
      return shown
    },
  )

  app.get(
    '/api/v1/portal/warnings',
    {
      config,
      schema: {
        summary: 'A member’s warnings in plain words, the newest first',
        tags,
        querystring: PortalWarningQuery,
        response: replies({ 200: PortalWarningPage }, guarded),
      },
    },
    async (request) => {
      const { caller, scope, db, noteOnce } = reachOf(request)
      const { member, language = caller.language, ...page } = request.query
      const { shown, rows } = await readWarnings({ db, scope: narrowed(scope, member), language }, page)
      await noteOnce(db, redWarnings(rows))
      return shown
    },
  )

  app.get(
    '/api/v1/portal/warnings/:id',
    {
      config,
      schema: {
        summary: 'One warning in plain words, with its measures and what was answered',
        tags,
        params,
        querystring: PortalLanguageQuery,
        response: replies({ 200: PortalWarningDetail }, [...guarded, notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, noteOnce } = reachOf(request)
      const { language = caller.language } = request.query
      const reader = { db, scope: narrowed(scope, undefined), language }
      const { shown, rows } = await readWarning(reader, request.params.id, csirtPhone)
      // What a program fetches nobody has read.
      if (caller.kind === 'person') await noteOpened(db, request.params.id, clock())
      await noteOnce(db, redWarnings(rows))
      return shown
    },
  )

  app.post(
    '/api/v1/portal/warnings/:id/answer',
    {
      config,
      schema: {
        summary: 'Acknowledge a warning, or answer it',
        tags,
        params,
        body: PortalAnswer,
        response: replies(none, [...guarded, notFound, warningProblems.identityNumber]),
      },
    },
    async (request, reply) => {
      await answer(request, request.params.id, request.body, [])
      return reply.code(204).send(null)
    },
  )

  app.register(async (scope: App) => {
    await scope.register(multipart, { throwFileSizeLimit: false })
    scope.post(
      '/api/v1/portal/warnings/:id/answer/files',
      {
        config,
        // What was sent becomes the body, so that it is checked as any other.
        preValidation: async (request) => {
          const { fields, files, tooMuch } = await readSentForm(request, mostBytes)
          if (tooMuch) throw filesTooMuch()
          request.body = { said: jsonIn(fields['said']) as PortalAnswer, file: files }
        },
        schema: {
          summary: 'Answer a warning, with files that show it',
          tags,
          params,
          consumes: ['multipart/form-data'],
          body: AnswerWithFiles,
          response: replies(none, [...guarded, notFound, filesTooMuchKind, warningProblems.identityNumber]),
        },
      },
      async (request, reply) => {
        const { said, file } = request.body
        await answer(request, request.params.id, said, file)
        return reply.code(204).send(null)
      },
    )
  })

  async function answer(
    request: Parameters<typeof reachOf>[0],
    id: string,
    given: PortalAnswer,
    files: readonly ReplyFile[],
  ): Promise<void> {
    const { caller, scope, db, note } = reachOf(request)
    const warning = await findOwn(db, scope, id)
    const said = saidIn(given)
    const steps = await stepsTo(db, warning, caller.language)
    const by = { ...(await respondentIn(db, warning, caller)), channel: 'portal', recorded_by: null } as const
    await respond(db, by, { said, steps, files }, clock(), note)
  }

  app.put(
    '/api/v1/portal/warnings/:id/measures/:key',
    {
      config,
      schema: {
        summary: 'Say how one measure stands',
        tags,
        params: Type.Object({ id: Id, key: Type.String({ maxLength: 40 }) }),
        body: MeasureSaid,
        response: replies(none, [...guarded, notFound, warningProblems.identityNumber]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const { id, key } = request.params
      const warning = await findOwn(db, scope, id)
      const steps = (await stepsTo(db, warning, caller.language)).filter((step) => step.key === key)
      if (steps.length === 0) throw new Problem(notFound, 'The warning has no such measure.')
      const by = { ...(await respondentIn(db, warning, caller)), channel: 'portal', recorded_by: null } as const
      const said = measureIn(key, request.body)
      await db.transaction().execute(async (trx) => note(trx, await sayMeasure(trx, by, said, clock())))
      return reply.code(204).send(null)
    },
  )
}

/** One of the caller's own members, where one is asked for. Nobody who uses the portal sees every member by that. */
function narrowed(scope: Scope, member: string | undefined): readonly string[] {
  if (member !== undefined) return inScope(scope, member) ? [member] : []
  return scope === 'all' ? [] : scope
}

async function stepsTo(db: Db, { id }: WarningRow, language: Language) {
  const letter = (await lettersOf(db, [id], language)).get(id)
  return letter === undefined ? [] : stepsOf(letter)
}

/** Who answers, under the name that they are signed in with. */
async function respondentIn(db: Db, { id, orgnr }: WarningRow, caller: Principal) {
  return {
    warning: id,
    orgnr,
    contact_id: await contactWith(db, orgnr, caller.email),
    contact_name: caller.name,
  }
}

/** @throws Problem invalid_input */
function jsonIn(said: string | string[] | undefined): unknown {
  try {
    return JSON.parse(String(said))
  } catch {
    throw new Problem(problems.invalidInput, 'Send the answer as JSON in said.')
  }
}

/** @throws Problem identity_number, invalid_input */
function saidIn({ answer, comment = '', done, vex = [], justification = null }: PortalAnswer): Said {
  if (answer === undefined) return { kind: 'acknowledge' }
  const clean = withoutControls(comment)
  const fault = commentFault(clean)
  if (fault === 'identity_number') throw new Problem(warningProblems.identityNumber, 'Take the number out of comment.')
  if (fault !== null) throw new Problem(problems.invalidInput, 'Write a shorter comment.')
  return { kind: 'answer', answer, comment: clean, done, advised: { measures: [], vex, justification } }
}
