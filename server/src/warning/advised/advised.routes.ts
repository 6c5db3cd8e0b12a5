/** An advisory goes out to members: whom it would go to, sending it, taking back what nobody has got, and how its measures stand. */
import { AdvisedPlan, AdvisedStopped, advisedSteps, Id, MeasureStandings } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { listMeasures } from '../../vulnerability/index.ts'
import { planFor } from './advised.store.ts'
import type { FindAdvisory } from './advisory-letter.ts'
import { measureStandings } from './measure-standing.store.ts'
import { sendAdvisory, stopAdvisory } from './send.store.ts'

const params = Type.Object({ id: Id })
const tags = ['advisories']
const config = { rule: { action: 'advisories.publish' } } as const
const found = [...guarded, problems.notFound]

export function addAdvisedRoutes(app: App, { clock }: Pick<Platform, 'clock'>, find: FindAdvisory): void {
  const advisoryOf = async (id: string) => {
    const advisory = await find(id)
    if (advisory === null) throw new Problem(problems.notFound, 'No such advisory is published.')
    return advisory
  }

  app.get(
    '/api/v1/measure-standings',
    {
      config: { rule: { action: 'advisories.read' } },
      schema: {
        summary: 'How members stand on the measures of the catalogue, over all advisories that ask for them',
        tags: ['measures'],
        response: replies({ 200: MeasureStandings }, guarded),
      },
    },
    async (request) => {
      const { db, scope, red } = reachOf(request)
      const keys = (await listMeasures(db)).map(({ key }) => key)
      return { items: await measureStandings(db, { scope, red, keys }) }
    },
  )

  app.get(
    '/api/v1/advisories/:id/recipients',
    {
      config,
      schema: {
        summary: 'Whom an advisory goes to, what each has that it is about, and what each was told',
        tags,
        params,
        response: replies({ 200: AdvisedPlan }, found),
      },
    },
    async (request) => {
      const { db } = reachOf(request)
      const advisory = await advisoryOf(request.params.id)
      const plan = await planFor(db, advisory)
      const steps = Object.fromEntries(
        advisedSteps.map((step) => [step, plan.filter((member) => member.step === step).length]),
      ) as AdvisedPlan['steps']
      const going = plan.filter(({ step }) => step !== 'told' && step !== 'unwanted')
      return {
        version: advisory.version,
        steps,
        without_contact: going.filter(({ contacts }) => contacts === 0).length,
        members: plan.map(({ orgnr, products, ...member }) => ({
          ...member,
          member: orgnr,
          grade: products[0]?.grade ?? null,
          verdict: products[0]?.verdict ?? null,
          products: products.map(({ name }) => name),
        })),
      }
    },
  )

  app.post(
    '/api/v1/advisories/:id/send',
    {
      config,
      schema: {
        summary: 'Warn everyone that an advisory is for, each once; a new version goes in the same thread',
        tags,
        params,
        response: replies({ 204: Type.Null() }, found),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const { id } = request.params
      const advisory = await advisoryOf(id)
      await db.transaction().execute(async (trx) => {
        const sent = await sendAdvisory(trx, advisory, { by: caller.name, now: clock() })
        const details = { id, version: advisory.version, members: sent.length }
        await note(trx, [...sent, { act: 'advisory.sent', details }])
      })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/advisories/:id/stop',
    {
      config,
      schema: {
        summary: 'Take back the warnings of an advisory that nobody has got yet',
        tags,
        params,
        response: replies({ 200: AdvisedStopped }, found),
      },
    },
    async (request) => {
      const { db, note } = reachOf(request)
      const { id } = request.params
      return await db.transaction().execute(async (trx) => {
        const { stopped, out, entries } = await stopAdvisory(trx, id, clock())
        await note(trx, [...entries, { act: 'advisory.stopped', details: { id, stopped, out } }])
        return { stopped, out }
      })
    },
  )
}
