/**
 * A member's portal as its own people see it, for staff who are asked about it on the telephone. Only read: what a member says
 * is said by the member, or written down as a call.
 */
import {
  Id,
  Orgnr,
  PortalLanguageQuery,
  PortalToday,
  PortalViewQuery,
  PortalWarningDetail,
  PortalWarningPage,
} from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { contactReads, guarded, inScope, reachOf } from '../../access/index.ts'
import { memberNames } from '../../constituency/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { redWarnings } from '../warnings/warning.routes.ts'
import { readToday, readWarning, readWarnings } from './portal-read.ts'

const found = [...guarded, problems.notFound]

export function addPortalViewRoutes(
  app: App,
  { config: { csirtPhone }, clock, postgres }: Platform,
  sensing: Sensing,
): void {
  const config = { rule: { action: 'portal.view' } } as const
  const tags = ['portal']

  /** What is read is written down: whose portal it was, and beside it what is TLP:RED and the contacts. */
  const viewing = async (request: FastifyRequest, orgnr: string, language: 'nb' | 'nn' | 'en' | undefined) => {
    const { caller, scope, db, noteOnce } = reachOf(request)
    if (!inScope(scope, orgnr) || !(await memberNames(db, [orgnr])).has(orgnr)) {
      throw new Problem(problems.notFound, 'There is no such member.')
    }
    return {
      // The second fence of the member's own people: what they could not get at is not shown by mistake.
      reader: { db: postgres.within([orgnr]), scope: [orgnr], language: language ?? caller.language },
      seen: async <T>({
        shown,
        rows,
        contacts,
      }: {
        shown: T
        rows: Parameters<typeof redWarnings>[0]
        contacts: string[]
      }) => {
        await noteOnce(db, [
          { act: 'portal.viewed', object: { kind: 'member', id: orgnr }, member: orgnr },
          ...redWarnings(rows),
          ...contactReads(caller, contacts),
        ])
        return shown
      },
    }
  }

  app.get(
    '/api/v1/members/:orgnr/portal',
    {
      config,
      schema: {
        summary: 'What a member’s people see that they must do today',
        tags,
        params: Type.Object({ orgnr: Orgnr }),
        querystring: PortalLanguageQuery,
        response: replies({ 200: PortalToday }, found),
      },
    },
    async (request) => {
      const { orgnr } = request.params
      const { reader, seen } = await viewing(request, orgnr, request.query.language)
      return await seen(await readToday(reader, { own: [orgnr], phone: csirtPhone, now: clock(), sensing }))
    },
  )

  app.get(
    '/api/v1/members/:orgnr/portal/warnings',
    {
      config,
      schema: {
        summary: 'A member’s warnings as its people see them, the newest first',
        tags,
        params: Type.Object({ orgnr: Orgnr }),
        querystring: PortalViewQuery,
        response: replies({ 200: PortalWarningPage }, found),
      },
    },
    async (request) => {
      const { language, ...page } = request.query
      const { reader, seen } = await viewing(request, request.params.orgnr, language)
      return await seen(await readWarnings(reader, page))
    },
  )

  app.get(
    '/api/v1/members/:orgnr/portal/warnings/:id',
    {
      config,
      schema: {
        summary: 'One warning as the member’s people see it',
        tags,
        params: Type.Object({ orgnr: Orgnr, id: Id }),
        querystring: PortalLanguageQuery,
        response: replies({ 200: PortalWarningDetail }, found),
      },
    },
    async (request) => {
      const { orgnr, id } = request.params
      const { reader, seen } = await viewing(request, orgnr, request.query.language)
      return await seen(await readWarning(reader, id, csirtPhone))
    },
  )
}
