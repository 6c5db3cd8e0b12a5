/** How the measures and the vulnerabilities of one warning stand, and what a member says of them on the telephone, one by one. */
import { CveId, Id, MeasureHeard, VexHeard, WarningStanding, WarningStandingQuery } from '@varde/contract'
import { Type } from 'typebox'
import { type Entry, guarded, reachOf } from '../../access/index.ts'
import { type App, type Db, type Platform, Problem, problems, publish, replies } from '../../platform/index.ts'
import { sayVex } from '../answers/one-by-one.store.ts'
import type { Respondent } from '../answers/response.store.ts'
import { measureIn, sayMeasure, standingOf } from '../answers/standing.store.ts'
import { letterOf } from '../texts/letter.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningProblems } from '../warning.problems.ts'
import { warningFacts } from '../warnings/letter.store.ts'
import { redWarnings } from '../warnings/warning.routes.ts'
import { findWarning } from '../warnings/warning.store.ts'
import { lockWarning, onTelephone } from './chase.store.ts'

const none = { 204: Type.Null() }
const { notFound } = problems
const { notChased, identityNumber } = warningProblems
const nothing = { measures: [], vulnerabilities: null }

export function addHeardRoutes(app: App, { clock }: Platform): void {
  const tags = ['warnings']
  const config = { rule: { action: 'warnings.chase' } } as const

  app.get(
    '/api/v1/warnings/:id/standing',
    {
      config: { rule: { action: 'warnings.read' } },
      schema: {
        summary: 'How each measure and each vulnerability stands at the member, and who said so',
        tags,
        params: Type.Object({ id: Id }),
        querystring: WarningStandingQuery,
        response: replies({ 200: WarningStanding }, [...guarded, notFound]),
      },
    },
    async (request) => {
      const { caller, scope, db, red, noteOnce } = reachOf(request)
      const { id } = request.params
      const warning = await findWarning(db, scope, id)
      const facts = warning === null ? null : await warningFacts(db, id)
      if (warning === null || facts === null) throw new Problem(notFound, 'There is no such warning.')
      // Measures are texts of the warning: of TLP:RED they are for those who may read it.
      if (warning.tlp === 'RED' && !red) return nothing
      await noteOnce(db, redWarnings([warning]))
      const letter = letterOf(facts, request.query.language ?? caller.language)
      return await standingOf(db, { warning: id, orgnr: warning.orgnr, letter, ofOurs: scope === 'all' })
    },
  )

  type Reached = Parameters<typeof reachOf>[0]
  type Heard = { contact_name: string; said_at?: string | undefined }
  type Say = (trx: Db, by: Respondent, at: Date, now: Date) => Promise<Entry[]>

  /** One thing that was said, of a warning that is out. @throws Problem not_found, not_chased */
  async function hear(request: Reached, id: string, { contact_name, said_at }: Heard, say: Say): Promise<void> {
    const { caller, scope, db, note } = reachOf(request)
    const now = clock()
    const at = said_at === undefined || new Date(said_at) > now ? now : new Date(said_at)
    await db.transaction().execute(async (trx) => {
      const warning = await lockWarning(trx, scope, id)
      if (warning.state === 'draft' || warning.state === 'cancelled') {
        throw new Problem(notChased, 'The warning has not been sent. Send it first.')
      }
      await note(trx, await say(trx, await onTelephone(trx, warning, contact_name.trim(), caller.name), at, now))
    })
  }

  app.put(
    '/api/v1/warnings/:id/measures/:key',
    {
      config,
      schema: {
        summary: 'Write down how one measure stands, as it was said on the telephone',
        tags,
        params: Type.Object({ id: Id, key: Type.String({ maxLength: 40 }) }),
        body: MeasureHeard,
        response: replies(none, [...guarded, notFound, notChased, identityNumber]),
      },
    },
    async (request, reply) => {
      const { id, key } = request.params
      const said = measureIn(key, request.body)
      await hear(request, id, request.body, async (trx, by, at) => {
        const facts = await warningFacts(trx, id)
        const steps = facts === null ? [] : stepsOf(letterOf(facts, 'nb'))
        if (!steps.some((step) => step.key === key)) throw new Problem(notFound, 'The warning has no such measure.')
        return await sayMeasure(trx, by, said, at)
      })
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/warnings/:id/vulnerabilities/:cve',
    {
      config,
      schema: {
        summary: 'Write down what holds for one vulnerability of an advisory (VEX), as it was said on the telephone',
        tags,
        params: Type.Object({ id: Id, cve: CveId }),
        body: VexHeard,
        response: replies(none, [...guarded, notFound, notChased]),
      },
    },
    async (request, reply) => {
      const { id, cve } = request.params
      const { vex, justification = null } = request.body
      await hear(request, id, request.body, async (trx, by, at, now) => {
        const facts = await warningFacts(trx, id)
        const cves = facts === null ? [] : (letterOf(facts, 'nb').advised?.cves ?? [])
        if (!cves.includes(cve)) throw new Problem(notFound, 'The warning is not about that vulnerability.')
        const { entries } = await sayVex(trx, by, { cve, vex, justification }, at, now)
        await publish(trx, 'warnings', [id])
        const object = { kind: 'warning', id } as const
        const details = { cve, vex, channel: by.channel }
        return [{ act: 'warning.vex_said', object, member: by.orgnr, details }, ...entries]
      })
      return reply.code(204).send(null)
    },
  )
}
