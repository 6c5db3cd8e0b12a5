/** The portal of a member's own people: what they must do, one warning in plain words, and their answers. */
import {
  Id,
  type Language,
  PortalAnswer,
  PortalLanguageQuery,
  PortalMeasureDone,
  PortalQuery,
  PortalToday,
  PortalWarningDetail,
  PortalWarningPage,
  PortalWarningQuery,
} from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, inScope, type Principal, reachOf, type Scope } from '../../access/index.ts'
import { memberNames } from '../../constituency/index.ts'
import { type App, type Db, type Platform, Problem, problems, publish, replies } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { measuresDone, tickMeasures } from '../answers/measure.store.ts'
import { respond } from '../answers/response.store.ts'
import { commentFault, type Said, withoutControls } from '../answers/response.ts'
import { filesTo } from '../delivery/reply-file.store.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningProblems } from '../warning.problems.ts'
import { redWarnings } from '../warnings/warning.routes.ts'
import { findWarning, listWarnings, responsesTo, type WarningRow } from '../warnings/warning.store.ts'
import {
  contactWith,
  lettersOf,
  messagesOf,
  shownInPortal,
  unansweredOf,
  undeliveredOf,
  unfinishedOf,
} from './portal.store.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const { notFound } = problems

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
      const own = narrowed(scope, member)
      const orgnrs = own === 'all' ? [] : own
      const [names, unanswered, unfinished, undelivered, sensors] = await Promise.all([
        memberNames(db, scope === 'all' ? [] : scope),
        unansweredOf(db, own),
        unfinishedOf(db, own),
        undeliveredOf(db, orgnrs),
        sensing.sensorsOf(orgnrs),
      ])
      await noteOnce(db, [
        ...redWarnings([...unanswered.rows, ...unfinished]),
        ...contactReads(
          caller,
          undelivered.map(({ orgnr }) => orgnr),
        ),
      ])
      const named = (orgnr: string) => ({ member: orgnr, member_name: names.get(orgnr) ?? orgnr })
      return {
        as_of: clock().toISOString(),
        members: [...names]
          .map(([orgnr, name]) => ({ orgnr, name }))
          .sort((a, b) => a.name.localeCompare(b.name, language)),
        phone: csirtPhone,
        unanswered: await shownInPortal(db, unanswered.rows, language),
        unanswered_count: unanswered.count,
        unfinished: await shownInPortal(db, unfinished, language),
        undelivered: undelivered.map(({ orgnr, ...contact }) => ({ ...contact, member: orgnr })),
        silent_sensors: [...sensors]
          .filter(([, { silent }]) => silent > 0)
          .map(([orgnr, counts]) => ({ ...named(orgnr), ...counts })),
      }
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
      const { member, language = caller.language, open, cursor, limit = 100 } = request.query
      const { items, next } = await listWarnings(db, { scope: narrowed(scope, member), open }, cursor, limit)
      await noteOnce(db, redWarnings(items))
      return { items: await shownInPortal(db, items, language), next }
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
      const warning = await found(db, scope, request.params.id)
      const [[shown], letters, done, responses, messages, files] = await Promise.all([
        shownInPortal(db, [warning], language),
        lettersOf(db, [warning.id], language),
        measuresDone(db, [warning.id]),
        responsesTo(db, warning.id),
        messagesOf(db, warning.id),
        filesTo(db, warning.id),
      ])
      const letter = letters.get(warning.id)
      if (shown === undefined || letter === undefined) throw new Problem(notFound, 'There is no such warning.')
      await noteOnce(db, redWarnings([warning]))
      const doneBy = new Map(done.map((one) => [one.measure, one]))
      return {
        warning: shown,
        tlp: warning.tlp,
        language,
        phone: csirtPhone,
        findings: letter.findings.map(({ what, where, when, howSure }) => ({ what, where, when, how_sure: howSure })),
        more: letter.more,
        meaning: [...letter.meaning],
        tlp_text: letter.tlp,
        measures: stepsOf(letter).map((step) => ({
          ...step,
          done_by: doneBy.get(step.key)?.done_by ?? null,
          done_at: doneBy.get(step.key)?.done_at.toISOString() ?? null,
        })),
        responses: responses
          .map(({ contact_id: _, created_at, recorded_by: __, ...response }) => ({
            ...response,
            recorded_by: null,
            attachments: files.get(response.id) ?? [],
            at: created_at.toISOString(),
          }))
          .reverse(),
        messages: messages.map(({ created_at, ...message }) => ({ ...message, at: created_at.toISOString() })),
      }
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
      const { caller, scope, db, note } = reachOf(request)
      const warning = await found(db, scope, request.params.id)
      const said = saidIn(request.body)
      const steps = await stepsTo(db, warning, caller.language)
      const by = { ...(await respondentIn(db, warning, caller)), channel: 'portal', recorded_by: null } as const
      await respond(db, by, { said, steps }, clock(), note)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/portal/warnings/:id/measures/:key',
    {
      config,
      schema: {
        summary: 'Tick off one measure, or take the tick away',
        tags,
        params: Type.Object({ id: Id, key: Type.String({ maxLength: 40 }) }),
        body: PortalMeasureDone,
        response: replies(none, [...guarded, notFound]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const { id, key } = request.params
      const warning = await found(db, scope, id)
      const steps = (await stepsTo(db, warning, caller.language)).filter((step) => step.key === key)
      if (steps.length === 0) throw new Problem(notFound, 'The warning has no such measure.')
      const { contact_name } = await respondentIn(db, warning, caller)
      const { done } = request.body
      await db.transaction().execute(async (trx) => {
        await tickMeasures(
          trx,
          { warning: id, contact_name },
          { ticked: done ? [key] : [], unticked: done ? [] : [key] },
          clock(),
        )
        await publish(trx, 'warnings', [id])
        await note(trx, {
          act: 'warning.measure_ticked',
          object: { kind: 'warning', id },
          member: warning.orgnr,
          details: { measure: key, done },
        })
      })
      return reply.code(204).send(null)
    },
  )
}

/** One of the caller's own members, where one is asked for. */
function narrowed(scope: Scope, member: string | undefined): Scope {
  if (member === undefined) return scope
  return inScope(scope, member) ? [member] : []
}

async function found(db: Db, scope: Scope, id: string): Promise<WarningRow> {
  const warning = await findWarning(db, scope, id)
  if (warning === null) throw new Problem(notFound, 'There is no such warning.')
  return warning
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

/** @throws Problem identity_number, invalid_input */
function saidIn({ answer, comment = '', done }: PortalAnswer): Said {
  if (answer === undefined) return { kind: 'acknowledge' }
  const clean = withoutControls(comment)
  const fault = commentFault(clean)
  if (fault === 'identity_number') throw new Problem(warningProblems.identityNumber, 'Take the number out of comment.')
  if (fault !== null) throw new Problem(problems.invalidInput, 'Write a shorter comment.')
  return { kind: 'answer', answer, comment: clean, done }
}
