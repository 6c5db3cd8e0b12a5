/** What an analyst does with detections. */
import {
  TriageAssign,
  TriageChoice,
  TriageDismiss,
  TriageDuplicate,
  TriagePeople,
  TriageResult,
  TriageSnooze,
} from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { guarded, peopleWhoMay, reachOf } from '../../access/index.ts'
import { type App, type Platform, Problem, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import type { Triage } from './decide.store.ts'
import { split } from './regroup.store.ts'
import { accept, assign, dismiss, duplicate, merge, restore, snooze, warnAbout } from './triage.store.ts'
import { untilFault } from './triage.ts'

const simple = {
  warn: ['Warn the members concerned: one mail to each contact, whatever the number of detections', warnAbout],
  restore: ['Take a dismissal back', restore],
  accept: ['Say that detections are real, and take them', accept],
  merge: ['Put the detections of each member into one draft', merge],
  split: ['Take detections out of a draft that they share with others, into one of their own', split],
} as const

export function addTriageRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const triageOf = (request: FastifyRequest, ids: readonly string[]): Triage => {
    const { caller, scope, note } = reachOf(request)
    return { ids, scope, by: caller, now: clock(), note }
  }
  const config = { rule: { action: 'detections.triage' } } as const
  const tags = ['detections']
  const response = replies({ 200: TriageResult }, guarded)

  for (const [word, [summary, act]] of Object.entries(simple)) {
    app.post(
      `/api/v1/detections/${word}`,
      {
        config: word === 'warn' ? { rule: { action: 'warnings.send' } } : config,
        schema: { summary, tags, body: TriageChoice, response },
      },
      async (request) => await act(reachOf(request).db, triageOf(request, request.body.detections)),
    )
  }

  app.post(
    '/api/v1/detections/dismiss',
    {
      config,
      schema: {
        summary: 'Set detections aside, with a reason; seen again they stay so',
        tags,
        body: TriageDismiss,
        response,
      },
    },
    async (request) => {
      const { detections, reason } = request.body
      return await dismiss(reachOf(request).db, triageOf(request, detections), reason)
    },
  )

  app.post(
    '/api/v1/detections/duplicate',
    {
      config,
      schema: { summary: 'Set detections aside that say the same as another', tags, body: TriageDuplicate, response },
    },
    async (request) => {
      const { detections, of } = request.body
      return await duplicate(reachOf(request).db, triageOf(request, detections), of)
    },
  )

  app.post(
    '/api/v1/detections/assign',
    {
      config,
      schema: {
        summary: 'Give detections to a person to follow up, or to nobody',
        tags,
        body: TriageAssign,
        response: replies({ 200: TriageResult }, [...guarded, warningProblems.cannotBeAssigned]),
      },
    },
    async (request) => {
      const { detections, to } = request.body
      const { db } = reachOf(request)
      if (to !== null && !(await peopleWhoMay(db, 'detections.triage')).some(({ id }) => id === to)) {
        throw new Problem(warningProblems.cannotBeAssigned, 'Choose one of `GET /api/v1/triage/people`, or null.')
      }
      return await assign(db, triageOf(request, detections), to)
    },
  )

  app.post(
    '/api/v1/detections/snooze',
    {
      config,
      schema: {
        summary: 'Put detections away until a time; one that is seen at a worse severity comes back at once',
        tags,
        body: TriageSnooze,
        response: replies({ 200: TriageResult }, [...guarded, warningProblems.snoozeWrong]),
      },
    },
    async (request) => {
      const { detections, until } = request.body
      const triage = triageOf(request, detections)
      const fault = untilFault(new Date(until), triage.now)
      if (fault !== null) throw new Problem(warningProblems.snoozeWrong, fault)
      return await snooze(reachOf(request).db, triage, new Date(until))
    },
  )

  app.get(
    '/api/v1/triage/people',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'Those to whom detections can be given',
        tags,
        response: replies({ 200: TriagePeople }, guarded),
      },
    },
    async (request) => ({ items: await peopleWhoMay(reachOf(request).db, 'detections.triage') }),
  )
}
