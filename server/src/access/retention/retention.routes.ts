/** Retention and holds over HTTP. */
import { HoldList, HoldPlace, Id, RetentionChange, RetentionClass, RetentionTable } from '@varde/contract'
import { Type } from 'typebox'
import { type App, type Platform, Problem, problemKind, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import { listHolds, placeHold, releaseHold } from './hold.store.ts'
import { retentionTable, setRetention } from './retention.store.ts'
import { fewestDays } from './retention.ts'

const retentionProblems = {
  tooShort: problemKind('retention_too_short', 400, 'This must be kept longer'),
  holdMemberUnknown: problemKind('hold_member_unknown', 404, 'There is no such member'),
  holdUntilPast: problemKind('hold_until_past', 400, 'The hold would have ended already'),
}

export function addRetentionRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/retention',
    {
      config: { rule: { action: 'retention.read' } },
      schema: {
        summary: 'How long each class of data is kept, and what the last run removed',
        tags: ['retention'],
        response: replies({ 200: RetentionTable }, guarded),
      },
    },
    async (request) => ({ items: await retentionTable(reachOf(request).db, clock()) }),
  )

  app.put(
    '/api/v1/retention/:class',
    {
      config: { rule: { action: 'retention.write' } },
      schema: {
        summary: 'Change how many days a class of data is kept; the next run goes by it',
        tags: ['retention'],
        params: Type.Object({ class: RetentionClass }),
        body: RetentionChange,
        response: replies({ 200: RetentionTable }, [...guarded, retentionProblems.tooShort]),
      },
    },
    async (request) => {
      const { class: name } = request.params
      const { days } = request.body
      const { db, note } = reachOf(request)
      if (days < fewestDays[name]) {
        throw new Problem(retentionProblems.tooShort, `Write at least ${fewestDays[name]} days.`)
      }
      await setRetention(db, { class: name, days }, clock(), note)
      return { items: await retentionTable(db, clock()) }
    },
  )

  app.get(
    '/api/v1/holds',
    {
      config: { rule: { action: 'retention.read' } },
      schema: {
        summary: 'Archive holds: those in force first, then the newest',
        tags: ['retention'],
        response: replies({ 200: HoldList }, guarded),
      },
    },
    async (request) => ({ items: await listHolds(reachOf(request).db, clock()) }),
  )

  app.post(
    '/api/v1/holds',
    {
      config: { rule: { action: 'retention.write' } },
      schema: {
        summary: 'Keep what retention would remove: of one class or all, of one member or all',
        tags: ['retention'],
        body: HoldPlace,
        response: replies({ 201: Type.Object({ id: Id }) }, [
          ...guarded,
          retentionProblems.holdMemberUnknown,
          retentionProblems.holdUntilPast,
        ]),
      },
    },
    async (request, reply) => {
      const { class: name = null, member = null, reason, until } = request.body
      const { db, caller, note } = reachOf(request)
      const end = until === undefined ? null : new Date(until)
      if (end !== null && end <= clock()) {
        throw new Problem(retentionProblems.holdUntilPast, 'Write a later time, or none for a hold without an end.')
      }
      const by = caller.kind === 'person' ? caller.id : null
      const id = await placeHold(db, { class: name, orgnr: member, reason, until: end, by }, clock(), note)
      if (id === null) {
        throw new Problem(retentionProblems.holdMemberUnknown, `No member has the organisation number ${member}.`)
      }
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/api/v1/holds/:id/release',
    {
      config: { rule: { action: 'retention.write' } },
      schema: {
        summary: 'End a hold; what it kept goes with the next run',
        tags: ['retention'],
        params: Type.Object({ id: Id }),
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { db, note } = reachOf(request)
      if (!(await releaseHold(db, request.params.id, clock(), note))) {
        throw new Problem(problems.notFound, 'There is no such hold, or it was released already.')
      }
      return reply.code(204).send(null)
    },
  )
}
